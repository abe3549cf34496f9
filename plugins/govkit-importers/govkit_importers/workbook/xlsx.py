"""Sheets of an XLSX file: Office Open XML, transitional and strict, as all the programs write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from posixpath import normpath

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.workbook import limits
from govkit_importers.workbook.building import Budget, Building
from govkit_importers.workbook.package import SAVED_AGAIN, Package
from govkit_importers.workbook.sheet import Cell, Kind, Merged, Sheet, address
from govkit_importers.workbook.values import is_date_format, number_cell

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def sheets(package: Package, path: str, most_rows: int | None) -> list[Sheet]:
    """Return the sheets of a workbook in its order; sheets of charts hold no cells and are passed over."""
    book = _main(package)
    targets, named = _relations(package, book), _Named()
    package.walk(book, named.start, named.end, _ignored)
    if len(named.sheets) > limits.SHEETS:
        raise package.refused("the workbook has too many sheets", "split it")
    folder = book.rpartition("/")[0]
    shared = _shared(package, targets, path)
    dated = _dated(package, targets)
    budget, found = Budget(path), []
    for name, relation, hidden in named.sheets:
        part, kind = targets.get(relation, ("", ""))
        if not kind:
            what = worded("the sheet `{name}` is listed in the workbook and does not stand in it", name=name)
            raise package.refused(what, SAVED_AGAIN)
        if not kind.endswith("/worksheet"):
            continue
        walk = _Cells(package, Building(name, budget, most_rows, hidden), shared, dated, named.since_1904)
        package.walk(part, walk.start, walk.end, walk.text, head=most_rows is not None)
        found.append(walk.building.sheet())
    if not found:
        raise package.refused(f"the workbook has no sheet of cells in {folder or 'it'}")
    return found


def parts(package: Package) -> dict[str, str]:
    """Return the part that holds each sheet of cells, by the sheet's name."""
    book = _main(package)
    targets, named = _relations(package, book), _Named()
    package.walk(book, named.start, named.end, _ignored)
    found = {name: targets.get(relation, ("", "")) for name, relation, _ in named.sheets}
    return {name: part for name, (part, kind) in found.items() if kind.endswith("/worksheet")}


def column_of(place: str) -> int:
    """Return the column of a place such as `B7`; 0 for anything else."""
    match = _PLACE.fullmatch(place)
    return _place(match)[1] if match else 0


def _ignored(_: str) -> None:
    """Pass over text between elements."""


class _Named:
    """The list of sheets of a workbook."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true", "on")

    def end(self, tag: str) -> None:
        """Nothing is told by an end."""


def _main(package: Package) -> str:
    """Return the part that lists the sheets."""
    root = _relations(package, "")
    return next((part for part, kind in root.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to, by id: the other part and the kind of it. Addresses outside are left out."""
    folder, _, name = part.rpartition("/")
    place = normpath(f"{folder}/_rels/{name}.rels").lstrip("/")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}").lstrip("/")
            found[attributes.get("Id", "")] = (full, attributes.get("Type", ""))

    if place in package.names:
        package.walk(place, start, _ignored, _ignored)
    return found


def _part(targets: Mapping[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for part, found in targets.values() if found.endswith(f"/{kind}")), None)


def _shared(package: Package, targets: Mapping[str, tuple[str, str]], path: str) -> list[str]:
    """Return the texts that cells refer to by number; what shows how a text is spoken is no part of it."""
    found: list[str] = []
    text: list[str] = []
    state = {"in": False, "spoken": 0}
    budget = Budget(path)

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        state["in"] = tag == "t"
        state["spoken"] += tag == "rPh"
        if tag == "si":
            text.clear()

    def end(tag: str) -> None:
        state["in"] = False
        state["spoken"] -= tag == "rPh"
        if tag == "si":
            found.append(_unescaped("".join(text)))
            budget.take(1, found[-1])

    def data(piece: str) -> None:
        if state["in"] and not state["spoken"]:
            text.append(piece)

    part = _part(targets, "sharedStrings")
    if part in package.names and part is not None:
        package.walk(part, start, end, data)
    return found


def _dated(package: Package, targets: Mapping[str, tuple[str, str]]) -> list[bool]:
    """Return for every style of cells whether it shows dates."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    state = {"in": False}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            state["in"] = True
        elif tag == "xf" and state["in"]:
            formats.append(_number(attributes.get("numFmtId")))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            state["in"] = False

    part = _part(targets, "styles")
    if part in package.names and part is not None:
        package.walk(part, start, end, _ignored)
    return [is_date_format(number, codes.get(number)) for number in formats]


class _Cells:
    """Walks through one sheet."""

    def __init__(
        self, package: Package, building: Building, shared: Sequence[str], dated: Sequence[bool], since_1904: bool
    ) -> None:
        self.building = building
        self._package = package
        self._shared, self._dated, self._since_1904 = shared, dated, since_1904
        self._row = self._column = 0
        self._kind = self._style = ""
        self._formula = False
        self._spoken = 0
        self._into: list[str] | None = None
        self._value: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._open(attributes)
        elif tag in ("v", "t"):
            self._into = self._value if not self._spoken else None
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._row = _number(attributes.get("r")) or self._row + 1
            self._column = 0
        elif tag == "rPh":
            self._spoken += 1
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        self._into = None
        if tag == "c":
            cell = self._cell("".join(self._value))
            if cell is not None:
                self.building.put(self._row, self._column, cell)
        elif tag == "rPh":
            self._spoken -= 1

    def text(self, piece: str) -> None:
        if self._into is not None:
            self._into.append(piece)

    def _open(self, attributes: Mapping[str, str]) -> None:
        said = attributes.get("r", "")
        place = _PLACE.fullmatch(said)
        if said and place is None:
            raise self._broken()
        self._row, self._column = _place(place) if place else (self._row, self._column + 1)
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula, self._value, self._spoken = False, [], 0

    def _cell(self, raw: str) -> Cell | None:
        formula = self._formula
        if raw == "":
            return Cell("", "nothing", True) if formula and self._kind != "str" else None
        if self._kind in ("s", "inlineStr", "str"):
            text = self._text(raw) if self._kind == "s" else _unescaped(raw)
            return Cell(text, "text", formula) if text else None
        kinds: dict[str, Kind] = {"b": "boolean", "e": "error", "d": "date"}
        if self._kind in kinds:
            text = ("TRUE" if raw.strip() == "1" else "FALSE") if self._kind == "b" else raw
            return Cell(text, kinds[self._kind], formula)
        style = _number(self._style)
        dated = style < len(self._dated) and self._dated[style]
        return number_cell(raw.strip(), dated, self._since_1904, formula)

    def _text(self, raw: str) -> str:
        number = _number(raw.strip())
        if not raw.strip().isdecimal() or number >= len(self._shared):
            raise self._broken()
        return self._shared[number]

    def _broken(self) -> InputError:
        """Return an error about a cell that has no place or no text: to pass over it would be to lose it."""
        near = f"{self.building.name}!{address(max(self._row, 1), max(self._column, 1))}"
        return self._package.refused(worded("the workbook is broken near {place}", place=near), SAVED_AGAIN)

    def _merge(self, range_: str) -> None:
        first, _, last = range_.partition(":")
        corners = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if corners[0] and corners[1]:
            (top, left), (bottom, right) = _place(corners[0]), _place(corners[1])
            self.building.merge(Merged(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))


def _place(match: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _number(text: str | None) -> int:
    return int(text) if text and len(text) < 10 and text.strip().isdecimal() else 0


def _unescaped(text: str) -> str:
    """Write out the letters that the format escapes, such as `_x000D_`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n") if "_x" in text else text
