"""Count what parsed values hold, a column at a time, so that a duplicate key shows by what is missing."""

from __future__ import annotations

from itertools import chain, compress, repeat
from math import isinf
from operator import is_
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMN: Final = 4096
"""Values looked at together: many enough to spend the time in C, few enough to stay in the processor's cache."""
_HELD: Final = frozenset((str, float, dict, list))


class Census(NamedTuple):
    """How many texts a value holds (keys and values), how deep it goes, and whether a number overflowed."""

    texts: int
    depth: int
    overflow: bool

    def beside(self, *others: Census) -> Census:
        """Return the census of all these values side by side."""
        every = (self, *others)
        return Census(sum(c.texts for c in every), max(c.depth for c in every), any(c.overflow for c in every))


NOTHING: Final = Census(0, 0, overflow=False)


def census(value: object) -> Census:
    """Return the census of plain values (dict, list, str, int, float, bool, None)."""
    texts = depth = 0
    overflow = False
    todo: list[tuple[int, list[Any]]] = [(0, [value])]
    while todo:
        level, values = todo.pop()
        for kind, column in _columns(values):
            if kind is str:
                texts += len(column)
            elif kind is float:
                overflow = overflow or any(map(isinf, column))
            else:
                depth = max(depth, level + 1)
            if kind is dict:
                texts += sum(map(len, column))
                todo.extend((level + 1, members) for members in _by_position(column))
            elif kind is list:
                todo.append((level + 1, list(chain.from_iterable(column))))
    return Census(texts, depth, overflow)


def texts_written(data: bytes) -> int:
    """Return how many texts (keys and values) stand in valid JSON, or in JSON lines: half its unescaped quotes.

    A parser that keeps the last of duplicate keys has lost one at least, so its census counts fewer.
    """
    quotes = data.count(b'"')
    if b"\\" in data:
        quotes -= data.replace(b"\\\\", b"").count(b'\\"')
    return quotes // 2


def _columns(values: list[Any]) -> Iterator[tuple[type, list[Any]]]:
    """Yield the values in columns of one type each, of those types that a census asks for."""
    for start in range(0, len(values), _COLUMN):
        column = values[start : start + _COLUMN]
        kinds = list(map(type, column))
        if kinds.count(kinds[0]) == len(kinds):
            if kinds[0] in _HELD:
                yield kinds[0], column
        else:
            for kind in _HELD.intersection(kinds):
                yield kind, list(compress(column, map(is_, kinds, repeat(kind))))


def _by_position(records: list[dict[str, Any]]) -> list[list[Any]]:
    """Return the values of the records by their position, which has one type mostly where records are alike."""
    values = list(chain.from_iterable(map(dict.values, records)))
    width = len(records[0])
    alike = 0 < width <= len(records) and list(map(len, records)).count(width) == len(records)
    return [values[position::width] for position in range(width)] if alike else [values]
