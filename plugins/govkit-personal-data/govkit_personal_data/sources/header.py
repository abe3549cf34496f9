"""Whether the first row of a table names its columns. In doubt it does not: a row of data is no place for names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from govkit_personal_data.evidence.full_name import names_person
from govkit_personal_data.lexicon import Lexicon

_VALUE = re.compile(r"@|^\W*$|^[\d\s.,:/+()-]*\d[\d\s.,:/+()-]*$")
_TWO_WORDS = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)+")
_DIGIT = re.compile(r"[0-9]")
_SEVERAL = 5
"""Codes after which one without a digit is rather the name of the column."""


def is_header(first: Sequence[str], body: Sequence[Sequence[str]], lexicon: Lexicon, declared: Collection[str]) -> bool:
    """Tell whether `first` holds names of columns, seen against the rows that follow and the declared field names."""
    names = [cell.strip() for cell in first]
    filled = [name for name in names if name]
    if not filled or any(_VALUE.search(name) or len(name) > 80 for name in filled):
        return False
    if any(row[index].strip() == name for row in body for index, name in enumerate(names) if name and index < len(row)):
        return False
    known = sum(name.casefold() in declared or lexicon.knows(name) for name in filled)
    if _is_of_a_person(names, body, known=known > 0):
        return False
    if known * 2 >= len(filled):
        return True
    contrasts = _contrasts(names, body) if len(set(filled)) == len(names) else 0
    return contrasts * 2 >= len(names) or (known > 0 and contrasts > 0)


def _is_of_a_person(names: Sequence[str], body: Sequence[Sequence[str]], *, known: bool) -> bool:
    """Tell whether a cell is one of the people below it: then it is a row of data.

    Without a known heading beside it, a full name is enough, and so is what looks like one above full names. Above
    numbers only it is a heading: a row of data has a number there itself.
    """
    for index, name in enumerate(names):
        below = [row[index].strip() for row in body if index < len(row) and row[index].strip()]
        people = sum(map(names_person, below))
        among = people > 0 and people * 2 >= len(below)
        numbers = bool(below) and all(map(_VALUE.search, below))
        if names_person(name) and (among or not (known or numbers)):
            return True
        if among and not known and _TWO_WORDS.fullmatch(name):
            return True
    return False


def _contrasts(names: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """Count the columns that hold numbers, dates, addresses or codes with digits below a name that is none."""
    below = (
        [row[index].strip() for row in body if index < len(row) and row[index].strip()] for index in range(len(names))
    )
    return sum(
        bool(cells)
        and (all(map(_VALUE.search, cells)) or (len(cells) >= _SEVERAL and _coded(cells) and not _DIGIT.search(name)))
        for name, cells in zip(names, below, strict=True)
    )


def _coded(cells: Sequence[str]) -> bool:
    return all(map(_DIGIT.search, cells))
