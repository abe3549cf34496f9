"""Documents as tables of one column, `text`: a row for each line, looked at with the rules for sentences."""

from __future__ import annotations

import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import log
from pathlib import Path

from govkit_personal_data.categories import shipped as categories
from govkit_personal_data.evidence.full_name import names_person
from govkit_personal_data.evidence.people import NAME
from govkit_personal_data.mask import safe_name
from govkit_personal_data.observed import Column, Detection, Piece, Table
from govkit_personal_data.places import Place
from govkit_personal_data.prevalence import wilson
from govkit_personal_data.sources.survey import Survey
from govkit_personal_data.sources.table import Unreadable
from govkit_personal_data.sources.text import encoding_of
from govkit_personal_data.text.documents import LARGEST, Text, UnreadableText, texts
from govkit_personal_data.text.engine import shipped_engine
from govkit_personal_data.text.spans import Span
from govkit_personal_data.text.workbooks import asides, bare_formulas

PLAIN, COLUMN = "text", "text"
BESIDE = "(beside the cells)"
_NAMED = 0.79
"""Confidence of a full name that stands alone: a person has to look."""
_LEAST, _MOST = 0.5, 0.99
"""Confidence from which a kind is told, and the most that evidence is taken for."""


@dataclass
class _Lines:
    """Adds up what stands in the lines of a document."""

    rows: int = 0
    unread: int = 0
    kinds: dict[str, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))
    """Category → the number of the line and the span, without a word of it."""

    def add(self, content: str, spans: Iterable[Span], *, whole: bool) -> None:
        ends = list(accumulate(map(len, content.splitlines(keepends=True))))
        for span in spans:
            self.kinds[span.category].append((self.rows + bisect_right(ends, span.start), span))
        self.rows += len(ends)
        self.unread += not whole


def read_prose(place: Place, name: str, seen: Survey) -> tuple[Table, Column]:
    """Return a document as a table with one column. Raises `Unreadable`; a page that can't be read is an unread row."""
    engine, lines = shipped_engine(), _Lines()
    for part in _plain(place, seen) if place.format == PLAIN else texts(place.path):
        if isinstance(part, UnreadableText):
            if part.at is None:
                raise Unreadable(part.state, "documents" if part.state == "not_supported" else "")
            lines.rows, lines.unread = lines.rows + 1, lines.unread + 1
        elif part.text.strip():
            reading = engine.read(part.text)
            lines.add(part.text, reading.spans, whole=part.whole and not reading.cut)
    table, rows, examined = safe_name(name), lines.rows, lines.rows - lines.unread
    found = tuple(sorted(_detections(lines), key=lambda one: (-one.confidence, one.category)))
    column = Column(table, COLUMN, examined, rows, unread=lines.unread, opaque=True, detections=found)
    return Table(table, rows, examined, 1, structure_known=True), column


def read_asides(path: Path, name: str) -> tuple[Table, Column] | None:
    """Return what stands beside the cells of a workbook as a table with one column, `None` where nothing does.

    Formulas without a value are rows that could not be read. Raises `Unreadable`.
    """
    engine, lines, free = shipped_engine(), _Lines(), False
    try:
        for aside in asides(path):
            spans = [*engine.read(aside.text).spans]
            if not spans and names_person(aside.text):
                spans = [Span(0, len(aside.text), NAME, _NAMED, "name")]
            lines.add(aside.text, spans, whole=True)
            free = free or aside.free
        bare = bare_formulas(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        raise Unreadable("malformed") from None
    if not lines.rows + bare:
        return None
    table, rows = safe_name(f"{name} {BESIDE}"), lines.rows + bare
    found = tuple(sorted(_detections(lines), key=lambda one: (-one.confidence, one.category)))
    column = Column(table, COLUMN, lines.rows, rows, unread=bare, opaque=free, detections=found)
    return Table(table, rows, lines.rows, 1, structure_known=True, beside=True), column


def _plain(place: Place, seen: Survey) -> Iterator[Text]:
    encoding = encoding_of(seen, place.encoding)
    with place.path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    content = raw[:LARGEST].decode(encoding, "replace")
    yield Text(0, content, len(raw) <= LARGEST and "\ufffd" not in content)


def _detections(lines: _Lines) -> Iterator[Detection]:
    """Yield the kinds that were seen; a link alone says nothing of a person."""
    known = categories().by_id
    for id_, found in lines.kinds.items():
        confidence = min(max(span.score for _, span in found), _MOST)
        if id_ not in known or confidence < _LEAST:
            continue
        matched = len({line for line, _ in found})
        yield Detection(
            category=id_,
            identifies=known[id_].identifies,
            sensitivity=known[id_].sensitivity,
            confidence=round(confidence, 4),
            matched=matched,
            share=wilson(matched, lines.rows),
            evidence=_evidence([span for _, span in found], matched, lines.rows),
        )


def _evidence(spans: Sequence[Span], matched: int, rows: int) -> tuple[Piece, ...]:
    best: dict[str, float] = {}
    for span in spans:
        best[span.by] = max(best.get(span.by, 0.0), min(span.score, _MOST))
    weights = {by: round(log(score / (1 - score)), 2) for by, score in best.items() if score > 0}
    order = sorted(weights, key=lambda by: (-weights[by], by))
    return tuple(Piece(f"sentence:{by}", weights[by], matched, rows) for by in order)
