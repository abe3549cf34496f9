"""A card in the one form that is judged, whatever file it came from: sections and passages with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

_NUMBERING = re.compile(r"^(?:\d+\.?)+\s+|^[ivx]+\.\s+")
_OPTIONAL = re.compile(r"\[optional\]|\(optional\)")
_MARKS = "\u0300-\u036f\u0900-\u0dff\u0e30-\u0e4e\u0eb0-\u0ece\u102b-\u103e\u17b4-\u17d3"  # vowels and tones, no `\\w`
_PUNCTUATION = re.compile(rf"[^\w\s/'.{_MARKS}-]+|(?<!\d)\.|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table row or value."""

    text: str
    """What a reader sees: links reduced to their words, pictures and markup left out."""
    line: int | None = None
    pointer: str = ""
    label: str = ""
    """The name in front of a value, folded: `developed by`."""
    links: tuple[str, ...] = ()
    """Addresses of links and pictures."""
    kind: Literal["prose", "row", "picture"] = "prose"
    section: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place in the tree of headings. Section 0 is the card itself."""

    title: str
    """The heading, folded."""
    level: int
    line: int | None
    parent: int
    pointer: str = ""


@dataclass(frozen=True)
class CardDocument:
    """A card, read."""

    kind: Literal["markdown", "google"]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tags: Mapping[str, tuple[Any, int]] = field(default_factory=dict)
    """Front matter: key → value (texts, lists and mappings of texts) and line."""
    citations: tuple[int, ...] = ()
    """Lines of bibliography entries."""

    def ancestry(self, section: int) -> list[int]:
        """Return a section and those that it lies in, the innermost first."""
        path = []
        while section:
            path.append(section)
            section = self.sections[section].parent
        return path


def folded(heading: str) -> str:
    """Return a heading or label as it is compared: lower case, no numbering, no marks, single spaces."""
    text = _OPTIONAL.sub(" ", heading.lower().replace("&", " and ").replace("’", "'"))
    text = _PUNCTUATION.sub(" ", _NUMBERING.sub("", text.strip(" *_#:.")))
    return " ".join(text.replace("_", " ").split())
