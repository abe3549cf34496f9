"""Where in texts of one shape a pattern can match, and what is left to look at: often a byte or two, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

import numpy as np

from govkit_personal_data.kernel.shapes import CAPITAL, DIGIT, HIGH, LETTER, MEMBERS
from govkit_personal_data.kernel.syntax import Chars, Choice, Node, Repeat, Sequence_
from govkit_personal_data.kernel.text import Bytes, Flags

_MOST = 48
"""Ways to match beyond which a regular expression does it as well."""
_Allowed: TypeAlias = tuple[tuple[int, frozenset[int]], ...]
Ways: TypeAlias = tuple[tuple[int, _Allowed], ...]
"""Ends of a match, each with what has to hold."""
FORBIDDEN = {"none": frozenset[int](), "digit": frozenset({DIGIT}), "alnum": frozenset({DIGIT, CAPITAL, LETTER})}
"""Boundary → symbols that may not stand beside a match."""


class _TooMany(Exception):
    """There are more ways than it pays to follow."""


@dataclass(frozen=True)
class Alignment:
    """One way to match: the bytes from `start` to `end`, provided that each of `allowed` holds at its place."""

    start: int
    end: int
    allowed: _Allowed

    def fits(self, cells: Bytes) -> Flags:
        """Return which rows of a matrix of bytes match."""
        flags = np.ones(len(cells), np.bool_)
        for place, members in self.allowed:
            flags &= _table(members)[cells[:, place]]
        return flags


@lru_cache(maxsize=4096)
def _table(members: frozenset[int]) -> Flags:
    table = np.zeros(256, np.bool_)
    table[list(members)] = True
    return table


def alignments(node: Node, shape: bytes, left: str, right: str) -> tuple[Alignment, ...] | None:
    """Return the ways in which a pattern with these boundaries can match texts of a shape, in the order of a search.

    `None` where they are too many, or where the shape does not say which bytes make up a character.
    """
    if HIGH in shape:
        return None
    before, after = FORBIDDEN[left], FORBIDDEN[right]
    try:
        return tuple(
            Alignment(start, end, allowed)
            for start in range(len(shape))
            if start == 0 or shape[start - 1] not in before
            for end, allowed in _walk(node, shape, start)
            if end == len(shape) or shape[end] not in after
        )
    except _TooMany:
        return None


def _walk(node: Node, shape: bytes, at: int) -> Ways:
    """Return the places where a match that starts here can end, in the order in which a backtracking engine tries them.

    Ways that end at one place under one condition are one way: that keeps `(?:[0-9]{1,9})+` from having thousands.
    """
    if isinstance(node, Chars):
        members = MEMBERS[shape[at]] if at < len(shape) else frozenset[int]()
        common = members & node.ascii
        return ((at + 1, () if common == members else ((at, common),)),) if common else ()
    if isinstance(node, Choice):
        return _distinct(way for option in node.options for way in _walk(option, shape, at))
    if isinstance(node, Sequence_):
        ways: Ways = ((at, ()),)
        for item in node.items:
            ways = _then(ways, item, shape)
        return ways
    if isinstance(node, Repeat):
        return _repeated(node, shape, at)
    raise ValueError("an assertion inside a pattern")


def _then(ways: Ways, node: Node, shape: bytes) -> Ways:
    return _distinct((end, allowed + more) for place, allowed in ways for end, more in _walk(node, shape, place))


def _distinct(ways: Iterable[tuple[int, _Allowed]]) -> Ways:
    distinct = tuple(islice(dict.fromkeys(ways), _MOST + 1))
    if len(distinct) > _MOST:
        raise _TooMany
    return distinct


def _repeated(node: Repeat, shape: bytes, at: int) -> Ways:
    """Return the ways of a repetition, longest first as a greedy engine does; the order matters to validity alone."""
    levels: list[Ways] = [((at, ()),)]
    most = len(shape) if node.most is None else node.most
    while len(levels) <= most and levels[-1]:
        before = levels[-1]
        levels.append(
            tuple(way for way in _then(before, node.item, shape) if way[0] > before[0][0] or len(levels) <= node.least)
        )
    return _distinct(way for level in reversed(levels[node.least :]) for way in level)
