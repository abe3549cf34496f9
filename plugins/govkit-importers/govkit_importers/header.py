"""Find the row that names the columns of a table of data, below titles and remarks, and the names in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

FIRST_ROWS = 15
"""The names stand in one of these."""
_SAMPLE = 50
_REMARK = "#"
_WORDS = 3
"""From so many words on, a text that stands alone in a row is a sentence and no name."""
_NUMBER, _INTEGER = re.compile(r"[+-]?\d+[.,]\d+"), re.compile(r"[+-]?\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Cells = Sequence[Any]


def top_of(rows: Sequence[Cells]) -> int:
    """Return the index of the row with which a table begins: that of the names, or of the first data.

    `rows` are the first of a file, those that hold nothing among them. Rows above the names are passed over where they
    reach less far and name nothing: remarks, titles, a label with its value, and what an empty row parts from the rest.
    """
    reach = [reach_of(row) for row in rows[:_SAMPLE]]
    usual = _commonest(reach)
    first = [index for index, last in enumerate(reach[:FIRST_ROWS]) if last]
    remarks = {index for index in first if _is_remark(rows[index], reach[index] == usual)}
    named = next((i for i in first if reach[i] >= usual and i not in remarks and _are_names(rows[i])), None)
    for index in first:
        narrow = named is not None and reach[index] < usual
        if index not in remarks and not (narrow and (0 in reach[index:named] or _stands_beside(rows[index]))):
            return index
    return 0


def names_in(row: Cells, until: int) -> list[str] | None:
    """Return a name for each of so many columns, a number where there is none; `None` for a row of data."""
    cells = [*row[:until], *[""] * (until - len(row))]
    if 2 * sum(map(is_data, cells)) >= until:
        return None
    given = (text_of(cell) if not is_data(cell) else "" for cell in cells)
    return _distinct([name or f"column-{number}" for number, name in enumerate(given, 1)])


def is_data(cell: Any) -> bool:
    """Tell a cell that no row of names has: a number, a date, an address."""
    if isinstance(cell, str):
        text = cell.strip()
        return bool(_INTEGER.fullmatch(text) or _NUMBER.fullmatch(text) or _DAY.match(text) or "@" in text)
    return cell is not None


def reach_of(row: Cells) -> int:
    """Return the number of the last cell that holds anything; 0 for a row that holds nothing."""
    return max((number for number, cell in enumerate(row, 1) if text_of(cell)), default=0)


def text_of(cell: Any) -> str:
    """Return what a cell says, without spaces around it."""
    return "" if cell is None else str(cell).strip()


def _commonest(reach: Sequence[int]) -> int:
    """Return how far most rows reach; the farthest of several."""
    found = Counter(filter(None, reach))
    return max(found, key=lambda last: (found[last], last), default=0)


def _are_names(row: Cells) -> bool:
    texts = [text_of(cell) for cell in row[: reach_of(row)]]
    return all(texts) and len({*texts}) == len(texts) and not any(map(is_data, row))


def _is_remark(row: Cells, wide: bool) -> bool:
    """Tell a remark from a first column that is called `#`, or `#id`, in a row that is as wide as most."""
    first = next(filter(None, map(text_of, row)))
    return first.startswith(_REMARK) and not (wide and " " not in first)


def _stands_beside(row: Cells) -> bool:
    """Tell a title, or a label with its value, from names of columns."""
    texts = [text for cell in row if (text := text_of(cell))]
    if len(texts) == 1:
        return len(row) > 1 or texts[0].endswith(":") or len(texts[0].split()) >= _WORDS
    return len(texts) == 2 and (texts[0].endswith(":") or is_data(row[reach_of(row) - 1]))


def _distinct(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found
