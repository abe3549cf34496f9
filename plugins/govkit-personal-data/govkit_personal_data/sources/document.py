"""A JSON document: the longest list of records in it is the table, its values by path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit_personal_data.sources.jsonlines import Pairs, record_rows
from govkit_personal_data.sources.partition import Partition
from govkit_personal_data.sources.table import Unreadable

if TYPE_CHECKING:
    import pyarrow as pa

_LARGEST = 128 << 20
"""Bytes of a document, which has to be held in memory; JSON lines are read at any size."""


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read the records of a document."""
    from govkit_personal_data.sources.batching import batched

    path = Path(partition.location)
    if path.stat().st_size > _LARGEST:
        raise Unreadable("malformed")
    try:
        text = path.read_bytes().decode(partition.encoding or "utf-8", "surrogateescape")
        document = json.loads(text, object_pairs_hook=Pairs)
    except (ValueError, RecursionError):
        raise Unreadable("malformed") from None
    return batched(record_rows(partition.table, _records(document)))


def _records(document: Any) -> list[Any]:
    """Return the list of records that a document is, or holds at its top; a single record is a list of one."""
    if not isinstance(document, Pairs):
        return document if isinstance(document, list) else [document]
    values = [value for _, value in document]
    lists = [value for value in values if _is_list(value) and any(isinstance(one, Pairs) for one in value)]
    if len(lists) == 1 and not any(isinstance(value, Pairs) for value in values):
        return [*lists[0], Pairs(pair for pair in document if pair[1] is not lists[0])]
    return [document]


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Pairs)
