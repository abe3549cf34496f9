"""Compact JSON a piece at a time: what stays in the processor's cache is written and hashed faster."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from govkit.model.plain_json import compact

_TOGETHER: Final = 1_000
"""Elements written at once; mappings of more keys than that are cut, too."""


def pieces(value: Any) -> Iterator[bytes]:
    """Yield the bytes of `compact(value)` in their order."""
    if isinstance(value, dict) and len(value) <= _TOGETHER:
        yield b"{"
        for number, (key, member) in enumerate(value.items()):
            yield (b"," if number else b"") + compact({key: None})[1:-5]
            yield from pieces(member)
        yield b"}"
    elif isinstance(value, (dict, list)):
        elements = iter(value.items() if isinstance(value, dict) else value)
        whole = compact(type(value)())
        yield whole[:1]
        for start in range(0, len(value), _TOGETHER):
            if start:
                yield b","
            yield compact(type(value)(islice(elements, _TOGETHER)))[1:-1]
        yield whole[1:]
    else:
        yield compact(value)
