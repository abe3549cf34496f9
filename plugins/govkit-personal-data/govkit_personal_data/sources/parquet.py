"""Parquet files, local or in an object store: a partition for each group of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.parquet as pq

from govkit_personal_data.sources.batching import flat
from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.remote import is_remote, open_remote
from govkit_personal_data.sources.table import Unreadable

_BYTES = 32_000_000
"""About how much of a row group is decoded at once."""
_MOST_ROWS, _LEAST_ROWS = 131_072, 256


def open_parquet(location: str, name: str, key: str) -> Opened:
    """Return the row groups of a file. Raises `Unreadable` for one that is cut off, or is none."""
    with _opened(location) as file:
        data = file.metadata
        partitions = tuple(
            Partition("parquet", location, name, f"{key}#{number}", data.row_group(number).num_rows, number)
            for number in range(data.num_row_groups)
        )
        return Opened(name, partitions, data.num_rows, columnar=True)


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read one row group, a piece at a time and on one core."""
    with _opened(partition.location) as file:
        group = file.metadata.row_group(partition.number)
        each = max(1, group.total_byte_size // max(group.num_rows, 1))
        rows = max(_LEAST_ROWS, min(_MOST_ROWS, _BYTES // each))
        groups = file.iter_batches(batch_size=rows, row_groups=[partition.number], use_threads=False)
        yield from flat(groups)


@contextmanager
def _opened(location: str) -> Iterator[pq.ParquetFile]:
    """Open a file, and turn what Arrow says of a broken one, which may quote values, into a state."""
    try:
        if is_remote(location):
            with open_remote(location) as stream, pq.ParquetFile(stream, pre_buffer=False) as file:
                yield file
        else:
            with pq.ParquetFile(location, memory_map=False, pre_buffer=False) as file:
                yield file
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise Unreadable("malformed") from None
