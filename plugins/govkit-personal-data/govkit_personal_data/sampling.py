"""Which rows are looked at: chosen by a hash of seed, partition and row number, so that every run chooses the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govkit_personal_data.modes import ROWS

MOST_BYTES = 160_000_000
"""About how much of one table is kept. Wide tables of long texts get a smaller sample instead of more memory."""
_Held: TypeAlias = tuple[NDArray[np.uint64], pa.RecordBatch]
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows that were chosen, in the order of the table, and how many there are."""

    batches: tuple[pa.RecordBatch, ...]
    total: int

    @property
    def rows(self) -> int:
        """Return how many were chosen."""
        return sum(batch.num_rows for batch in self.batches)


def ranks(seed: str, partition: str, start: int, count: int) -> NDArray[np.uint64]:
    """Return the hashes of the rows `start` to `start + count` of a partition."""
    key = int.from_bytes(hashlib.blake2b(f"{seed}\0{partition}".encode(), digest_size=8).digest(), "big")
    mixed = np.arange(start, start + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(key)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    chosen: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return chosen


def draw(
    batches: Iterable[pa.RecordBatch],
    *,
    seed: str,
    partition: str,
    size: int = ROWS,
    most: int = MOST_BYTES,
    seen: Callable[[pa.RecordBatch], None] = lambda _batch: None,
    shuffled: bool = False,
) -> Sample:
    """Read a partition to its end and keep the `size` rows of least hash; fewer where they take more than `most` bytes.

    Every row has the same chance, and no more than twice the sample is held at any time. `seen` is shown every batch.
    `shuffled` puts the rows in the order of their hashes.
    """
    held: list[_Held] = []
    total, ceiling = 0, None
    for batch in batches:
        seen(batch)
        rank = ranks(seed, partition, total, batch.num_rows)
        total += batch.num_rows
        near = np.flatnonzero(rank < ceiling) if ceiling is not None else np.arange(batch.num_rows)
        if len(near):
            held.append((rank[near], _plain(batch.take(pa.array(near)))))
        while _bytes(held) > most and size > 1:
            size //= 2
            held, ceiling = _cut(held, size, ceiling)
        if sum(len(rank) for rank, _ in held) > 2 * size:
            held, ceiling = _cut(held, size, ceiling)
    held, _ = _cut(held, size, ceiling)
    return Sample(tuple(_shuffled(held) if shuffled else (batch for _, batch in held)), total)


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the rows without dictionaries, which would hold on to the values of all others."""
    decoded = [array.dictionary_decode() if pa.types.is_dictionary(array.type) else array for array in batch.columns]
    return pa.RecordBatch.from_arrays(decoded, names=batch.schema.names)


def _shuffled(held: list[_Held]) -> list[pa.RecordBatch]:
    if not held:
        return []
    table = pa.concat_tables([pa.Table.from_batches([batch]) for _, batch in held], promote_options="permissive")
    order = pa.array(np.argsort(np.concatenate([rank for rank, _ in held])))
    return list(table.take(order).combine_chunks().to_batches())


def _bytes(held: list[_Held]) -> int:
    return sum(batch.get_total_buffer_size() for _, batch in held)


def _cut(held: list[_Held], size: int, ceiling: np.uint64 | None) -> tuple[list[_Held], np.uint64 | None]:
    """Keep the rows whose hash is among the `size` least; return them and the least hash that had to go, ever."""
    every = np.concatenate([rank for rank, _ in held]) if held else np.zeros(0, np.uint64)
    if len(every) <= size:
        return held, ceiling
    ceiling = np.partition(every, size)[size]
    few = [(rank, batch, np.flatnonzero(rank < ceiling)) for rank, batch in held]
    return [(rank[near], batch.take(pa.array(near))) for rank, batch, near in few if len(near)], ceiling


def allotted(rows: Sequence[int], size: int) -> list[int]:
    """Share a sample out over strata by their rows, at least one row each where there are enough to go round."""
    total = sum(rows)
    if total <= size:
        return list(rows)
    exact = [size * count / total for count in rows]
    shares = [
        min(count, max(int(share), int(bool(count) and size >= len(rows))))
        for share, count in zip(exact, rows, strict=True)
    ]
    order = sorted(range(len(rows)), key=lambda place: (shares[place] - exact[place], place))
    for place in order:
        if sum(shares) >= size:
            break
        shares[place] += shares[place] < rows[place]
    return shares
