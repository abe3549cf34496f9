"""What a foreign file says of a framework: its requirements, and the links from them to those of others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from govkit.plugin.draft import Draft

RELATIONS = {
    **{name: name for name in ("equal", "subset", "superset", "intersects")},
    **{"intersect": "intersects", "equivalent": "equal", "intersects-with": "intersects"},
    **{"equal-to": "equal", "equivalent-to": "equal", "subset-of": "subset", "superset-of": "superset"},
}
"""The words for relations in CISO Assistant and OSCAL → govkit's."""
_LONGEST_KEY = 120
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Choice:
    """A question with given answers, of which the framework says which are good enough."""

    key: str
    text: str
    choices: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True)
class Requirement:
    """One requirement, in the words of the file."""

    number: str
    title: str
    text: str
    under: str = ""
    """The titles of the groups in which it stands, from the outermost."""
    help: str = ""
    """What the framework says on how to show that it is met."""
    choices: tuple[Choice, ...] = ()
    translations: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Language → title and text."""


@dataclass(frozen=True)
class Link:
    """A control, its relation to one of another framework, and why."""

    control: str
    relation: str
    framework: str
    other: str
    at: str
    note: str = ""


@dataclass
class Body:
    """One framework, as far as a file tells of it; without requirements it is one end of a crosswalk."""

    id: str
    title: str
    draft: Draft
    """Lists what is left, under the name of the file."""
    sha256: str
    edition: str = "1"
    publisher: str = ""
    terms: str = ""
    """Copyright and licence, as the file states them."""
    date: str = ""
    url: str = ""
    requirements: dict[str, Requirement] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def add(self, key: str, requirement: Requirement, at: str) -> None:
        """Add a requirement; a second one of the same id gets a number, and is told."""
        free = key
        for number in range(2, len(self.requirements) + 3):
            if free not in self.requirements:
                break
            free = f"{key[: _LONGEST_KEY - 8]}-{number}"
        if free != key:
            self.draft.warn(key, f"this id is there twice; the second is now {free}", at)
        self.requirements[free] = requirement


def key_of(text: str) -> str:
    """Return an id for a control or framework: lower-case words joined by `-`, levels by `.`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    levels = (re.sub(r"[^a-z0-9]+", "-", level).strip("-") for level in plain.split("."))
    key = ".".join(level for level in levels if level)[:_LONGEST_KEY].rstrip(".-")
    lost = sum(not letter.isascii() and letter.isalnum() for letter in text) > len(text) // 2
    return key if key and not lost else f"{key or 'n'}-{sha256(text.encode()).hexdigest()[:8]}"


def title_of(texts: Iterable[str]) -> str:
    """Return the first text that says something, on one line: its first sentence where it is long."""
    line = next((" ".join(text.split()) for text in texts if text.strip()), "")
    if len(line) <= _LONGEST_TITLE:
        return line
    sentence = re.match(rf".{{20,{_LONGEST_TITLE}}}?[.;:](?=\s)", line)
    return sentence[0] if sentence else f"{line[: _LONGEST_TITLE - 1].rpartition(' ')[0]}…"
