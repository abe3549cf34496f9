"""Read the first rows of a file of rows and columns, whatever wrote it: CSV, a workbook, JSON lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_importers.workbook import Cell, read
from govkit_importers.workbook.plain import decoded as decoded_with_notes
from govkit_importers.workbook.plain import delimiter_of

ROWS = 200
"""Rows from which names and types are told."""
_MOST_BYTES = 4_000_000
_MOST_COLUMNS = 5_000


@dataclass(frozen=True)
class Grid:
    """The first rows of one table."""

    name: str
    """The sheet, or the file without its ending."""
    rows: list[list[Any]]
    """Cells as they stand, the header's row among them where there is one."""
    names: list[str] | None = None
    """The columns, where the format names them itself."""
    encoding: str = "utf-8"


def decoded(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text of a file and its encoding; raise `InputError` where it is no text."""
    text, encoding, _ = decoded_with_notes(data, path)
    return text, encoding


def delimited(path: Path) -> Grid:
    """Return the first rows of a CSV or TSV file."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    text, encoding = decoded(data, path)
    delimiter = delimiter_of(text)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            rows.append(row)
            if len(rows) > ROWS:
                break
    except csv.Error as fault:
        raise InputError(
            worded("the file is no CSV: {fault}", fault=fault), hint=worded("export it again"), path=str(path)
        ) from None
    _refuse_wide(max(map(len, rows), default=0), path)
    return Grid(path.stem, rows, encoding=encoding)


def json_lines(path: Path) -> Grid:
    """Return the first objects of a file of JSON lines as rows of the keys that occur."""
    rows: list[dict[str, Any]] = []
    with path.open("rb") as file:
        for number in range(1, ROWS + 1):
            line = file.readline(_MOST_BYTES)
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                hint = worded("each line is one JSON object")
                raise InputError(worded("this is no JSON"), hint=hint, path=str(path), line=number, column=1) from None
            if isinstance(found, dict):
                rows.append(found)
    names = list(dict.fromkeys(str(key) for row in rows for key in row))
    _refuse_wide(len(names), path)
    return Grid(path.stem, [[row.get(name) for name in names] for row in rows], names)


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
    return Grid(path.stem, [[str(field.type) for field in schema]], list(schema.names))


def workbook(path: Path) -> Iterator[Grid]:
    """Yield the sheets of an XLSX or ODS file that hold anything; formulas are not run, macros are refused."""
    for sheet in read(path, rows=ROWS + 1).sheets:
        if sheet.rows:
            rows = [[_value(row.get(column)) for column in range(1, max(row) + 1)] for row in sheet.rows.values()]
            yield Grid(sheet.name, rows)


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
