"""CSV and its kin: any delimiter, with or without a header, ragged or not."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from govkit_personal_data.lexicon import Lexicon
from govkit_personal_data.sources.header import is_header
from govkit_personal_data.sources.survey import Survey
from govkit_personal_data.sources.table import LONGEST_LINE, Cell, Rows, Unreadable, clip
from govkit_personal_data.sources.text import encoding_of, lines

_DELIMITERS = ",;\t|"
_HEAD = 50


@contextmanager
def long_cells() -> Iterator[None]:
    """Let the csv module read cells of up to `LONGEST_LINE` characters, which it knows only as a global setting."""
    before = csv.field_size_limit(LONGEST_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def open_delimited(
    path: Path,
    name: str,
    seen: Survey,
    *,
    encoding: str | None,
    delimiter: str | None,
    lexicon: Lexicon,
    declared: Collection[str],
) -> Rows:
    """Open a delimited text file as one table; `declared` are the field names that the inventory gives it."""
    decoding = encoding_of(seen, encoding)
    separator = delimiter or _sniff(list(islice(lines(path, decoding), _HEAD)))
    if len(separator) != 1:
        raise Unreadable("not_supported")
    rows = _records(lines(path, decoding), separator)
    head = list(islice(rows, _HEAD))
    width = max(map(len, head), default=0)
    columns: list[str] = []
    if head and is_header(head[0], head[1:], lexicon, declared):
        columns = [cell.strip() for cell in head.pop(0)]
    columns += [""] * (width - len(columns))
    _number(columns)
    return Rows(name, columns, _widening(chain(head, rows), columns), _cells)


def _sniff(head: list[str]) -> str:
    """Return the delimiter that cuts most lines into the same number of cells."""

    def regularity(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _records(iter(head), delimiter)]
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)

    return max(_DELIMITERS, key=regularity)


def _records(text: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from filter(None, csv.reader(text, delimiter=delimiter))
    except csv.Error:
        raise Unreadable("malformed") from None


def _number(columns: list[str]) -> None:
    """Give columns without a name, or with one that is taken, their position as a name, in place."""
    taken: set[str] = set()
    for index, name in enumerate(columns):
        unique = name if name and name not in taken else f"c{index}"
        while unique in taken:
            unique += "_"
        columns[index] = unique
        taken.add(unique)


def _widening(rows: Iterator[list[str]], columns: list[str]) -> Iterator[list[str]]:
    """Pass the rows on, adding a column where a row is longer than all before."""
    for row in rows:
        if len(row) > len(columns):
            columns += [""] * (len(row) - len(columns))
            _number(columns)
        yield row


def _cells(row: list[str]) -> list[Cell]:
    return [clip(cell) if cell else None for cell in row]
