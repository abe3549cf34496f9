"""Chances and tables: what the data of both examples are made with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")
Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True)
class Table:
    """A table with its rows, in order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Dice:
    """Chances that are the same on every version of Python: only `random()` is promised to be."""

    def __init__(self, seed: str) -> None:
        """Start from a seed."""
        self._random = random.Random(seed)  # noqa: S311 - no secret hangs on it

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.number(0, len(choices) - 1)]

    def happens(self, percent: int) -> bool:
        """Tell whether something happens that does so in `percent` of a hundred cases."""
        return self.number(1, 100) <= percent

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`."""
        return first + timedelta(days=self.number(0, (last - first).days))

    def words(self, *lists: str) -> str:
        """Return a word of each list, joined by blanks."""
        return " ".join(self.pick(words.split()) for words in lists)


def email(dice: Dice, number: int) -> str:
    """Return an address that no two people share, at a domain reserved for documentation."""
    name, host = dice.pick(("buyer", "home", "friend", "letters")), dice.pick(("mail", "post", "inbox"))
    return f"{name}.{number:04}@{host}.example.com"
