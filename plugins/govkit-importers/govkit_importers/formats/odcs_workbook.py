"""Open Data Contract Standard as the Excel workbook of its community, with a sheet for each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.formats.labels import Agreement
from govkit_importers.formats.odcs import tables_of
from govkit_importers.workbook import Sheet, Workbook, address, is_workbook, read

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_ZIP = b"PK\x03\x04"
_KNOWN = ("2.2", "3.0", "3.1")
_SCHEMA = "Schema "
_FIELD = {"description": "description", "logical type": "logical_type", "physical type": "physical_type"}
_TIERS = frozenset({"public", "internal", "confidential", "restricted"})
_UNITS = {"d": "D", "day": "D", "days": "D", "m": "M", "month": "M", "months": "M", "y": "Y", "year": "Y", "years": "Y"}
_OWN_BUSINESS = frozenset({"kind", "apiversion", "id", "name", "version", "status"})
"""Labels that name or version the contract itself."""


@dataclass
class _Form:
    """A sheet of labels with values beside them, and the labels that were asked for."""

    sheet: Sheet
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Folded label → value and place."""

    @classmethod
    def of(cls, sheet: Sheet, until: int | None = None) -> _Form:
        """Read the labels of a sheet, above a row where one is given."""
        form = cls(sheet)
        for number, row in sheet.rows.items():
            columns = list(row)
            if len(columns) > 1 and (until is None or number < until):
                value = row[columns[1]].text.strip()
                if value:
                    form.values[row[columns[0]].text.strip().casefold()] = (value, sheet.place(number, columns[1]))
        return form

    def take(self, label: str) -> tuple[str, str]:
        """Return the value of a label and its place, once; empty texts where there is none."""
        return self.values.pop(label, ("", ""))

    def leave_rest(self, draft: Draft) -> None:
        """List every label that nobody asked for."""
        for label, (_, place) in self.values.items():
            draft.leave(label, at=place)


class OdcsWorkbook:
    """Reads one contract as one dataset."""

    title = "Open Data Contract Standard (ODCS), Excel workbook"

    def __init__(self, host: Host) -> None:
        """Take the host, as every importer does."""

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the sheet `Fundamentals` with its kind and version."""
        if not head.startswith(_ZIP) or not is_workbook(head, path):
            return NOT_MINE
        try:
            fundamentals = _sheet(read(path, rows=40), "Fundamentals")
        except InputError:
            return NOT_MINE
        form = _Form.of(fundamentals) if fundamentals is not None else None
        if form is None or form.values.get("kind", ("",))[0] != "DataContract":
            return NOT_MINE
        return Proof(1.0, f"Kind: DataContract, apiVersion {form.values.get('apiversion', ('not stated',))[0]}")

    def load(self, path: Path) -> Draft:
        """Read a contract: its schema sheets become collections, its owner the owner, its SLA the retention."""
        book = read(path)
        fundamentals = _sheet(book, "Fundamentals")
        if fundamentals is None:
            hint = worded("the workbook of the standard has one")
            raise InputError(worded("there is no sheet `Fundamentals`"), hint=hint, path=str(path))
        draft = Draft(str(path))
        form = _Form.of(fundamentals)
        version, place = form.take("apiversion")
        draft.format = f"ODCS {version.removeprefix('v')}, Excel workbook"
        if not version.removeprefix("v").startswith(_KNOWN):
            draft.warn("apiVersion", f"version {version} is newer than those that govkit knows", place)
        dataset = _dataset(form, draft, path)
        form.leave_rest(draft)
        agreed = Agreement()
        for sheet in book.sheets:
            if sheet.name.startswith(_SCHEMA):
                _schema(sheet, dataset)
            elif sheet.name == "SLA":
                _retention(sheet, dataset, agreed)
            elif sheet.name not in ("Fundamentals", "Instructions") and _holds_more_than_headings(sheet):
                last = max(sheet.rows)
                draft.leave(sheet.name, at=f"{sheet.name}!A1:{address(last, sheet.width)}")
        agreed.settle()
        return draft


def _dataset(form: _Form, draft: Draft, path: Path) -> Entry:
    names = [form.values.get(label, ("", ""))[0] for label in ("name", "data product", "id")]
    name = next(filter(None, names), path.name.partition(".")[0])
    dataset = draft.subject("dataset", name, form.values.get("name", ("", ""))[1])
    for label in _OWN_BUSINESS:
        form.take(label)
    owner, place = form.take("owner")
    dataset.say("owner", owner, place, what="Owner")
    for label in ("purpose", "usage", "limitations"):
        if label in form.values:
            text, place = form.take(label)
            dataset.say("description", text, place, what=label)
            break
    return dataset


def _schema(sheet: Sheet, dataset: Entry) -> None:
    """Read one table: its labels, and below the row of headings one field a row."""
    header = next((number for number in sheet.rows if _says(sheet, number) == "property"), None)
    form = _Form.of(sheet, header)
    name, place = form.take("name")
    collection = dataset.collection(name or sheet.name.removeprefix(_SCHEMA))
    physical, place = form.take("physical name")
    collection.say("physical_name", physical, place, what="Physical Name")
    text, place = form.take("description")
    collection.say("description", text, place, what="Description")
    form.take("type")
    form.take("business name")
    form.leave_rest(dataset.draft)
    if header is None:
        dataset.draft.leave(sheet.name, "there is no row of headings that begins with Property")
        return
    headings = {column: " ".join(cell.text.split()) for column, cell in sheet.rows[header].items()}
    asked: set[int] = set()
    for row in [number for number in sheet.rows if number > header]:
        if sheet.text(row, 1):
            asked |= _field(sheet, row, headings, collection)
    for column, heading in headings.items():
        filled = sum(column in cells for number, cells in sheet.rows.items() if number > header)
        if filled and column not in asked:
            dataset.draft.leave(heading, f"govkit has no slot for it ({filled} cells)", sheet.place(header, column))


def _field(sheet: Sheet, row: int, headings: Mapping[int, str], collection: Entry) -> set[int]:
    """Read one field, and return the columns that were asked for."""
    entry = collection.field(sheet.text(row, 1))
    asked = {1}
    for column, heading in headings.items():
        label, text, place = heading.casefold(), sheet.text(row, column), sheet.place(row, column)
        if label in _FIELD:
            entry.say(_FIELD[label], text, place, what=heading)
        elif label == "classification" and text:
            tier = text.casefold() in _TIERS
            slot = "sensitivity" if tier else "classification"
            entry.say(slot, text.casefold() if tier else text, place, what=heading)
        elif label == "primary key" and text:
            entry.say("primary_key", text == "TRUE", place, what=heading)
        elif label != "physical name":
            continue
        asked.add(column)
    return asked


def _retention(sheet: Sheet, dataset: Entry, agreed: Agreement) -> None:
    header = next((number for number in sheet.rows if _says(sheet, number) == "property"), None)
    if header is None:
        return
    columns = {cell.text.strip().casefold(): column for column, cell in sheet.rows[header].items()}
    for row in [number for number in sheet.rows if number > header]:
        value = sheet.text(row, columns.get("value", 0))
        unit = sheet.text(row, columns.get("unit", 0)).casefold()
        place = sheet.place(row, columns.get("value", 1))
        if sheet.text(row, 1) == "retention":
            period = f"P{value}{_UNITS[unit]}" if unit in _UNITS else value
            element = sheet.text(row, columns.get("element", 0))
            for table in tables_of(element):
                agreed.note(dataset, "retention", table, [period], place)
            if not element:
                dataset.say("retention", period, place, what="SLA retention")
        else:
            dataset.draft.leave(f"SLA {sheet.text(row, 1)}", at=place)


def _says(sheet: Sheet, row: int) -> str:
    return sheet.text(row, 1).casefold()


def _sheet(book: Workbook, name: str) -> Sheet | None:
    return next((sheet for sheet in book.sheets if sheet.name == name), None)


def _holds_more_than_headings(sheet: Sheet) -> bool:
    """Tell whether anything stands below a title, an explanation and a row of headings."""
    return sum(len(row) > 1 for row in sheet.rows.values()) > 1


def importer(host: Host) -> OdcsWorkbook:
    """Return the importer."""
    return OdcsWorkbook(host)
