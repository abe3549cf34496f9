"""Read the columns and first rows of a file of data, whatever wrote it: CSV, a workbook, JSON lines or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit.plugin.draft import Flaw
from govkit_importers.header import FIRST_ROWS, names_in, reach_of, text_of, top_of
from govkit_importers.workbook import Cell, limits, read
from govkit_importers.workbook.flaws import Flaws
from govkit_importers.workbook.plain import Row, Rows
from govkit_importers.workbook.ragged import Width, ragged, width

ROWS = 200
"""Rows from which types are told."""
_MOST_COLUMNS = 5_000


@dataclass(frozen=True)
class Grid:
    """The columns and the first rows of one table."""

    name: str
    """The sheet, or the file without its ending."""
    names: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    """Cells below the names, as they stand."""
    above: Sequence[str] = ()
    """Where something stands above the table."""
    notes: Sequence[str] = ()
    """What a person should know of the file."""
    flaws: Sequence[Flaw] = ()
    """Where the file breaks its format."""
    left: int = 1
    """The number of the first column."""


def delimited(path: Path, encoding: str = "") -> Grid:
    """Return the columns of a CSV or TSV file, of which every row is looked at, within the limits of a text."""
    text = Rows(path, encoding=encoding)
    rows = iter(text)
    head = list(islice(rows, ROWS + 1))
    _refuse_wide(max((len(row.cells) for row in head), default=0), path)
    cells = [row.cells for row in head]
    top = top_of(cells)
    below = _Measured(chain(head[top + 1 :], rows))
    flaws = ragged(below, width(*head[top]), _is_total) if head else ()
    grid = _grid(path.stem, cells, [f"line {row.line}" for row in head], below.reach)
    notes = text.notes if text.whole else (*text.notes, _beginning())
    return replace(grid, notes=notes, flaws=(*text.flaws, *flaws))


class _Measured:
    """The width of each row of a text, and the farthest that any of them reaches."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.reach = 0

    def __iter__(self) -> Iterator[Width]:
        for row in self._rows:
            measured = width(*row)
            self.reach = max(self.reach, measured.filled)
            yield measured


def json_lines(path: Path) -> Grid:
    """Return the keys of the objects in a file of JSON lines, within the limits of a text."""
    rows: list[dict[str, Any]] = []
    names: dict[str, None] = {}
    flaws = Flaws()
    read = number = 0
    with path.open("rb") as file:
        while read < limits.PLAIN and number < limits.ROWS and (line := file.readline(limits.LINE)):
            read, number = read + len(line), number + 1
            found = _object(line, number, flaws) if not line.isspace() else None
            if found is not None:
                names |= dict.fromkeys(map(str, found))
                rows += [found] if len(rows) < ROWS else []
        whole = not file.read(1)
    _refuse_wide(len(names), path)
    cells = [[row.get(name) for name in names] for row in rows]
    return Grid(path.stem, [*names], cells, notes=() if whole else (_beginning(),), flaws=flaws.listed)


def _object(line: bytes, number: int, flaws: Flaws) -> dict[str, Any] | None:
    """Return the object of a line; what is none is listed."""
    hint = worded("each line is one JSON object; mend it, or read the others with --lenient")
    try:
        found = json.loads(line)
    except UnicodeDecodeError:
        flaws.add(worded("this line is not in {encoding}, as most of the file is", encoding="utf-8"), number, hint)
        return None
    except (ValueError, RecursionError):
        flaws.add(worded("this is no JSON"), number, hint)
        return None
    if not isinstance(found, dict):
        flaws.add(worded("no JSON object stands here"), number, hint)
        return None
    return found


def parquet(path: Path) -> Grid:
    """Return the columns of a Parquet file and no row: their types are in its schema."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(
            worded("pyarrow is not installed"), hint=worded('pip install "govkit-importers[parquet]"')
        ) from None
    try:
        schema = pq.read_schema(path)
    except Exception:
        hint = worded("it may be cut off; export it again")
        raise InputError(worded("the file is no Parquet that can be read"), hint=hint, path=str(path)) from None
    _refuse_wide(len(schema.names), path)
    return Grid(path.stem, list(schema.names), [[str(field.type) for field in schema]])


def workbook(path: Path) -> Iterator[Grid]:
    """Yield the sheets of an XLSX or ODS file that hold anything; formulas are not run, macros are refused.

    A cell has a place of its own there, so that a row is never too long: a column without a name is one all the same.
    """
    for sheet in read(path, rows=ROWS + 1).sheets:
        if sheet.rows:
            left = min(min(row) for row in sheet.rows.values())
            numbers = sorted({*range(min(sheet.rows), min(FIRST_ROWS, max(sheet.rows))), *sheet.rows})
            rows = [
                [_value(sheet.rows.get(number, {}).get(column)) for column in range(left, sheet.width + 1)]
                for number in numbers
            ]
            places = [sheet.place(number, left) for number in numbers]
            yield replace(_grid(sheet.name, rows, places, sheet.width), left=left)


def _grid(name: str, rows: Sequence[Sequence[Any]], places: Sequence[str], reach: int) -> Grid:
    """Return a table by its first rows, each with its place, and how far its rows reach.

    Columns at the end that have neither a name nor a cell are none. A first row of data means that there are no names.
    """
    if not rows:
        return Grid(name)
    top = top_of(rows)
    until = max(reach_of(rows[top]), min(reach, len(rows[top])))
    names = names_in(rows[top], until)
    above = [place for place, row in zip(places, rows[:top], strict=False) if any(map(text_of, row))]
    if names is None:
        return Grid(name, [f"column-{number}" for number in range(1, until + 1)], rows[top:], above=above)
    return Grid(name, names, rows[top + 1 :], above=above)


def _beginning() -> str:
    return worded(
        "only its first {rows} rows or {number} MB were looked at", rows=limits.ROWS, number=limits.PLAIN // 1_000_000
    )


def _is_total(text: str) -> bool:
    """Tell the first cell of a row of totals, by words that are loaded only where a row is too short."""
    from govkit_importers.ropa.lexicon import is_total

    return is_total(text)


def _value(cell: Cell | None) -> Any:
    """Return what a cell holds, with its type."""
    if cell is None:
        return ""
    if cell.kind == "boolean":
        return cell.text == "TRUE"
    try:
        if cell.kind == "number":
            return float(cell.text) if {*cell.text.lower()} & {*".en"} else int(cell.text)
        if cell.kind == "date":
            return date.fromisoformat(cell.text) if len(cell.text) == len("2026-01-31") else _moment(cell.text)
    except ValueError:
        return cell.text
    return cell.text


def _moment(text: str) -> datetime | time:
    return datetime.fromisoformat(text) if "T" in text else time.fromisoformat(text)


def _refuse_wide(columns: int, path: Path) -> None:
    if columns > _MOST_COLUMNS:
        hint = worded("at most {most_columns} are read; check the delimiter", most_columns=_MOST_COLUMNS)
        raise InputError(worded("there are {columns} columns", columns=columns), hint=hint, path=str(path))
