"""Reads the cells of a workbook that came back: texts and numbers, each with its place; no formula is run."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from govkit.model.errors import InputError
from govkit.model.worded import worded

MOST_BYTES = 64 * 1024 * 1024
"""Of the workbook, and of each part of it unpacked."""
_MOST_PARTS = 1_000
_MOST_CELLS = 2_000_000
_REF = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(frozen=True)
class Cell:
    """What a cell holds."""

    place: str
    """`C7`."""
    text: str
    is_formula: bool = False


Rows = dict[int, dict[str, Cell]]
"""Row → column (`A`) → cell; empty cells are not there."""


def read_sheets(path: Path) -> dict[str, Rows]:
    """Return the cells of every sheet; raise `InputError` for what is no workbook, too large, or declares entities."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _broken(path, "is too large")
        with zipfile.ZipFile(path) as book:
            return dict(_sheets(book))
    except (zipfile.BadZipFile, OSError, LookupError, RuntimeError, ParseError, ValueError) as fault:
        what = str(fault) if isinstance(fault, _Doubtful) else worded("is no workbook (XLSX)")
        raise _broken(path, what) from None


class _Doubtful(ValueError):
    """Something that no honest workbook has."""


def _broken(path: Path, what: str) -> InputError:
    return InputError(what, hint=worded("save it as an Excel workbook (.xlsx) again"), path=str(path))


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, Rows]]:
    infos = book.infolist()
    if len(infos) > _MOST_PARTS or any(info.file_size > MOST_BYTES for info in infos):
        raise _Doubtful("is too large")
    shared = list(_shared(book)) if "xl/sharedStrings.xml" in book.namelist() else []
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _elements(book, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for sheet in _elements(book, "xl/workbook.xml", "sheet"):
        link = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in book.namelist() and "worksheets/" in part:
            yield sheet.get("name", ""), _rows(book, part, shared)


def _rows(book: zipfile.ZipFile, part: str, shared: list[str]) -> Rows:
    rows: Rows = {}
    for number, element in enumerate(_elements(book, part, "c")):
        if number > _MOST_CELLS:
            raise _Doubtful("has too many cells")
        found = _REF.fullmatch(element.get("r", ""))
        if found is None:
            raise _Doubtful("has a cell without a place")
        cell = _cell(found[0], element, shared)
        if cell.text or cell.is_formula:
            rows.setdefault(int(found[2]), {})[found[1]] = cell
    return rows


def _cell(place: str, element: Element, shared: list[str]) -> Cell:
    kind, formula, value = element.get("t", "n"), False, ""
    for part in element:
        name = _name(part)
        if name == "f":
            formula = True
        elif name == "v" and part.text:
            value = shared[int(part.text)] if kind == "s" else part.text
        elif name == "is":
            value = _text(part)
    return Cell(place, " ".join(value.split()), formula)


def _shared(book: zipfile.ZipFile) -> Iterator[str]:
    for element in _elements(book, "xl/sharedStrings.xml", "si"):
        yield _text(element)


def _text(element: Element) -> str:
    """Return the text of a cell, without the readings that East Asian texts may carry."""
    parts = [part for part in element if _name(part) in ("t", "r")]
    return "".join(
        "".join(inner.text or "" for inner in part if _name(inner) == "t") if _name(part) == "r" else part.text or ""
        for part in parts
    )


def _elements(book: zipfile.ZipFile, part: str, name: str) -> Iterator[Element]:
    """Yield the elements of a name, each whole, and forget them."""
    with book.open(part) as file:
        head = file.read(4_096)
    if b"<!" in head or b"\x00" in head:
        raise _Doubtful("declares what no workbook declares")
    with book.open(part) as file:
        for _, element in iterparse(_Bounded(file)):  # noqa: S314 - bounded, and without a document type
            if _name(element) == name:
                yield element
                element.clear()


class _Bounded:
    """A part of the archive that ends in an error where it is longer than it said, or declares a document type."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._left, self._tail = file, MOST_BYTES, b""

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise _Doubtful("is too large")
        if b"<!DOCTYPE" in self._tail + data:
            raise _Doubtful("declares what no workbook declares")
        self._tail = data[-16:]
        return data


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def text_of(row: Mapping[str, Cell], column: str | None) -> str:
    """Return the text of a row's cell, or an empty one."""
    return row[column].text if column is not None and column in row else ""
