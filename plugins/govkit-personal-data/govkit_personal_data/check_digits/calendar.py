"""Whether two-digit years, months and days, as identifiers carry them, are days that exist."""

from __future__ import annotations

LAST_BIRTH_YEAR = 2035
"""Nobody who is born later has an identifier while this edition is in use. A constant, because checks have no clock."""
DAYS_IN_MONTH = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether this is a day of the twentieth or of the twenty-first century; `year` is of two digits."""
    if not (1 <= month <= 12 and 1 <= day <= DAYS_IN_MONTH[month]):
        return False
    return not (month == _FEBRUARY and day == DAYS_IN_MONTH[_FEBRUARY]) or year % 4 == 0
