"""What is done with one partition, wherever it is done: read it, choose rows if asked to, and count."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from math import log

import pyarrow as pa

from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.kernel.aggregate import ColumnCounts, TableCounts
from govkit_personal_data.kernel.groups import GroupCounts
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
    quasi_identifiers: tuple[str, ...] = ()
    """Columns, case-folded, by whose values rows are grouped, in every mode over all rows that are read."""
    counted: bool = False
    """Whether the counts are known already, so that only the values have to be chosen anew."""
    own: tuple[Identifier, ...] = ()
    """Identifiers that a user has brought."""


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
    groups: GroupCounts | None = field(default=None, repr=False)
    """Rows by their quasi-identifiers, where the partition has all of them."""


def examine(task: Task) -> Part:
    """Read one partition and count. A pure function of the task and the data; what can't be read is a state."""
    try:
        return _all(task) if task.look.mode == "full" else _sampled(task)
    except Unreadable as reason:
        return Part(TableCounts(), 0, reason.state, reason.extra)
    except (MemoryError, pa.ArrowException):
        return Part(TableCounts(), 0, "malformed")


def _all(task: Task) -> Part:
    counts, groups = TableCounts(), Grouping(task.look)
    for batch in task.partition.batches():
        groups.add(batch)
        counts = counts + _kernel(task, batch.num_columns).batch(batch, counts)
    return Part(counts, counts.rows, groups=groups.counts)


class Grouping:
    """Adds up the groups of a partition, as long as every batch has all columns that make a group."""

    def __init__(self, look: Look) -> None:
        """Take the columns by which to group, if any."""
        self._wanted, self._key = look.quasi_identifiers, look.seed.encode()[:64]
        self.counts: GroupCounts | None = None
        self._whole = bool(self._wanted)

    def add(self, batch: pa.RecordBatch) -> None:
        """Count the rows of a batch."""
        names = {name.casefold(): name for name in batch.schema.names}
        self._whole = self._whole and all(wanted in names for wanted in self._wanted)
        if not self._whole:
            self.counts = None
            return
        more = GroupCounts.of(batch, [names[wanted] for wanted in self._wanted], self._key)
        self.counts = more if self.counts is None else self.counts + more


def _sampled(task: Task) -> Part:
    look, chosen, groups = task.look, TableCounts(), Grouping(task.look)

    def seen(batch: pa.RecordBatch) -> None:
        nonlocal chosen
        groups.add(batch)
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
    return Part(counts, total, groups=groups.counts if sample.total == total else None)


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
    return Kernel(seed, columns, search=not task.look.counted, own=task.look.own)


def decided(column: ColumnCounts) -> bool:
    """Tell whether a sequential test has decided, for every identifier, if it is common in a column or at most rare."""
    edge = log((1 - ERROR) / ERROR)
    hit, miss = log(COMMON / RARE), log((1 - COMMON) / (1 - RARE))
    seen = {hits.candidates for hits in column.hits.values()} | {0}
    return all(abs(count * hit + (column.rows - count) * miss) >= edge for count in seen)
