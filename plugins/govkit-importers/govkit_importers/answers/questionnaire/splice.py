"""Writes texts into cells of a workbook and leaves every other byte of its parts as it is: pictures, charts, rules."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.workbook import address, xlsx
from govkit_importers.workbook.package import SAVED_AGAIN, opened

Place = tuple[int, int]
"""Row and column."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MOST = 32_000
"""Characters of a cell; spreadsheet programs allow 32,767."""


def written(path: Path, texts: Mapping[str, Mapping[Place, str]]) -> bytes:
    """Return the workbook with texts in empty cells, by sheet; raise `InputError` where that can't be done safely."""
    with opened(path) as package:
        if any(name.startswith("_xmlsignatures/") for name in package.names):
            raise InputError(
                worded("the workbook is signed, and writing breaks that"), hint=worded("ask for a copy"), path=str(path)
            )
        parts = xlsx.parts(package)
    changed = {parts[sheet]: cells for sheet, cells in texts.items() if cells}
    data = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename in changed:
                content = _spliced(content, changed[info.filename], path)
            kept = zipfile.ZipInfo(info.filename, info.date_time)
            kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
            target.writestr(kept, content)
    return data.getvalue()


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: bytes


def _spliced(content: bytes, cells: Mapping[Place, str], path: Path) -> bytes:
    finder = _Finder(content, cells, path)
    for edit in sorted(finder.edits(), key=lambda edit: (edit.start, edit.end), reverse=True):
        content = content[: edit.start] + edit.text + content[edit.end :]
    return content


class _Finder:
    """Finds where in the XML of a sheet each cell stands, or would stand."""

    def __init__(self, content: bytes, cells: Mapping[Place, str], path: Path) -> None:
        self._content, self._path = content, path
        self._wanted = dict(cells)
        self._row, self._prefix = 0, ""
        self._left: list[int] = []
        self._cell: tuple[int, int, str] | None = None
        """Start, column and style of the wanted cell that is open."""
        self._edits: list[_Edit] = []
        self._parser = expat.ParserCreate()

    def edits(self) -> list[_Edit]:
        """Return the changes; raise `InputError` where a row or the name of a cell is missing."""
        if not self._content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            raise self._refused(worded("a sheet is in an encoding that nobody uses for one"))
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(self._content, True)
        if self._wanted:
            raise self._refused(worded("a row of the questionnaire can't be written to"))
        return self._edits

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if name == "row":
            self._row = int(attributes.get("r", 0))
            self._left = sorted(column for row, column in self._wanted if row == self._row)
            self._prefix = f"{prefix}:" if prefix else ""
        elif name == "c" and self._left:
            column = xlsx.column_of(attributes.get("r", ""))
            if column == 0:
                raise self._refused(worded("the cells of a sheet have no names"))
            while self._left and self._left[0] < column:
                self._insert(self._left.pop(0))
            if self._left and self._left[0] == column:
                self._cell = (self._parser.CurrentByteIndex, self._left.pop(0), attributes.get("s", ""))

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c" and self._cell is not None:
            start, column, style = self._cell
            self._edits.append(_Edit(start, self._end_of(tag), self._xml(column, style)))
            self._cell = None
        elif name == "row":
            while self._left:
                self._insert(self._left.pop(0))

    def _end_of(self, tag: str) -> int:
        """Return where the element that ends now is over; the parser stands behind `<c/>`, but before `</c>`."""
        at = self._parser.CurrentByteIndex
        return self._content.index(b">", at) + 1 if self._content.startswith(f"</{tag}".encode(), at) else at

    def _insert(self, column: int) -> None:
        at = self._parser.CurrentByteIndex
        before = self._edits[-1] if self._edits and self._edits[-1].start == self._edits[-1].end == at else None
        if before is not None:
            self._edits.pop()
        self._edits.append(_Edit(at, at, (before.text if before else b"") + self._xml(column, "")))

    def _xml(self, column: int, style: str) -> bytes:
        """Return a cell that holds a text and nothing that is computed; in ASCII, which every encoding can hold."""
        text = escape(_UNWRITABLE.sub("", self._wanted.pop((self._row, column)))[:_MOST])
        p, styled = self._prefix, f' s="{int(style)}"' if style.isdecimal() else ""
        return (
            f'<{p}c r="{address(self._row, column)}"{styled} t="inlineStr">'
            f'<{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
        ).encode("ascii", "xmlcharrefreplace")

    def _refused(self, what: str) -> InputError:
        return InputError(what, hint=SAVED_AGAIN, path=str(self._path))
