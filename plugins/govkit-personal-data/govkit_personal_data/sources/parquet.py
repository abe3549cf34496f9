"""Parquet files, local or in an object store: a partition for each group of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from govkit_personal_data.kernel.repeats import HEAD, distinct_share
from govkit_personal_data.sources.batching import flat
from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.remote import is_remote, open_remote
from govkit_personal_data.sources.table import Unreadable

_BYTES = 40_000_000
"""About how much of a row group is decoded at once."""
_MOST_ROWS, _LEAST_ROWS = 131_072, 256
_WORTH, _REPEATED = 32_768, 0.93
"""Rows of a group from which, and share of distinct values in the first of a file up to which, it pays to have Arrow
decode a column as a dictionary: that costs it a little more, and each value is looked at once."""
_HELD = 64_000_000
"""Bytes that the dictionaries of one row group may take together."""
_AHEAD = 65_536
"""Bytes of a column that are read from a local file at a time; without it Arrow holds whole columns of a row group."""


def open_parquet(location: str, name: str, key: str) -> Opened:
    """Return the row groups of a file. Raises `Unreadable` for one that is cut off, or is none."""
    with _opened(location) as file:
        data = file.metadata
        partitions = tuple(
            Partition("parquet", location, name, f"{key}#{number}", data.row_group(number).num_rows, number)
            for number in range(data.num_row_groups)
        )
        names = () if data.num_rows else _names(file.schema_arrow)
        return Opened(name, partitions, data.num_rows, columns=names, columnar=True)


def _names(schema: pa.Schema) -> tuple[str, ...]:
    """Return the columns, by path, of a file without rows."""
    (empty,) = flat([pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)])
    return tuple(empty.schema.names)


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read one row group, a piece at a time and on one core; columns whose values repeat come with a dictionary."""
    repeating = _repeating(partition.location, _texts(partition))
    with _opened(partition.location, repeating) as file:
        group = file.metadata.row_group(partition.number)
        each = max(1, group.total_byte_size // max(group.num_rows, 1))
        most = max(_LEAST_ROWS, min(_MOST_ROWS, _BYTES // each))
        rows = max(1, ceil(group.num_rows / max(1, ceil(group.num_rows / most))))
        groups = file.iter_batches(batch_size=rows, row_groups=[partition.number], use_threads=False)
        yield from flat(groups)


def _texts(partition: Partition) -> tuple[str, ...]:
    """Return the columns of text of which dictionaries could be held all at once: those that take the least."""
    if is_remote(partition.location):
        return ()
    with _opened(partition.location) as file:
        group = file.metadata.row_group(partition.number)
        if group.num_rows < _WORTH:
            return ()
        chunks = (group.column(number) for number in range(group.num_columns))
        sizes = {chunk.path_in_schema: chunk.total_uncompressed_size for chunk in chunks}
        kinds = {field.name: field.type for field in file.schema_arrow}
    texts = [name for name, kind in kinds.items() if name in sizes and kind in (pa.string(), pa.binary())]
    least = sorted(texts, key=sizes.__getitem__)
    held = dict(zip(least, accumulate(sizes[name] for name in least), strict=True))
    return tuple(name for name in texts if held[name] <= _HELD)


@lru_cache(maxsize=32)
def _repeating(location: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return those columns whose values are not nearly all different, by the first rows of a file."""
    if not columns:
        return ()
    try:
        with _opened(location) as file:
            for head in file.iter_batches(HEAD, [0], columns=columns, use_threads=False):
                return tuple(name for name in columns if distinct_share(head.column(name)) <= _REPEATED)
    except Unreadable:
        return ()  # that group is broken: whoever reads it will say so, and the others may be whole
    return ()


@contextmanager
def _opened(location: str, dictionaries: Sequence[str] = ()) -> Iterator[pq.ParquetFile]:
    """Open a file, and turn what Arrow says of a broken one, which may quote values, into a state."""
    options: dict[str, Any] = {"pre_buffer": False, "read_dictionary": list(dictionaries)}
    try:
        if is_remote(location):
            with open_remote(location) as stream, pq.ParquetFile(stream, **options) as file:
                yield file
        else:
            with pq.ParquetFile(location, memory_map=False, buffer_size=_AHEAD, **options) as file:
                yield file
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError):
        raise Unreadable("malformed") from None
