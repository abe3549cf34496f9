"""Read the directories of a TIFF file: tag 52545 holds a manifest, 700 holds XMP, 37510 a comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govkit_genai.provenance.parts import Damaged, Part, Window, metadata

_MANIFEST, _XMP, _EXIF, _COMMENT, _DESCRIPTION = 52545, 700, 34665, 37510, 270
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
"""Type of an entry → bytes of one value."""
_MAX_DIRECTORIES = 32
_MAX_ENTRIES = 1024


@dataclass(frozen=True)
class _Layout:
    """How wide the numbers of a file are."""

    order: Literal["big", "little"]
    number: int
    """Bytes of an offset, and of how many values an entry has."""
    count: int
    """Bytes of how many entries a directory has."""

    @property
    def entry(self) -> int:
        return 4 + 2 * self.number


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of a TIFF or BigTIFF file, in all its directories."""
    layout, start = _layout(window)
    waiting, seen = [window.number(start, layout.number, layout.order)], set[int]()
    while waiting:
        at = waiting.pop(0)
        if at == 0 or at in seen:
            continue
        seen.add(at)
        count = window.number(at, layout.count, layout.order)
        if len(seen) > _MAX_DIRECTORIES or count > _MAX_ENTRIES:
            raise Damaged
        first = at + layout.count
        for number in range(count):
            tag, place, length = _entry(window, first + layout.entry * number, layout)
            if tag == _EXIF:
                waiting.append(window.number(place, min(length, layout.number), layout.order))
            elif tag == _MANIFEST:
                yield Part("c2pa", window.read(place, length))
            elif tag == _XMP:
                yield Part("xmp", metadata(window, place, length))
            elif tag in (_COMMENT, _DESCRIPTION):
                yield Part("text", metadata(window, place, length))
        waiting.append(window.number(first + layout.entry * count, layout.number, layout.order))


def _layout(window: Window) -> tuple[_Layout, int]:
    """Return how a file is laid out, and where the place of its first directory stands."""
    order: Literal["big", "little"] = "big" if window.read(0, 2) == b"MM" else "little"
    if window.number(2, 2, order) == 42:
        return _Layout(order, 4, 2), 4
    if window.number(4, 2, order) != 8:
        raise Damaged
    return _Layout(order, 8, 8), 8


def _entry(window: Window, at: int, layout: _Layout) -> tuple[int, int, int]:
    """Return the tag of an entry, where its value stands, and how many bytes that has."""
    tag, kind = window.number(at, 2, layout.order), window.number(at + 2, 2, layout.order)
    length = _SIZES.get(kind, 1) * window.number(at + 4, layout.number, layout.order)
    value = at + 4 + layout.number
    return tag, value if length <= layout.number else window.number(value, layout.number, layout.order), length
