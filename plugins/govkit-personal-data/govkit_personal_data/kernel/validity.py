"""Whether what matched is what it looks like: check digits over arrays of matches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govkit_personal_data.check_digits import VECTOR
from govkit_personal_data.kernel.shapes import CAPITAL, DIGIT, LETTER
from govkit_personal_data.kernel.text import Bytes, Flags, Text

_ZERO = ord("0")
_TO_CAPITAL = 32
_LESS = {DIGIT: _ZERO, CAPITAL: _ZERO, LETTER: _ZERO + _TO_CAPITAL}
"""Symbol → what to take off a byte of that kind, for a digit to be its value and letters to be capitals."""
_KEPT = bytes(chr(byte).isalnum() and byte < 0x80 for byte in range(256))
_UPPER = bytes(range(256)).upper()


def of_places(validator: str, places: Sequence[Bytes], shape: bytes) -> Flags:
    """Return which matches of one shape are valid, given their bytes place by place."""
    chosen = [place - np.uint8(_LESS[symbol]) for place, symbol in zip(places, shape, strict=True) if symbol in _LESS]
    return VECTOR[validator](np.stack(chosen).T)


def of_matches(validator: str, text: Text) -> Flags:
    """Return which matches, whatever their shapes, are valid."""
    raw = text.data.tobytes()
    kept = np.flatnonzero(np.frombuffer(raw.translate(_KEPT), np.bool_))
    codes = np.frombuffer(raw.translate(_UPPER), np.uint8)[kept] - np.uint8(_ZERO)
    compact = Text(codes, np.searchsorted(kept, text.offsets))
    valid = np.zeros(len(text), np.bool_)
    for length in np.unique(compact.lengths).tolist():
        rows = np.flatnonzero(compact.lengths == length)
        if length:
            valid[rows] = VECTOR[validator](compact.matrix(rows, length))
    return valid
