"""Whether a record's word for who approved something names an authority of a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from govkit_cbpr.transfer_rules.outcomes import HEDGING, outcome

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.lists import Names

_WORDS_TOO = frozenset(("at", "be", "hr", "id", "in", "is", "it", "my", "no"))
"""Codes that are words of English too, or names of a department: alone they do not say which is meant."""
_NOBODY = frozenset(("no", "not", "nobody", "none", "never", "yet", "without", "awaiting", "pending", "to"))
_CITING = frozenset(
    (
        *("decision", "decisions", "order", "letter", "approval", "approved", "opinion", "resolution", "deliberation"),
        *("ref", "reference", "nr", "number", "file", "case", "dated", "article", "art", "bcr", "gdpr"),
        *("of", "on", "in", "at", "by", "and", "as", "lead", "under"),
        *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
        *("november", "december"),
    )
)
"""Words that may follow the name of an authority. Any other may be a place, and the authority then another one."""
_Words = tuple[str, ...]
_Places = frozenset[str]
_NOWHERE: _Places = frozenset()


class _Name(NamedTuple):
    """Whose authority a name may be, and whose it is where no place is named."""

    anywhere: _Places
    alone: _Places


class AuthorityNames:
    """Knows by which words the authorities of places go; what has another word in it names none."""

    def __init__(self, listed: Mapping[str, Names]) -> None:
        """Take the names of each place."""
        self._listed = frozenset(listed)
        self._places: dict[_Words, _Places] = {}
        self._names: dict[_Words, _Name] = {}
        for place, about in listed.items():
            for text in about.places:
                self._places[_words(text)] = self._places.get(_words(text), _NOWHERE) | {place}
            for text in (*about.names, *about.shared):
                known = self._names.get(_words(text), _Name(_NOWHERE, _NOWHERE))
                alone = known.alone | {place} if text in about.names else known.alone
                self._names[_words(text)] = _Name(known.anywhere | {place}, alone)
        self._longest = max(map(len, (*self._places, *self._names)), default=0)

    def lists(self, place: str) -> bool:
        """Tell whether the authorities of a place are listed."""
        return place in self._listed

    def is_of(self, place: str, text: str) -> bool | None:
        """Tell whether a text names an authority of a place; `None` where it does not say whose authority it names."""
        found = self._read(_words(text))
        if found is None or _is_doubted(_words(text)):
            return None
        if place in found.anywhere:
            return True if place in found.alone else None
        return False if found.alone else None

    def _read(self, words: _Words) -> _Name | None:
        """Return whose authority the words name; nothing where one is neither a name nor a place nor cites."""
        if len(words) == 1 and words in self._places:
            code = words[0]
            is_code = (len(code) == 2 and code not in _WORDS_TOO) or code.upper() in self._listed
            return _Name(self._places[words], self._places[words]) if is_code else None
        places: list[_Places] = []
        names: list[_Name] = []
        start = 0
        while start < len(words):
            phrase = self._longest_at(words, start)
            if phrase in self._names:
                names.append(self._names[phrase])
            elif phrase in self._places:
                if start == 0 and self._longest_at(words, len(phrase)) not in self._names:
                    return None
                places.append(self._places[phrase])
            elif start == 0 or not (words[start] in _CITING or any(map(str.isdigit, words[start]))):
                return None
            start += len(phrase) or 1
        return _joined(names, places) if names else None

    def _longest_at(self, words: _Words, start: int) -> _Words:
        """Return the longest phrase that is listed; a code that is a word too is one at the ends of a text only."""
        for end in range(min(len(words), start + self._longest), start, -1):
            phrase = words[start:end]
            within = start > 0 and end < len(words)
            if phrase in self._names or (phrase in self._places and not (within and phrase[0] in _WORDS_TOO)):
                return phrase
        return ()


def _joined(names: list[_Name], places: list[_Places]) -> _Name | None:
    """Return whose authority it is that all the names and places are said of."""
    anywhere = frozenset.intersection(*[name.anywhere for name in names], *places)
    alone = anywhere if places else anywhere & frozenset().union(*[name.alone for name in names])
    return _Name(anywhere, alone) if anywhere else None


def _words(text: str) -> _Words:
    return tuple(word for word in re.split(r"[\W_]+", text.lower()) if word and word != "the")


def _is_doubted(words: _Words) -> bool:
    return not (_NOBODY | HEDGING).isdisjoint(words[1:]) or outcome(" ".join(words)) is False
