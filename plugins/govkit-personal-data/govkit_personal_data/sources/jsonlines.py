"""JSON lines: one record a line, nested values by path (`customer.email`, `tags[]`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govkit_personal_data.sources.survey import Survey
from govkit_personal_data.sources.table import Cell, Gap, Rows, clip
from govkit_personal_data.sources.text import encoding_of, lines

MOST_PATHS = 500
"""Paths of a file that become columns; what lies at others is unread."""
_REST = "(further paths)"


class _Pairs(list[tuple[str, Any]]):
    """An object as it stands in the file: a key may occur twice, and both values count."""


def open_json_lines(path: Path, name: str, seen: Survey, *, encoding: str | None) -> Rows:
    """Open a file of JSON lines as one table."""
    text = (line for line in lines(path, encoding_of(seen, encoding)) if line.strip())
    columns: list[str] = []
    index: dict[str, int] = {}

    def cells(line: str) -> list[Cell]:
        try:
            record = json.loads(line, object_pairs_hook=_Pairs)
            found = list(_leaves(record, ""))
        except (ValueError, RecursionError):
            return [Gap.UNREAD] * max(len(columns), 1)
        row: dict[int, Cell] = {}
        for place, leaf in found:
            position = index.get(place)
            if position is None:
                full = len(index) >= MOST_PATHS
                position = index.setdefault(_REST if full else place, len(index))
                if position == len(columns):
                    columns.append(_REST if full else place)
            cell = Gap.UNREAD if columns[position] == _REST else _cell(leaf)
            row[position] = _joined(row.get(position), cell)
        return [row.get(position) for position in range(len(columns))]

    return Rows(name, columns, text, cells, structure_known=False)


def _leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, _Pairs):
        for key, inner in value:
            yield from _leaves(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, f"{place}[]")
    else:
        yield place or "value", value


def _cell(leaf: Any) -> Cell:
    if leaf is None or leaf == "":
        return None
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return clip(str(leaf))


def _joined(before: Cell, cell: Cell) -> Cell:
    """Return several values at one path as lines of one cell."""
    if before is None or cell is None:
        return before if cell is None else cell
    return Gap.UNREAD if isinstance(before, Gap) or isinstance(cell, Gap) else clip(f"{before}\n{cell}")
