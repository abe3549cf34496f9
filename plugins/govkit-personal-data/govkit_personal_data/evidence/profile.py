"""What the values of one column look like: computed once, used by every signal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from govkit_personal_data.evidence.column import ColumnEvidence
from govkit_personal_data.lexicon import fold, shipped

MOST = 64
"""Distinct values that are looked at."""
_CLASSES = 8
_COARSE = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "A" * 26 + "a" * 26 + "9" * 10
)
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+")
_ISO = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ].*)?")
_LOCAL = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2}|[0-9]{4})(?:[T ,].*)?")
_NAMED = re.compile(
    r"(?:[0-9]{1,2}[-/. ]?)?[A-Za-z]{3,9}\.?[-/. ]?(?:[0-9]{1,2}(?:st|nd|rd|th)?,?)?[-/. ,]{0,2}([0-9]{4}|[0-9]{2})"
)
_MONTHS = re.compile(r"(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mei|agu|okt|des|ogos|dis")
_COMPACT = re.compile(r"(1[89][0-9]{2}|20[0-9]{2}|25[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_SIGNS = (
    r"\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0b82\u0bbe-\u0bd7\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
)
"""Vowels and tones that stand on letters: for Python they are none themselves."""
_TOKEN = re.compile(rf"(?:[^\W\d_]|[{_SIGNS}])+(?:['’][^\W\d_]+)*")
_DIGIT = re.compile(r"[0-9]")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_MIDNIGHT = re.compile(r"(?i)[T ](?:00?:00(?::00(?:\.0+)?)?|12:00(?::00)? ?am)(?:Z|[-+]00:?00)?$")
_FOUR_PARTS = re.compile(r"v?([0-9]{1,2})(?:\.[0-9]{1,3}){3}")
_MOST_MAJOR, _PRIVATE = 20, 10
"""The first part below which versions stay and public addresses seldom do, and that of addresses of own networks."""
_LEAST_VERSIONS, _MAJORS = 8, 3
_NOTHING = frozenset(
    {
        "null",
        "none",
        "n/a",
        "na",
        "nan",
        "-",
        "--",
        "unknown",
        "nil",
        "#n/a",
        "?",
        "not available",
        "undefined",
        "(null)",
    }
)
_BUDDHIST = 543
_FLAGS = frozenset({"true", "false", "yes", "no", "y", "n", "t", "f", "on", "off"})


@dataclass(frozen=True)
class Profile:
    """The look of one column."""

    column: ColumnEvidence
    values: tuple[str, ...]
    lowered: tuple[str, ...]
    """Folded and in lower case."""
    tokens: tuple[tuple[str, ...], ...]
    """The words of each value, folded and in lower case."""
    shapes: Counter[str] = field(repr=False)
    """Look of a value → how many have it."""
    numbers: tuple[float, ...]
    years: tuple[int, ...]
    """The years of the values that are dates, Gregorian."""
    timed: int
    """Dates with a time of the day."""
    lettered: float
    """The share of the values that hold a letter."""
    digited: float
    """The share of the values that hold a digit."""

    @property
    def size(self) -> int:
        """Return the number of values that were looked at, at least 1."""
        return max(len(self.values), 1)

    @property
    def numeric(self) -> float:
        """Return the share of numbers."""
        return len(self.numbers) / self.size

    @property
    def dated(self) -> float:
        """Return the share of dates."""
        return len(self.years) / self.size

    @property
    def classed(self) -> float:
        """Return 1 where a handful of values fill many rows: classes of people, and no person's own."""
        return float(self.column.distinct <= _CLASSES and self.column.filled >= 20 * self.column.distinct)

    @property
    def uniqueness(self) -> float:
        """Return distinct values per filled row."""
        return min(1.0, self.column.distinct / max(self.column.filled, 1))

    @property
    def flags(self) -> bool:
        """Tell whether every value is a yes or a no."""
        return _FLAGS.issuperset(self.lowered)

    @property
    def versioned(self) -> bool:
        """Tell whether values of four parts are versions: all begin with a small number, of which there are several."""
        if not (firsts := [int(found[1]) for found in map(_FOUR_PARTS.fullmatch, self.values) if found]):
            return False
        several = len(firsts) >= max(_LEAST_VERSIONS, self.size) and len(set(firsts) - {_PRIVATE}) >= _MAJORS
        return several and max(firsts) < _MOST_MAJOR and "ip-address" not in shipped().says(self.column.name).categories

    @property
    def counted(self) -> bool:
        """Tell whether whole numbers lie so close together that they were counted up, without a zero in front."""
        if (
            self.numeric < 0.9
            or len(self.numbers) < 8
            or sum(value.startswith("0") for value in self.values) > 0.5 * self.size
        ):
            return False
        return max(self.numbers) - min(self.numbers) < 20 * max(self.column.distinct, len(self.numbers))

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return the share of the values that match from end to end."""
        return len(list(filter(None, map(pattern.fullmatch, self.values)))) / self.size

    def holding(self, pattern: re.Pattern[str]) -> float:
        """Return the share of the values in which a pattern is found."""
        return len(list(filter(None, map(pattern.search, self.values)))) / self.size


def profile(column: ColumnEvidence, most: int = MOST) -> Profile:
    """Look at the first values of a column once."""
    values = tuple(value for value in column.sample[:most] if value.lower() not in _NOTHING)
    lowered = tuple(fold(value).lower() for value in values)
    tokens = tuple(tuple(_TOKEN.findall(value[:200])) for value in lowered)
    written = (float(value.replace(",", "")) for value in values if len(value) < 40 and _NUMBER.fullmatch(value))
    numbers = tuple(number for number in written if isfinite(number))
    years = [year for value in values if len(value) < 40 and (year := year_of(value)) is not None]
    return Profile(
        column=column,
        values=values,
        lowered=lowered,
        tokens=tokens,
        shapes=Counter(value.translate(_COARSE) for value in values),
        numbers=numbers,
        years=tuple(years),
        lettered=sum(map(bool, tokens)) / max(len(values), 1),
        digited=len(list(filter(None, map(_DIGIT.search, values)))) / max(len(values), 1),
        timed=sum(map(_has_time, values)) if years else 0,
    )


def _has_time(value: str) -> bool:
    """Tell whether a value holds a time of the day; midnight is what exports write behind a day that has none."""
    return len(value) < 40 and _TIME.search(value) is not None and _MIDNIGHT.search(value) is None


def year_of(text: str) -> int | None:
    """Return the year of a date in one of the usual forms, a Buddhist-era year turned into a Gregorian one."""
    if found := _ISO.fullmatch(text):
        return _exists(int(found[1]), int(found[2]), int(found[3]))
    if found := _LOCAL.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), _full(found[3])
        return _exists(year, second, first) or _exists(year, first, second)
    if found := _COMPACT.fullmatch(text):
        return _exists(int(found[1]), int(found[2]), int(found[3]))
    if _MONTHS.search(text) and (found := _NAMED.fullmatch(text)):
        return _full(found[1])
    return None


def _full(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number <= 30 else 1900)


def _exists(year: int, month: int, day: int) -> int | None:
    gregorian = year - _BUDDHIST if 2400 <= year <= 2650 else year
    try:
        date(gregorian, month, min(day, 28) if day <= 31 else day)
    except ValueError:
        return None
    return gregorian if 1800 <= gregorian <= 2100 else None
