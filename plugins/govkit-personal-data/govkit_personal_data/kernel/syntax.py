"""The portable part of regular expressions as a tree, and what a tree says of shapes instead of texts.

A pattern's image under a shape's map is a pattern over symbols that matches the shape of every text that the pattern
matches: it may match more, never less. That holds because the map is one byte at a time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from govkit_personal_data.kernel.shapes import BLANK, BLANKS, MERGED, RUNS, Symbols

_ASCII = frozenset(range(128))
_DIGITS = frozenset(b"0123456789")
_WORD = frozenset(byte for byte in _ASCII if chr(byte).isalnum() or byte == 0x5F)
_CATEGORIES = {codes.CATEGORY_DIGIT: _DIGITS, codes.CATEGORY_SPACE: BLANKS, codes.CATEGORY_WORD: _WORD}
_COMPLEMENTS = {codes.CATEGORY_NOT_DIGIT: _DIGITS, codes.CATEGORY_NOT_SPACE: BLANKS, codes.CATEGORY_NOT_WORD: _WORD}
_MANY = 200
"""Repetitions beyond which an image does not count."""


@dataclass(frozen=True)
class Chars:
    """One character of a set: these of ASCII, and those beyond if `high`."""

    ascii: frozenset[int]
    high: bool = False


@dataclass(frozen=True)
class Sequence_:
    """One after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """One of several, the first that fits."""

    options: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """Between `least` and `most` times; greedy or not makes no difference to images."""

    item: Node
    least: int
    most: int | None


@dataclass(frozen=True)
class Edge:
    """An assertion about where a match stands; images ignore it, alignments do not know it."""


Node: TypeAlias = Chars | Sequence_ | Choice | Repeat | Edge


def parse(pattern: str) -> Node:
    """Return the tree of a pattern. Raises `ValueError` for syntax that is not portable: look-around, references."""
    tree = parser.parse(pattern, re.ASCII)
    return _sequence(tree, bool(tree.state.flags & re.IGNORECASE))


def _sequence(tree: Iterable[tuple[Any, Any]], fold: bool) -> Node:
    items = tuple(_node(code, value, fold) for code, value in tree)
    return items[0] if len(items) == 1 else Sequence_(items)


def _node(code: Any, value: Any, fold: bool) -> Node:
    if code in (codes.LITERAL, codes.NOT_LITERAL):
        return _chars([(codes.NEGATE, None)] * (code is codes.NOT_LITERAL) + [(codes.LITERAL, value)], fold)
    if code is codes.IN:
        return _chars(value, fold)
    if code is codes.ANY:
        return Chars(_ASCII, high=True)
    if code is codes.BRANCH:
        return Choice(tuple(_sequence(option, fold) for option in value[1]))
    if code is codes.SUBPATTERN:
        _, added, removed, inner = value
        return _sequence(inner, (fold or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, inner = value
        return Repeat(_sequence(inner, fold), least, None if most is codes.MAXREPEAT else most)
    if code is codes.AT:
        return Edge()
    raise ValueError(f"a pattern may not use {str(code).lower()}")


def _chars(items: Sequence[tuple[Any, Any]], fold: bool) -> Chars:
    found: set[int] = set()
    high = negated = False
    for code, value in items:
        if code is codes.NEGATE:
            negated = True
        elif code is codes.LITERAL:
            found |= {value} & _ASCII
            high |= value > 127
        elif code is codes.RANGE:
            found |= set(range(value[0], min(value[1], 127) + 1))
            high |= value[1] > 127
        elif value in _CATEGORIES:
            found |= _CATEGORIES[value]
        else:
            found |= _ASCII - _COMPLEMENTS[value]
            high = True
    if fold:
        found |= {ord(case) for byte in found for case in (chr(byte).lower(), chr(byte).upper())}
    return Chars(_ASCII - found, high=True) if negated else Chars(frozenset(found), high)


def image(node: Node, symbols: Symbols) -> str:
    """Return the image of a pattern under the map of an alphabet."""
    if isinstance(node, Chars):
        made = _class({symbols[byte] for byte in node.ascii})
        return rf"(?:{made}|w{{1,4}})" if node.high and node.ascii else "w{1,4}" if node.high else made
    if isinstance(node, Sequence_):
        return "".join(image(item, symbols) for item in node.items)
    if isinstance(node, Choice):
        return _alternatives(image(option, symbols) for option in node.options)
    if isinstance(node, Repeat):
        return f"(?:{image(node.item, symbols)}){_times(node.least, node.most)}"
    return ""


def shrunk_image(node: Node, *, alone: bool = True) -> str:
    """Return the image of a pattern under `shrunk`; `alone` if what stands beside it can't be part of a run."""
    if isinstance(node, Chars):
        symbols, runs = _merged(node)
        return symbols if alone or not runs else f"{symbols}?"
    if isinstance(node, Sequence_):
        items = node.items
        calm = (
            alone and not may_run(Sequence_(items[:index]), last=True) and not may_run(Sequence_(items[index + 1 :]))
            for index in range(len(items))
        )
        return "".join(shrunk_image(item, alone=quiet) for item, quiet in zip(items, calm, strict=True))
    if isinstance(node, Choice):
        return _alternatives(shrunk_image(option, alone=alone) for option in node.options)
    if isinstance(node, Repeat):
        if isinstance(node.item, Chars):
            symbols, runs = _merged(node.item)
            least = node.least if not runs else min(node.least, int(alone))
            return f"{symbols}{_times(least, node.most)}"
        joined = may_run(node.item) or may_run(node.item, last=True)
        once = shrunk_image(node.item, alone=alone and not joined)
        return f"(?:{once}){_times(node.least, node.most)}"
    return ""


def is_even(node: Node, classes: Collection[frozenset[int]]) -> bool:
    """Tell whether a pattern takes or leaves each of these classes of bytes whole: one of a class does for another."""
    if isinstance(node, Chars):
        return all(members <= node.ascii or not members & node.ascii for members in classes)
    if isinstance(node, Repeat):
        return is_even(node.item, classes)
    if isinstance(node, Edge):
        return False
    return all(is_even(part, classes) for part in (node.items if isinstance(node, Sequence_) else node.options))


def always_has(node: Node, members: frozenset[int], in_a_row: int = 1) -> bool:
    """Tell whether whatever a pattern matches holds a byte of these, or so many of them in a row."""
    if isinstance(node, Chars):
        return in_a_row <= 1 and not node.high and bool(node.ascii) and node.ascii <= members
    if isinstance(node, Choice):
        return all(always_has(option, members, in_a_row) for option in node.options)
    if isinstance(node, Sequence_):
        return any(always_has(item, members, in_a_row) for item in node.items)
    if isinstance(node, Repeat):
        repeated = always_has(node.item, members) and isinstance(node.item, Chars)
        return node.least > 0 and (always_has(node.item, members, in_a_row) or (repeated and node.least >= in_a_row))
    return False


def _merged(node: Chars) -> tuple[str, bool]:
    """Return the class of symbols of a character, and whether one of them is that of runs."""
    symbols = {MERGED[byte] for byte in node.ascii} | ({BLANK} if node.high else set())
    runs = bool(symbols & RUNS)
    return _class(symbols | {BLANK} if runs else symbols), runs


def may_run(node: Node, *, last: bool = False) -> bool:
    """Tell whether what a pattern matches may begin, or end if `last`, within a run of small letters and blanks."""
    if isinstance(node, Chars):
        return _merged(node)[1]
    if isinstance(node, Repeat):
        return may_run(node.item, last=last)
    if isinstance(node, Choice):
        return any(may_run(option, last=last) for option in node.options)
    if isinstance(node, Edge):
        return True
    for item in node.items[::-1] if last else node.items:
        if may_run(item, last=last):
            return True
        if not _may_be_empty(item):
            return False
    return False


def is_confined(node: Node) -> bool:
    """Tell whether no match begins or ends with a small letter, blank or what is beyond ASCII, or has two in a row."""
    return not (may_run(node) or may_run(node, last=True) or _has_pair(node))


def _has_pair(node: Node) -> bool:
    """Tell whether a match may hold two neighbours of a run."""
    if isinstance(node, Sequence_):
        return any(map(_has_pair, node.items)) or any(
            may_run(one, last=True) and may_run(Sequence_(node.items[place:]))
            for place, one in enumerate(node.items, start=1)
        )
    if isinstance(node, Choice):
        return any(map(_has_pair, node.options))
    if isinstance(node, Repeat):
        touching = node.most != 1 and may_run(node.item) and may_run(node.item, last=True)
        return touching or _has_pair(node.item)
    return False


def _may_be_empty(node: Node) -> bool:
    if isinstance(node, Repeat):
        return node.least == 0 or _may_be_empty(node.item)
    if isinstance(node, Choice):
        return any(map(_may_be_empty, node.options))
    return isinstance(node, Edge) or (isinstance(node, Sequence_) and all(map(_may_be_empty, node.items)))


def _class(symbols: set[int]) -> str:
    return "[" + "".join(f"\\x{symbol:02x}" for symbol in sorted(symbols)) + "]"


def _alternatives(options: Iterable[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(options))})"


def _times(least: int, most: int | None) -> str:
    return f"{{{min(least, _MANY)},{'' if most is None or most > _MANY else most}}}"
