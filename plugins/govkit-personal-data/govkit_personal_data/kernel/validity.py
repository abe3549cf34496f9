"""Whether what matched is what it looks like: check digits and numbering plans, over arrays where they allow it."""

from __future__ import annotations

import numpy as np

from govkit_personal_data.check_digits import VECTOR, as_characters
from govkit_personal_data.kernel.text import Bytes, Flags

_ZERO = ord("0")
_BLOCK = 8192
"""Rows that are checked at a time: their numbers stay in the processor's cache."""
_COMPACT = np.array([48 <= byte < 58 or 65 <= byte < 91 or 97 <= byte < 123 for byte in range(256)])
_CAPITAL = np.array([byte - 32 if 97 <= byte < 123 else byte for byte in range(256)], np.uint8) - _ZERO


def of_matrix(validator: str, cells: Bytes, shape: bytes) -> Flags:
    """Return which rows of a matrix of matches of one shape are valid, by a validator that works on arrays."""
    check = VECTOR[validator]
    places = np.flatnonzero(_COMPACT[np.frombuffer(shape, np.uint8)])
    blocks = (cells[start : start + _BLOCK] for start in range(0, len(cells), _BLOCK))
    return np.concatenate([check(_CAPITAL[block[:, places]]) for block in blocks])


def of_texts(validator: str, texts: list[str]) -> Flags:
    """Return which of the matches are valid, by a validator that works on arrays."""
    check = VECTOR[validator]
    compact = ["".join(filter(str.isalnum, text)).upper() for text in texts]
    valid = np.zeros(len(texts), np.bool_)
    lengths = np.fromiter(map(len, compact), np.int64, len(compact))
    for length in np.unique(lengths).tolist():
        rows = np.flatnonzero(lengths == length)
        valid[rows] = check(as_characters([compact[row] for row in rows.tolist()]))
    return valid
