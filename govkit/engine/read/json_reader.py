"""Read JSON and JSON lines strictly: a fast parser, a count that shows what it hides, and an exact second look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pydantic_core import from_json

from govkit.engine.read.bulk import no_gc
from govkit.engine.read.census import census, texts_written
from govkit.engine.read.json_faults import load_exactly
from govkit.engine.read.limits import MAX_DEPTH
from govkit.engine.read.text import decode, without_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govkit.engine.read.document import JsonValue

_BLANK: Final = b" \t\r"
_NO_LINES: Final = re.compile(rb"[ \t\r\n]*")


def load_json(data: bytes, shown: str) -> JsonValue:
    """Return the value that JSON bytes hold. Raises `InputError` for anything but strict JSON without duplicates."""
    with no_gc():
        value = _load_fast([without_mark(data)])
        return value[0] if value else load_exactly(decode(data, shown))


def load_json_lines(data: bytes, shown: str) -> list[JsonValue]:
    """Return the values that the lines hold, blank ones skipped. Raises `InputError` with the number of a bad line."""
    with no_gc():
        lines = without_mark(data).split(b"\n")
        values = _load_fast([line for line in lines if line.strip(_BLANK)])
        if values is not None:
            return values
        decode(data, shown)
        numbered = enumerate(lines, start=1)
        return [load_exactly(decode(line, shown, number)) for number, line in numbered if line.strip(_BLANK)]


def _load_fast(texts: Sequence[bytes]) -> list[JsonValue] | None:
    """Return one value for each text, or nothing if any of them needs an exact look.

    The parser keeps the last of duplicate keys and turns large numbers into infinity; the census shows both.
    """
    try:
        values = [from_json(text, cache_strings="all", allow_inf_nan=False) for text in texts]
    except ValueError:
        return None
    found = census(values)
    written = sum(map(texts_written, texts))
    exact = found.texts == written and found.depth - 1 <= MAX_DEPTH and not found.overflow
    return values if exact else None
