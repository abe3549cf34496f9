"""What cells say in letters without saying anything of anybody: that a value is missing, or in which zone a time is."""

from __future__ import annotations

import re
from functools import lru_cache

from govkit_personal_data.evidence.words import words

_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?T?")
"""A day or a month, and the letter that joins a time to it."""


@lru_cache(maxsize=1)
def missing() -> frozenset[str]:
    """Return what programs write where there is no value, each exactly as it is written."""
    return frozenset(words().lists["missing"])


@lru_cache(maxsize=1)
def _clock() -> frozenset[str]:
    return frozenset(words().lists["clock"])


def is_noted(date: str) -> bool:
    """Tell whether words stand behind a date that belong to no time: `2024-01-01 Anna`."""
    day = _DAY.match(date)
    return day is not None and not _clock().issuperset(_WORD.findall(date, day.end()))
