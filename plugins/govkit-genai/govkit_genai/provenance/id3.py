"""Read the frames of an ID3 tag before MP3 sound: GEOB holds a manifest, PRIV holds XMP, TXXX holds text."""

from __future__ import annotations

from collections.abc import Iterator

from govkit_genai.provenance.parts import MAX_STEPS, Damaged, Part, Window, metadata

_UNSYNCHRONISED, _EXTENDED = 0x80, 0x40
_WIDE = (1, 2)
"""Encodings of UTF-16."""


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of the tag; sound without a tag has none."""
    if window.read(0, 3) != b"ID3":
        return
    version, flags = window.number(3, 1), window.number(5, 1)
    if version not in (3, 4) or flags & (_UNSYNCHRONISED | _EXTENDED):
        raise Damaged
    at, end = 10, 10 + _safe(window.read(6, 4))
    for _ in range(MAX_STEPS):
        if at + 10 > end or window.read(at, 1) == b"\0":
            return
        name, length = window.read(at, 4), window.read(at + 4, 4)
        size = _safe(length) if version == 4 else int.from_bytes(length, "big")
        if at + 10 + size > end:
            raise Damaged
        if name == b"GEOB":
            yield from _object(window.read(at + 10, size))
        elif name == b"PRIV" and window.read(at + 10, min(size, 4)) == b"XMP\0":
            yield Part("xmp", metadata(window, at + 14, size - 4))
        elif name in (b"TXXX", b"COMM"):
            yield Part("text", metadata(window, at + 10, size))
        at += 10 + size
    raise Damaged


def _safe(number: bytes) -> int:
    """Return a number of which each byte holds seven bits."""
    value = 0
    for byte in number:
        value = value << 7 | byte & 0x7F
    return value


def _object(body: bytes) -> Iterator[Part]:
    """Yield the manifest of a general object: encoding, media type, file name, description, content."""
    mime, _, rest = body[1:].partition(b"\0")
    if b"c2pa" not in mime.lower():
        return
    for _ in range(2):
        if body[0] in _WIDE:
            ends = [at for at in range(0, min(len(rest), 1024) - 1, 2) if rest[at : at + 2] == b"\0\0"]
            if not ends:
                raise Damaged
            rest = rest[ends[0] + 2 :]
        else:
            rest = rest.partition(b"\0")[2]
    yield Part("c2pa", rest)
