"""Pictures of nothing: PNG files of a single colour."""

from __future__ import annotations

import struct
import zlib

BEGINNING = b"\x89PNG\r\n\x1a\n"
_MOST_BYTES = 32 << 20
"""Of a picture, unpacked. What is larger is not looked into."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers in a pixel, by the type of its colour."""
_MOVES = b"acTL"
"""The chunk by which a picture is known to be several."""


def one_colour(content: bytes) -> bool:
    """Tell whether all pixels of a PNG are the same; where that is not easy to tell, they may differ."""
    chunks = dict[bytes, bytes]()
    try:
        at = len(BEGINNING)
        while b"IEND" not in chunks:
            size, kind = struct.unpack_from(">I4s", content, at)
            chunks[kind] = chunks.get(kind, b"") + content[at + 8 : at + 8 + size]
            at += size + 12
        width, height, depth, colour, _, _, woven = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
        if depth not in (8, 16) or woven or _MOVES in chunks:
            return False
        pixel = _CHANNELS[colour] * depth // 8
        expected = height * (1 + width * pixel)
        data = _inflated(chunks[b"IDAT"], expected)
    except (struct.error, zlib.error, KeyError):
        return False
    return data is not None and _is_even(data, width, pixel)


def _inflated(packed: bytes, expected: int) -> bytes | None:
    if not 0 < expected <= _MOST_BYTES:
        return None
    data = zlib.decompressobj().decompress(packed, expected + 1)
    return data if len(data) == expected else None


def _is_even(data: bytes, width: int, pixel: int) -> bool:
    """Compare each line with all forms that one of a single colour may have.

    The first byte of a line names what is told instead of a pixel: itself, or what it differs by from its neighbours.
    """
    size = 1 + width * pixel
    colour, same = data[1 : 1 + pixel], bytes(pixel)
    half = bytes(value - value // 2 for value in colour)
    others = width - 1
    everywhere = [b"\0" + colour * width, b"\1" + colour + same * others]
    first = {*everywhere, b"\2" + colour * width, b"\3" + colour + half * others, b"\4" + colour + same * others}
    below = {*everywhere, b"\2" + same * width, b"\3" + half + same * others, b"\4" + same * width}
    return data[:size] in first and all(data[at : at + size] in below for at in range(size, len(data), size))
