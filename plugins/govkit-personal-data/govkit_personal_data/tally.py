"""What the values of one column look like, in counts: a pure function from values to a tally."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from govkit_personal_data.filler import is_noted, missing
from govkit_personal_data.mask import mask

_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?")
_DATE = re.compile(
    r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.][0-9]{1,2})?(?:[T ].*)?"
    r"|[0-9]{1,2}[-/.](?P<m2>[0-9]{1,2})[-/.](?P<y2>[0-9]{4})(?: .*)?"
)
_UNSPACED = re.compile(r"[^\x00-\x7f]{40}")
"""Thai and its neighbours write sentences without blanks."""
_WORDS_OF_A_SENTENCE = 5
_BUDDHIST = 543
_SENTINELS = frozenset({(1900, 1), (1970, 1)})
"""Months that stand for "no date" in many systems."""
_LONG = 6
_AMOUNT = re.compile(r"[-+]?[0-9]{1,3}(?:,?[0-9]{3}){0,2}\.[0-9]{2}")
MOST_FORMS = 3


@dataclass
class Tally:
    """Counts over the cells of one column. Holds no value: what is kept of them are masks."""

    filled: int = 0
    distinct: int = 0
    numbers: int = 0
    dates: int = 0
    with_letters: int = 0
    with_digits: int = 0
    long_digits: int = 0
    """Rows with six digits or more, of whatever script, that are no date and no amount."""
    sentences: int = 0
    noted: int = 0
    """Rows with a date behind which words stand."""
    forms: Counter[str] = field(default_factory=Counter)
    oldest: tuple[int, int] | None = None


def tally(values: Mapping[str, int], *, latest_year: int) -> Tally:
    """Count what the values of one column, each with its number of rows, look like."""
    total = Tally(filled=sum(values.values()), distinct=len(values))
    for value, rows in values.items():
        _look(total, value.strip(), rows, latest_year)
    return total


def _look(total: Tally, text: str, rows: int, latest_year: int) -> None:
    total.numbers += rows * (_NUMBER.fullmatch(text) is not None)
    first = text[:64]
    digits = sum(map(str.isdigit, first))
    total.with_letters += rows * (any(map(str.isalpha, first)) and text not in missing())
    total.with_digits += rows * (digits > 0)
    total.sentences += rows * _is_sentence(text)
    total.forms[mask(text)] += rows
    month = _month(text, latest_year)
    if month is None:
        total.long_digits += rows * (digits >= _LONG and not _AMOUNT.fullmatch(text))
    else:
        total.dates += rows
        total.noted += rows * is_noted(text)
        if month not in _SENTINELS:
            total.oldest = min(total.oldest or month, month)


def _is_sentence(text: str) -> bool:
    return len(text.split(None, _WORDS_OF_A_SENTENCE)) >= _WORDS_OF_A_SENTENCE or bool(_UNSPACED.search(text))


def _month(text: str, latest_year: int) -> tuple[int, int] | None:
    """Return year and month of a date, a Buddhist-era year turned into a Gregorian one."""
    found = _DATE.fullmatch(text[:40])
    if found is None:
        return None
    year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
    if year > latest_year + 100:
        year -= _BUDDHIST
    return (year, month) if 1850 <= year <= latest_year + 100 and 1 <= month <= 12 else None
