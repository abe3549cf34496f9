"""JSON lines: one record a line, nested values by path (`customer.email`, `tags[]`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit_personal_data.sources.keyed import MOST_PATHS, Pairs, pairs_or_entries
from govkit_personal_data.sources.partition import Partition
from govkit_personal_data.sources.table import Cell, Gap, Rows, clip
from govkit_personal_data.sources.text import lines

if TYPE_CHECKING:
    import pyarrow as pa

_REST = "(further paths)"


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read the lines of a file."""
    from govkit_personal_data.sources.batching import batched

    text = lines(Path(partition.location), partition.encoding)
    return batched(record_rows(partition.table, (line for line in text if line.strip()), parse=_parsed))


def _parsed(line: str) -> Any:
    return json.loads(line, object_pairs_hook=pairs_or_entries)


def record_rows(name: str, records: Iterable[Any], parse: Callable[[Any], Any] = lambda record: record) -> Rows:
    """Return records as one table; one that can't be parsed is a row of gaps."""
    columns: list[str] = []
    index: dict[str, int] = {}

    def cells(raw: Any) -> list[Cell]:
        try:
            found = list(_leaves(parse(raw), ""))
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

    return Rows(name, columns, iter(records), cells)


def _leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Pairs):
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
