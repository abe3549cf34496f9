"""Read the blocks of a GIF picture: application extensions hold a manifest, and XMP."""

from __future__ import annotations

from collections.abc import Iterator

from govkit_genai.provenance.parts import MAX_MANIFEST, MAX_STEPS, Damaged, Part, Window, metadata

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_APPLICATION, _COMMENT = 0xFF, 0xFE
_TRAILER = b"\x01\xff\xfe\xfd"
"""Begins the 258 bytes behind XMP that make it look like blocks."""


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of a GIF picture."""
    at = 13 + _table(window.number(10, 1))
    for _ in range(MAX_STEPS):
        lead = window.number(at, 1)
        if lead == _END:
            return
        if lead == _IMAGE:
            at = _behind(window, at + 11 + _table(window.number(at + 9, 1)))
            continue
        if lead != _EXTENSION:
            raise Damaged
        label, begin = window.number(at + 1, 1), at + 2
        at = _behind(window, begin)
        if label == _APPLICATION and window.read(begin, 1) == b"\x0b":
            yield from _application(window, window.read(begin + 1, 11), begin + 12, at)
        elif label == _COMMENT:
            yield Part("text", metadata(window, begin, at - begin))
    raise Damaged


def _table(flags: int) -> int:
    """Return how many bytes a table of colours takes, if there is one."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _behind(window: Window, at: int) -> int:
    """Return what follows the blocks of data that begin at a place."""
    while size := window.number(at, 1):
        at += 1 + size
    return at + 1


def _application(window: Window, name: bytes, begin: int, end: int) -> Iterator[Part]:
    if name.startswith(b"XMP DataXMP"):
        yield Part("xmp", metadata(window, begin, end - begin).partition(_TRAILER)[0])
    elif name.startswith(b"C2PA_GIF"):
        yield Part("c2pa", _joined(window, begin, end))


def _joined(window: Window, begin: int, end: int) -> bytes:
    """Put blocks of data together."""
    if end - begin > MAX_MANIFEST:
        raise Damaged
    content, pieces, at = window.read(begin, end - begin), [], 0
    while size := content[at]:
        pieces.append(content[at + 1 : at + 1 + size])
        at += 1 + size
    return b"".join(pieces)
