"""The cells of one shape, place by place: a condition on a byte is a row of bits, a bit a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from govkit_personal_data.kernel.alignment import Alignment, Allowed
from govkit_personal_data.kernel.shapes import Alphabet
from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text
from govkit_personal_data.kernel.validity import of_places

_RANGES = 4
"""Ranges of bytes up to which comparing is faster than a table."""
_REMEMBERED = 2048
"""Conjunctions of conditions that are kept, as those of one pattern are often the beginning of another's."""


class Cohort:
    """Cells of one shape, and what was worked out about them."""

    def __init__(self, cells: Bytes, shape: bytes) -> None:
        """Take the cells as the rows of a matrix."""
        self.shape = shape
        self._cells = cells
        self._places: dict[int, Bytes] = {}
        self._bits: dict[Allowed, Bytes | None] = {}
        self._valid: dict[tuple[str, int, int], Bytes] = {}

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._cells)

    def place(self, at: int) -> Bytes:
        """Return the byte of every cell at a place."""
        if at not in self._places:
            self._places[at] = np.ascontiguousarray(self._cells[:, at])
        return self._places[at]

    def fits(self, ways: Iterable[Alignment]) -> Bytes | None:
        """Return, as packed bits, which cells match in one of these ways, `None` if none does."""
        found: Bytes | None = None
        for way in ways:
            bits = self._all(way.allowed)
            if bits is not None:
                found = bits if found is None else found | bits
        return found

    def _all(self, allowed: Allowed) -> Bytes | None:
        """Return which cells meet all conditions, `None` if none does."""
        if allowed not in self._bits:
            bits = self._both(allowed) if allowed else np.packbits(np.ones(len(self), np.bool_))
            if len(self._bits) >= _REMEMBERED:
                self._bits.clear()
            self._bits[allowed] = bits
        return self._bits[allowed]

    def _both(self, allowed: Allowed) -> Bytes | None:
        if len(allowed) == 1:
            ((at, members),) = allowed
            bits = np.packbits(_among(self.place(at), members))
        else:
            before = self._all(allowed[:-1])
            last = None if before is None else self._all(allowed[-1:])
            if before is None or last is None:
                return None
            bits = before & last
        return bits if bits.any() else None

    def valid(self, validator: str, start: int, end: int) -> Bytes:
        """Return, as packed bits, in which cells the bytes from `start` to `end` are valid."""
        key = validator, start, end
        if key not in self._valid:
            places = [self.place(at) for at in range(start, end)]
            self._valid[key] = np.packbits(of_places(validator, places, self.shape[start:end]))
        return self._valid[key]

    def chosen(self, rows: Places, bits: Bytes) -> Places:
        """Return those of the cells' rows that packed bits name."""
        return rows[self.flags(bits)]

    def flags(self, bits: Bytes) -> Flags:
        """Return packed bits as one flag for each cell."""
        return np.unpackbits(bits, count=len(self)).view(np.bool_)


def cohorts(text: Text, alphabet: Alphabet) -> Iterator[tuple[Cohort, Places]]:
    """Yield the cells of each shape, and the rows in which they are."""
    distinct, indices = alphabet.shapes(text).encoded()
    made = distinct.raw()
    order = np.argsort(indices.astype(np.uint16 if len(made) < 1 << 16 else np.int64), kind="stable")
    ends = np.cumsum(np.bincount(indices, minlength=len(made))).tolist()
    for shape, start, end in zip(made, [0, *ends], ends, strict=False):
        rows = order[start:end]
        yield Cohort(text.matrix(rows, len(shape)), shape), rows


def count(bits: Bytes | None) -> int:
    """Return how many cells packed bits name."""
    return 0 if bits is None else int(np.count_nonzero(np.unpackbits(bits)))


def _among(data: Bytes, members: frozenset[int]) -> Flags:
    ranges = _ranges(members)
    if len(ranges) > _RANGES:
        table = bytes(byte in members for byte in range(256))
        return np.frombuffer(data.tobytes().translate(table), np.bool_)
    found = np.zeros(len(data), np.bool_)
    for first, last in ranges:
        found |= (data - np.uint8(first)) <= last - first
    return found


def _ranges(members: frozenset[int]) -> list[tuple[int, int]]:
    """Return the first and last bytes of the runs of neighbours."""
    known = sorted(members)
    edges = [0, *(at + 1 for at, (one, next_) in enumerate(pairwise(known)) if next_ != one + 1), len(known)]
    return [(known[start], known[end - 1]) for start, end in pairwise(edges) if end > start]
