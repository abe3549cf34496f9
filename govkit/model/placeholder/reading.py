"""Reading: whether every word of a text is one that states nothing, and what these words then come to.

A text is walked once, from left to right, phrase by phrase, the longest first; the first word that is in no phrase
ends the walk, for it may state something. So ordinary text costs few look-ups, and no input more than linear time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from govkit.model.placeholder.asked import NOTHING_ASKED, Asked
from govkit.model.placeholder.folding import SEPARATORS, UNSPACED
from govkit.model.placeholder.lexicon import Lexicon, Sense, start_of

FIELD = re.compile(
    r"\{\{[^{}]{0,80}\}\}|\$\{[^{}]{0,80}\}|\{%[^{}%]{0,80}%\}|<%[^<>%]{0,80}%>|%\([a-z_]{1,40}\)s"
    r"|(?<!\w)<[^\W\d_][^\W_]*(?:[ _-][^\W_]+){1,8}>|(?<!\w)<(?:string|value|name|text|field|tbd|insert|your|todo)>"
    r"|\[(?:your|insert|enter|add|fill|type|describe|specify|provide|name of|company|organi[sz]ation|client|author"
    r"|date of|contact)\b[^\[\]]{0,80}\](?!\()"
    r"|\[(?:date|name|title|url|e-?mail|address|country|value|text)\](?!\()"
)
"""A field of a template that nobody filled."""

_LONE_FIELD = re.compile(r"\s*[\"'`*_]*(?:\{[^\W\d]\w*(?:[ .-]\w+){0,8}\}|<\w{1,60}>)[\"'`*_]*[.:;]?\s*")
TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|li|ol|ul|td|th|tr|hr|div|span|strong|code|pre|sub|sup|small|table|figure|details|h[1-6])\b"
    r"[^<>]{0,200}>"
)
_LINK_TARGET = re.compile(r"\((?:https?://|/|#|\.)[^\s()]{0,500}\)")
_SCRIBBLE = re.compile(r"(?:x{2,}+(?:[-./ ]x{2,}+)++|x{3,}+)(?!\w)")
_NUMBER = re.compile(r"(?:v\.?)?\d[\d./:-]*(?:st|nd|rd|th|[a-z])?(?!\w)")
_LIST_MARK = re.compile(r"[\s\"'(\[*_>\u201c]{0,8}(?:\d{1,3}|[a-z])[.)]\s+")
_LABEL = re.compile(r"[^:?\n]{1,60}:(?=[\s*_])|[^?\n]{1,300}\?(?=\s)")
_LABEL_WORDS = 5
_FREE_WORDS = 4  # beside an unfilled template field: "Owner of {{ name }}"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_CONTENT_LETTERS = 5  # shorter words ("have", "any") are in every question
_OPENING_BRACKETS = frozenset("{<\"'`*_")
_GLUE = frozenset("-_.\\@:&+#'=%$")
_STATING_START = re.compile(r"\s*(?:\.{0,2}/|[.\\@&+=$%])[^\W_]")


@dataclass
class _Walk:
    """One walk through one text: what was met so far."""

    lexicon: Lexicon
    asked: Asked
    free_words: int
    senses: int = 0
    echoed: bool = False
    matters: list[str] = field(default_factory=list)

    def line(self, text: str) -> bool:
        """Walk through a line; False as soon as something may be stated."""
        if _STATING_START.match(text):
            return False
        return self._part(text) or self._labelled(text)

    def _labelled(self, text: str) -> bool:
        """Take "Owner: " or a question in front for a label, and read the rest."""
        label = _LABEL.match(text) if ":" in text or "?" in text else None
        if label is None or not text[label.end() :].strip():
            return False
        words = label[0].rstrip(":").split()
        if label[0].endswith(":") and (len(words) > _LABEL_WORDS or self.lexicon.denials.intersection(words)):
            return False
        return self._part(text[label.end() :])

    def _part(self, text: str) -> bool:
        if (mark := _LIST_MARK.match(text)) is not None:
            text = text[mark.end() :]
        alone = self.lexicon.alone.get(text.strip(_STRIPPED))
        if alone is None and text.lstrip()[:1] in _OPENING_BRACKETS and _is_lone_field(text):
            alone = int(Sense.PLACEHOLDER)
        if alone is not None:
            self.senses |= alone
            return True
        at, length = 0, len(text)
        while at < length:
            end = self._step(text, at)
            if end < 0:
                return False
            if end == 0:
                return True
            at = end
        return True

    def _step(self, text: str, at: int) -> int:
        """Give the position after the next thing that states nothing; -1: there is none; 0: the rest is void."""
        letter = text[at]
        if letter in "<[{$%(":
            end = self._field(text, at)
            if end:
                return end
        if letter in SEPARATORS:
            return at + 1
        for phrase, sense in self.lexicon.by_start.get(start_of(text, at), ()):
            if text.startswith(phrase, at) and _ends_word(text, end := at + len(phrase)):
                return self._met(phrase, sense, text, at, end)
        return self._uncommon(text, at)

    def _met(self, phrase: str, sense: int, text: str, at: int, end: int) -> int:
        if sense & Sense.OPENING:
            if not text[:at].strip(_STRIPPED):
                self.senses |= Sense.PLACEHOLDER
                return 0
            if sense == Sense.OPENING:
                return -1
        if sense & Sense.PLACE and not self.senses & Sense.LOOK:
            sense &= ~int(Sense.PLACE)
        if sense & (Sense.MATTER | Sense.NEGATED):
            self.matters.append(phrase)
        self.senses |= sense
        return end

    def _field(self, text: str, at: int) -> int:
        """Give the end of a template field, tag or link target at `at`, or 0."""
        if (found := FIELD.match(text, at)) is not None:
            self.senses |= Sense.PLACEHOLDER
        elif text[at] == "(" and self.senses & Sense.PLACEHOLDER and text[at - 1 : at] == "]":
            found = _LINK_TARGET.match(text, at)
        else:
            found = TAG.match(text, at)
        return found.end() if found else 0

    def _uncommon(self, text: str, at: int) -> int:
        """Try what is no phrase: scribble, a number or date beside a placeholder, words of the question, free words."""
        if (found := _SCRIBBLE.match(text, at)) is not None:
            self.senses |= Sense.PLACEHOLDER
            return found.end()
        if self.senses & (Sense.PLACEHOLDER | Sense.LOOK) and (found := _NUMBER.match(text, at)) is not None:
            return found.end()
        for question in self.asked.whole:
            if text.startswith(question, at):
                return at + len(question)
        if (found := _WORD.match(text, at)) is not None and _ends_word(text, found.end()):
            if found[0] in self.asked.words:
                self.echoed = self.echoed or found[0] in self.asked.yes_no
                return found.end()
            if self.free_words:
                self.free_words -= 1
                return found.end()
        return -1

    def answers_the_question(self) -> bool:
        """Whether the denial is the answer: "calls are not recorded" to "are calls recorded?"."""
        return self.echoed and all(_content(phrase) & self.asked.yes_no for phrase in self.matters)


def read(text: str, lexicon: Lexicon, asked: Asked = NOTHING_ASKED) -> int | None:
    """Give the senses that folded `text` comes to, or None where it may state something.

    The senses are PLACEHOLDER, NOT_APPLICABLE, NEGATED and POINTER, or-ed; 0 if it is filler only.
    """
    walk = _Walk(lexicon, asked, free_words=_FREE_WORDS if FIELD.search(text) else 0)
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not line.strip() or (_is_heading(line) and number + 1 < len(lines)):
            continue
        if not walk.line(line):
            return None
    senses = walk.senses
    if senses & Sense.DENY and senses & Sense.MATTER:
        senses |= Sense.NEGATED
    if senses & Sense.LOOK and senses & Sense.PLACE:
        senses |= Sense.POINTER
    if senses & Sense.NEGATED and walk.answers_the_question():
        senses &= ~int(Sense.NEGATED)
    return senses & (Sense.PLACEHOLDER | Sense.NOT_APPLICABLE | Sense.NEGATED | Sense.POINTER)


def _is_lone_field(part: str) -> bool:
    return _LONE_FIELD.fullmatch(part) is not None and TAG.search(part) is None


def _is_heading(line: str) -> bool:
    return line.startswith("#") and line.lstrip("#").startswith(" ")


def _ends_word(text: str, end: int) -> bool:
    """Whether a phrase that ends before `end` is whole words: "test" is not in "tests", "test.csv" or "test-run"."""
    if end >= len(text):
        return True
    after, last = text[end], text[end - 1]
    if after == " ":
        return True
    if not last.isalnum() and not unicodedata.combining(last):
        return True
    if unicodedata.category(after).startswith("M"):
        return False
    if after.isalnum():
        return bool(UNSPACED.match(text, end - 1) or UNSPACED.match(text, end))
    return not (after in _GLUE and text[end + 1 : end + 2].isalnum())


def _content(phrase: str) -> set[str]:
    return {word for word in phrase.split() if len(word) >= _CONTENT_LETTERS}


_STRIPPED = "".join(SEPARATORS)
