"""A bounded, even choice among the distinct values of a column, the same however the rows are cut and merged.

The values with the least hash are kept, each with the number of its rows. Because a value's hash never changes, what is
kept at the end was kept from the beginning, so its rows are all counted. This never leaves the process that judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text

MOST = 4603
"""Values of a column that are kept: what one value in a thousand is, is seen among them with a probability of 99 %."""
LEAST = 256
_CELLS = 1_500_000
"""Values of a table that are kept, whatever the number of its columns."""
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
_SPACE = 1 << 64
_WORD = 8
"""Bytes that are hashed at a time."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
"""Number of bytes, up to eight → what keeps so many at the beginning of a word."""
_BLOCK = 8192
"""Cells that are hashed at a time: their numbers stay in the processor's cache."""
Hashes: TypeAlias = NDArray[np.uint64]


def room(columns: int) -> int:
    """Return how many distinct values are kept of each column of a table with so many."""
    return max(LEAST, min(MOST, _CELLS // max(columns, 1)))


@dataclass(frozen=True, eq=False)
class Distinct:
    """The values of least hash, sorted by hash and value, and the rows of each."""

    most: int
    hashes: Hashes = field(default_factory=lambda: np.zeros(0, np.uint64), repr=False)
    cells: Text = field(default_factory=Text.empty, repr=False)
    counts: Places = field(default_factory=lambda: np.zeros(0, np.int64), repr=False)
    full: bool = False
    """Whether there were more values than are kept."""
    end: int = 0
    """If so, the greatest hash up to which every value is kept."""

    def __eq__(self, other: object) -> bool:
        """Tell whether the other choice is the same, of the same values with the same rows."""
        if not isinstance(other, Distinct):
            return NotImplemented
        about = (self.most, self.full, self.end) == (other.most, other.full, other.end)
        return about and self.kept == other.kept

    __hash__ = None  # type: ignore[assignment]

    @property
    def count(self) -> int:
        """Return the number of distinct values, an estimate where not all are kept."""
        return round(len(self.hashes) * _SPACE / (self.end + 1)) if self.full else len(self.hashes)

    @property
    def values(self) -> list[str]:
        """Return the values that are kept."""
        return self.cells.values(np.arange(len(self.cells)))

    @property
    def rows(self) -> list[int]:
        """Return how many rows each of them has."""
        rows: list[int] = self.counts.tolist()
        return rows

    @property
    def kept(self) -> list[tuple[int, str, int]]:
        """Return hash, value and rows of each."""
        return list(zip(self.hashes.tolist(), self.values, self.rows, strict=True))

    @classmethod
    def restored(cls, most: int, kept: Iterable[tuple[int, str, int]], end: int | None) -> Distinct:
        """Return the choice of which these entries are known, in any order; `end` if there were more values."""
        entries = list(kept)
        cells = Text.of_values([value for _, value, _ in entries])
        hashes = np.array([hash_ for hash_, _, _ in entries], np.uint64)
        return cls._chosen(most, hashes, cells, np.array([rows for _, _, rows in entries], np.int64), end)

    @classmethod
    def of(
        cls, text: Text, counts: Places | None, hashes: Hashes, most: int, before: Distinct | None = None
    ) -> Distinct:
        """Choose among the cells of one column that are not empty; what is above `before` would be dropped later.

        `counts` says in how many rows each cell is, `None` that each is in one.
        """
        filled = text.lengths > 0
        limit = before.end if before and before.full else _limit(hashes if filled.all() else hashes[filled], most)
        rows = np.flatnonzero(filled if limit is None else filled & (hashes <= np.uint64(limit)))
        chosen = np.ones(len(rows), np.int64) if counts is None else counts[rows]
        return cls._chosen(most, hashes[rows], text.take(rows), chosen, limit)

    def merge(self, other: Distinct) -> Distinct:
        """Return the choice among the values of both."""
        limit = min((part.end for part in (self, other) if part.full), default=None)
        return Distinct._chosen(
            min(self.most, other.most),
            np.concatenate((self.hashes, other.hashes)),
            Text.joined((self.cells, other.cells)),
            np.concatenate((self.counts, other.counts)),
            limit,
        )

    @classmethod
    def _chosen(cls, most: int, hashes: Hashes, cells: Text, counts: Places, limit: int | None) -> Distinct:
        """Keep the least `most`; values of one hash stay or go together, so that what is kept was counted in full."""
        near = np.arange(len(hashes)) if limit is None else np.flatnonzero(hashes <= np.uint64(limit))
        order, counts = _grouped(near[np.argsort(hashes[near])], hashes, cells, counts)
        full, end = limit is not None, limit or 0
        if len(order) > most:
            edge = hashes[order[most]]
            below = int(np.searchsorted(hashes[order], edge))
            order, full, end = order[: below or most], True, int(edge) - 1
        return cls(most, hashes[order], cells.take(order), counts[order], full=full, end=end)


def _grouped(order: Places, hashes: Hashes, cells: Text, counts: Places) -> tuple[Places, Places]:
    """Return one row of each cell, given rows by hash, and the counts, of which it has the sum.

    Only cells that have their hash in common are compared. Those that are not equal all the same are put in order.
    """
    beside = _like_the_next(hashes[order])
    if not beside.any():
        return order, counts
    tied = np.flatnonzero(beside | np.concatenate(([False], beside[:-1])))
    rows = order[tied]
    distinct, places = cells.take(rows).encoded()
    firsts, sums = np.zeros((2, len(distinct)), np.int64)
    firsts[places[::-1]] = np.arange(len(rows))[::-1]
    np.add.at(sums, places, counts[rows])
    counts = counts.copy()
    counts[rows[firsts]] = sums
    kept = np.ones(len(order), np.bool_)
    kept[tied] = False
    kept[tied[firsts]] = True
    return _in_order(order[kept], hashes, cells), counts


def _in_order(order: Places, hashes: Hashes, cells: Text) -> Places:
    """Return rows that are in order of their hashes by value, too, where hashes are equal."""
    beside = _like_the_next(hashes[order])
    before = np.concatenate(([False], beside[:-1]))
    starts, ends = np.flatnonzero(beside & ~before), np.flatnonzero(before & ~beside)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        rows = order[start : end + 1]
        raw = cells.take(rows).raw()
        order[start : end + 1] = rows[sorted(range(len(rows)), key=raw.__getitem__)]
    return order


def _like_the_next(hashes: Hashes) -> Flags:
    """Return which hashes are followed by the same one."""
    beside = np.zeros(len(hashes), np.bool_)
    np.equal(hashes[1:], hashes[:-1], out=beside[:-1])
    return beside


def _limit(hashes: Hashes, most: int) -> int | None:
    """Return a hash below which there are surely `most` distinct ones, `None` where all cells have to be looked at.

    Hashes are spread evenly, so that the least ones can be told by comparing all with one number: nothing is sorted but
    what is below it. Where many cells are equal, that number is tried greater.
    """
    if len(hashes) <= 4 * most:
        return None
    share = 2 * most
    while True:
        below = min(_SPACE // len(hashes) * share, _SPACE - 1)
        near = np.sort(hashes[hashes <= np.uint64(below)])
        following = np.flatnonzero(near[1:] != near[:-1])
        if len(following) >= most:
            return int(near[following[most - 1] + 1])
        if len(near) == len(hashes):
            return None
        share *= 4


def hashes_of(text: Text, seed: int) -> Hashes:
    """Return a hash of every cell: of its length and of eight bytes at its beginning, middle and end.

    Cells of up to sixteen bytes are hashed whole. Longer ones that agree in all that are kept or dropped together.
    """
    hashes = np.empty(len(text), np.uint64)
    for first in range(0, len(text), _BLOCK):
        offsets = text.offsets[first : first + _BLOCK + 1]
        data = text.data[offsets[0] : offsets[-1] + _WORD]
        spare = int(offsets[-1] - offsets[0]) + _WORD - len(data)
        padded = np.concatenate((data, np.zeros(spare, np.uint8))) if spare else data
        hashes[first : first + _BLOCK] = _hashed(padded, offsets - offsets[0], seed)
    return hashes


def _mix(hashes: Hashes, words: Hashes, odd: np.uint64) -> None:
    """Mix words into hashes, in place."""
    hashes ^= words
    hashes *= odd
    hashes ^= hashes >> np.uint64(29)


def _hashed(data: Bytes, offsets: Places, seed: int) -> Hashes:
    """Return the hashes of some cells, behind whose bytes there are eight more, whatever they are."""
    starts, ends = offsets[:-1], offsets[1:]
    lengths = ends - starts
    least, most = (int(lengths.min()), int(lengths.max())) if len(lengths) else (0, 0)
    mixed = lengths.view(np.uint64) + np.uint64(seed & 0xFFFFFFFF)
    mixed *= _ODD[0]
    words = np.ndarray((len(data) - _WORD + 1,), np.dtype("<u8"), data, strides=(1,))
    first, last = words[starts], words[np.maximum(starts, ends - _WORD)]
    if least < _WORD:
        mask = _MASKS[np.minimum(lengths, _WORD)]
        first &= mask
        last &= mask
    _mix(mixed, first, _ODD[1])
    _mix(mixed, last, _ODD[2])
    if least > 2 * _WORD:
        _mix(mixed, words[starts + (lengths - _WORD) // 2], _ODD[3])
    elif most > 2 * _WORD:
        long = np.flatnonzero(lengths > 2 * _WORD)
        longer = mixed[long]
        _mix(longer, words[starts[long] + (lengths[long] - _WORD) // 2], _ODD[3])
        mixed[long] = longer
    mixed *= _ODD[0]
    mixed ^= mixed >> np.uint64(32)
    return mixed
