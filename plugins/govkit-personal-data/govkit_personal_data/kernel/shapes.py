"""Shapes: what is left of a text when every byte becomes the symbol of its class, and runs of small letters shrink."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govkit_personal_data.kernel.text import Text

DIGIT, CAPITAL, LETTER, HIGH, BLANK, CONTROL = b"9Aaw \x01"
"""The symbols: `9`, `A`, `a`, `w` for a byte of a character beyond ASCII, a blank, and \\x01 for a control character.

Every other character stands for itself.
"""
BLANKS = frozenset(b" \t\n\r\f\v")


def _symbol(byte: int) -> int:
    if 0x30 <= byte <= 0x39:
        return DIGIT
    if byte >= 0x80:
        return HIGH
    if bytes((byte,)).isalpha():
        return CAPITAL if byte < LETTER else LETTER
    if byte in BLANKS:
        return BLANK
    return CONTROL if byte < 0x20 or byte == 0x7F else byte


SYMBOLS = bytes(map(_symbol, range(256)))
"""Byte → symbol."""
MERGED = bytes(LETTER if symbol in (HIGH, BLANK) else symbol for symbol in SYMBOLS)
"""Byte → symbol where small letters, blanks and what is beyond ASCII are one class, whose runs shrink to one symbol."""
MEMBERS: dict[int, frozenset[int]] = {
    symbol: frozenset(byte for byte in range(256) if SYMBOLS[byte] == symbol) for symbol in set(SYMBOLS)
}
"""Symbol → the bytes that it stands for."""


def shapes(text: Text) -> Text:
    """Return the shape of every cell, of as many bytes as the cell."""
    return Text(_translated(text, SYMBOLS), text.offsets)


def shrunk(text: Text) -> Text:
    """Return the shape of every cell with each run of small letters, blanks and high bytes as a single `a`."""
    return Text.joined([_shrunk(block) for block in text.blocks()])


def _shrunk(text: Text) -> Text:
    merged = _translated(text, MERGED)
    kept = merged != LETTER
    kept[1:] |= kept[:-1].copy()
    kept[text.offsets[:-1][text.offsets[:-1] < len(merged)]] = True
    places = np.flatnonzero(kept)
    return Text(merged[places], np.searchsorted(places, text.offsets))


def _translated(text: Text, table: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(text.data.tobytes().translate(table), np.uint8)
