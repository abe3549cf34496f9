"""The way out for ordinary text: ids, names, addresses, dates and sentences that surely state something."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from govkit.model.placeholder.asked import NOTHING_ASKED, Asked
from govkit.model.placeholder.folding import INVISIBLE, UNSPACED
from govkit.model.placeholder.lexicon import Sense, lexicon

_LOOKED_AT = 240  # letters; more would not find an uncommon word any sooner
_ORDINARY = re.compile(r"[A-Za-z0-9 .,;:@/'+()&_=#!-]*")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_NEEDS_READING = re.compile(r"[{<\[%?\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LABEL = re.compile(r":[\s*_]")
_NUMBER = re.compile(r"[A-Z]?\d[\dTPYMDWZ:.,/+ -]{0,40}", re.ASCII)
_UNSPACED_START = 3  # letters


@dataclass(frozen=True)
class _Vocabulary:
    """All words of all phrases, first words of openings, and the phrases in unspaced scripts with their beginnings."""

    words: frozenset[str]
    openings: frozenset[str]
    unspaced: frozenset[str]
    unspaced_starts: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    phrases = dict(lexicon().alone)
    phrases.update(phrase for group in lexicon().by_start.values() for phrase in group)
    unspaced = frozenset(phrase for phrase in phrases if UNSPACED.match(phrase))
    return _Vocabulary(
        words=frozenset(word for phrase in phrases for word in _WORDS.findall(phrase)),
        openings=frozenset(
            word for phrase, sense in phrases.items() if sense & Sense.OPENING for word in _WORDS.findall(phrase)[:1]
        ),
        unspaced=unspaced,
        unspaced_starts=frozenset(phrase[:length] for phrase in unspaced for length in range(1, _UNSPACED_START + 1)),
    )


def plainly_states(text: str, asked: Asked = NOTHING_ASKED) -> bool:
    """Whether `text` (not folded) surely would not be read as silent; False says nothing.

    It has a word that is in no phrase and not in the question, or begins as no phrase does, or is a mere number.
    """
    if not _ORDINARY.fullmatch(text):
        if _NEEDS_READING.search(text) or INVISIBLE.search(text) or not unicodedata.is_normalized("NFKC", text):
            return False
        if UNSPACED.search(text):
            return asked is NOTHING_ASKED and ":" not in text and _begins_as_no_phrase(text)
    looked_at = text[:_LOOKED_AT].lower()
    if "xx" in looked_at or (":" in looked_at and _LABEL.search(looked_at)):
        return False
    words = _WORDS.findall(looked_at)
    if len(text) > _LOOKED_AT:
        words = words[:-1]  # it may have been cut
    if not words:
        return _NUMBER.fullmatch(text) is not None
    vocabulary = _vocabulary()
    if words[0] in vocabulary.openings:
        return False
    if asked.words:
        return not vocabulary.words.issuperset(set(words) - asked.words)
    return not vocabulary.words.issuperset(words)


def _begins_as_no_phrase(text: str) -> bool:
    """Whether a Thai, Lao, Khmer, Burmese or Chinese text begins with letters with which no phrase begins."""
    if not UNSPACED.match(text):
        return False
    vocabulary = _vocabulary()
    for length in range(1, _UNSPACED_START + 1):
        start = text[:length]
        if start in vocabulary.unspaced:
            return False
        if start not in vocabulary.unspaced_starts:
            return True
    return False
