"""What is found in a text: where, of which category, how sure. Never the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of personal data in a text."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    category: str
    """A category of `categories.toml`, or `url`."""
    score: float
    """From 0 to 1."""
    by: str
    """What found it: the id of an identifier, `label`, `name`, `address`, `date`, or the engine that recognised it."""

    @property
    def label(self) -> str:
        """Return the category as tools that exchange spans write it: `NATIONAL_ID`."""
        return self.category.upper().replace("-", "_")


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the best of the spans that share characters, in the order of the text."""
    best = sorted(spans, key=lambda span: (-span.score, span.start - span.end, span.start, span.category, span.by))
    taken, kept = bytearray(max((span.end for span in best), default=0)), []
    for span in best:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))
