"""The cells of one shape, place by place: a condition on a byte is a row of bits, a bit a cell."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import numpy as np

from govkit_personal_data.kernel.alignment import Alignment, Need
from govkit_personal_data.kernel.shapes import MIXED, Alphabet
from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text, Weights
from govkit_personal_data.kernel.validity import of_matches, of_places

_RANGES = 4
"""Ranges of bytes up to which comparing is faster than a table."""
_SINGLY = 2
"""Places that are fetched one by one before all of them are."""
_STRIP = 1024
"""Cells that are turned at a time."""
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
    def _all(self) -> Bytes:
        return np.packbits(np.ones(len(self), np.bool_))

    @cached_property
    def _none(self) -> bytes:
        """Return packed bits of which none is set: to compare with them is the quickest way to tell."""
        return bytes(len(self) + 7 >> 3)

    @cached_property
    def _by_place(self) -> Bytes:
        """Return the bytes of all cells, a row for each place; turned in strips that the processor's cache holds."""
        cells = self._text.matrix(self._rows, len(self.shape))
        turned = np.empty(cells.shape[::-1], np.uint8)
        for first in range(0, len(cells), _STRIP):
            turned[:, first : first + _STRIP] = cells[first : first + _STRIP].T
        return turned

    def place(self, at: int) -> Bytes:
        """Return the byte of every cell at a place."""
        if at not in self._places:
            few = len(self._places) < _SINGLY
            self._places[at] = self._text.data[self._starts + at] if few else self._by_place[at]
        return self._places[at]

    def fits(self, ways: Iterable[Alignment]) -> Bytes | None:
        """Return, as packed bits, which cells match in one of these ways, `None` if none does."""
        found: Bytes | None = None
        for way in ways:
            bits = self._meeting(way.rare)
            if bits is not None and way.common is not None:
                bits = self._both(bits, self._meeting(way.common))
            if bits is not None:
                found = bits if found is None else found | bits
        return found

    def _meeting(self, need: Need | None) -> Bytes | None:
        """Return which cells meet a need and all that it rests on, `None` if none does."""
        if need is None:
            return self._all
        if need not in self._met:
            if len(self._met) >= _REMEMBERED:
                self._met.clear()
            rest = self._meeting(need.rest)
            self._met[need] = None if rest is None else self._both(rest, self._with(need.place, need.members))
        return self._met[need]

    def _both(self, one: Bytes, other: Bytes | None) -> Bytes | None:
        """Return which cells two conditions name, `None` if none."""
        if other is None:
            return None
        bits = other if one is self._all else one & other
        return bits if bits.tobytes() != self._none else None

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


class Cohorts:
    """The cells of a text by their shapes."""

    def __init__(self, text: Text, alphabet: Alphabet) -> None:
        """Find out the shape of every cell."""
        made = alphabet.shapes(text)
        self._text = text
        self._indices: Places | None = None
        """For each cell the place of its shape, `None` where there is but one."""
        if made.alike:
            self.shapes = [made.data[: made.offsets[1]].tobytes()]
        else:
            distinct, self._indices = made.encoded()
            self.shapes = distinct.raw()

    def cells(self, weights: Weights) -> list[int]:
        """Return how many cells each shape has; each cell counts as often as `weights` says."""
        if self._indices is None:
            return [len(self._text) if weights is None else int(weights.sum())]
        counts: list[int] = np.bincount(self._indices, weights, len(self.shapes)).astype(np.int64).tolist()
        return counts

    def of(self, number: int) -> tuple[Cohort, Places]:
        """Return the cells of one shape, by its place, and the rows in which they are."""
        rows = self._order[self._ends[number] : self._ends[number + 1]]
        return Cohort(self._text, rows, self.shapes[number]), rows

    @cached_property
    def _order(self) -> Places:
        """Return the rows by shape."""
        if self._indices is None:
            return np.arange(len(self._text))
        return np.argsort(self._indices.astype(np.uint16 if len(self.shapes) < 1 << 16 else np.int64), kind="stable")

    @cached_property
    def _ends(self) -> list[int]:
        return [0, *accumulate(self.cells(None))]


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
