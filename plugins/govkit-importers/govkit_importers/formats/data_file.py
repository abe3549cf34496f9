"""Files of data: CSV, TSV, JSON lines, Parquet and workbooks, by the names and types of their columns."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError
from govkit.plugin.draft import Draft
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.choice import HEAD
from govkit_importers.grid import Grid, decoded, delimited, json_lines, parquet, workbook
from govkit_importers.workbook.plain import delimiter_of

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_STRUCTURED = frozenset({".yaml", ".yml", ".json", ".jsonld", ".xml", ".html", ".md", ".sql", ".py"})
"""Endings of texts in which as many commas a line mean nothing."""
_BOOKS = frozenset({".xlsx", ".xls", ".ods", ".xlsm"})
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_NUMBER, _INTEGER = re.compile(r"[+-]?\d+[.,]\d+"), re.compile(r"[+-]?\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class DataFile:
    """Reads names and types of columns; the values stay where they are."""

    title = "data file (CSV, TSV, JSON lines, Parquet, XLSX, ODS)"

    def __init__(self, host: Host) -> None:
        """Take the host, as every importer does."""

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by magic bytes, or by lines that all have the same number of cells; other formats come first."""
        if head.startswith(_PARQUET):
            return Proof(0.9, "the magic bytes of Parquet")
        if head.startswith((_ZIP, _OLE)):
            return Proof(0.55, "a workbook") if path.suffix.lower() in _BOOKS else NOT_MINE
        if head.lstrip()[:1] == b"{":
            return Proof(0.55, "a JSON object on each line") if _is_json_lines(head) else NOT_MINE
        return NOT_MINE if path.suffix.lower() in _STRUCTURED else _steady(head, path)

    def load(self, path: Path) -> Draft:
        """Read a file as one dataset, each sheet of it as a collection."""
        draft = Draft(str(path))
        grids, format_ = _read(path)
        draft.format = format_
        dataset = draft.subject("dataset", path.name.partition(".")[0])
        dataset.say("kind", "files", what="file")
        dataset.say("data", [{"path": path.name, "format": format_}] if format_ != "ods" else None, what="file")
        for grid in grids:
            collection = dataset.collection(grid.name)
            names, rows = _columns(grid)
            if not names:
                draft.leave(grid.name, "there is no column in it")
            for number, name in enumerate(names):
                entry = collection.field(name)
                at = f"{grid.name}!{number + 1}" if len(grids) > 1 else str(number + 1)
                column = [row[number] for row in rows if number < len(row)]
                if format_ == "parquet":
                    entry.say("physical_type", column[0], at, what="type")
                else:
                    entry.say("logical_type", _type_of(column), at, what="values")
            odd = sum(len(row) != len(names) for row in rows)
            if odd and format_ in ("csv", "tsv"):
                draft.warn(
                    grid.name, f"{odd} of the first {len(rows)} rows have another number of cells than the first"
                )
            if grid.encoding not in ("utf-8", "utf-8-sig"):
                draft.warn(grid.name, f"read as {grid.encoding}")
        return draft


def _read(path: Path) -> tuple[list[Grid], str]:
    with path.open("rb") as file:
        head = file.read(4)
    if head == _PARQUET:
        return [parquet(path)], "parquet"
    if head in (_ZIP, _OLE):
        return list(workbook(path)), "ods" if path.suffix.lower() == ".ods" else "xlsx"
    if head[:1] == b"{":
        return [json_lines(path)], "jsonl"
    grid = delimited(path)
    return [grid], "tsv" if path.suffix.lower() == ".tsv" else "csv"


def _is_json_lines(head: bytes) -> bool:
    lines = [line for line in head.splitlines() if line.strip()]
    lines = lines[:-1] if len(lines) > 1 else lines
    try:
        return all(isinstance(json.loads(line), dict) for line in lines[:20]) and b"\n" in head
    except (ValueError, RecursionError):
        return False


def _steady(head: bytes, path: Path) -> Proof:
    """Prove a text by lines of the same number of cells; prose with commas has lines of many numbers."""
    try:
        text, _ = decoded(head, path)
    except InputError:
        return NOT_MINE
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    delimiter = delimiter_of(text)
    cells = [line.count(delimiter) for line in lines if '"' not in line]
    named = path.suffix.lower() in (".csv", ".tsv")
    alike = cells.count(max(set(cells), key=cells.count)) / len(cells) if cells else 0.0
    steady = len(lines) > 1 and bool(cells) and max(cells) > 0 and alike > (0.6 if named else 0.95)
    long = len(lines) > 1 or len(head) >= HEAD  # a first line that is longer than what was read
    if not (steady or (named and long)) or (not named and text.lstrip()[:1] in "#-<[%"):
        return NOT_MINE
    return (
        Proof(0.6 if named else 0.5, f"{max(cells, default=0) + 1} cells a line")
        if steady
        else Proof(0.5, "a text of this name, whose lines differ")
    )


def _columns(grid: Grid) -> tuple[list[str], list[list[Any]]]:
    """Return the names of the columns and the rows below; a first row of data means that there is no header."""
    if grid.names is not None:
        return grid.names, grid.rows
    rows = [row for row in grid.rows if any(str(cell).strip() for cell in row)]
    if not rows:
        return [], []
    first = [str(cell).strip() for cell in rows[0]]
    if all(first) and len(set(first)) == len(first) and not any(_is_data(cell) for cell in rows[0]):
        return first, rows[1:]
    names = [cell if cell and not _is_data(cell) else f"column-{number}" for number, cell in enumerate(first, 1)]
    if sum(map(_is_data, rows[0])) * 2 >= len(first):
        return [f"column-{number}" for number in range(1, len(first) + 1)], rows
    return _distinct(names), rows[1:]


def _distinct(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def _is_data(cell: Any) -> bool:
    """Tell a cell that no header has: a number, a date, an address."""
    if isinstance(cell, str):
        text = cell.strip()
        return bool(_INTEGER.fullmatch(text) or _NUMBER.fullmatch(text) or _DAY.match(text) or "@" in text)
    return cell is not None


def _type_of(column: Sequence[Any]) -> str | None:
    kinds = {_kind(cell) for cell in column if cell is not None and str(cell).strip() != ""}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "string" if kinds else None


def _kind(cell: Any) -> str:
    if isinstance(cell, bool):
        return "boolean"
    if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
        return "integer"
    if isinstance(cell, float):
        return "number"
    if isinstance(cell, datetime):
        return "timestamp"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, (dict, list)):
        return "object" if isinstance(cell, dict) else "array"
    text = str(cell).strip()
    if _INTEGER.fullmatch(text) and not (len(text) > 1 and text.lstrip("+-").startswith("0")):
        return "integer"
    if _NUMBER.fullmatch(text):
        return "number"
    return "date" if _DAY.fullmatch(text) else "string"


def importer(host: Host) -> DataFile:
    """Return the importer."""
    return DataFile(host)
