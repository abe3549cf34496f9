"""Sheets of a text file: CSV and TSV, in the encodings that spreadsheet programs of the region have written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.draft import Flaw
from govkit_importers.workbook import limits
from govkit_importers.workbook.building import Budget, Building
from govkit_importers.workbook.encoding import decoded
from govkit_importers.workbook.package import Stop
from govkit_importers.workbook.ragged import Width, width
from govkit_importers.workbook.sheet import Cell, Sheet

DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_FIRST = 4_000_000
"""Bytes that are read where only the first rows are asked for."""
_FIRST_ROWS = 1_000
"""Rows among which these are looked for."""


class Row(NamedTuple):
    """One row of a text file."""

    number: int
    """From 1, those that hold nothing counted too."""
    line: int
    """In which it begins."""
    cells: list[str]


class Rows:
    """The rows of a text file, one after the other, as far as they are read."""

    whole: bool
    """Whether nothing of the file stays unread, as far as is known by now."""
    flaws: list[Flaw]
    """Lines in another encoding, and a row that never ends; all of them once the rows were gone through."""

    def __init__(self, path: Path, *, encoding: str = "", first: bool = False) -> None:
        """Read the text, of which only so much is taken that time and memory stay bounded.

        `first`: only the first rows are wanted. Raise `InputError` where it is no text.
        """
        with path.open("rb") as file:
            data = file.read(_FIRST if first else limits.PLAIN)
            self.whole = not file.read(1)
        found = decoded(data, path, encoding=encoding, whole=self.whole)
        self.encoding, self.notes, self.flaws = found.encoding, found.notes, [*found.flaws]
        self._text = found.text if self.whole else found.text[: found.text.rfind("\n") + 1] or found.text
        self._path, self._most = path, _FIRST_ROWS if first else limits.ROWS
        self._ended = False

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows; raise `InputError` where a line or a cell is too long."""
        announced, delimiter, text = _announced(self._text)
        if announced:
            yield Row(1, 1, [])
        reader = csv.reader(self._lines(text, announced), delimiter=delimiter or delimiter_of(text))
        row, line = None, announced + 1
        try:
            for number, cells in enumerate(reader, announced + 1):
                if row is not None:
                    yield row
                if number > self._most:
                    self.whole = False
                    return
                if self._ended and cells:
                    self._never_ends(cells, line, reader.line_num + announced - line)
                row = Row(number, line, cells)
                line = reader.line_num + announced + 1
            if row is not None and row.cells and self.whole:  # the last row of a part may be a part too
                yield row
        except csv.Error as fault:
            what, hint = worded("the file is no CSV: {fault}", fault=fault), worded("export it again")
            raise InputError(what, hint=hint, path=str(self._path), line=line) from None

    def _lines(self, text: str, before: int) -> Iterator[str]:
        """Yield the lines and, behind a text that is whole, an empty one: a cell that it becomes a part of is open."""
        for number, match in enumerate(_LINE.finditer(text), before + 1):
            if match.end() - match.start() > limits.LINE:
                what = worded("a line has more than {most} characters", most=f"{limits.LINE:,}")
                hint = worded("export it again, with a line for each row")
                raise InputError(what, hint=hint, path=str(self._path), line=number)
            yield match[0]
        if self.whole:
            self._ended = True
            yield "\n"

    def _never_ends(self, cells: list[str], line: int, lines: int) -> None:
        cells[-1] = cells[-1].removesuffix("\n")
        what = worded("a quotation mark opens a cell here, and none closes it, so that {n} lines are one row", n=lines)
        self.flaws.append(Flaw(what, line, worded("close it, or read it as far as it goes with --lenient")))


def sheets(path: Path, most_rows: int | None, encoding: str = "") -> tuple[list[Sheet], Rows]:
    """Return the one sheet of a file, and the rows that it was made from, with what a person should know of them."""
    size = path.stat().st_size
    if size > limits.PLAIN and most_rows is None:
        hint = worded("at most {number} MB are read; split it", number=limits.PLAIN // 1_000_000)
        raise InputError(worded("the file has {number} MB", number=size // 1_000_000), hint=hint, path=str(path))
    rows = Rows(path, encoding=encoding, first=most_rows is not None)
    building = Building(path.stem, Budget(str(path)), most_rows)
    widths: dict[int, Width] = {}
    try:
        for row in rows:
            for column, cell in enumerate(row.cells, 1):
                if cell != "":
                    building.put(row.number, column, Cell(cell))
            if row.number in building.rows:
                widths[row.number] = width(*row)
    except Stop:
        pass
    if most_rows is None and not rows.whole:
        hint = worded("at most {number} are read; delete those that hold nothing, or split it", number=limits.ROWS)
        raise InputError(worded("there are too many rows"), hint=hint, path=str(path))
    return [replace(building.sheet(), widths=widths)], rows


def delimiter_of(text: str) -> str:
    """Return the delimiter by which most lines have the same number of cells, more than one."""
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines()[:50] if line.strip()]

    def steady(delimiter: str) -> tuple[int, int]:
        counts = [count for line in lines if (count := line.count(delimiter))]
        return max(((counts.count(count), count) for count in set(counts)), default=(0, 0))

    return max(DELIMITERS, key=steady)


def _announced(text: str) -> tuple[int, str, str]:
    """Return 1 and the delimiter where the first line says it, as in `sep=;`, and the text below; else 0 and all."""
    first, _, rest = text.partition("\n")
    said = first.strip()
    if said.lower().startswith("sep=") and len(said) == len("sep=;"):
        return 1, said[-1], rest
    return 0, "", text
