"""Shapes: what is left of a text when every byte becomes the symbol of its class, and runs of small letters shrink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govkit_personal_data.kernel.text import Text

DIGIT, CAPITAL, LETTER, HIGH, BLANK, MIXED, CONTROL = b"9Aaw x\x01"
"""The symbols: `9`, `A`, `a`, `w` for a byte of a character beyond ASCII, a blank, `x` for a digit or letter where
these are not told apart, and \\x01 for a control character. Every other character stands for itself."""
BLANKS = frozenset(b" \t\n\r\f\v")
Symbols: TypeAlias = bytes
"""Byte → symbol."""


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


@dataclass(frozen=True)
class Alphabet:
    """One map from bytes to symbols."""

    symbols: Symbols
    members: dict[int, frozenset[int]]
    """Symbol → the bytes that it stands for."""

    @classmethod
    def of(cls, symbol: Callable[[int], int]) -> Alphabet:
        """Make the alphabet in which each byte has this symbol."""
        symbols = bytes(map(symbol, range(256)))
        return cls(symbols, {one: frozenset(byte for byte in range(256) if symbols[byte] == one) for one in symbols})

    def shapes(self, text: Text) -> Text:
        """Return the shape of every cell, of as many bytes as the cell."""
        return Text(_translated(text, self.symbols), text.offsets)


FINE = Alphabet.of(_symbol)
"""Tells digits, capitals and small letters apart."""
COARSE = (
    Alphabet.of(lambda byte: MIXED if byte in b"0123456789abcdef" else _symbol(byte)),
    Alphabet.of(lambda byte: MIXED if byte in b"0123456789ABCDEF" else _symbol(byte)),
    Alphabet.of(lambda byte: MIXED if _symbol(byte) in (DIGIT, CAPITAL, LETTER) else _symbol(byte)),
)
"""Do not, so that random hexadecimal, and then any random code, has one shape. The first ones say more."""
MERGED: Symbols = bytes(BLANK if symbol == HIGH else symbol for symbol in FINE.symbols)
"""Here blanks and what is beyond ASCII are one class."""
RUNS = frozenset((LETTER, BLANK))
"""The symbols of small letters, blanks and what is beyond ASCII under `MERGED`, whose runs shrink to one symbol: the
lesser of those in it."""


def shrunk(text: Text) -> Text:
    """Return the shape of every cell with each run of small letters, blanks and high bytes as a single symbol.

    That is `a` for a run of nothing but small letters, and a blank for any other.
    """
    return Text.joined([_shrunk(block) for block in text.blocks()])


def _shrunk(text: Text) -> Text:
    raw = text.data.tobytes().translate(MERGED)
    merged = np.frombuffer(raw, np.uint8)
    solid = (merged != LETTER) & (merged != BLANK)
    kept = solid.copy()
    kept[1:] |= solid[:-1]
    kept[text.offsets[:-1][text.offsets[:-1] < len(merged)]] = True
    places = np.flatnonzero(kept)
    made = np.bitwise_and.reduceat(merged, places) if BLANK in raw else merged[places]  # LETTER & BLANK is BLANK
    return Text(made, np.searchsorted(places, text.offsets))


def _translated(text: Text, table: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(text.data.tobytes().translate(table), np.uint8)
