"""A text and its bytes: patterns run over bytes in linear time, and what they find is told in characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MEMORY = 64 << 20
"""Bytes that one pattern may take; with less, RE2 falls back to a slower automaton."""


@dataclass(frozen=True)
class Encoded:
    """A text in UTF-8 that knows which character a byte belongs to."""

    raw: bytes
    _before: NDArray[np.int64] | None = field(repr=False)
    """Characters that begin up to and with each byte; none where every byte is a character."""

    @classmethod
    def of(cls, text: str) -> Encoded:
        """Encode a text; lone surrogates, which no file can hold, become question marks."""
        raw = text.encode("utf-8", "replace")
        if len(raw) == len(text):
            return cls(raw, None)
        return cls(raw, np.cumsum((np.frombuffer(raw, np.uint8) & 0xC0) != 0x80))

    def character(self, byte: int) -> int:
        """Return how many characters begin before a byte."""
        if self._before is None or byte == 0:
            return byte
        return int(self._before[byte - 1])

    def matches(self, pattern: Any, *, overlapping: bool = False) -> Iterator[tuple[int, int]]:
        """Yield start and end, in characters, of the first group of each match.

        The next search begins where the last match ended, or, for `overlapping` ones, one character after its start.
        """
        at = 0
        while (found := pattern.search(self.raw, at)) is not None:
            start, end = found.span(1)
            yield self.character(start), self.character(end)
            at = self._after(start) if overlapping else max(end, at + 1)

    def _after(self, byte: int) -> int:
        """Return where the next character begins."""
        at = byte + 1
        while at < len(self.raw) and self.raw[at] & 0xC0 == 0x80:
            at += 1
        return at


@lru_cache(maxsize=512)
def compiled(pattern: str, *, any_case: bool = False, longest: bool = False) -> Any:
    """Compile a pattern of RE2 for bytes in UTF-8; time is linear in the text, whatever the pattern."""
    import re2

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    options.case_sensitive = not any_case
    options.longest_match = longest
    return re2.compile(pattern.encode(), options)
