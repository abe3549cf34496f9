"""A JSON document: the list of records in it, or the map, is the table, its values by path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit_personal_data.sources.jsonlines import record_rows
from govkit_personal_data.sources.keyed import Entries, Pairs, pairs_or_entries
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
        records = _records(json.loads(text, object_pairs_hook=pairs_or_entries))
    except (ValueError, RecursionError):
        raise Unreadable("malformed") from None
    return batched(record_rows(partition.table, records))


def _records(document: Any) -> list[Any]:
    """Return the list of records, or the entries of the map, that a document is or holds.

    A list is looked for at the top, a map at any depth. A single record is a list of one.
    """
    if not isinstance(document, Pairs):
        return document if isinstance(document, list) else [document]
    values = [value for _, value in document]
    lists = [value for value in values if _is_list(value) and any(isinstance(one, Pairs) for one in value)]
    maps = list(_maps(document))
    if len(maps) == 1:
        return [*maps[0], _without(document, maps[0])]
    if len(lists) == 1 and not any(isinstance(value, Pairs) for value in values):
        return [*lists[0], Pairs(pair for pair in document if pair[1] is not lists[0])]
    return [document]


def _maps(document: Pairs) -> Iterator[Entries]:
    """Yield the maps that lie in no list."""
    for _, value in document:
        if isinstance(value, Entries):
            yield value
        elif isinstance(value, Pairs):
            yield from _maps(value)


def _without(document: Pairs, taken: Entries) -> Pairs:
    return Pairs(
        (key, _without(value, taken) if isinstance(value, Pairs) else value)
        for key, value in document
        if value is not taken
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Pairs)
