"""A card in the one form that is judged, whatever file it came from: sections and passages with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govkit_genai.card.states import Form, Subject

BOLD, NESTED = 7, 8
"""The levels of bold words that stand for a heading, deeper than any real one, and of an entry that heads a list."""
_NUMBERING = re.compile(r"^(?:\d{1,2}\.)*\d{1,2}[.)]?\s+|^[ivx]+\.\s+")
_PROMPT = re.compile(r"(?<=\w)\W{1,3}\[[^\[\]]{3,200}\](?!\()")
_SLASH = re.compile(r"(?<=\w{2})\s?/\s?(?=\w{2})")
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
    kind: str = "prose"
    """`prose`, `row`, `picture`, or `settings` for a block of code that holds nothing but names and values."""
    section: int = 0
    item: str = ""
    """The item that the value is about by the definition of its form, which needs no recognising."""
    certain: bool = False
    """Whether by that definition any text in this place states the item: a version's name does, a use case does not."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place in the tree of headings. Section 0 is the card itself."""

    title: str
    """The heading, folded."""
    level: int
    line: int | None
    parent: int
    pointer: str = ""
    item: str = ""
    """The item that an empty field of a form is about."""


@dataclass(frozen=True)
class CardDocument:
    """A card, read."""

    form: Form
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tags: Mapping[str, tuple[Any, int]] = field(default_factory=dict)
    """Front matter: key → value (texts, lists and mappings of texts) and line."""
    citations: tuple[int | str, ...] = ()
    """Lines or pointers of bibliography entries."""
    about: Subject = "model"
    cut: bool = False
    """Whether the end of the card was too far to be judged."""

    def ancestry(self, section: int) -> list[int]:
        """Return a section and those that it lies in, the innermost first."""
        path = []
        while section:
            path.append(section)
            section = self.sections[section].parent
        return path


def folded(heading: str) -> str:
    """Return a heading or label as it is compared: lower case, no numbering, no marks, single spaces."""
    text = _PROMPT.sub(" ", heading.lower()).replace("&", " and ").replace("’", "'").replace("(s)", "s")
    text = _SLASH.sub(" or ", _OPTIONAL.sub(" ", text))
    text = _PUNCTUATION.sub(" ", _NUMBERING.sub("", text.strip(" *_#:.")))
    return " ".join(text.replace("_", " ").split())
