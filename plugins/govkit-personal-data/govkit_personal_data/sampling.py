"""Which rows are looked at: those with the least hash of seed, partition and row number, whatever their order."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable
from dataclasses import dataclass

from govkit_personal_data.sources.table import Cell, Rows

ROWS = 4603
"""Rows a table by default: what one row in a thousand holds is seen with a probability of 99 %."""
_TOLD_EVERY = 50_000
MOST_BYTES = 160_000_000
"""About how much of one table is kept. Wide tables of long texts get a smaller sample instead of more memory."""
_TEXT, _SLOT = 56, 8
"""What Python adds to the characters of a text, and what an empty cell takes."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows that were chosen, in the order of the table, and how many there are."""

    rows: list[list[Cell]]
    total: int


def draw(
    table: Rows,
    *,
    seed: str,
    partition: str,
    size: int = ROWS,
    most: int = MOST_BYTES,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Sample:
    """Read a table to its end and keep `size` of its rows; fewer where they would take more than `most` bytes.

    The rows with the least hash are kept, so every row has the same chance and the choice does not depend on the order
    in which files are read. A heap holds them, the one to go first on top; `ceiling` is the least hash that had to go.
    """
    key = hashlib.blake2b(f"{seed}\0{partition}".encode(), digest_size=32).digest()
    heap: list[tuple[int, int, int, list[Cell]]] = []
    ceiling, kept, total = 1 << 64, 0, 0
    for index, raw in enumerate(table.raw):
        total += 1
        if not total % _TOLD_EVERY:
            progress(total)
        rank = int.from_bytes(hashlib.blake2b(index.to_bytes(8, "big"), digest_size=8, key=key).digest(), "big")
        if rank >= ceiling:
            continue
        cells = table.cells(raw)
        weight = sum(_SLOT + (_TEXT + len(cell) if isinstance(cell, str) else 0) for cell in cells)
        heapq.heappush(heap, (-rank, index, weight, cells))
        kept += weight
        while len(heap) > size or (kept > most and len(heap) > 1):
            gone = heapq.heappop(heap)
            ceiling, kept = -gone[0], kept - gone[2]
    return Sample([cells for _, _, _, cells in sorted(heap, key=lambda entry: entry[1])], total)
