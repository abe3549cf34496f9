"""What is wrong in an input, and where in its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Pointer = tuple[str | int, ...]
"""The keys and numbers that lead to a part of a document."""
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that makes an input unreadable as an inventory."""

    pointer: Pointer
    what: str
    hint: str
    key: bool = False
    """Whether the key is wrong, and not what it holds."""


def some(names: Sequence[str]) -> str:
    """List the first names of a possibly long list of them."""
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
