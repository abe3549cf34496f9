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
    from collections.abc import Sequence

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


def _load_fast(data: bytes, texts: Sequence[bytes]) -> list[JsonValue] | None:
    """Return one value for each of the texts that make up the data, or nothing if any of them needs an exact look.

    The parser keeps the last of duplicate keys and turns large numbers into infinity; the census shows both.
    """
    try:
        values: list[JsonValue] = [from_json(text, cache_strings="all", allow_inf_nan=False) for text in texts]
    except ValueError:
        return None
    found = census(values)
    exact = found.texts == texts_written(data) and found.depth - 1 <= MAX_DEPTH and not found.overflow
    return values if exact else None


def _load_lines_exactly(lines: Sequence[bytes], shown: str, first_line: int) -> list[JsonValue]:
    numbered = enumerate(lines, start=first_line)
    return [load_exactly(decode(line, shown, number)) for number, line in numbered if line.strip(_BLANK)]
