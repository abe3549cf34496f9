"""The text engine: identifiers by form, check digits and context; names, addresses and dates of birth; links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from govkit_personal_data.identifiers import Identifier, Shown, all_identifiers
from govkit_personal_data.text.addresses import addresses
from govkit_personal_data.text.candidates import Candidate, Finder, finder
from govkit_personal_data.text.dates import births
from govkit_personal_data.text.labelled import labelled_codes
from govkit_personal_data.text.labels import Label, Labels, labels_of
from govkit_personal_data.text.language import countries
from govkit_personal_data.text.names import Names
from govkit_personal_data.text.names import shipped as shipped_names
from govkit_personal_data.text.spans import Span, without_overlaps
from govkit_personal_data.text.utf8 import Encoded, compiled
from govkit_personal_data.text.weigh import Surroundings, weigh

THRESHOLD = 0.4
"""Score below which nothing is reported."""
LONGEST = 1_000_000
"""Characters of one text that are looked at."""
WINDOW, OVERLAP = 8_000, 200
"""Texts are looked at in windows, so that memory and time stay in proportion to the text."""
_URL = r"(?:^|[^0-9A-Za-z])((?i:https?://|www\.)[^\s<>\"'\x{0e00}-\x{0e7f}]{3,1000})"
_URL_SCORE = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text, and how much of it was looked at."""

    spans: tuple[Span, ...]
    examined: int
    """Characters that were looked at."""
    cut: int
    """Characters beyond the limit, which were not."""


@dataclass(frozen=True)
class TextEngine:
    """Finds personal data in texts by rules alone; linear in the length of the text, and free of the network."""

    finder: Finder
    labels: Labels
    names: Names
    threshold: float = THRESHOLD

    def read(self, text: str) -> Reading:
        """Return the spans of a text."""
        shown = Shown(text[:LONGEST])
        spans = [
            Span(*shown.place(offset + span.start, offset + span.end), span.category, span.score, span.by)
            for offset, piece in windows(shown.text)
            for span in self._window(piece)
        ]
        examined = min(len(text), LONGEST)
        return Reading(without_overlaps(spans), examined, len(text) - examined)

    def _window(self, folded: str) -> Iterator[Span]:
        encoded = Encoded.of(folded)
        candidates = tuple(self.finder.find(folded, encoded))
        links = tuple(Span(start, end, "url", _URL_SCORE, "url") for start, end in encoded.matches(compiled(_URL)))
        closed: list[Span | Candidate] = [
            *links,
            *(candidate for candidate in candidates if candidate.identifier.category == "email"),
        ]
        words = tuple(word for word in self.labels.find(folded) if not _inside(word, closed))
        labels, hints = tuple(word for word in words if word.kinds), tuple(word for word in words if word.hints)
        around = Surroundings(folded, labels, hints, countries(folded))
        found = (
            weigh(candidates, around),
            labelled_codes(around),
            births(around, encoded),
            self.names.find(folded, encoded, labels),
            addresses(folded, encoded),
            links,
        )
        return (span for spans in found for span in spans if span.score >= self.threshold)


def _inside(label: Label, closed: Iterable[Span | Candidate]) -> bool:
    """Tell whether a word is part of a link or of an e-mail address, and so says nothing of what stands beside it."""
    return any(whole.start <= label.start and label.end <= whole.end for whole in closed)


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield pieces with their offsets; neighbours overlap, and end at a blank where there is one."""
    start = 0
    while len(text) - start > WINDOW:
        end = start + WINDOW
        blank = max(text.rfind(" ", start + WINDOW - OVERLAP, end), text.rfind("\n", start + WINDOW - OVERLAP, end))
        end = blank if blank > 0 else end
        yield start, text[start:end]
        start = end - OVERLAP
    yield start, text[start:]


@lru_cache(maxsize=2)
def shipped_engine(own: tuple[Identifier, ...] = ()) -> TextEngine:
    """Return the engine with all that ships with the plugin, and with identifiers of the user's own."""
    known = (*all_identifiers(), *own)
    return TextEngine(finder(known), labels_of(known), shipped_names())
