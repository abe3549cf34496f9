"""Objects of JSON that are maps: their keys are values, such as the addresses of users, and not names of columns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from govkit_personal_data import lexicon
from govkit_personal_data.evidence.full_name import names_person

MOST_PATHS = 500
"""Paths of a file that become columns; what lies at others is unread."""
MANY = 100
"""Keys that are no names of columns, beyond which an object is a map."""
_VALUE = re.compile(r"@|^\W*\d|\d{4}|^(?=.*\d)[0-9a-fA-F-]{8,}$")
_REST, _KEYS, _VALUES = "(entries)", "(keys)", "(values)"
"""Names that no key is taken for, and of which no word says anything of values."""


class Pairs(list[tuple[str, Any]]):
    """An object as it stands in the file: a key may occur twice, and both values count."""


class Entries(list[Any]):
    """A map as a list of records, each with its key."""


def pairs_or_entries(pairs: list[tuple[str, Any]]) -> Pairs | Entries:
    """Return an object as a parser gives it, or its entries where it is a map.

    What stands below a known heading keeps its name, so that the heading is heard.
    """
    if len(pairs) <= MANY:
        return Pairs(pairs)
    unlike = sum(_is_value(key) or (isinstance(value, Pairs) and not _is_known(key)) for key, value in pairs)
    if unlike <= MANY and len(pairs) <= MOST_PATHS:
        return Pairs(pairs)
    rest = [(key, value) for key, value in pairs if _is_known(key) and not _is_value(key)]
    entries = Entries(_record(key, value) for key, value in pairs if _is_value(key) or not _is_known(key))
    return Pairs([*rest, (_REST, entries)]) if rest else entries


@lru_cache(maxsize=4096)
def _is_value(key: str) -> bool:
    return _VALUE.search(key) is not None or names_person(key)


@lru_cache(maxsize=4096)
def _is_known(key: str) -> bool:
    return lexicon.shipped().knows(key)


def _record(key: str, value: Any) -> Pairs:
    return Pairs([(_KEYS, key), *value]) if isinstance(value, Pairs) else Pairs([(_KEYS, key), (_VALUES, value)])
