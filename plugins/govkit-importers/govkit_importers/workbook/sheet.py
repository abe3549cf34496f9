"""What a workbook says: sheets of cells, sparse, with the places that people see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from govkit.plugin.draft import Flaw
from govkit_importers.workbook.ragged import Width

Kind = Literal["text", "number", "date", "boolean", "error", "nothing"]


class Cell(NamedTuple):
    """What stands in one cell."""

    text: str
    """What it says. Dates as ISO 8601, numbers without needless zeros, truth values as TRUE and FALSE."""
    kind: Kind = "text"
    """`nothing` is a formula whose result the file doesn't hold."""
    formula: bool = False


class Merged(NamedTuple):
    """A merged range, its corners included; what it says stands in the first cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: what is not in `rows` is empty."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    """Row number → column number → cell, both from 1 and in ascending order."""
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    widths: Mapping[int, Width] = field(default_factory=dict)
    """Row number → how far the row reaches, of a text; in a workbook each cell has a place of its own."""

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place, the first one of its merged range where it is in one."""
        found = self.rows.get(row, {}).get(column)
        if found is None and (over := self.range_over(row, column)) is not None:
            return self.rows.get(over.top, {}).get(over.left)
        return found

    def text(self, row: int, column: int) -> str:
        """Return what the cell over a place says, without spaces around it; empty where there is none."""
        found = self.cell(row, column)
        return found.text.strip() if found is not None else ""

    def range_over(self, row: int, column: int) -> Merged | None:
        """Return the merged range that covers a place."""
        return next((one for one in self._by_column.get(column, ()) if one.top <= row <= one.bottom), None)

    def place(self, row: int, column: int) -> str:
        """Return a place as people write it: `Records!B7`."""
        return f"{self.name}!{address(row, column)}"

    @property
    def width(self) -> int:
        """Return the number of the last column that holds something."""
        return max((max(row) for row in self.rows.values() if row), default=0)

    @cached_property
    def _by_column(self) -> Mapping[int, list[Merged]]:
        found: dict[int, list[Merged]] = {}
        for one in self.merged:
            for column in range(one.left, min(one.right, self.width) + 1):
                found.setdefault(column, []).append(one)
        return found


@dataclass(frozen=True)
class Workbook:
    """The sheets of one file, in its order."""

    path: str
    format: Literal["xlsx", "ods", "csv", "tsv"]
    sheets: tuple[Sheet, ...]
    encoding: str = "utf-8"
    """The character encoding of a text file."""
    warnings: tuple[str, ...] = ()
    """What a person should know: "read as cp874"."""
    flaws: tuple[Flaw, ...] = ()
    """Where a text is in another encoding than most of it, or opens a cell that it never closes."""


def address(row: int, column: int) -> str:
    """Return the place of a cell as spreadsheets write it: row 7, column 2 is `B7`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
