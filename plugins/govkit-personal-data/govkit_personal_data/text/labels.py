"""Words that say what the number beside them is, in the languages of the region, and where they stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from govkit_personal_data import strict_yaml
from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.text.utf8 import Encoded, compiled

_SUFFIX = re.compile(r"(?:nya|ku|mu|s|lah)(?![^\W\d_])")
"""Endings that words of the region take: *paspornya*, *passports*."""
_LONG_ENOUGH = 4
"""Letters from which on a word may take an ending and still be that word."""
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
            if end > reached and _stands_alone(low, start, end):
                found.append(Label(start, end, *self.words[low[start:end]]))
                reached = end
        return tuple(found)


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

    content = strict_yaml.parse(files("govkit_personal_data").joinpath("data/text/labels.yaml").read_text("utf-8"))
    kinds: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    hints: dict[str, set[str]] = defaultdict(set)
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
    known = sorted({*kinds, *hints})
    every = "|".join(re2.escape(word) for word in known)
    words = {
        word: (frozenset(kinds.get(word, ())), frozenset(ids.get(word, ())), frozenset(hints.get(word, ())))
        for word in known
    }
    return Labels(words, compiled(f"({every})", longest=True))


def _all_words(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, words in content.items():
        for word in words:
            yield kind, word
