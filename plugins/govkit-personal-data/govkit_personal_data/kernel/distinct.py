"""A bounded, even choice among the distinct values of a column, the same however the rows are cut and merged.

The values with the least hash are kept, each with the number of its rows. Because a value's hash never changes, what is
kept at the end was kept from the beginning, so its rows are all counted. This never leaves the process that judges.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govkit_personal_data.kernel.text import Places, Text

MOST = 4603
"""Values of a column that are kept: what one value in a thousand is, is seen among them with a probability of 99 %."""
LEAST = 256
_CELLS = 1_500_000
"""Values of a table that are kept, whatever the number of its columns."""
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
_SPACE = 1 << 64
Hashes: TypeAlias = NDArray[np.uint64]


def room(columns: int) -> int:
    """Return how many distinct values are kept of each column of a table with so many."""
    return max(LEAST, min(MOST, _CELLS // max(columns, 1)))


@dataclass(frozen=True)
class Distinct:
    """The values of least hash, sorted by hash and value, and the rows of each."""

    most: int
    kept: tuple[tuple[int, str, int], ...] = field(default=(), repr=False)
    """Hash, value, rows."""
    full: bool = False
    """Whether there were more values than are kept."""
    end: int = 0
    """If so, the greatest hash up to which every value is kept."""

    @property
    def count(self) -> int:
        """Return the number of distinct values, an estimate where not all are kept."""
        return round(len(self.kept) * _SPACE / (self.end + 1)) if self.full else len(self.kept)

    @property
    def values(self) -> list[str]:
        """Return the values that are kept."""
        return [value for _, value, _ in self.kept]

    @property
    def rows(self) -> list[int]:
        """Return how many rows each of them has."""
        return [rows for _, _, rows in self.kept]

    @classmethod
    def of(cls, text: Text, hashes: Hashes, most: int, before: Distinct | None = None) -> Distinct:
        """Choose among the cells of one column that are not empty; what is above `before` would be dropped later."""
        rows = np.flatnonzero(text.lengths > 0)
        hashes = hashes[rows]
        limit = before.end if before and before.full else _limit(hashes, most)
        if limit is not None:
            near = hashes <= np.uint64(limit)
            rows, hashes = rows[near], hashes[near]
        if not len(rows):
            return cls(most, full=limit is not None, end=limit or 0)
        encoded = text.take(rows).encoded()
        places = np.asarray(encoded.indices)
        cells = Text.of(encoded.dictionary)
        hash_of = np.zeros(len(cells), np.uint64)
        hash_of[places] = hashes
        counts = np.bincount(places, minlength=len(cells))
        few = (
            np.flatnonzero(hash_of <= np.partition(hash_of, most)[most]) if len(cells) > most else np.arange(len(cells))
        )
        kept = zip(hash_of[few].tolist(), cells.values(few), counts[few].tolist(), strict=True)
        return cls._cut(list(kept), most, limit)

    def merge(self, other: Distinct) -> Distinct:
        """Return the choice among the values of both."""
        most = min(self.most, other.most)
        limit = min((part.end for part in (self, other) if part.full), default=None)
        kept: list[tuple[int, str, int]] = []
        for entry in sorted((*self.kept, *other.kept)):
            if limit is not None and entry[0] > limit:
                break
            if kept and kept[-1][:2] == entry[:2]:
                kept[-1] = (*entry[:2], kept[-1][2] + entry[2])
            else:
                kept.append(entry)
        return Distinct._cut(kept, most, limit)

    @classmethod
    def _cut(cls, kept: list[tuple[int, str, int]], most: int, limit: int | None) -> Distinct:
        """Keep the least `most`; values of one hash stay or go together, so that what is kept was counted in full."""
        kept.sort()
        if len(kept) <= most:
            return cls(most, tuple(kept), full=limit is not None, end=limit or 0)
        edge = kept[most][0]
        few = kept[: bisect_left(kept, (edge,))] or kept[:most]
        return cls(most, tuple(few), full=True, end=edge - 1)


def _limit(hashes: Hashes, most: int) -> int | None:
    """Return a hash below which there are surely `most` distinct ones, `None` where all cells have to be looked at."""
    if len(hashes) <= 4 * most:
        return None
    share = 2 * most
    while share < len(hashes):
        near = np.unique(np.partition(hashes, share)[:share])
        if len(near) > most:
            return int(near[most])
        share *= 4
    distinct = np.unique(hashes)
    return int(distinct[most]) if len(distinct) > most else None


def hashes_of(text: Text, seed: int) -> Hashes:
    """Return a hash of every cell: of its length and of eight bytes at its beginning, middle and end.

    Cells of up to sixteen bytes are hashed whole. Longer ones that agree in all that are kept or dropped together.
    """
    lengths = text.lengths
    mixed = (lengths.astype(np.uint64) + np.uint64(seed & 0xFFFFFFFF)) * _ODD[0]
    if len(text.data):
        padded = np.concatenate((text.data, np.zeros(8, np.uint8)))
        words = np.ndarray((len(text.data) + 1,), np.dtype("<u8"), padded, strides=(1,))
        starts, ends = text.offsets[:-1], text.offsets[1:]
        for place, odd in ((starts, _ODD[1]), (np.maximum(starts, ends - 8), _ODD[2]), *_middle(starts, lengths)):
            word = words[place]
            short = np.flatnonzero(lengths < 8)
            word[short] &= (np.uint64(1) << (lengths[short].astype(np.uint64) * np.uint64(8))) - np.uint64(1)
            mixed ^= word
            mixed *= odd
            mixed ^= mixed >> np.uint64(29)
    mixed *= _ODD[0]
    mixed ^= mixed >> np.uint64(32)
    return np.asarray(mixed, np.uint64)


def _middle(starts: Places, lengths: Places) -> list[tuple[Places, np.uint64]]:
    if not len(lengths) or lengths.max() <= 16:
        return []
    return [(starts + np.maximum(lengths - 8, 0) // 2, _ODD[3])]
