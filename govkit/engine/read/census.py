"""Count what parsed values hold, a level at a time, so that a duplicate key shows by what is missing."""

from __future__ import annotations

from itertools import chain, compress, repeat
from math import isinf
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Census(NamedTuple):
    """How many texts a value holds (keys and values), how deep it goes, and whether a number overflowed."""

    texts: int
    depth: int
    overflow: bool


def census(value: object) -> Census:
    """Return the census of plain values (dict, list, str, int, float, bool, None).

    Works on whole levels instead of single values: each pass over a level runs in C.
    """
    texts = depth = 0
    overflow = False
    level: Sequence[Any] = [value]
    while level:
        kinds = list(map(type, level))
        texts += kinds.count(str)
        if float in kinds:
            overflow = overflow or any(map(isinf, _of(float, level, kinds)))
        below: list[Any] = []
        if dict in kinds:
            records = list(_of(dict, level, kinds))
            texts += sum(map(len, records))
            below.extend(chain.from_iterable(map(dict.values, records)))
        if list in kinds:
            below.extend(chain.from_iterable(_of(list, level, kinds)))
        depth += dict in kinds or list in kinds
        level = below
    return Census(texts, depth, overflow)


def texts_written(data: bytes) -> int:
    """Return how many texts (keys and values) stand in valid JSON, or in JSON lines: half its unescaped quotes.

    A parser that keeps the last of duplicate keys has lost one at least, so its census counts fewer.
    """
    quotes = data.count(b'"')
    if b"\\" in data:
        quotes -= data.replace(b"\\\\", b"").count(b'\\"')
    return quotes // 2


def _of(kind: type, level: Iterable[Any], kinds: list[type]) -> Iterable[Any]:
    return compress(level, map(is_, kinds, repeat(kind)))
