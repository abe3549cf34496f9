"""Words that say what the number beside them is, in the languages of the region, and where they stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeAlias

from govkit_personal_data import strict_yaml
from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.text.utf8 import Encoded, compiled

_SUFFIX = re.compile(r"(?:nya|ku|mu|s|lah)(?![^\W\d_])")
"""Endings that words of the region take: *paspornya*, *passports*."""
_TYPED_PLAIN = 6
"""Letters from which on a word without its accents is hardly another word."""
_LONG_ENOUGH = 4
"""Letters from which on a word may take an ending and still be that word."""
_Table: TypeAlias = defaultdict[str, set[str]]
NOTHING = "nothing"
"""The kind of words that name numbers of things."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word in a text that names the number beside it."""

    start: int
    end: int
    kinds: frozenset[str]
    """Categories that it names, or `NOTHING`."""
    identifiers: frozenset[str]
    """Ids of the identifiers of one country that it names."""
    hints: frozenset[str]
    """Categories that it makes likelier, without a word against others."""


@dataclass(frozen=True)
class Labels:
    """All words, and a pattern that finds them."""

    words: Mapping[str, tuple[frozenset[str], frozenset[str], frozenset[str]]]
    pattern: Any

    def find(self, text: str) -> tuple[Label, ...]:
        """Return the labels of a text in their order, without those that lie inside others."""
        low, found, reached = lowered(text).replace("_", " "), list[Label](), 0
        for start, end in Encoded.of(low).matches(self.pattern, overlapping=True):
            last = self._word_end(low, start, end)
            if last > reached:
                found.append(Label(start, last, *self.words[low[start:last]]))
                reached = last
        return tuple(found)

    def _word_end(self, low: str, start: int, end: int) -> int:
        """Return where the longest label ends that begins here and stands alone; 0 where none does.

        `taxpayer id` is the longest in "taxpayer identification", but only `taxpayer` is a word of it.
        """
        ends = (last for last in range(end, start, -1) if low[start:last] in self.words)
        return next((last for last in ends if _stands_alone(low, start, last)), 0)


def lowered(text: str) -> str:
    """Return a text in lower case that has the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a word of a script with blanks is no part of a longer word."""
    if _is_spaced(text[start]) and start and _is_spaced(text[start - 1]) and text[start - 1].isalpha():
        return False
    if not (_is_spaced(text[end - 1]) and end < len(text) and _is_spaced(text[end]) and text[end].isalpha()):
        return True
    return end - start >= _LONG_ENOUGH and _SUFFIX.match(text, end) is not None


def _is_spaced(char: str) -> bool:
    """Tell whether a character belongs to the Latin script, which sets blanks between words."""
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff"


def labels_of(identifiers: Iterable[Identifier]) -> Labels:
    """Return the words that ship with the plugin, and those that stand near each of the identifiers."""
    import re2

    kinds, ids, hints = tables = _tables(identifiers)
    _add_unaccented(tables)
    known = sorted({*kinds, *hints})
    every = "|".join(re2.escape(word) for word in known)
    words = {
        word: (frozenset(kinds.get(word, ())), frozenset(ids.get(word, ())), frozenset(hints.get(word, ())))
        for word in known
    }
    return Labels(words, compiled(f"({every})", longest=True))


def _tables(identifiers: Iterable[Identifier]) -> tuple[_Table, _Table, _Table]:
    """Return what each word names: categories, identifiers, and categories at which it hints."""
    content = strict_yaml.parse(files("govkit_personal_data").joinpath("data/text/labels.yaml").read_text("utf-8"))
    kinds, ids, hints = (defaultdict[str, set[str]](set) for _ in range(3))
    for kind, word in _all_words(content["kinds"]):
        kinds[word].add(kind)
    for identifier in identifiers:
        for word in identifier.context:
            kinds[word].add(identifier.category)
            ids[word].add(identifier.id)
    for word in content[NOTHING]:
        if word not in kinds:
            kinds[word].add(NOTHING)
    for kind, word in _all_words(content["hints"]):
        hints[word].add(kind)
    return kinds, ids, hints


def _add_unaccented(tables: tuple[_Table, _Table, _Table]) -> None:
    """Add each word without its accents, as a word of its own, where that is none yet."""
    known = {word for table in tables for word in table}
    for word in known:
        plain = _without_accents(word)
        if plain not in known and len(plain) >= _TYPED_PLAIN:
            for table in tables:
                if word in table:
                    table[plain] |= table[word]


def _without_accents(word: str) -> str:
    """Return a Latin word as people type it who leave the accents out: `so dien thoai`."""
    if not all(map(_is_spaced, word)):
        return word
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _all_words(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, words in content.items():
        for word in words:
            yield kind, word
