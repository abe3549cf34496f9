"""From rows of Python texts, and from nested Arrow columns, to record batches of flat columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from govkit_personal_data.kernel import GAP
from govkit_personal_data.sources.table import Cell, Gap, Rows

_ROWS = 32_768
_CHARACTERS = 16_000_000
"""About how much of a table is held at once."""
_VIEWS = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
"""Types of which no rows can be taken → those that hold the same."""
_SLOT = 8
"""What a cell without text takes."""


def batched(table: Rows) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table; `columns` may grow from one batch to the next."""
    held: list[list[Cell]] = []
    size = 0
    for raw in table.raw:
        cells = table.cells(raw)
        held.append(cells)
        size += sum(len(cell) if isinstance(cell, str) else _SLOT for cell in cells)
        if len(held) >= _ROWS or size >= _CHARACTERS:
            yield _batch(table.columns, held)
            held, size = [], 0
    if held:
        yield _batch(table.columns, held)


def _batch(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> pa.RecordBatch:
    arrays = [
        pa.array([_plain(row[index]) if index < len(row) else None for row in rows], pa.large_string())
        for index in range(len(columns))
    ]
    return pa.RecordBatch.from_arrays(arrays, names=list(columns))


def _plain(cell: Cell) -> str | None:
    return GAP if isinstance(cell, Gap) else cell


def flat(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield batches whose nested columns have become columns by path: `customer.email`, `tags[]`."""
    for batch in batches:
        pairs = [
            pair for name, array in zip(batch.schema.names, batch.columns, strict=True) for pair in _flat(name, array)
        ]
        names = _unique([name for name, _ in pairs])
        yield pa.RecordBatch.from_arrays([array for _, array in pairs], names=names) if pairs else batch


def _flat(path: str, array: pa.Array) -> Iterator[tuple[str, pa.Array]]:
    kind = array.type
    if kind in _VIEWS:
        yield path, array.cast(_VIEWS[kind])
    elif isinstance(array, pa.ExtensionArray):
        yield from _flat(path, array.storage)
    elif pa.types.is_struct(kind):
        for field, inner in zip(kind, array.flatten(), strict=True):
            yield from _flat(f"{path}.{field.name}", inner)
    elif pa.types.is_map(kind):
        entries = pa.ListArray.from_arrays(
            array.offsets, pa.StructArray.from_arrays([array.keys, array.items], ["key", "value"])
        )
        yield from _flat(path, entries)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        yield from _elements(path, array)
    else:
        yield path, array


def _elements(path: str, array: pa.Array) -> Iterator[tuple[str, pa.Array]]:
    """Yield the values inside lists, those of one row as lines of one cell."""
    parents = pc.list_parent_indices(array)
    for name, inner in _flat(f"{path}[]", pc.list_flatten(array)):
        lines: list[list[str]] = [[] for _ in range(len(array))]
        for row, value in zip(parents.to_pylist(), _texts(inner), strict=True):
            if value is not None:
                lines[row].append(value)
        yield name, pa.array(["\n".join(cell) if cell else None for cell in lines], pa.large_string())


def _texts(array: pa.Array) -> list[str | None]:
    return [None if value is None else str(value) for value in array.to_pylist()]


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names, each with underscores behind it where it stood before."""
    taken: set[str] = set()
    unique: list[str] = []
    for given in names:
        name = given
        while name in taken:
            name += "_"
        taken.add(name)
        unique.append(name)
    return unique
