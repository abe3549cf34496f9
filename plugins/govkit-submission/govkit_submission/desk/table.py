"""The form of a table of texts and numbers, which every page and workbook shows alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """A table with its name and what has to be known to read it."""

    id: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    shares: frozenset[int] = frozenset()
    """Columns whose numbers are shares, to be shown as percentages."""
    bars: bool = False
    """Whether the six numbers from the fifth column on are verdicts that a bar can show."""
