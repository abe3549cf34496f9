"""Read the segments of a JPEG file before its picture: APP11 holds manifests, APP1 holds XMP and Exif."""

from __future__ import annotations

from collections.abc import Iterator

from govkit_genai.provenance.parts import MAX_STEPS, Damaged, Part, Window

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF = b"Exif\0\0"
_APP1, _APP11, _SCAN, _END = 0xE1, 0xEB, 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of a JPEG file; a manifest in several segments is put together."""
    boxes: dict[bytes, dict[int, bytes]] = {}
    for marker, body in _segments(window):
        if marker == _APP1 and body.startswith(_XMP):
            yield Part("xmp", body[len(_XMP) :])
        elif marker == _APP1 and body.startswith(_EXIF):
            yield Part("text", body[len(_EXIF) :])
        elif marker == _APP11 and body[:2] == b"JP" and len(body) >= 16:
            boxes.setdefault(body[2:4], {})[int.from_bytes(body[4:8], "big")] = body[8:]
    for pieces in boxes.values():
        yield Part("c2pa", _joined(pieces))


def _segments(window: Window) -> Iterator[tuple[int, bytes]]:
    at = 2
    for _ in range(MAX_STEPS):
        lead, marker = window.read(at, 2)
        if lead != 0xFF:
            raise Damaged
        if marker == 0xFF:
            at += 1
            continue
        if marker in (_SCAN, _END):
            return
        at += 2
        if marker in _ALONE:
            continue
        length = window.number(at, 2)
        yield marker, window.read(at + 2, length - 2)
        at += length
    raise Damaged


def _joined(pieces: dict[int, bytes]) -> bytes:
    """Put the pieces of a box together: each repeats the box's header."""
    first, *rest = (pieces[number] for number in sorted(pieces))
    header = 16 if first[:4] == b"\0\0\0\1" else 8
    return first + b"".join(piece[header:] for piece in rest)
