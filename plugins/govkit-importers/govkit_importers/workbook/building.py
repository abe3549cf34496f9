"""Collect the cells of a sheet as they are met, within the limits of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.workbook import limits
from govkit_importers.workbook.package import SAVED_AGAIN, Stop
from govkit_importers.workbook.sheet import Cell, Merged, Sheet, address


@dataclass
class Budget:
    """How many cells a workbook may still hold."""

    path: str
    cells: int = limits.CELLS

    def take(self, column: int, text: str) -> None:
        """Count one cell; raise `InputError` where the workbook holds too many, or too wide ones."""
        self.spend(1)
        if column > limits.COLUMNS:
            hint = worded("at most {columns} are read; delete what stands far to the right", columns=limits.COLUMNS)
            raise InputError(worded("there are {column} columns", column=column), hint=hint, path=self.path)
        if len(text) > limits.TEXT:
            raise InputError(
                worded("a cell holds {count} characters", count=f"{len(text):,}"),
                hint=worded("check it"),
                path=self.path,
            )

    def spend(self, cells: int) -> None:
        """Count cells; raise `InputError` where there are too many."""
        self.cells -= cells
        if self.cells < 0:
            hint = worded("at most {cells} are read; split it", cells=f"{limits.CELLS:,}")
            raise InputError(worded("there are too many cells"), hint=hint, path=self.path)


@dataclass
class Building:
    """A sheet as it grows."""

    name: str
    budget: Budget
    most_rows: int | None = None
    """How many rows that hold something are read, where not all are."""
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Add a cell that holds something; raise `Stop` after enough rows, `InputError` where one stands there."""
        if self.most_rows is not None and row not in self.rows and len(self.rows) >= self.most_rows:
            raise Stop
        self.budget.take(column, cell.text)
        cells = self.rows.setdefault(row, {})
        if column in cells:
            what = worded("two cells stand at {place}", place=f"{self.name}!{address(row, column)}")
            raise InputError(what, hint=SAVED_AGAIN, path=self.budget.path)
        cells[column] = cell

    def merge(self, range_: Merged) -> None:
        """Add a merged range; raise `InputError` where there are too many."""
        if len(self.merged) >= limits.MERGED:
            raise InputError(
                worded("there are too many merged cells"), hint=worded("split some of them"), path=self.budget.path
            )
        self.merged.append(range_)

    def sheet(self) -> Sheet:
        """Return the sheet, its rows and columns in order."""
        rows = {number: dict(sorted(self.rows[number].items())) for number in sorted(self.rows)}
        return Sheet(self.name, rows, tuple(self.merged), self.hidden)
