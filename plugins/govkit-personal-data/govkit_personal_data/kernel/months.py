"""The months of dates, read off the bytes of all cells at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text

_ZERO, _SHORTEST, _YEAR = ord("0"), 6, 4
_DIGITS = np.array([chr(byte).isdecimal() and byte < 0x80 for byte in range(256)])
_SIGNS = np.array([chr(byte) in "-/." for byte in range(256)])
_MONTHS = 12
_BUDDHIST, _FIRST, _LAST = 543, 1850, 2150
"""What a Buddhist-era year is ahead, and the Gregorian years that a date may be of."""
_POINT, _AMOUNT = ord("."), 7
"""`1851.80` has the look of a year and a month, and is an amount."""
_SENTINELS = np.array([1900 * _MONTHS, 1970 * _MONTHS])
"""Months that stand for "no date" in many systems, counted like all others from January of the year 0."""
_NEVER = np.array([-1, 9999 * _MONTHS + 11])
"""Months that no record is of, and that stand for no date and for no end: `0000-00-00` and `9999-12-31`."""


@dataclass(frozen=True)
class _Layout:
    """Where the parts of a date stand: a year of four digits, a month of one or two, and signs between."""

    year: int
    month: int
    digits: int
    """Of the month."""
    signs: tuple[int, ...]
    days: tuple[int, ...] = ()
    """The digits of a day that stands in front."""

    @property
    def end(self) -> int:
        """Return the place behind what is read."""
        return max(self.year + _YEAR, self.month + self.digits)


_YEAR_FIRST = tuple(_Layout(0, 5, digits, (4,)) for digits in (1, 2))
_DAY_FIRST = tuple(
    _Layout(day + digits + 2, day + 1, digits, (day, day + digits + 1), tuple(range(day)))
    for day in (1, 2)
    for digits in (1, 2)
)


@dataclass(frozen=True, slots=True)
class Months:
    """What the dates among some cells say."""

    oldest: int | None = None
    """The least month, counted from January of the year 0."""
    impossible: bool = False
    """Whether a cell is written like a date and is none: month 13, or the year 3024."""


def months_of(text: Text) -> Months:
    """Return what the cells that begin with a date say; years of the Buddhist era count as Gregorian ones."""
    rows = np.flatnonzero(text.lengths >= _SHORTEST)
    if not len(rows):
        return Months()
    data, starts, lengths = text.data, text.offsets[:-1][rows], text.lengths[rows]
    oldest: list[int] = []
    impossible = False
    for layout in (*_YEAR_FIRST, *_DAY_FIRST):
        places = _fits(layout, data, starts, lengths)
        if not len(places):
            continue
        fitting = starts[places]
        year, month = _number(data, fitting + layout.year, _YEAR), _number(data, fitting + layout.month, layout.digits)
        never = np.isin(year * _MONTHS + month - 1, _NEVER) & (month <= _MONTHS)
        year = np.where(year >= _FIRST + _BUDDHIST, year - _BUDDHIST, year)
        possible = (year >= _FIRST) & (year < _LAST) & (month >= 1) & (month <= _MONTHS)
        found = year[possible] * _MONTHS + month[possible] - 1
        found = found[~np.isin(found, _SENTINELS)]
        amounts = (lengths[places] == _AMOUNT) & (data[fitting + _YEAR] == _POINT)
        impossible = impossible or not (possible | amounts | never).all()
        oldest += [int(found.min())] if len(found) else []
    return Months(min(oldest, default=None), impossible)


def _fits(layout: _Layout, data: Bytes, starts: Places, lengths: Places) -> Places:
    """Return which of the cells are written so; signs are asked first, as few texts have them there."""
    left = np.flatnonzero(lengths >= layout.end)
    for sign in layout.signs:
        left = left[_SIGNS[data[starts[left] + sign]]]
    places = (*range(layout.year, layout.year + _YEAR), *range(layout.month, layout.month + layout.digits))
    for digit in (*places, *layout.days):
        left = left[_DIGITS[data[starts[left] + digit]]]
    behind = np.minimum(starts[left] + layout.end, len(data) - 1)
    goes_on: Flags = _DIGITS[data[behind]] & (lengths[left] > layout.end)
    return left[~goes_on]


def _number(data: Bytes, starts: Places, digits: int) -> Places:
    number = np.zeros(len(starts), np.int64)
    for place in range(digits):
        number = number * 10 + data[starts + place] - _ZERO
    return number
