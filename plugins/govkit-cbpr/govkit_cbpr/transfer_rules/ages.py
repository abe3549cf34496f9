"""Ages of children as records write them: `6-12`, `under 18`, `14 and over`."""

from __future__ import annotations

import re

from govkit_cbpr.transfer_rules.logic import Truth, open_for

_BELOW = frozenset(("under", "below", "until", "till", "younger", "less", "fewer", "max", "maximum", "most"))
_PLAIN = frozenset(
    (
        *("age", "aged", "ages", "year", "years", "yrs", "yr", "y", "o", "old", "olds", "from", "to", "and", "or"),
        *("between", "over", "above", "up", "older", "at", "least", "minimum", "min", "only", "through", "children"),
    )
)
"""Words beside which the smallest number is the youngest age."""
_OLDEST = 120


def youngest_under(text: str | None, limit: int) -> Truth:
    """Tell whether the youngest age lies under a limit; open where the text does not say how young people may be."""
    told = str(text or "").lower().replace("up to", "under")
    numbers = [int(digits) for digits in re.findall(r"\d+", told)]
    words = set(re.findall(r"[^\W\d_]+", told))
    if not numbers or max(numbers) > _OLDEST or words & {"no", "not", "never"}:
        return open_for("children_ages")
    ends_only = re.search("[<≤]", told) or told.lstrip(" ([").startswith(("to ", "-", "–"))
    if min(numbers) < limit or words & _BELOW or ends_only:
        return True
    return False if words <= _PLAIN else open_for("children_ages")
