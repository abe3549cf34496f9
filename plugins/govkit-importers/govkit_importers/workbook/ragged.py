"""Tell rows of a text that have fewer or more cells than its columns from those that only look so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from govkit.model.worded import worded
from govkit.plugin.draft import Flaw
from govkit_importers.workbook.flaws import Flaws

_COMMENT = "#"
_BLOCK = 16
"""Excel leaves out the last cells of sixteen rows, counted from the first of a sheet, where none of them is filled."""
_MENDING = worded("put quotes around cells that hold the delimiter, or read it as far as it goes with --lenient")


class Width(NamedTuple):
    """How far one row of a text reaches."""

    number: int
    """Of the row, from 1."""
    line: int
    """Of the file, in which the row begins."""
    cells: int
    """As many as are written."""
    filled: int
    """The last one that holds anything, from 1; 0 for an empty row."""
    first: str = ""
    """What its first cell with anything in it says."""


def width(number: int, line: int, cells: Sequence[str]) -> Width:
    """Measure the cells of a row."""
    held = [column for column, cell in enumerate(cells, 1) if cell and not cell.isspace()]
    return Width(number, line, len(cells), held[-1] if held else 0, cells[held[0] - 1].strip() if held else "")


def ragged(rows: Iterable[Width], columns: Width, is_total: Callable[[str], bool]) -> tuple[Flaw, ...]:
    """Return the rows below that of the columns that don't have its number of cells.

    Cells that hold nothing may be missing or be added at the end, as far as that is sure to be so: a row that is too
    long only by empty cells is none of them, nor is one of totals, a comment, or one of those that Excel cuts short.
    """
    found = Flaws()
    for number, block in groupby(rows, key=_block):
        whole = [row for row in block if row.filled]
        cut = number != _block(columns) and _is_cut(whole)
        for row in whole:
            if row.filled > columns.cells:
                found.add(_told(row.filled, columns, columns.cells), row.line, _MENDING)
            elif row.cells < columns.filled and not (cut or row.first.startswith(_COMMENT) or is_total(row.first)):
                found.add(_told(row.cells, columns, columns.filled), row.line, _MENDING)
    return found.listed


def _block(row: Width) -> int:
    return (row.number - 1) // _BLOCK


def _is_cut(block: Sequence[Width]) -> bool:
    """Tell whether rows are as Excel cuts them: all after the last cell in which one of them holds anything."""
    return len(block) > 1 and {row.cells for row in block} == {max(row.filled for row in block)}


def _told(cells: int, columns: Width, of: int) -> str:
    return worded(
        "the row has {cells} cells, and the columns of line {line} are {columns}",
        cells=cells,
        line=columns.line,
        columns=of,
    )
