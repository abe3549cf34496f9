"""Segments: the pieces of a text between runs of two or more small letters, blanks or characters beyond ASCII.

A pattern that never matches two of these in a row, nor one at an end, matches within a segment or not at all. Segments
are short and have few shapes, whatever the sentences around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from govkit_personal_data.kernel.gate import open_at
from govkit_personal_data.kernel.shapes import BLANKS, CONTROL, LETTER, MERGED, RUNS
from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text

_IN_RUN = bytes(symbol in RUNS for symbol in MERGED)
_BESIDE = np.array([LETTER if chr(byte).islower() and byte < 0x80 else CONTROL for byte in range(256)], np.uint8)
"""What stands for the neighbour of a segment: a small letter, which some patterns may not touch, or anything else."""
_BLANK = np.array([byte in BLANKS for byte in range(256)])


@dataclass(frozen=True)
class Segments:
    """The segments of some cells in which a pattern may match."""

    text: Text
    """Each with one symbol for what stands before and behind it, unless it is all of its cell but for blanks."""
    rows: Places
    """The cell in which each of them is, ascending."""

    @classmethod
    def of(cls, text: Text) -> Segments:
        """Take the segments of some cells that hold what the gate asks for."""
        made = [
            (part.text, part.rows + first)
            for first, part in ((first, _of_block(block)) for first, block in _numbered(text))
        ]
        if not made:
            return cls(Text.empty(), np.zeros(0, np.int64))
        return cls(Text.joined([part for part, _ in made]), np.concatenate([rows for _, rows in made]))


def _numbered(text: Text) -> Iterator[tuple[int, Text]]:
    first = 0
    for block in text.blocks():
        yield first, block
        first += len(block)


def _of_block(text: Text) -> Segments:
    kept = _kept(np.frombuffer(text.data.tobytes().translate(_IN_RUN), np.bool_), text.offsets)
    starts, ends = _pieces(kept, text.offsets)
    signs = np.flatnonzero(open_at(text.data))
    worth = np.searchsorted(signs, ends) > np.searchsorted(signs, starts)
    starts, ends = starts[worth], ends[worth]
    rows = np.searchsorted(text.offsets, starts, side="right") - 1
    first, last = _stripped(text)
    alone = (starts <= first[rows]) & (ends >= last[rows])
    before = np.maximum(starts - ~alone, text.offsets[rows])
    behind = np.minimum(ends + ~alone, text.offsets[rows + 1])
    made = _sliced(text.data, before, behind)
    borders = np.concatenate((made.offsets[:-1][before < starts], made.offsets[1:][behind > ends] - 1))
    made.data[borders] = _BESIDE[made.data[borders]]
    return Segments(made, rows)


def _stripped(text: Text) -> tuple[Places, Places]:
    """Return where the cells begin and end without the blanks around them."""
    first, last = text.offsets[:-1].copy(), text.offsets[1:].copy()
    filled = np.flatnonzero(text.lengths)
    blank = _BLANK[text.data[first[filled]]] | _BLANK[text.data[last[filled] - 1]]
    for row in filled[blank].tolist():
        cell = text.data[first[row] : last[row]].tobytes()
        first[row] += len(cell) - len(cell.lstrip())
        last[row] -= len(cell) - len(cell.rstrip())
    return first, last


def _kept(in_run: Flags, offsets: Places) -> Flags:
    """Return which bytes belong to a segment: those in no run, and those between two of them in the same cell."""
    solid = np.zeros(len(in_run) + 2, np.bool_)
    np.logical_not(in_run, out=solid[1:-1])
    between = solid[:-2] & solid[2:]
    inner = offsets[1:-1]
    between[inner[inner < len(in_run)]] = False
    between[inner[inner > 0] - 1] = False
    return np.asarray(solid[1:-1] | between)


def _pieces(kept: Flags, offsets: Places) -> tuple[Places, Places]:
    """Return where the stretches of kept bytes begin and end; none goes across two cells."""
    begins, ends = kept.copy(), np.zeros(len(kept) + 1, np.bool_)
    begins[1:] &= ~kept[:-1]
    ends[1:] = kept
    ends[1:-1] &= ~kept[1:]
    edges = offsets[1:-1]
    edges = edges[(edges > 0) & (edges < len(kept))]
    begins[edges] = kept[edges]
    ends[edges] = kept[edges - 1]
    return np.flatnonzero(begins), np.flatnonzero(ends)


def _sliced(data: Bytes, starts: Places, ends: Places) -> Text:
    """Return the bytes between these places, end to end."""
    lengths = ends - starts
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    places = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
    return Text(data[places], offsets)
