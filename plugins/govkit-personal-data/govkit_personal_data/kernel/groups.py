"""How many rows share their values in some columns: counts of groups that add up, bounded, and without the values."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govkit_personal_data.kernel.cells import Cells

MOST = 100_000
"""Groups that are counted; of more, those of least hash, which are an even choice."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class GroupCounts:
    """Rows by group. A group is known by a keyed hash of its values alone, which does not leave the worker."""

    rows: int = 0
    kept: dict[int, int] = field(default_factory=dict, repr=False)
    """Hash of a group → its rows; all rows of every group that is here."""
    end: int | None = None
    """The greatest hash up to which every group is kept, `None` if all groups are."""

    @classmethod
    def of(cls, batch: pa.RecordBatch, columns: Sequence[str], key: bytes) -> GroupCounts:
        """Count the groups of some rows by these columns, all of which the batch has."""
        mixed = np.zeros(batch.num_rows, np.uint64)
        for name in columns:
            mixed = (mixed ^ (mixed >> np.uint64(29))) * _ODD + _hashes(batch.column(name), key)
        values, counts = np.unique(mixed, return_counts=True)
        return cls(batch.num_rows, dict(zip(values.tolist(), counts.tolist(), strict=True)))._cut()

    def __add__(self, other: GroupCounts) -> GroupCounts:
        """Return the groups of the rows of both."""
        ends = [part.end for part in (self, other) if part.end is not None]
        end = min(ends, default=None)
        kept = dict(self.kept)
        for group, rows in other.kept.items():
            kept[group] = kept.get(group, 0) + rows
        if end is not None:
            kept = {group: rows for group, rows in kept.items() if group <= end}
        return GroupCounts(self.rows + other.rows, kept, end)._cut()

    def _cut(self) -> GroupCounts:
        if len(self.kept) <= MOST:
            return self
        order = sorted(self.kept)
        return GroupCounts(self.rows, {group: self.kept[group] for group in order[:MOST]}, order[MOST] - 1)

    @property
    def smallest(self) -> int:
        """Return the rows of the smallest group: k, or what k is at most where not all groups are kept."""
        return min(self.kept.values(), default=0)

    def below(self, size: int) -> float:
        """Return the share of the rows that are in groups of fewer than `size` rows."""
        sizes = sorted(self.kept.values())
        return sum(sizes[: bisect_right(sizes, size - 1)]) / max(sum(sizes), 1)


def _hashes(array: pa.Array, key: bytes) -> NDArray[np.uint64]:
    """Return a hash of each cell, of all of it: two values that differ are two, however long they are."""
    distinct, places = Cells.of(array).text.encoded()
    hashes = (hashlib.blake2b(value, digest_size=8, key=key).digest() for value in distinct.raw())
    return np.asarray(np.frombuffer(b"".join(hashes), np.uint64)[places])
