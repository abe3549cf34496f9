"""Find the table of records in a sheet: its row of headings, and the labels of contacts beside or above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govkit_importers.ropa.columns import COLUMNS, CORE
from govkit_importers.ropa.lexicon import fold, lexicon, readings
from govkit_importers.workbook import Sheet

FIRST_ROWS = 15
"""Headings stand on one of these."""
ENOUGH = 4
"""Headings that are known, of which `ENOUGH_CORE` are of the core."""
ENOUGH_CORE = 2
_COLUMNS = 500
"""Columns among which headings and contacts are looked for; the others are listed."""
_CONTACT_ROWS = 60
_DATA_TOO = (None, "name", "id")
"""Columns whose headings are kinds of data where they stand below one of those: `Personal data > Name`."""


@dataclass(frozen=True)
class Heading:
    """The heading of one column: what it says, and the column of a record that it means."""

    text: str
    name: str | None = None
    ticked: bool = False
    """It is one kind of what the heading over it means, so that a tick below it stands for its own text."""

    @property
    def said(self) -> str:
        """Return what it says on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True)
class Table:
    """The table of a sheet."""

    sheet: Sheet
    top: int
    """The row of the headings."""
    header: int
    """The last row that they take, where some are merged downwards."""
    headings: Mapping[int, Heading]

    @property
    def rows(self) -> list[int]:
        """Return the rows below the headings that hold something."""
        return [number for number in self.sheet.rows if number > self.header]

    @property
    def known(self) -> set[str]:
        """Return the columns of a record that it has."""
        return {heading.name for heading in self.headings.values() if heading.name}


@dataclass(frozen=True)
class Contact:
    """A label with a value beside it: "DPO e-mail", and the address."""

    person: str
    attribute: str
    text: str
    place: str
    label: str


def find(sheet: Sheet) -> Table | None:
    """Return the table whose headings are known best; `None` where they don't suffice."""
    tables = [headed(sheet, number) for number in sheet.rows if number <= FIRST_ROWS]
    best = max(tables, key=lambda table: (len(table.known), table.header, table.top), default=None)
    if best is None or len(best.known) < ENOUGH or len(best.known & CORE) < ENOUGH_CORE:
        return None
    return best


def headed(sheet: Sheet, row: int) -> Table:
    """Return the table whose headings stand in a row, with what stands above them where cells are merged."""
    headings: dict[int, Heading] = {}
    for column in range(1, min(sheet.width, _COLUMNS) + 1):
        text = sheet.text(row, column)
        if text:
            headings[column] = _heading(sheet, row, column, text)
    below = [sheet.range_over(row, column) for column in headings]
    bottom = max([row, *(one.bottom for one in below if one and one.top <= row and one.bottom <= row + 2)])
    return Table(sheet, row, bottom, headings)


def _heading(sheet: Sheet, row: int, column: int, text: str) -> Heading:
    """Return a heading by what it says, alone or with the heading over it."""
    group = sheet.text(row - 1, column) if row > 1 else ""
    contact = lexicon().contact(group, text)
    if contact:
        return Heading(text, ".".join(contact))
    name = name_of(text) or (lexicon().headers.get(fold(f"{group} {text}")) if group else None)
    over = sheet.range_over(row - 1, column)
    if name in _DATA_TOO and over is not None and over.right > over.left and over.bottom < row:
        kind = name_of(group)
        if kind is not None and COLUMNS[kind].reader in ("terms", "parties"):
            return Heading(text, kind, ticked=True)
    return Heading(text, name)


def name_of(heading: str) -> str | None:
    """Return the column of a record that a heading means; `None` where it is not known, or means several."""
    words = lexicon()
    found: list[str] = []
    for number, reading in enumerate(readings(heading)):
        name = words.headers.get(reading) or (reading if reading in COLUMNS and number == 0 else None)
        if name and number == 0:
            return name
        if name:
            found.append(name)
    return found[0] if len(set(found)) == 1 else None


def contacts(sheet: Sheet, until: int, *, alone: bool) -> Iterator[Contact]:
    """Yield the labels above a row that tell of the controller, its officer or its representative.

    `alone`: a label that names one of them and nothing more has the name beside it, as above a table of records.
    """
    for row in [number for number in sheet.rows if number < min(until, _CONTACT_ROWS)]:
        for column in [number for number in sheet.rows[row] if number <= _COLUMNS]:
            label = sheet.text(row, column)
            found = lexicon().contact(_above(sheet, row, column), label)
            value = _beside(sheet, row, column)
            if alone and found is None and value is not None and (person := lexicon().person(label)) is not None:
                found = (person, "name")
            if found and value is not None:
                text = sheet.text(row, value)
                yield Contact(*found, text, sheet.place(row, value), sheet.place(row, column))


def _above(sheet: Sheet, row: int, column: int) -> str:
    """Return the nearest text above a label that names a person or office."""
    for number in range(row - 1, max(0, row - 7), -1):
        if lexicon().person(sheet.text(number, column)) is not None:
            return sheet.text(number, column)
    return ""


def _beside(sheet: Sheet, row: int, column: int) -> int | None:
    """Return the column of the value next to a label, behind the cells that the label is merged over."""
    over = sheet.range_over(row, column)
    value = (over.right if over else column) + 1
    text = sheet.text(row, value) if value in sheet.rows[row] else ""
    words = lexicon()
    if not text or words.person(text) or fold(text) in words.attributes or words.contact("", text):
        return None
    return value
