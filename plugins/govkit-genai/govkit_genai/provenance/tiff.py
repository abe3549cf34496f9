"""Read the directories of a TIFF file: tag 52545 holds a manifest, 700 holds XMP, 37510 a comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from govkit_genai.provenance.parts import Damaged, Part, Window, metadata

_MANIFEST, _XMP, _EXIF, _COMMENT, _DESCRIPTION = 52545, 700, 34665, 37510, 270
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Type of an entry → bytes of one value."""
_MAX_DIRECTORIES = 32
_MAX_ENTRIES = 1024


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of a TIFF file, in all its directories."""
    order: Literal["big", "little"] = "big" if window.read(0, 2) == b"MM" else "little"
    if window.number(2, 2, order) != 42:
        raise Damaged  # BigTIFF
    waiting, seen = [window.number(4, 4, order)], set[int]()
    while waiting:
        at = waiting.pop(0)
        if at == 0 or at in seen:
            continue
        seen.add(at)
        count = window.number(at, 2, order)
        if len(seen) > _MAX_DIRECTORIES or count > _MAX_ENTRIES:
            raise Damaged
        for number in range(count):
            tag, place, length = _entry(window, at + 2 + 12 * number, order)
            if tag == _EXIF:
                waiting.append(window.number(place, 4, order))
            elif tag == _MANIFEST:
                yield Part("c2pa", window.read(place, length))
            elif tag == _XMP:
                yield Part("xmp", metadata(window, place, length))
            elif tag in (_COMMENT, _DESCRIPTION):
                yield Part("text", metadata(window, place, length))
        waiting.append(window.number(at + 2 + 12 * count, 4, order))


def _entry(window: Window, at: int, order: Literal["big", "little"]) -> tuple[int, int, int]:
    """Return the tag of an entry, where its value stands, and how many bytes that has."""
    tag, kind, count = window.number(at, 2, order), window.number(at + 2, 2, order), window.number(at + 4, 4, order)
    length = _SIZES.get(kind, 1) * count
    return tag, at + 8 if length <= 4 else window.number(at + 8, 4, order), length
