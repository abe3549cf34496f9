"""Read a record of processing sheet by sheet: records by their own id, contacts above them, and a word on the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Flaw, id_of
from govkit_importers.ropa.cells import Said, gather
from govkit_importers.ropa.lexicon import is_total
from govkit_importers.ropa.record import Reader
from govkit_importers.ropa.table import FIRST_ROWS, Table, contacts
from govkit_importers.ropa.values import order_of_days
from govkit_importers.templates.words import own_words
from govkit_importers.workbook import Sheet, Workbook, address
from govkit_importers.workbook.ragged import ragged

_KEYS = ("id", "name", "purpose", "ordinal")
_COMMENT = re.compile(r"#+\s+\S")
"""How the first cell of a row begins that explains the columns; `#1` is the number of a row."""
_NUMBER = re.compile(r"#?\s*(\d+)[.)]?")


def drafted(book: Workbook, name: str, table_of: Callable[[Sheet], Table | None], source: str = "") -> Draft:
    """Return what a workbook tells; raise `InputError` where `table_of` finds no table of records in any sheet.

    `source` is what the file goes by among others: a row that has a number and no id is known by both.
    """
    draft = Draft(book.path, f"record of processing, {book.format.upper()}")
    for warning in book.warnings:
        draft.warn(name, warning)
    draft.flaws += book.flaws
    tables = [table for sheet in book.sheets if (table := table_of(sheet)) is not None]
    if not tables:
        hint = worded("`govkit import map FILE -o map.yaml` writes a mapping to fill in")
        raise InputError(
            worded("no table with known headings stands in the first {first_rows} rows", first_rows=FIRST_ROWS),
            hint=hint,
            path=book.path,
        )
    reader = Reader(draft, _orders(tables))
    own = own_words(sheet.text(1, 1) for sheet in book.sheets)
    keys = _Keys(id_of(str(PurePosixPath(source).with_suffix(""))) if source else "")
    for sheet in sorted(book.sheets, key=lambda one: one.hidden):  # a hidden sheet takes no id from one that is seen
        table = next((one for one in tables if one.sheet is sheet), None)
        _around(sheet, table, reader, _Rest(draft, own))
        if table is not None:
            if sheet.hidden:
                draft.warn(sheet.name, "the sheet is hidden, and what it says is taken over")
            draft.flaws += _ragged(table)
            _columns_left(table, draft)
            for key, rows in _records(table, _Rest(draft, own), keys):
                reader.read(gather(key, rows, table, draft))
    reader.finish()
    return draft


def _orders(tables: Sequence[Table]) -> dict[str, bool | None]:
    """Tell for each column of days whether the day stands first."""
    texts: dict[str, list[str]] = {}
    for table in tables:
        for column, heading in table.headings.items():
            if heading.name in ("reviewed_on", "ended_on"):
                texts.setdefault(heading.name, []).extend(table.sheet.text(row, column) for row in table.rows)
    return {name: order_of_days(found) for name, found in texts.items()}


class _Rest(NamedTuple):
    """Lists what is no part of a record, but for the words of the template that the workbook was made from."""

    draft: Draft
    own: frozenset[str]

    def leave(self, sheet: Sheet, row: int, why: str, taken: Container[str] = ()) -> None:
        """List the cells of a row, as one range, but for those at the places that are taken."""
        rest = [
            column
            for column, cell in sheet.rows[row].items()
            if cell.text.strip() not in self.own and sheet.place(row, column) not in taken
        ]
        if rest:
            self.draft.leave(sheet.name, why, _range(sheet, row, rest[0], row, rest[-1]))


def _around(sheet: Sheet, table: Table | None, reader: Reader, left: _Rest) -> None:
    """Take over the contacts above a table, or of a sheet without one, and list everything else there."""
    until = table.header if table is not None else max(sheet.rows, default=0)
    taken: set[str] = set()
    for contact in contacts(sheet, table.top if table is not None else until + 1, alone=table is not None):
        said = Said(contact.text, contact.place, f"{contact.person} {contact.attribute}")
        reader.contact(contact.person, contact.attribute, said)
        taken |= {contact.place, contact.label}
    if table is not None:
        for column in table.headings:
            over = sheet.range_over(table.top, column)
            taken.add(sheet.place(over.top, over.left) if over else sheet.place(table.top, column))
    why = "it stands above the records" if table is not None else "no table of records is in this sheet"
    for row in [number for number in sheet.rows if number <= until]:
        left.leave(sheet, row, why, taken)


def _ragged(table: Table) -> tuple[Flaw, ...]:
    """Return the rows of a text that don't have the number of cells of its headings."""
    widths = table.sheet.widths
    below = (measured for number, measured in widths.items() if number > table.header)
    return ragged(below, widths[table.header], is_total) if table.header in widths else ()


def _columns_left(table: Table, draft: Draft) -> None:
    """List the columns that mean nothing to govkit, with what they hold below their heading."""
    for column in range(1, table.sheet.width + 1):
        cells = [row for row in table.rows if column in table.sheet.rows[row]]
        heading = table.headings.get(column)
        if heading is not None and (heading.name not in (None, "ordinal") or not cells):
            if heading.name is None:
                draft.leave(heading.said, "the column is empty", table.sheet.place(table.header, column))
            continue
        if not cells:
            continue
        what = heading.said if heading else f"column {address(1, column)[:-1]}"
        why = (
            "numbers of rows"
            if heading and heading.name
            else f"no slot is known for this column ({len(cells)} cells): see `govkit import map`"
        )
        draft.leave(what, why, _range(table.sheet, cells[0], column, cells[-1], column))


def _range(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> str:
    first, last = address(top, left), address(bottom, right)
    return f"{sheet.name}!{first}" if first == last else f"{sheet.name}!{first}:{last}"


class _Keys:
    """Gives records their ids: each sheet its own, so that a sheet that is added renames none that was there."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._sheets: dict[str, str] = {}

    def id(self, key: str, sheet: str) -> str:
        """Return the id of the record with a key; what other sheets know already goes by its sheet as well."""
        id_ = id_of(key)
        if self._sheets.setdefault(id_, sheet) != sheet:
            return id_of(f"{sheet}-{key}")
        return id_

    def numbered(self, number: str) -> str:
        """Return the key of a row that is known by a number alone, which every source has."""
        return f"{self._source}-{number}" if self._source else number


def _records(table: Table, left: _Rest, keys: _Keys) -> Iterator[tuple[str, list[int]]]:
    """Yield the key and the rows of each record; rows with the same key are one record."""
    columns = {name: [c for c, heading in table.headings.items() if heading.name == name] for name in _KEYS}
    found: dict[str, list[int]] = {}
    for row in table.rows:
        first = next((text for column in sorted(table.headings) if (text := table.sheet.text(row, column))), "")
        if why := _beside_the_records(first):
            left.leave(table.sheet, row, why)
            continue
        if not any(heading.name for column, heading in table.headings.items() if column in table.sheet.rows[row]):
            continue  # only columns that are listed as a whole
        key = _key(table, row, columns)
        if key is None:
            key = keys.numbered(f"row-{row}")
            left.draft.warn(
                table.sheet.name, "the record has no id and no name, so a moved row is another record", f"{row}"
            )
        elif number := _NUMBER.fullmatch(key):
            key = keys.numbered(f"record-{number[1]}")
        found.setdefault(keys.id(key, table.sheet.name), []).append(row)
    for key, rows in found.items():
        if len(rows) > 1:
            left.draft.warn(key, f"{len(rows)} rows are one record", _range(table.sheet, rows[0], 1, rows[-1], 1))
        yield key, rows


def _beside_the_records(first: str) -> str:
    """Say why a row is no record, by its first text; nothing where it is one."""
    if _COMMENT.match(first):
        return "it explains the columns"
    return "it holds totals" if is_total(first) else ""


def _key(table: Table, row: int, columns: dict[str, list[int]]) -> str | None:
    """Return what a record is known by: its id, else its name, else its purpose, else its number."""
    for name in _KEYS:
        for column in columns[name]:
            text = " ".join(table.sheet.text(row, column).split())
            if text:
                return text[:200]
    return None
