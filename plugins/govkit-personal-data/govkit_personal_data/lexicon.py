"""The words of column headers and names of tables, in the languages of the region, and what they say of values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\x00-\x7f]+")
_LATIN_MARKS = re.compile(r"[\u0080-\u024f\u0300-\u036f\u1e00-\u1eff]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_CUT = re.compile(
    r"(?<=[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff])[ _./-]+(?=[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff])"
)
"""What may stand inside a word of Lao, Burmese or Khmer, which are written without blanks."""
_WITHOUT_MARK = str.maketrans(
    {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "ı": "i"}
)
"""Letters that Unicode does not take apart."""
_NOTHING = "nothing"
_ABBREVIATIONS = "abbreviations.yaml"
_LONG_ENOUGH = 5
"""Letters of a word that is looked into for several words written together: `custphonenbr`."""
_SHORTEST_PART = 2
_LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Word:
    """What a header says of one category."""

    strong: bool
    """Whether the words name the kind by themselves."""
    whole: bool
    """Whether they are all of the header."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header says."""

    categories: Mapping[str, Word]
    about: bool
    """Whether it makes a statement about a value rather than to name it: `email_verified`."""
    nothing: bool
    """Whether it names something that is no personal data: `product_name`."""
    known: bool
    """Whether any word of it is known."""
    of_thing: bool = False
    """Whether it says that what it names belongs to a thing or an organisation: `store_address`."""


@dataclass(frozen=True)
class Lexicon:
    """All entries of all languages."""

    spaced: Mapping[tuple[str, ...], tuple[tuple[str, bool], ...]]
    """Words of a phrase → the categories it names, and whether by itself; for scripts that put blanks between words."""
    glued: tuple[tuple[str, str, bool], ...]
    """Phrase, category and strength in scripts without blanks, longest first."""
    joined: Mapping[str, tuple[str, ...]]
    """A phrase written together → its words: `namalengkap`."""
    parts: frozenset[str]
    """Words that a longer word may be made of."""
    abbreviations: Mapping[str, tuple[str, ...]]
    about: frozenset[tuple[str, ...]]
    people: frozenset[tuple[str, ...]]
    things: frozenset[tuple[str, ...]]
    record_date: frozenset[tuple[str, ...]]
    common: frozenset[tuple[str, ...]]
    glued_words: Mapping[str, tuple[str, ...]]
    """`people`, `things`, `record-date`, `about`, `common` → words of the scripts without blanks."""

    def says(self, header: str) -> Heading:
        """Return what a header says. A longer phrase takes its words away from shorter ones."""
        words = self.words(header)
        found: dict[str, Word] = {}
        nothing = self._take_glued(words, found)
        used = [False] * len(words)
        for size in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                if any(used[start : start + size]):
                    continue
                entries = self.spaced.get(tuple(words[start : start + size]), ())
                for category, strong in entries:
                    nothing = nothing or category == _NOTHING
                    if category != _NOTHING:
                        _keep(found, category, Word(strong, size == len(words)))
                if entries:
                    used[start : start + size] = [True] * size
        about = _holds(words, used, self.about) or self._has(header, "about")
        known = bool(found) or nothing or self._known(words, header)
        return Heading(found, about, nothing, known, self.table_leaning(header) < 0)

    def table_leaning(self, table: str) -> int:
        """Return 1 for a table of people, -1 for one of other things, 0 where its name does not say."""
        words = self.words(table)
        people = _holds(words, None, self.people) or self._has(table, "people")
        things = _holds(words, None, self.things) or self._has(table, "things")
        return people - things

    def knows(self, header: str) -> bool:
        """Tell whether a header holds a word of the lexicon, of whatever meaning."""
        return self.says(header).known

    def dates_records(self, header: str) -> bool:
        """Tell whether a header names the moment at which a record came into being."""
        return tuple(self.words(header)) in self.record_date or self._has(header, "record-date")

    def words(self, header: str) -> list[str]:
        """Return the words of a header: folded, split at case changes, written out where they are abbreviated."""
        return [part for word in split(header) for part in self._written_out(word)]

    def _written_out(self, word: str) -> tuple[str, ...]:
        if (full := self.abbreviations.get(word)) is not None:
            return full
        if not word.isascii() or len(word) < _LONG_ENOUGH or word in self.parts:
            return (word,)
        return self.joined.get(word) or _cut_up(word, self.parts, self.abbreviations) or (word,)

    def _take_glued(self, words: list[str], found: dict[str, Word]) -> bool:
        nothing = False
        for index, word in enumerate(words):
            if word.isascii():
                continue
            rest = word
            for phrase, category, strong in self.glued:
                if phrase in rest:
                    nothing = nothing or category == _NOTHING
                    if category != _NOTHING:
                        _keep(found, category, Word(strong, len(words) == 1 and phrase == word))
                    rest = rest.replace(phrase, "¦")
            words[index] = word
        return nothing

    def _has(self, text: str, kind: str) -> bool:
        return not text.isascii() and any(word in text for word in self.glued_words.get(kind, ()))

    def _known(self, words: list[str], header: str) -> bool:
        groups = (self.people, self.things, self.record_date, self.common)
        return any(_holds(words, None, group) for group in groups) or any(
            self._has(header, kind) for kind in self.glued_words
        )


def split(header: str) -> list[str]:
    """Return the words of a header in lower case, Latin letters without marks: `customerEMail` gives three."""
    return [word.lower() for word in _WORDS.findall(header if header.isascii() else _written_together(fold(header)))]


def _written_together(text: str) -> str:
    """Return a text without invisible marks, and without what separates syllables where words have no blanks."""
    return _CUT.sub("", _INVISIBLE.sub("", text))


def fold(text: str) -> str:
    """Return a text without the marks of Latin letters; other scripts keep theirs."""
    if text.isascii() or not _LATIN_MARKS.search(text):
        return text
    plain = unicodedata.normalize("NFD", text.translate(_WITHOUT_MARK))
    return unicodedata.normalize("NFC", "".join(char for char in plain if not "\u0300" <= char <= "\u036f"))


def _keep(found: dict[str, Word], category: str, word: Word) -> None:
    before = found.get(category)
    if before is None or (word.strong, word.whole) > (before.strong, before.whole):
        found[category] = word


def _holds(words: list[str], used: list[bool] | None, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether one of the phrases stands among the words that are not used yet."""
    for size in range(1, 4):
        for start in range(len(words) - size + 1):
            free = used is None or not any(used[start : start + size])
            if free and tuple(words[start : start + size]) in phrases:
                return True
    return False


def _cut_up(word: str, parts: frozenset[str], abbreviations: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the fewest known words that a word is made of, written out; none where it is not made of known words."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(_SHORTEST_PART, len(word) + 1):
        for start in range(end - _SHORTEST_PART + 1):
            head, part = best[start], word[start:end]
            if head is None or not (part in parts or part in abbreviations):
                continue
            if best[end] is None or len(head) + 1 < len(best[end] or ()):
                best[end] = (*head, part)
    found = best[-1]
    if not found or (min(map(len, found)) < 3 and len(found) > 2):
        return ()
    return tuple(word for part in found for word in abbreviations.get(part, (part,)))


def _languages() -> Iterator[tuple[str, Mapping[str, Mapping[str, list[str]]]]]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    for file in sorted(files("govkit_personal_data").joinpath("data/lexicon").iterdir(), key=lambda file: file.name):
        yield file.name, yaml.load(file.read_text("utf-8"), loader)  # noqa: S506 BaseLoader makes texts only


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """Return the lexicon that ships with the plugin."""
    languages = dict(_languages())
    short = {word: tuple(str(full).split()) for word, full in languages.pop(_ABBREVIATIONS).items()}
    phrases: dict[tuple[str, ...], dict[str, bool]] = {}
    glued: dict[str, tuple[str, bool]] = {}
    kinds: dict[str, list[str]] = {}
    for language in languages.values():
        for category, strength, group in _groups(language):
            if category == "words" and strength != _NOTHING:
                kinds.setdefault(strength, []).extend(group)
                continue
            kind = _NOTHING if category == "words" else category
            for phrase in group:
                words = _canonical(phrase, short)
                if all(word.isascii() for word in words):
                    known = phrases.setdefault(words, {})
                    known[kind] = known.get(kind, False) or strength == "strong"
                else:
                    glued.setdefault("".join(words), (kind, strength == "strong"))
    spaced = {words: tuple(sorted(kinds_.items())) for words, kinds_ in phrases.items()}
    sets = {name: frozenset(_canonical(w, short) for w in words if w.isascii()) for name, words in kinds.items()}
    joined = {"".join(words): words for words in spaced if len(words) > 1}
    parts = {word for words in (*spaced, *sets["people"], *sets["things"], *sets["common"]) for word in words}
    return Lexicon(
        spaced=spaced,
        glued=tuple((phrase, *glued[phrase]) for phrase in sorted(glued, key=lambda phrase: (-len(phrase), phrase))),
        joined=joined,
        parts=frozenset(part for part in parts if len(part) >= 3),
        abbreviations=short,
        about=sets["about"],
        people=sets["people"],
        things=sets["things"],
        record_date=sets["record-date"],
        common=sets["common"],
        glued_words={name: tuple(w for w in words if not w.isascii()) for name, words in kinds.items()},
    )


def _groups(language: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, list[str]]]:
    for category, entry in language.items():
        for strength, group in entry.items():
            yield category, strength, group


def _canonical(phrase: str, short: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(part for word in split(phrase) for part in short.get(word, (word,)))
