"""Files of data: CSV, TSV, JSON lines, Parquet and workbooks, by the names and types of their columns."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.choice import HEAD
from govkit_importers.grid import Grid, delimited, json_lines, parquet, workbook
from govkit_importers.workbook.encoding import decoded
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

    def __init__(self, host: Host, encoding: str = "") -> None:
        """Take the host, as every importer does, and the encoding of texts where a person names it."""
        self._encoding = encoding

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by magic bytes, or by lines that all have the same number of cells; other formats come first."""
        if head.startswith(_PARQUET):
            return Proof(0.9, worded("the magic bytes of Parquet"))
        if head.startswith((_ZIP, _OLE)):
            return Proof(0.55, worded("a workbook")) if path.suffix.lower() in _BOOKS else NOT_MINE
        if head.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
            return Proof(0.55, worded("a JSON object on each line")) if _is_json_lines(head, path) else NOT_MINE
        return NOT_MINE if path.suffix.lower() in _STRUCTURED else _steady(head, path, self._encoding)

    def load(self, path: Path) -> Draft:
        """Read a file as one dataset, each sheet of it as a collection."""
        draft = Draft(str(path))
        grids, format_ = _read(path, self._encoding)
        draft.format = format_
        if not any(grid.names for grid in grids):
            flaw = next((flaw for grid in grids for flaw in grid.flaws), None)
            what, line = (flaw.what, flaw.line) if flaw else (worded("there is no column in it"), None)
            raise InputError(what, hint=worded("leave it out"), path=str(path), line=line)
        dataset = draft.subject("dataset", path.name.partition(".")[0])
        dataset.say("kind", "files", what="file")
        dataset.say("data", [{"path": path.name, "format": format_}] if format_ != "ods" else None, what="file")
        for grid in grids:
            _collection(grid, dataset, several=len(grids) > 1)
        return draft


def _read(path: Path, encoding: str) -> tuple[list[Grid], str]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(_PARQUET):
        return [parquet(path)], "parquet"
    if head.startswith((_ZIP, _OLE)):
        return list(workbook(path)), "ods" if path.suffix.lower() == ".ods" else "xlsx"
    if _is_json_lines(head, path):
        return [json_lines(path)], "jsonl"
    return [delimited(path, encoding)], "tsv" if path.suffix.lower() == ".tsv" else "csv"


def _collection(grid: Grid, dataset: Entry, *, several: bool) -> None:
    """Read one table: names and types of its columns, and what is to be known of it."""
    draft, collection = dataset.draft, dataset.collection(grid.name)
    if not grid.names:
        draft.leave(grid.name, "there is no column in it")
    for place in grid.above:
        draft.leave(grid.name, "it stands above the columns", place)
    for number, name in enumerate(grid.names):
        entry = collection.field(name)
        at = f"{grid.name}!{grid.left + number}" if several else str(grid.left + number)
        column = [row[number] for row in grid.rows if number < len(row)]
        if draft.format == "parquet":
            entry.say("physical_type", column[0], at, what="type")
        else:
            entry.say("logical_type", _type_of(column), at, what="values")
    for note in grid.notes:
        draft.warn(grid.name, note)
    draft.flaws += grid.flaws


def _is_json_lines(head: bytes, path: Path) -> bool:
    """Tell a file of objects by its name, or by its first lines, of which most are objects and some may be broken."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return head.removeprefix(BOM_UTF8).lstrip()[:1] == b"{"
    lines = [line for line in head.removeprefix(BOM_UTF8).splitlines() if line.strip()]
    lines = (lines[:-1] if len(lines) > 1 else lines)[:20]
    objects = [_is_object(line) for line in lines]
    return b"\n" in head and objects[:1] == [True] and 2 * sum(objects) >= len(objects)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _steady(head: bytes, path: Path, encoding: str) -> Proof:
    """Prove a text by lines of the same number of cells; prose with commas has lines of many numbers."""
    try:
        text = decoded(head, path, encoding=encoding, whole=len(head) < HEAD).text
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
        Proof(0.6 if named else 0.5, worded("{n} cell a line", plural="{n} cells a line", n=max(cells, default=0) + 1))
        if steady
        else Proof(0.5, worded("a text of this name, whose lines differ"))
    )


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
