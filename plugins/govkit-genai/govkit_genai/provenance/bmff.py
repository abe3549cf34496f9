"""Read the boxes of an ISO media file (MP4, MOV, M4A, HEIF, AVIF): uuid boxes hold manifests and XMP."""

from __future__ import annotations

from collections.abc import Iterator

from govkit_genai.provenance import heif
from govkit_genai.provenance.parts import MAX_METADATA, MAX_STEPS, Damaged, Part, Window, metadata

_MANIFEST = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MAX_PURPOSE = 64


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of an ISO media file."""
    for name, at, length in _boxes(window, 0, window.size):
        if name == b"uuid" and length >= 16:
            who = window.read(at, 16)
            if who == _XMP:
                yield Part("xmp", metadata(window, at + 16, length - 16))
            elif who == _MANIFEST:
                yield from _manifest(window.read(at + 16, length - 16))
        elif name == b"meta":
            yield from heif.items(window, metadata(window, at, length))
        elif name == b"moov":
            for inner, place, size in _boxes(window, at, at + length):
                if inner in (b"udta", b"meta") and size <= MAX_METADATA:
                    yield Part("text", window.read(place, size))


def _manifest(body: bytes) -> Iterator[Part]:
    """Yield the manifest of a C2PA box: version and flags, a purpose, an offset, then the manifest."""
    purpose, zero, _ = body[4 : 4 + _MAX_PURPOSE].partition(b"\0")
    if not zero:
        raise Damaged
    if purpose in (b"manifest", b"original", b"update"):
        yield Part("c2pa", body[4 + len(purpose) + 1 + 8 :])


def _boxes(window: Window, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each box, where its content begins, and how long that is."""
    for _ in range(MAX_STEPS):
        if at + 8 > end:
            return
        size, name, header = window.number(at, 4), window.read(at + 4, 4), 8
        if size == 1:
            size, header = window.number(at + 8, 8), 16
        elif size == 0:
            size = end - at
        if size < header or at + size > end:
            raise Damaged
        yield name, at + header, size - header
        at += size
    raise Damaged
