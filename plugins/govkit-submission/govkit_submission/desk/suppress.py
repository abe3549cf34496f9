"""Keeps small numbers out of published tables, so that nobody can be found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST = 5
"""The smallest number of organisations that is published."""
Place = tuple[str, str]
"""The row and the column of a number."""


def suppressed(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """Return the numbers of a row whose sum is known, `None` in place of those that are too small.

    Where one number alone is withheld, or those withheld sum up to too little, the next smallest is withheld as well:
    it could be worked out from the sum otherwise. A nought is withheld like a small number only where it has to be.
    """
    return suppressed_table({"": counts}, least)[""]


def suppressed_table(rows: Mapping[str, Mapping[str, int]], least: int = LEAST) -> dict[str, dict[str, int | None]]:
    """Return the numbers of a table of which the sums of rows and columns are known; `None` as in `suppressed`."""
    numbers = {(row, column): count for row, counts in rows.items() for column, count in counts.items()}
    lines: dict[Place, list[Place]] = {}
    for row, column in numbers:
        lines.setdefault(("row", row), []).append((row, column))
        if len(rows) > 1:
            lines.setdefault(("column", column), []).append((row, column))
    hidden = {place for place, count in numbers.items() if 0 < count < least}
    before = -1
    while before < len(hidden):
        before = len(hidden)
        for line in lines.values():
            hidden |= _needed(line, numbers, hidden, least)
    return {
        row: {column: None if (row, column) in hidden else count for column, count in counts.items()}
        for row, counts in rows.items()
    }


def _needed(line: Sequence[Place], numbers: Mapping[Place, int], hidden: set[Place], least: int) -> set[Place]:
    """Return what else of a row or column has to be withheld, so that its sum says too little of what is."""
    mine = {place for place in line if place in hidden}
    more: set[Place] = set()
    while mine and (len(mine) == 1 or sum(numbers[place] for place in mine) < least):
        rest = sorted((numbers[place], place) for place in line if place not in mine)
        positive = [entry for entry in rest if entry[0]] or rest
        if not positive:
            break
        more.add(positive[0][1])
        mine.add(positive[0][1])
    return more


def pooled(groups: Mapping[str, int], least: int = LEAST, rest: str = "others") -> dict[str, str]:
    """Return under which name each group is published: its own, or that of the rest where it is too small.

    The rest itself is never too small: the next smallest group joins it until it is not, or until nothing is left.
    """
    order = sorted(groups, key=lambda name: (groups[name], name))
    joined = [name for name in order if groups[name] < least]
    while joined and sum(groups[name] for name in joined) < least and len(joined) < len(order):
        joined.append(order[len(joined)])
    return {name: rest if name in joined else name for name in order}
