"""Places of values in valid JSON text: only the containers on the way to a value are looked at, and once."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from govkit.engine.read.bulk import no_gc
from govkit.engine.read.document import Place
from govkit.engine.read.text import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from govkit.engine.read.document import Pointer

_BLANK: Final = re.compile(r"[ \t\n\r]*")
_RECORD: Final = re.compile(r"[^ \t\r\n][^\n]*")


class JsonPlaces:
    """Finds places in JSON text, or in JSON `lines`, whose records are the elements of the outermost list."""

    def __init__(self, text: str, *, lines: bool) -> None:
        """Take text that has been read without an error."""
        self._text = text
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._known: dict[int, dict[str | int, tuple[int, int]]] = {}
        self._start = after_blanks(text, 0)
        if lines:
            starts = (found.start() for found in _RECORD.finditer(text))
            self._start = -1
            self._known[-1] = {index: (start, start) for index, start in enumerate(starts)}

    def find(self, pointer: Pointer) -> Place:
        """Return the place of what the pointer leads to, or of its nearest ancestor that exists."""
        key = value = self._start
        for step in pointer:
            inside = self._inside(value)
            if step not in inside:
                break
            key, value = inside[step]
        return Place(self._position(value), self._position(key))

    def _inside(self, start: int) -> dict[str | int, tuple[int, int]]:
        """Return the offsets of key and value for each member of the container that starts there."""
        if start not in self._known:
            with no_gc():
                found = members(self._text, start, json.JSONDecoder().raw_decode)
                self._known[start] = {name: (key, value) for name, key, value in found}
        return self._known[start]

    def _position(self, offset: int) -> Position:
        offset = max(offset, 0)
        line = bisect_left(self._breaks, offset)
        return Position(line + 1, offset - (self._breaks[line - 1] if line else -1))


def after_blanks(text: str, offset: int) -> int:
    """Return the offset of the first character from `offset` on that is no JSON white space."""
    blank = _BLANK.match(text, offset)
    return blank.end() if blank else offset


def members(
    text: str, start: int, decode: Callable[[str, int], tuple[Any, int]]
) -> Iterator[tuple[str | int, int, int]]:
    """Yield name, offset of the key and offset of the value for each member of the container at `start`, if it is one.

    `decode` reads one value and returns it with the offset behind it; a member is yielded before its value is read.
    """
    if text[start] not in "{[":
        return
    at = after_blanks(text, start + 1)
    count = 0
    while text[at] not in "}]":
        key_at, name = at, count
        if text[start] == "{":
            name, at = decode(text, at)
            at = after_blanks(text, after_blanks(text, at) + 1)
        yield name, key_at, at
        at = after_blanks(text, decode(text, at)[1])
        if text[at] == ",":
            at = after_blanks(text, at + 1)
        count += 1
