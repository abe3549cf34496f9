"""Three-valued truth of many rows at once: two bit masks, one for true and one for false; the rest is unknown.

Python's integers combine a hundred thousand rows in a microsecond, so that a declarative control needs neither a call
nor an object per record. Row 0 is the highest bit.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DIGIT = {True: ord("t"), False: ord("f"), None: ord("?")}
_TRUE = bytes(49 if byte == ord("t") else 48 for byte in range(256))
_FALSE = bytes(49 if byte == ord("f") else 48 for byte in range(256))
_ZERO_ONE = bytes(1 if byte == ord("1") else 0 for byte in range(256))


@dataclass(frozen=True, slots=True)
class Truth:
    """What holds, what does not hold, and by subtraction what is unknown."""

    true: int
    false: int

    def __and__(self, other: Truth) -> Truth:
        """Kleene's and."""
        return Truth(self.true & other.true, self.false | other.false)

    def __or__(self, other: Truth) -> Truth:
        """Kleene's or."""
        return Truth(self.true | other.true, self.false & other.false)

    def __invert__(self) -> Truth:
        """Kleene's not."""
        return Truth(self.false, self.true)

    def unknown(self, everyone: int) -> int:
        """Return the mask of rows that are neither true nor false."""
        return everyone & ~(self.true | self.false)


def everyone(size: int) -> int:
    """Return the mask of all rows."""
    return (1 << size) - 1


def mask_of(flags: Iterable[int], size: int) -> int:
    """Return the mask of the rows whose flag is not zero."""
    digits = bytes(49 if flag else 48 for flag in flags)
    return int(digits, 2) if size else 0


def mask_of_rows(rows: Iterable[int], size: int) -> int:
    """Return the mask of rows given by their numbers."""
    flags = bytearray(size)
    for row in rows:
        flags[row] = 1
    return mask_of(flags, size)


def spread(codes: bytes | Sequence[int], verdicts: Sequence[bool | None]) -> Truth:
    """Return the truth of every row, given what holds for each code; `codes` are bytes where 256 values suffice."""
    if not len(codes):
        return Truth(0, 0)
    digits = [_DIGIT[verdict] for verdict in verdicts]
    if isinstance(codes, bytes):
        row_digits = codes.translate(bytes(digits).ljust(256, b"?"))
    else:
        row_digits = bytes(map(digits.__getitem__, codes))
    true = int(row_digits.translate(_TRUE), 2)
    if None not in verdicts:
        return Truth(true, everyone(len(codes)) ^ true)
    return Truth(true, int(row_digits.translate(_FALSE), 2))


def rows_of(mask: int, size: int) -> Iterator[int]:
    """Yield the rows of a mask in ascending order."""
    if not mask:
        return iter(())
    after = (mask & -mask).bit_length() - 1  # rows behind the last one
    digits = format(mask >> after, f"0{size - after}b").encode().translate(_ZERO_ONE)
    return compress(range(size), digits)


def runs_of(mask: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of neighbouring rows in a mask, each as its first and last row."""
    firsts, lasts = mask & ~(mask >> 1), mask & ~(mask << 1)
    return zip(rows_of(firsts, size), rows_of(lasts, size), strict=True)


def first_of(mask: int, size: int, count: int) -> int:
    """Return the mask of the first `count` rows of a mask."""
    if mask.bit_count() <= count:
        return mask
    after = size - bisect_left(range(size), count, key=lambda rows: (mask >> (size - rows)).bit_count())
    return mask >> after << after


def bit(row: int, size: int) -> int:
    """Return the mask of one row."""
    return 1 << (size - 1 - row)
