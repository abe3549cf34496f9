"""The words of column headers, and what a header says of the values below it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\x00-\x7f]+")
_NOTHING = "nothing"

EXACT, CONTAINED, WEAK, WEAK_CONTAINED = 3.6, 3.3, 2.2, 1.4
"""Log-odds of a header word: the whole header or a part of it; a word that names a kind by itself or one that hints."""
ABOUT = -3.0
"""Log-odds of a word that makes the header a statement about a value: `email_verified`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of the lexicon."""

    words: str
    category: str
    strong: bool


@dataclass(frozen=True)
class Lexicon:
    """All entries of all languages, longest first."""

    phrases: tuple[Phrase, ...]
    about: frozenset[str]
    people: tuple[str, ...]
    things: tuple[str, ...]
    record_date: tuple[str, ...]
    common: frozenset[str]

    def weights(self, header: str) -> Mapping[str, float]:
        """Return category → log-odds for a header. A longer phrase takes its words away from shorter ones."""
        text, found = spaced(header), dict[str, float]()
        about = bool(self.about & set(text.split()))
        rest = text
        for phrase in self.phrases:
            if not _holds(rest, phrase.words):
                continue
            whole = text.strip() == phrase.words
            rest = rest.replace(phrase.words, " ¦ ") if _glued(phrase.words) else _cut(rest, phrase.words)
            if phrase.category != _NOTHING and phrase.category not in found:
                weight = (EXACT if whole else CONTAINED) if phrase.strong else (WEAK if whole else WEAK_CONTAINED)
                found[phrase.category] = weight + (ABOUT if about and not whole else 0.0)
        return found

    def knows(self, header: str) -> bool:
        """Tell whether a header holds a word of the lexicon, of whatever meaning."""
        text = spaced(header)
        return (
            any(_holds(text, phrase.words) for phrase in self.phrases)
            or any(_holds(text, words) for words in (*self.record_date, *self.things, *self.people))
            or bool(self.common & {text.strip(), *text.split()})
        )

    def table_leaning(self, table: str) -> int:
        """Return 1 for a table of people, -1 for one of other things, 0 where its name does not say."""
        text = spaced(table)
        people = any(_holds(text, word) for word in self.people)
        things = any(_holds(text, word) for word in self.things)
        return people - things

    def dates_records(self, header: str) -> bool:
        """Tell whether a header names the moment at which a record came into being."""
        text = spaced(header).strip()
        return any(text == words if not _glued(words) else words in text for words in self.record_date)


def spaced(header: str) -> str:
    """Return the words of a header, lower case, each between blanks: `customerEMail` is ` customer e mail `."""
    return f" {' '.join(word.lower() for word in _WORDS.findall(header))} "


def _glued(words: str) -> bool:
    """Tell whether a phrase belongs to a script that is written without blanks."""
    return not words.isascii()


def _holds(text: str, words: str) -> bool:
    return words in text if _glued(words) else f" {words} " in text


def _cut(text: str, words: str) -> str:
    return text.replace(f" {words} ", " ¦ ")


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """Return the lexicon that ships with the plugin."""
    folder = files("govkit_personal_data").joinpath("data/lexicon")
    sources = sorted(folder.iterdir(), key=lambda file: file.name)
    languages = [tomllib.loads(file.read_text("utf-8")) for file in sources]
    phrases = [
        Phrase(spaced(words).strip(), category, strength == "strong")
        for language in languages
        for category, entry in language.items()
        if category != "words"
        for strength, group in entry.items()
        for words in group
    ]
    words = [language["words"] for language in languages]
    phrases += [Phrase(spaced(phrase).strip(), _NOTHING, False) for entry in words for phrase in entry["nothing"]]
    return Lexicon(
        phrases=tuple(sorted(phrases, key=lambda phrase: (-len(phrase.words), not phrase.strong, phrase.words))),
        about=frozenset(word for entry in words for word in entry["about"]),
        people=tuple(word for entry in words for word in entry["people"]),
        things=tuple(word for entry in words for word in entry["things"]),
        record_date=tuple(word for entry in words for word in entry["record-date"]),
        common=frozenset(word for entry in words for word in entry["common"]),
    )
