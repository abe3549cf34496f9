"""The cells of one record, by the columns that they belong to; what states nothing is listed and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govkit.model.placeholder import silence_of
from govkit.plugin.draft import Draft, Left
from govkit_importers.ropa.lexicon import fold, lexicon
from govkit_importers.ropa.table import Heading, Table
from govkit_importers.ropa.values import Unreadable, flag, is_none
from govkit_importers.workbook import Cell

_LETTER = re.compile(r"[^\W\d_]")


class Said(NamedTuple):
    """What one cell says."""

    text: str
    at: str
    what: str
    """The heading of its column."""


@dataclass
class Record:
    """The cells of one record, which may take several rows."""

    key: str
    rows: list[int]
    cells: dict[str, list[Said]] = field(default_factory=dict)
    """Column of a record → what its cells say, without repetitions by merged cells."""
    silent: list[tuple[str, Said]] = field(default_factory=list)
    """Column and cell where something stands and nothing is stated: a placeholder, an error, an open formula."""

    def texts(self, name: str) -> list[Said]:
        """Return what the cells of a column say."""
        return self.cells.get(name, [])


def gather(key: str, rows: Sequence[int], table: Table, draft: Draft) -> Record:
    """Return the cells of a record; a cell that is merged over several of its rows is taken once."""
    record, seen = Record(key, list(rows)), set()
    for row in rows:
        for column, heading in table.headings.items():
            over = table.sheet.range_over(row, column)
            place = (over.top, over.left) if over and column not in table.sheet.rows.get(row, {}) else (row, column)
            cell = table.sheet.cell(row, column)
            if cell is None or place in seen or place[0] <= table.header:
                continue
            seen.add(place)
            if heading.name is not None:
                _hear(cell, table.sheet.place(*place), heading, record, draft)
    return record


def _hear(cell: Cell, at: str, heading: Heading, record: Record, draft: Draft) -> None:
    """Add what a cell says to its record, or that it is still to be filled in."""
    assert heading.name is not None  # noqa: S101 - asked for by the caller
    text: str | None = cell.text.strip()
    if not _states(cell, at, heading.said, draft):
        marked = any(map(str.isalnum, text or "")) or (text and not heading.ticked)  # a dash among ticks is no tick
        text = None if marked or cell.kind == "nothing" else ""
    elif heading.ticked:
        text = _ticked(cell.text.strip(), at, heading, draft)
    if text:
        record.cells.setdefault(heading.name, []).append(Said(text, at, heading.said))
    elif text is None:
        record.silent.append((heading.name, Said("", at, heading.said)))


def _ticked(text: str, at: str, heading: Heading, draft: Draft) -> str | None:
    """Return the heading where its cell is ticked, nothing where it says no, and else what the cell says.

    `None` stands for a letter, number or sign of which nobody can tell whether it is a tick.
    """
    tick = lexicon().ticks.get(fold(text))
    if tick is None and (len(text) == 1 or _LETTER.search(text) is None):
        draft.leave(heading.said, "unknown: neither yes nor no", at)
        return None
    try:
        ticked = tick == "yes" if tick else flag(text)
    except Unreadable:
        return text
    if not ticked:
        draft.leave(heading.said, "the cell says no", at)
    return heading.said if ticked else ""


def _states(cell: Cell, at: str, what: str, draft: Draft) -> bool:
    """Tell whether a cell states something, and list it where it does not."""
    text = cell.text.strip()
    if cell.kind == "nothing":
        draft.leave(what, "a formula whose result the file doesn't hold", at)
    elif cell.kind == "error":
        draft.leave(what, "an error stands in the cell", at)
    elif not text:
        draft.placeholders.append(Left(what, "empty", at))
    elif is_none(text) or (silence := silence_of(text)) is None:
        return True
    else:
        draft.placeholders.append(Left(what, str(silence), at))
    return False
