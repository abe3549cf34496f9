"""What a function returned, kept by what it was given, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
_MOST = 65_536


class Remembered(dict[K, V]):
    """A function of one value as a table; all is forgotten when it becomes too much."""

    __slots__ = ("_work",)

    def __init__(self, work: Callable[[K], V]) -> None:
        """Take the function; its values have to tell themselves apart by equality."""
        super().__init__()
        self._work = work

    def __missing__(self, key: K) -> V:
        """Call the function for a value that is not in the table."""
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._work(key)
        return value
