"""Read JSON and JSON lines strictly: a fast parser, a count that shows what it hides, and an exact second look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic_core import from_json

from govkit.engine.read.bulk import no_gc
from govkit.engine.read.census import census, texts_written
from govkit.engine.read.json_faults import load_exactly
from govkit.engine.read.limits import MAX_DEPTH
from govkit.engine.read.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from govkit.engine.read.census import Census
    from govkit.engine.read.document import JsonValue

_BLANK: Final = b" \t\r"
_LINES: Final = 4096
"""Lines read together: only among these has a bad one to be looked for."""


def load_json(data: bytes, shown: str) -> JsonValue:
    """Return the value that JSON bytes hold. Raises `InputError` for anything but strict JSON without duplicates."""
    with no_gc():
        values = _load_fast(data, [data])
        return values[0] if values else load_exactly(decode(data, shown))


def load_json_lines(data: bytes, shown: str) -> list[JsonValue]:
    """Return the values that the lines hold, blank ones skipped. Raises `InputError` with the number of a bad line."""
    values: list[JsonValue] = []
    with no_gc():
        lines = data.split(b"\n")
        for start in range(0, len(lines), _LINES):
            some = lines[start : start + _LINES]
            written = [line for line in some if line.strip(_BLANK)]
            found = _load_fast(b"\n".join(written), written)
            values.extend(_load_lines_exactly(some, shown, start + 1) if found is None else found)
    return values


def load_unsettled(data: bytes, *, lines: bool) -> JsonValue | None:
    """Return the value, or the list of the lines' values, or nothing where the parser refuses them.

    Only whoever takes the census of it (`is_whole`) knows whether it is all that was written.
    """
    with no_gc():
        if lines:
            return _parsed(line for line in data.split(b"\n") if line.strip(_BLANK))
        values = _parsed([data])
        return values[0] if values else None


def is_whole(found: Census, data: bytes, *, deeper: int) -> bool:
    """Tell by the census of parsed values whether the parser has hidden nothing of the data.

    It keeps the last of duplicate keys, turns large numbers into infinity, and goes deeper than is read. The values
    may lie `deeper` in the data than the census knows.
    """
    return found.texts == texts_written(data) and found.depth + deeper <= MAX_DEPTH and not found.overflow


def _parsed(texts: Iterable[bytes]) -> list[JsonValue] | None:
    try:
        return [from_json(text, cache_strings="all", allow_inf_nan=False) for text in texts]
    except ValueError:
        return None


def _load_fast(data: bytes, texts: Sequence[bytes]) -> list[JsonValue] | None:
    """Return one value for each of the texts that make up the data, or nothing if any of them needs an exact look."""
    values = _parsed(texts)
    return values if values is not None and is_whole(census(values), data, deeper=-1) else None


def _load_lines_exactly(lines: Sequence[bytes], shown: str, first_line: int) -> list[JsonValue]:
    numbered = enumerate(lines, start=first_line)
    return [load_exactly(decode(line, shown, number)) for number, line in numbered if line.strip(_BLANK)]
