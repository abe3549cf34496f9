"""Mapping files: what the headings of one workbook mean, as far as govkit knows, for a person to complete."""

from __future__ import annotations

import json
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.ropa.columns import COLUMNS, CONTACT_COLUMNS, IGNORE
from govkit_importers.ropa.lexicon import fold
from govkit_importers.ropa.table import FIRST_ROWS, Heading, Table, find, headed
from govkit_importers.workbook import Sheet, Workbook, address

if TYPE_CHECKING:
    from govkit.plugin.host import Host, Located

_NAMES = (*COLUMNS, *sorted(CONTACT_COLUMNS), IGNORE)


@dataclass(frozen=True)
class Mapping:
    """What a person says of the sheets of a workbook."""

    sheets: Map[str, tuple[int, Map[str, str]]]
    """Sheet → the row of its headings, and column letter → slot."""
    headings: Map[str, Map[str, str]]
    """Sheet → folded heading → slot, by which columns are known that have moved since."""

    def table(self, sheet: Sheet) -> Table | None:
        """Return the table of a sheet as the mapping describes it; `None` where it does not name the sheet."""
        if sheet.name not in self.sheets:
            return None
        row, letters = self.sheets[sheet.name]
        names = self.headings[sheet.name]
        found = headed(sheet, row)
        headings = {}
        for column, heading in found.headings.items():
            name = names.get(fold(heading.text), letters.get(address(1, column)[:-1]))
            headings[column] = Heading(heading.text, name)
        return Table(sheet, row, found.header, headings)


def loaded(path: Path, host: Host) -> Mapping:
    """Read a mapping file; raise `InputError` with the place of what is wrong in it."""
    document = host.document(path)
    found = document.value
    if not isinstance(found, dict) or found.get("govkit") != "mapping/1":
        raise document.error((), worded("this is no mapping"), worded("begin it with `govkit: mapping/1`"))
    sheets: dict[str, tuple[int, dict[str, str]]] = {}
    headings: dict[str, dict[str, str]] = {}
    for number, one in enumerate(_list(document, found, "sheets", ())):
        pointer: tuple[str | int, ...] = ("sheets", number)
        name, header = one.get("sheet"), one.get("header")
        if not isinstance(name, str) or not isinstance(header, int) or not 1 <= header <= 1_000_000:
            raise document.error(
                pointer, worded("a sheet needs its name and the row of its headings"), worded("sheet: …, header: 1")
            )
        letters, named = {}, {}
        for place, column in enumerate(_list(document, one, "columns", pointer)):
            slot = _slot(document, column, (*pointer, "columns", place))
            letters[str(column.get("column", ""))] = slot
            named[fold(str(column.get("heading", "")))] = slot
        sheets[name], headings[name] = (header, letters), named
    return Mapping(sheets, headings)


def _list(document: Located, found: Map[str, Any], key: str, pointer: tuple[str | int, ...]) -> list[dict[str, Any]]:
    listed = found.get(key)
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise document.error(
            (*pointer, key), worded("`{key}` has to be a list of mappings", key=key), worded("see `govkit import map`")
        )
    return listed


def _slot(document: Located, column: Map[str, Any], pointer: tuple[str | int, ...]) -> str:
    slot = column.get("slot")
    if not isinstance(slot, str) or slot not in _NAMES:
        what = worded("the slot is not filled in") if slot == "?" else worded("there is no such slot")
        hint = (nearest(slot, _NAMES) if isinstance(slot, str) else "") or worded(
            "write one of those above, or `ignore`"
        )
        raise document.error((*pointer, "slot"), what, hint)
    return slot


def written(book: Workbook, source: str) -> str:
    """Return the text of a mapping file for a workbook; raise `InputError` where no sheet has headings."""
    tables = [table for sheet in book.sheets if (table := _likely(sheet)) is not None]
    if not tables:
        hint = worded("headings are looked for in the first {first_rows} rows", first_rows=FIRST_ROWS)
        raise InputError(worded("no sheet has a row of headings"), hint=hint, path=book.path)
    lines = [f"# {line}".rstrip() for line in map(spoken, _guide(source))]
    lines += ["govkit: mapping/1", "sheets:"]
    for table in tables:
        lines += [f"  - sheet: {_quoted(table.sheet.name)}", f"    header: {table.top}", "    columns:"]
        lines += [_line(column, heading) for column, heading in table.headings.items()]
    return "\n".join(lines) + "\n"


def _guide(source: str) -> list[str]:
    """Return what stands above the mapping, for whoever completes it."""
    slots = [worded("  {name}: {about}", name=name, about=column.about) for name, column in COLUMNS.items()]
    return [
        worded("What the columns of {source} mean to govkit.", source=source),
        worded("Where a `slot:` has a `?`, write the name of a slot, or `ignore`; then:"),
        f"    govkit import {source} --map THIS-FILE -o FOLDER",
        worded("`header` is the row in which the headings stand. A sheet that holds no records can be deleted here."),
        "",
        worded("The slots:"),
        *slots,
        worded("  controller.name, dpo.email, representative.phone …: name, address, email and phone of each"),
        worded("  ignore: nothing of it is taken over"),
    ]


def _line(column: int, heading: Heading) -> str:
    slot = heading.name or "?"
    near = "" if heading.name else nearest(fold(heading.text).replace(" ", "_"), COLUMNS)
    comment = f"  # {near}" if near else ""
    text = _quoted(" ".join(heading.text.split()))
    return f"      - {{column: {_quoted(address(1, column)[:-1])}, heading: {text}, slot: {_quoted(slot)}}}{comment}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _likely(sheet: Sheet) -> Table | None:
    """Return the table that is known, or the one whose headings are the row with most texts among the first."""
    if (known := find(sheet)) is not None:
        return known
    rows = [number for number in sheet.rows if number <= FIRST_ROWS]
    texts = {number: sum(cell.kind == "text" for cell in sheet.rows[number].values()) for number in rows}
    best = max(rows, key=lambda number: (texts[number], -number), default=None)
    return headed(sheet, best) if best is not None and texts[best] > 2 else None
