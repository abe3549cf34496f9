"""All texts of a file, each with its spans: what `govkit scan --text` writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.observed import State
from govkit_personal_data.text.documents import FIELD, UnreadableText, texts
from govkit_personal_data.text.engine import shipped_engine
from govkit_personal_data.text.ner import Recogniser
from govkit_personal_data.text.spans import Span, without_overlaps


@dataclass(frozen=True, slots=True)
class TextResult:
    """What was found in one text of a file."""

    id: str | int
    spans: tuple[Span, ...] = ()
    examined: int = 0
    """Characters that were looked at."""
    cut: int = 0
    """Characters that were not, because the text is too long."""
    whole: bool = True
    """Whether all of the text was read and looked at."""
    state: State = "read"
    """`read`, or why there is nothing to look at."""
    engines: tuple[str, ...] = ("rules",)
    """What looked at it."""

    def record(self) -> dict[str, Any]:
        """Return plain data for a line of JSON: places and categories, never the words."""
        spans = [
            {
                "start": span.start,
                "end": span.end,
                "category": span.label,
                "type": span.label,
                "score": span.score,
                "by": span.by,
            }
            for span in self.spans
        ]
        return {
            "id": self.id,
            "spans": spans,
            "state": self.state,
            "examined": self.examined,
            "cut": self.cut,
            "whole": self.whole,
            "engines": list(self.engines),
        }


def scan_texts(
    path: Path, *, field: str | None = FIELD, ner: Recogniser | None = None, own: tuple[Identifier, ...] = ()
) -> Iterator[TextResult]:
    """Yield a result for each text of a file: a line of JSON lines, a page, or the whole of a plain text.

    A text that can't be read gives a result whose `state` says so. `ner`, where it is given, looks for names where the
    rules found none, as long as its budget lasts. `own` are identifiers that a user has brought.
    """
    engine = shipped_engine(own)
    for number, found in enumerate(texts(path, field)):
        if isinstance(found, UnreadableText):
            yield TextResult(number if found.at is None else found.at, whole=False, state=found.state)
            continue
        reading = engine.read(found.text)
        spans = reading.spans
        engines: tuple[str, ...] = ("rules",)
        if ner is not None and (more := ner.read(found.text, spans)) is not None:
            spans, engines = without_overlaps((*spans, *more)), ("rules", ner.name)
        yield TextResult(
            found.id, spans, reading.examined, reading.cut, found.whole and not reading.cut, engines=engines
        )
