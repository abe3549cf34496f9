"""What readers of containers hand on: bounded windows on a file, and the few parts in which marks may stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Literal

MAX_MANIFEST = 16 << 20
"""How many bytes of a manifest are read; thumbnails make them large."""
MAX_METADATA = 1 << 20
"""How many bytes of any other part are read."""
MAX_STEPS = 20_000
"""How many segments, chunks, boxes or entries of a file are looked at."""

Kind = Literal["c2pa", "xmp", "text"]
"""A C2PA manifest store, an XMP packet, or bytes in which an AIGC object may stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file in which a mark may stand."""

    kind: Kind
    content: bytes


class Damaged(Exception):
    """Raised where a file is not built as its container asks, or larger than what is read."""


@dataclass(slots=True)
class Window:
    """A file of which pieces are read, until the budget is spent: entries may all point to the same large piece."""

    file: BinaryIO
    size: int
    reads: int = 10 * MAX_STEPS
    """How many more pieces are read."""
    budget: int = 4 * MAX_MANIFEST
    """How many more bytes are read."""

    def read(self, at: int, count: int) -> bytes:
        """Return `count` bytes from `at`; raise `Damaged` where the file ends before."""
        if at < 0 or count < 0 or count > MAX_MANIFEST or at + count > self.size:
            raise Damaged
        self.reads -= 1
        self.budget -= count
        if self.reads < 0 or self.budget < 0:
            raise Damaged
        self.file.seek(at)
        content = self.file.read(count)
        if len(content) != count:
            raise Damaged
        return content

    def number(self, at: int, count: int, order: Literal["big", "little"] = "big") -> int:
        """Return a whole number of `count` bytes."""
        return int.from_bytes(self.read(at, count), order)


def metadata(window: Window, at: int, count: int) -> bytes:
    """Return a part that is no manifest, and is therefore small."""
    if count > MAX_METADATA:
        raise Damaged
    return window.read(at, count)
