"""Sheets of an ODS file: OpenDocument, in which rows and cells stand once and are repeated by a number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govkit_importers.workbook import limits
from govkit_importers.workbook.building import Budget, Building
from govkit_importers.workbook.package import PROTECTED, Package, Stop
from govkit_importers.workbook.sheet import Cell, Kind, Merged, Sheet
from govkit_importers.workbook.values import plain

_KINDS: Mapping[str, Kind] = {
    "float": "number",
    "percentage": "number",
    "currency": "number",
    "date": "date",
    "time": "text",
    "boolean": "boolean",
}
_ASIDE = frozenset({"annotation", "tracked-changes", "shapes", "dde-links"})
"""Elements whose text stands beside the cells."""
_OF_ANOTHER_FILE = re.compile(r"'.*'#\$")
"""Begins the name of what is no sheet: the cells of another file that are kept because a formula refers to them."""
_MANIFEST = 200_000
"""Bytes in which the list of parts tells whether they are encrypted."""


def sheets(package: Package, path: str, most_rows: int | None) -> list[Sheet]:
    """Return the sheets of a workbook in its order."""
    if b"encryption-data" in package.start_of("META-INF/manifest.xml", _MANIFEST):
        raise package.refused(PROTECTED)
    walk = _Content(path, most_rows)
    package.walk("content.xml", walk.start, walk.end, walk.text, head=most_rows is not None)
    if not walk.sheets:
        raise package.refused("the workbook has no sheet of cells")
    if len(walk.sheets) > limits.SHEETS:
        raise package.refused("the workbook has too many sheets", "split it")
    return [building.sheet() for building in walk.sheets if not _OF_ANOTHER_FILE.match(building.name)]


class _Content:
    """Walks through the one part that holds all sheets."""

    def __init__(self, path: str, most_rows: int | None) -> None:
        self.sheets: list[Building] = []
        self._budget, self._most_rows = Budget(path), most_rows
        self._hidden: set[str] = set()
        self._style = ""
        self._row = self._column = 0
        self._row_repeated = self._repeated = 1
        self._cells: list[tuple[int, int, Cell]] = []
        self._attributes: Mapping[str, str] | None = None
        self._text: list[str] = []
        self._paragraphs = self._aside = self._depth = 0
        self._enough = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _ASIDE:
            self._aside += 1
        elif self._aside:
            return
        elif tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._hidden.add(self._style)
        elif tag == "table":
            hidden = attributes.get("style-name", "") in self._hidden
            self.sheets.append(Building(attributes.get("name", ""), self._budget, self._most_rows, hidden))
            self._row, self._enough = 0, False
        elif tag == "table-row":
            self._row, self._column, self._cells = self._row + 1, 0, []
            self._row_repeated = _count(attributes.get("number-rows-repeated"))
        elif tag in ("table-cell", "covered-table-cell"):
            self._open(attributes)
        elif self._attributes is not None:
            self._inside(tag, attributes)

    def end(self, tag: str) -> None:
        if tag in _ASIDE:
            self._aside -= 1
        elif self._aside:
            return
        elif tag == "p" and self._depth:
            self._depth -= 1
        elif tag in ("table-cell", "covered-table-cell"):
            self._close()
        elif tag == "table-row":
            self._fill()

    def text(self, piece: str) -> None:
        if self._depth and not self._aside:
            self._text.append(piece)

    def _inside(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in what stands inside of a cell: paragraphs, and the white space that is written as elements."""
        if tag == "p":
            if self._paragraphs:
                self._text.append("\n")
            self._paragraphs += 1
            self._depth += 1
        elif tag == "s" and self._depth:
            self._text.append(" " * min(_count(attributes.get("c")), limits.TEXT))
        elif tag in ("line-break", "tab") and self._depth:
            self._text.append("\n" if tag == "line-break" else "\t")

    def _open(self, attributes: Mapping[str, str]) -> None:
        self._attributes, self._text, self._paragraphs, self._depth = attributes, [], 0, 0
        self._column += 1
        self._repeated = _count(attributes.get("number-columns-repeated"))
        down, right = _count(attributes.get("number-rows-spanned")), _count(attributes.get("number-columns-spanned"))
        if (down > 1 or right > 1) and self.sheets:
            range_ = Merged(self._row, self._column, self._row + down - 1, self._column + right - 1)
            self.sheets[-1].merge(range_)

    def _close(self) -> None:
        cell = _cell(self._attributes or {}, "".join(self._text))
        if cell is not None:
            self._budget.take(self._column + self._repeated - 1, cell.text)
            self._cells.append((self._column, self._repeated, cell))
        self._column += self._repeated - 1
        self._attributes = None

    def _fill(self) -> None:
        """Put the cells of a row, as often as it is repeated; a row that holds nothing only moves on."""
        if self._cells and self.sheets and not self._enough:
            if self._most_rows is None:
                self._budget.spend((self._row_repeated - 1) * sum(repeated for _, repeated, _ in self._cells))
            try:
                for row in range(self._row, self._row + self._row_repeated):
                    for column, repeated, cell in self._cells:
                        for number in range(column, column + repeated):
                            self.sheets[-1].put(row, number, cell)
            except Stop:
                self._enough = True
        self._row += self._row_repeated - 1


def _cell(attributes: Mapping[str, str], text: str) -> Cell | None:
    type_ = attributes.get("value-type", "string")
    formula = "formula" in attributes
    if type_ == "date":
        return Cell(attributes.get("date-value", text).removesuffix("T00:00:00"), "date", formula)
    if type_ in ("float", "percentage", "currency"):
        raw = attributes.get("value", "")
        try:
            return Cell(plain(float(raw), raw), _KINDS[type_], formula)
        except ValueError:
            return Cell(text, "text", formula) if text else None
    if type_ == "boolean":
        return Cell(attributes.get("boolean-value", "").upper(), "boolean", formula)
    said = attributes.get("string-value") or text
    if said == "":
        return Cell("", "nothing", True) if formula and type_ != "string" else None
    return Cell(said, "error" if formula and said.startswith(("#", "Err:")) else "text", formula)


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and len(text) < 10 and text.isdecimal() else 1
