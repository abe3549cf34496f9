"""Which cells can hold anything at all: those with a digit, an at sign, a colon or the like, or several capitals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govkit_personal_data.kernel.syntax import Node, always_has
from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text

_FIRST, _LAST, _AT = ord("-"), ord(":"), ord("@")
_SIGNS = frozenset(range(_FIRST, _LAST + 1)) | {_AT}
"""Digits and the signs around them in the order of ASCII (`-./0123456789:`), and the at sign."""
_CAPITALS = frozenset(range(ord("A"), ord("Z") + 1))
_HEAD, _MOST = 2048, 0.6
"""Cells that are asked first, and the share of them from which it does not pay to ask the others."""


class Gate:
    """Two conditions of which all that any form matches fulfils one; without them, every cell may hold something."""

    def __init__(self, trees: Sequence[Node]) -> None:
        """Find out whether they are true of these patterns."""
        self._closes = all(
            always_has(tree, _SIGNS) or always_has(tree, _SIGNS | _CAPITALS, in_a_row=2) for tree in trees
        )

    def rows(self, text: Text) -> Places | None:
        """Return the rows that may hold something, `None` for all of them."""
        head = text.head(_HEAD)
        if not self._closes or len(_rows(head)) > _MOST * len(head):
            return None
        return _rows(text)


def _rows(text: Text) -> Places:
    first, found = 0, []
    for block in text.blocks():
        filled = np.flatnonzero(block.lengths)
        if len(filled):
            signs = open_at(block.data).view(np.uint8)  # numpy is three times as quick to join bytes as flags
            found.append(filled[np.bitwise_or.reduceat(signs, block.offsets[filled]).view(np.bool_)] + first)
        first += len(block)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def open_at(data: Bytes) -> Flags:
    """Return at which bytes a condition holds; a pair of capitals across two cells opens one too many."""
    signs: Flags = (data - np.uint8(_FIRST)) <= _LAST - _FIRST
    signs |= data == _AT
    capitals: Flags = (data - np.uint8(ord("A"))) <= len(_CAPITALS) - 1
    signs[1:] |= capitals[1:] & capitals[:-1]
    return signs
