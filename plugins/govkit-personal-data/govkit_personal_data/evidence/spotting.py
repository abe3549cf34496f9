"""Count the identifiers in distinct values one by one: the plain meaning of what a kernel counts over whole tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.evidence.column import Spot
from govkit_personal_data.identifiers import all_identifiers, bounded


def spots(values: Mapping[str, int]) -> dict[str, Spot]:
    """Return identifier → rows in which it was seen, for distinct values with their numbers of rows."""
    found = {}
    for name, whole, inside, right in _patterns():
        counts = [0, 0, 0, 0]
        for value, rows in values.items():
            match = inside.search(value[:2048])
            if match is None:
                continue
            complete = whole.fullmatch(value) is not None
            valid = right is None or right(value if complete else match.group())
            counts = [
                counts[0] + rows,
                counts[1] + rows * complete,
                counts[2] + rows * (complete and valid),
                counts[3] + rows * valid,
            ]
        if counts[0]:
            found[name] = Spot(counts[0], counts[1], counts[2], counts[3])
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], Callable[[str], bool] | None], ...]:
    return tuple(
        (
            identifier.id,
            re.compile("|".join(f"(?:{pattern})" for pattern in identifier.patterns)),
            re.compile(bounded(identifier)),
            VALIDATORS[identifier.validator] if identifier.validator else None,
        )
        for identifier in all_identifiers()
    )
