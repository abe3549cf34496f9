"""Read the chunks of a PNG file: caBX holds a manifest, text chunks hold XMP and AIGC metadata."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from govkit_genai.provenance.parts import MAX_METADATA, MAX_STEPS, Damaged, Part, Window, metadata

_XMP = b"XML:com.adobe.xmp"


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of a PNG file."""
    at = 8
    for _ in range(MAX_STEPS):
        length, name = window.number(at, 4), window.read(at + 4, 4)
        if name == b"caBX":
            yield Part("c2pa", window.read(at + 8, length))
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            yield _text(name, metadata(window, at + 8, length))
        elif name == b"eXIf":
            yield Part("text", metadata(window, at + 8, length))
        elif name == b"IEND":
            return
        at += 12 + length
    raise Damaged


def _text(name: bytes, body: bytes) -> Part:
    keyword, _, rest = body.partition(b"\0")
    if name == b"zTXt":
        rest = _inflated(rest[1:])
    elif name == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        rest = _inflated(rest) if packed else rest
    return Part("xmp", rest) if keyword == _XMP else Part("text", keyword + b"\0" + rest)


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MAX_METADATA)
    except zlib.error as error:
        raise Damaged from error
