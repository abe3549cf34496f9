"""Where in texts of one shape a pattern can match, and what is left to look at: often a byte or two, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from govkit_personal_data.kernel.shapes import HIGH, Alphabet
from govkit_personal_data.kernel.syntax import Chars, Choice, Node, Repeat, Sequence_

_MOST = 512
"""Ways to match beyond which a regular expression does it as well."""
Allowed: TypeAlias = tuple[tuple[int, frozenset[int]], ...]
"""Places, each with the bytes that have to stand there."""
_Ways: TypeAlias = tuple[tuple[int, Allowed], ...]
"""Ends of a match, each with what has to hold."""
_DIGITS = frozenset(b"0123456789")
_ALNUM = frozenset(byte for byte in range(128) if chr(byte).isalnum())
FORBIDDEN = {"none": frozenset[int](), "digit": _DIGITS, "alnum": _ALNUM}
"""Boundary → bytes that may not stand beside a match."""


class _TooMany(Exception):
    """There are more ways than it pays to follow."""


@dataclass(frozen=True, eq=False, slots=True)
class Need:
    """A condition on the byte at one place, and those that have to hold besides; equal ones are one object."""

    place: int
    members: frozenset[int]
    rest: Need | None


Needs: TypeAlias = dict[tuple[int, frozenset[int], Need | None], Need]
"""The needs of many alignments, which have many of them in common."""


@dataclass(frozen=True)
class Alignment:
    """One way to match: the bytes from `start` to `end`, provided that what it needs is there."""

    start: int
    end: int
    rare: Need | None
    """What few texts have, and is asked first."""
    common: Need | None
    """What many have: mostly digits, which those that end at one place have in common with each other."""

    def covers(self, shape: bytes) -> bool:
        """Tell whether a match is all of a cell but for blanks around it."""
        return not shape[: self.start].strip() and not shape[self.end :].strip()


@dataclass(frozen=True)
class _Texts:
    """The texts of one shape in one alphabet."""

    shape: bytes
    alphabet: Alphabet
    known: dict[tuple[int, int], _Ways] = field(default_factory=dict)
    """Part of a pattern, by its identity, and place → the ways from there, as one part is met many times."""

    def members(self, place: int) -> frozenset[int]:
        """Return the bytes that may stand at a place; none behind the end."""
        return self.alphabet.members[self.shape[place]] if place < len(self.shape) else frozenset()

    def beside(self, place: int, forbidden: frozenset[int]) -> Allowed | None:
        """Return what has to hold for none of these to stand at a place, `None` if they surely do."""
        if not forbidden or not 0 <= place < len(self.shape):
            return ()
        members = self.members(place)
        rest = members - forbidden
        return None if not rest else () if rest == members else ((place, rest),)


def alignments(
    node: Node, shape: bytes, left: str, right: str, alphabet: Alphabet, known: Needs
) -> tuple[Alignment, ...] | None:
    """Return the ways in which a pattern with these boundaries can match texts of a shape, in the order of a search.

    `None` where they are too many, or where the shape does not say which bytes make up a character. What they need is
    added to `known`.
    """
    if HIGH in shape:
        return None
    texts = _Texts(shape, alphabet)
    found: list[Alignment] = []
    try:
        for start in range(len(shape)):
            before = texts.beside(start - 1, FORBIDDEN[left])
            if before is None:
                continue
            for end, allowed in _walk(node, texts, start):
                after = texts.beside(end, FORBIDDEN[right])
                if after is not None:
                    found.append(Alignment(start, end, *_needs(allowed + before + after, known)))
            if len(found) > _MOST:
                return None
    except _TooMany:
        return None
    return tuple(found)


def _needs(allowed: Allowed, known: Needs) -> tuple[Need | None, Need | None]:
    """Return the conditions as two needs. What the fewest bytes meet is asked first: the others may not be reached."""
    rare = [one for one in allowed if len(one[1]) < len(_DIGITS)]
    common = [one for one in allowed if len(one[1]) >= len(_DIGITS)]
    rare.sort(key=lambda condition: (len(condition[1]), condition[0]))
    common.sort(key=lambda condition: -condition[0])
    return _need(rare, known), _need(common, known)


def _need(conditions: Sequence[tuple[int, frozenset[int]]], known: Needs) -> Need | None:
    need: Need | None = None
    for place, members in conditions:
        need = known.setdefault((place, members, need), Need(place, members, need))
    return need


def _walk(node: Node, texts: _Texts, at: int) -> _Ways:
    """Return the places where a match that starts here can end, in the order in which a backtracking engine tries them.

    Ways that end at one place under one condition are one way: that keeps `(?:[0-9]{1,9})+` from having thousands.
    """
    key = id(node), at
    if key not in texts.known:
        texts.known[key] = _walked(node, texts, at)
    return texts.known[key]


def _walked(node: Node, texts: _Texts, at: int) -> _Ways:
    if isinstance(node, Chars):
        return _once(node, texts, at)
    if isinstance(node, Choice):
        return _distinct(way for option in node.options for way in _walk(option, texts, at))
    if isinstance(node, Sequence_):
        ways: _Ways = ((at, ()),)
        for item in node.items:
            ways = _then(ways, item, texts)
            if not ways:
                break
        return ways
    if isinstance(node, Repeat):
        return _run(node.item, node, texts, at) if isinstance(node.item, Chars) else _repeated(node, texts, at)
    raise ValueError("an assertion inside a pattern")


def _once(node: Chars, texts: _Texts, at: int) -> _Ways:
    members = texts.members(at)
    common = members & node.ascii
    return ((at + 1, () if common == members else ((at, common),)),) if common else ()


def _then(ways: _Ways, node: Node, texts: _Texts) -> _Ways:
    if len(ways) == 1:
        ((place, allowed),) = ways
        behind = _walk(node, texts, place)
        return tuple((end, allowed + more) for end, more in behind) if allowed else behind
    return _distinct((end, allowed + more) for place, allowed in ways for end, more in _walk(node, texts, place))


def _distinct(ways: Iterable[tuple[int, Allowed]]) -> _Ways:
    distinct = tuple(islice(dict.fromkeys(ways), _MOST + 1))
    if len(distinct) > _MOST:
        raise _TooMany
    return distinct


def _run(item: Chars, node: Repeat, texts: _Texts, at: int) -> _Ways:
    """Return the ways of a repeated character, longest first as a greedy engine does."""
    ways: list[tuple[int, Allowed]] = [(at, ())]
    most = len(texts.shape) if node.most is None else node.most
    while len(ways) <= most:
        end, allowed = ways[-1]
        following = _walk(item, texts, end)
        if not following:
            break
        ways.append((following[0][0], allowed + following[0][1]))
    return tuple(reversed(ways[node.least :]))


def _repeated(node: Repeat, texts: _Texts, at: int) -> _Ways:
    """Return the ways of a repetition, longest first as a greedy engine does; the order matters to validity alone."""
    levels: list[_Ways] = [((at, ()),)]
    most = len(texts.shape) if node.most is None else node.most
    while len(levels) <= most and levels[-1]:
        before = levels[-1]
        levels.append(
            tuple(way for way in _then(before, node.item, texts) if way[0] > before[0][0] or len(levels) <= node.least)
        )
    return _distinct(way for level in reversed(levels[node.least :]) for way in level)
