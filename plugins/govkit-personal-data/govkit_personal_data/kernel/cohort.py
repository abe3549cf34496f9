"""The cells of one shape, place by place: a condition on a byte is a row of bits, a bit a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from govkit_personal_data.kernel.alignment import Alignment, Need
from govkit_personal_data.kernel.shapes import MIXED, Alphabet
from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text, Weights
from govkit_personal_data.kernel.validity import of_matches, of_places

_RANGES = 4
"""Ranges of bytes up to which comparing is faster than a table."""
_SINGLY = 4
"""Places that are fetched one by one before all of them are."""
_REMEMBERED = 2048
"""Conjunctions of conditions that are kept, as those of one pattern are often the beginning of another's."""


class Cohort:
    """Cells of one shape, and what was worked out about them."""

    def __init__(self, text: Text, rows: Places, shape: bytes) -> None:
        """Take the rows of a text in which cells of this shape are."""
        self.shape = shape
        self._text, self._rows = text, rows
        self._places: dict[int, Bytes] = {}
        self._bits: dict[tuple[int, frozenset[int]], Bytes] = {}
        self._met: dict[Need, Bytes | None] = {}
        self._valid: dict[tuple[str, int, int], Bytes] = {}

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._rows)

    @cached_property
    def _starts(self) -> Places:
        return self._text.offsets[self._rows]

    @cached_property
    def _cells(self) -> Bytes:
        """Return the cells as the rows of a matrix, which pays from a few places on."""
        return self._text.matrix(self._rows, len(self.shape))

    def place(self, at: int) -> Bytes:
        """Return the byte of every cell at a place."""
        if at not in self._places:
            few = len(self._places) < _SINGLY
            self._places[at] = self._text.data[self._starts + at] if few else np.ascontiguousarray(self._cells[:, at])
        return self._places[at]

    def fits(self, ways: Iterable[Alignment]) -> Bytes | None:
        """Return, as packed bits, which cells match in one of these ways, `None` if none does."""
        found: Bytes | None = None
        for way in ways:
            bits = self._meeting(way.need)
            if bits is not None:
                found = bits if found is None else found | bits
        return found

    def _meeting(self, need: Need | None) -> Bytes | None:
        """Return which cells meet a need and all that it rests on, `None` if none does."""
        if need is None:
            return np.packbits(np.ones(len(self), np.bool_))
        if need not in self._met:
            if len(self._met) >= _REMEMBERED:
                self._met.clear()
            rest = self._meeting(need.rest) if need.rest else None
            bits = None
            if need.rest is None or rest is not None:
                bits = self._with(need.place, need.members)
                bits = bits if rest is None else rest & bits
            self._met[need] = bits if bits is not None and bits.view(np.bool_).any() else None
        return self._met[need]

    def _with(self, at: int, members: frozenset[int]) -> Bytes:
        """Return which cells have one of these bytes at a place."""
        key = at, members
        if key not in self._bits:
            self._bits[key] = np.packbits(_among(self.place(at), members))
        return self._bits[key]

    def valid(self, validator: str, start: int, end: int, fits: Bytes) -> Bytes:
        """Return, as packed bits, in which of the cells that fit the bytes from `start` to `end` are valid."""
        if MIXED in self.shape[start:end]:
            return self._valid_alone(validator, start, end, fits)
        key = validator, start, end
        if key not in self._valid:
            places = [self.place(at) for at in range(start, end)]
            self._valid[key] = np.packbits(of_places(validator, places, self.shape[start:end]))
        both: Bytes = fits & self._valid[key]
        return both

    def _valid_alone(self, validator: str, start: int, end: int, fits: Bytes) -> Bytes:
        """Look at the cells that fit alone: the shape does not say what their bytes are, and they are few."""
        flags = self.flags(fits).copy()
        matches = self._text.matrix(self._rows[flags], len(self.shape))[:, start:end]
        offsets = np.arange(len(matches) + 1) * (end - start)
        flags[flags] = of_matches(validator, Text(matches.ravel(), offsets))
        return np.packbits(flags)

    def count(self, bits: Bytes | None, weights: Weights) -> int:
        """Return how many cells packed bits name, each counted as often as `weights` says."""
        if bits is None:
            return 0
        flags = self.flags(bits)
        return int(np.count_nonzero(flags) if weights is None else weights[flags].sum())

    def chosen(self, rows: Places, bits: Bytes) -> Places:
        """Return those of the cells' rows that packed bits name."""
        return rows[self.flags(bits)]

    def flags(self, bits: Bytes) -> Flags:
        """Return packed bits as one flag for each cell."""
        return np.unpackbits(bits, count=len(self)).view(np.bool_)


def cohorts(text: Text, alphabet: Alphabet) -> Iterator[tuple[Cohort, Places]]:
    """Yield the cells of each shape, and the rows in which they are."""
    shapes = alphabet.shapes(text)
    if shapes.alike:
        rows = np.arange(len(text))
        yield Cohort(text, rows, shapes.data[: shapes.offsets[1]].tobytes()), rows
        return
    distinct, indices = shapes.encoded()
    made = distinct.raw()
    order = np.argsort(indices.astype(np.uint16 if len(made) < 1 << 16 else np.int64), kind="stable")
    ends = np.cumsum(np.bincount(indices, minlength=len(made))).tolist()
    for shape, start, end in zip(made, [0, *ends], ends, strict=False):
        rows = order[start:end]
        yield Cohort(text, rows, shape), rows


def _among(data: Bytes, members: frozenset[int]) -> Flags:
    (first, span), *others = _ranges(members)
    if len(others) >= _RANGES:
        table = bytes(byte in members for byte in range(256))
        return np.frombuffer(data.tobytes().translate(table), np.bool_)
    found: Flags = data == first if not span else (data - first) <= span
    for first, span in others:
        found |= (data - first) <= span
    return found


@lru_cache(maxsize=4096)
def _ranges(members: frozenset[int]) -> tuple[tuple[np.uint8, np.uint8], ...]:
    """Return the first byte of each run of neighbours, and how far the last is from it."""
    known = sorted(members)
    edges = [0, *(at + 1 for at, (one, next_) in enumerate(pairwise(known)) if next_ != one + 1), len(known)]
    return tuple((np.uint8(known[start]), np.uint8(known[end - 1] - known[start])) for start, end in pairwise(edges))
