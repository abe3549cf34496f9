"""What is done with one partition, wherever it is done: read it, choose rows if asked to, and count."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

import pyarrow as pa

from govkit_personal_data.kernel.aggregate import ColumnCounts, TableCounts
from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.modes import ROWS, Mode
from govkit_personal_data.observed import State
from govkit_personal_data.sampling import draw
from govkit_personal_data.sources.partition import Partition
from govkit_personal_data.sources.table import Unreadable

RARE, COMMON, ERROR = 0.005, 0.05, 0.001
"""Early stop tells a column in which a kind is common from one in which it is at most rare, erring this seldom."""
_FIRST_LOOK = 128


@dataclass(frozen=True)
class Look:
    """How to look at the partitions of one table."""

    seed: str
    mode: Mode = "sample"
    rows: int = ROWS
    """Rows of this partition, or of the table while it is not shared out, that a sample takes."""
    columnar: bool = False
    """Whether the distinct values are chosen among all rows, also where only a sample is counted."""
    counted: bool = False
    """Whether the counts are known already, so that only the values have to be chosen anew."""


@dataclass(frozen=True)
class Task:
    """One partition and how to look at it; what travels to a worker."""

    partition: Partition
    look: Look


@dataclass(frozen=True)
class Part:
    """What a task gave; what travels back."""

    counts: TableCounts
    total: int
    """Rows that the partition has."""
    state: State = "read"
    extra: str = ""
    """What would have to be installed to read it."""


def examine(task: Task) -> Part:
    """Read one partition and count. A pure function of the task and the data; what can't be read is a state."""
    total = 0
    counts = TableCounts()
    try:
        if task.look.mode == "full":
            for counts in _running(task):
                total = counts.rows
            return Part(counts, total)
        return _sampled(task)
    except Unreadable as reason:
        return Part(TableCounts(), total, reason.state, reason.extra)
    except MemoryError:
        return Part(TableCounts(), total, "malformed")


def _running(task: Task) -> Iterator[TableCounts]:
    counts = TableCounts()
    for batch in task.partition.batches():
        kernel = _kernel(task, batch.num_columns)
        counts = counts + kernel.batch(batch, counts)
        yield counts


def _sampled(task: Task) -> Part:
    look, chosen = task.look, TableCounts()

    def seen(batch: pa.RecordBatch) -> None:
        nonlocal chosen
        if look.columnar:
            chosen = chosen + replace(_kernel(task, batch.num_columns), search=False).batch(batch, chosen)

    partition = task.partition
    sample = draw(
        partition.batches(),
        seed=look.seed,
        partition=partition.key,
        size=look.rows,
        seen=seen,
        shuffled=look.mode == "early",
    )
    counts = _looked_at(task, sample.batches)
    if look.columnar:
        counts = counts.with_values_of(chosen)
    total = sample.total if partition.share == 1.0 else max(sample.total, partition.rows or 0)
    return Part(counts, total)


def _looked_at(task: Task, batches: tuple[pa.RecordBatch, ...]) -> TableCounts:
    counts, size = TableCounts(), _FIRST_LOOK
    for batch in batches:
        start = 0
        while start < batch.num_rows:
            length = batch.num_rows if task.look.mode == "sample" else size
            piece = batch.slice(start, length)
            counts = counts + _kernel(task, batch.num_columns).batch(piece, counts)
            start += length
            if task.look.mode == "early" and all(map(decided, counts.columns)):
                return counts
            size *= 2
    return counts


def _kernel(task: Task, columns: int) -> Kernel:
    seed = int.from_bytes(hashlib.blake2b(task.look.seed.encode(), digest_size=4).digest(), "big")
    return Kernel(seed, columns, search=not task.look.counted)


def decided(column: ColumnCounts) -> bool:
    """Tell whether a sequential test has decided, for every identifier, if it is common in a column or at most rare."""
    edge = log((1 - ERROR) / ERROR)
    hit, miss = log(COMMON / RARE), log((1 - COMMON) / (1 - RARE))
    seen = {hits.candidates for hits in column.hits.values()} | {0}
    return all(abs(count * hit + (column.rows - count) * miss) >= edge for count in seen)
