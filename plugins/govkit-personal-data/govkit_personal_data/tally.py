"""What the values of one column look like, in counts: a pure function from cells to a tally."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govkit_personal_data.mask import mask
from govkit_personal_data.sources.table import LONGEST_CELL, Cell, Gap
from govkit_personal_data.vocabulary import Vocabulary

if TYPE_CHECKING:
    from govkit_personal_data.recognizers.detectors import Detector

_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?")
_DATE = re.compile(
    r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.][0-9]{1,2})?(?:[T ].*)?"
    r"|[0-9]{1,2}[-/.](?P<m2>[0-9]{1,2})[-/.](?P<y2>[0-9]{4})(?: .*)?"
)
_UNSPACED = re.compile(r"[^\x00-\x7f]{40}")
"""Thai and its neighbours write sentences without blanks."""
_WORDS_OF_A_SENTENCE = 5
_NATIVE_DIGITS = {
    zero + digit: str(digit) for zero in (0x0E50, 0x0ED0, 0x17E0, 0x1040, 0x0660, 0xFF10) for digit in range(10)
}
"""Thai, Lao, Khmer, Burmese, Arabic and full-width digits → ASCII, one character for one."""
_BUDDHIST = 543
_SENTINELS = frozenset({(1900, 1), (1970, 1)})
"""Months that stand for "no date" in many systems."""
_LONG = 6
MOST_FORMS = 3


@dataclass
class Hits:
    """How often one recogniser matched."""

    candidates: int = 0
    """Distinct values of its form."""
    whole: int = 0
    """Distinct values that match as a whole."""
    rows: int = 0
    """Rows that match as a whole."""
    inside_rows: int = 0
    """Rows that hold a match, whole or not."""


@dataclass
class Tally:
    """Counts over the cells of one column. Holds no value: what is kept of them are masks."""

    rows: int = 0
    empty: int = 0
    cut: int = 0
    unread: int = 0
    filled: int = 0
    distinct: int = 0
    numbers: int = 0
    dates: int = 0
    with_letters: int = 0
    with_digits: int = 0
    long_digits: int = 0
    """Rows with six digits or more that are no date."""
    sentences: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    hits: dict[str, Hits] = field(default_factory=dict)
    vocabulary: dict[int, int] = field(default_factory=dict)
    """Index of a vocabulary entry → rows that fit it."""
    oldest: tuple[int, int] | None = None


def tally(cells: Iterable[Cell], detectors: Sequence[Detector], vocabulary: Vocabulary, *, latest_year: int) -> Tally:
    """Count what the cells of one column look like. Every recogniser sees each distinct value once."""
    total, values = Tally(), Counter[str]()
    for cell in cells:
        total.rows += 1
        if isinstance(cell, Gap):
            total.unread += 1
        elif cell is None or not (text := cell.strip()):
            total.empty += 1
        else:
            total.cut += len(cell) > LONGEST_CELL
            values[text] += 1
    total.filled, total.distinct = values.total(), len(values)
    for value, rows in sorted(values.items()):
        text = value if value.isascii() else value.translate(_NATIVE_DIGITS)
        _look(total, text, rows, latest_year)
        _recognise(total, text, rows, detectors)
    total.vocabulary = vocabulary.count(values)
    return total


def _look(total: Tally, text: str, rows: int, latest_year: int) -> None:
    total.numbers += rows * (_NUMBER.fullmatch(text) is not None)
    total.with_letters += rows * any(char.isalpha() for char in text[:64])
    total.with_digits += rows * any("0" <= char <= "9" for char in text[:64])
    total.sentences += rows * _is_sentence(text)
    total.forms[mask(text)] += rows
    month = _month(text, latest_year)
    if month is None:
        total.long_digits += rows * (sum("0" <= char <= "9" for char in text[:64]) >= _LONG)
    else:
        total.dates += rows
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


def _recognise(total: Tally, text: str, rows: int, detectors: Sequence[Detector]) -> None:
    for detector in detectors:
        candidate = detector.form is not None and detector.form.fullmatch(text) is not None
        match = detector.match(text)
        if not candidate and match is None:
            continue
        hits = total.hits.setdefault(detector.entity, Hits())
        hits.candidates += candidate
        if match is not None:
            hits.inside_rows += rows
            if match.whole:
                hits.whole += 1
                hits.rows += rows
