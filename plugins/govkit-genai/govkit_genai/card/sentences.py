"""Sentences of a passage, and whether each of them says anything at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from govkit.model.placeholder import Silence, silence_of
from govkit_genai.card.document import Passage
from govkit_genai.card.dummies import is_dummy
from govkit_genai.card.states import State
from govkit_genai.own_data import own_data

_MAX_SENTENCE = 1500  # characters; longer ones are cut, so that a search costs the same everywhere
_BREAK = re.compile(
    r"(?<=[.!?。])(?<!\b[DM][rs]\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bal\.)(?<!\bvs\.)"
    r"\s+(?=[^\s\d])|(?<=[^s]\.)\s+(?=\d)"
)
_SAID_BEFORE = re.compile(
    r"([^\[]{12,1400}[.!?。])\s+(\[(?:more information needed|needs more information)\]\W*)$", re.IGNORECASE
)
"""Sentences that were written above a prompt of the template, which was left in the same paragraph."""
_LEAD_WORDS = 6
_SILENT = {
    Silence.EMPTY: State.HEADING_ONLY,
    Silence.PLACEHOLDER: State.PLACEHOLDER,
    Silence.NOT_APPLICABLE_WITHOUT_REASON: State.NEGATED,
    Silence.NEGATED: State.NEGATED,
    Silence.POINTER: State.THIN,
    Silence.QUESTION_REPEATED: State.PLACEHOLDER,
}
_KINDS = {
    "prompt": State.PLACEHOLDER,
    "template": State.PLACEHOLDER,
    "forthcoming": State.NEGATED,
    "denial": State.NEGATED,
    "pointer": State.THIN,
}
_OF_LETTERS, _OF_SYLLABLES = r"\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF", r"\u3040-\u9FFF"
_UNSPACED = _OF_LETTERS + _OF_SYLLABLES
_WORD = re.compile(
    rf"[^\W_{_UNSPACED}][^\W{_UNSPACED}]*(?:[\u0900-\u0DFF'’.-]+[^\W{_UNSPACED}]*)*"
    rf"|[{_OF_LETTERS}]{{4}}|[{_OF_SYLLABLES}]{{2}}"
)
"""A word; where a script has no spaces, as many letters as a short word of it has."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its place, and what it is worth at most."""

    text: str
    passage: Passage
    at_most: State
    words: int
    """How many; scripts without spaces by their letters."""

    @property
    def leads(self) -> bool:
        """Tell whether it introduces what follows, with words enough to state something by itself."""
        return self.at_most is State.THIN and self.words >= _LEAD_WORDS and self.text.rstrip().endswith(":")

    @property
    def speaks(self) -> bool:
        """Tell whether it may state something."""
        return self.at_most is State.STATED


def sentences_of(passage: Passage, heading: str) -> tuple[Sentence, ...]:
    """Split a passage, and weigh each sentence against templates, silence and pointers."""
    if (passage.item or passage.pointer) and all(
        _stands_in(part, passage.pointer) for part in passage.text.split(": ")
    ):
        return (_sentence(passage.text, passage, State.PLACEHOLDER),)
    asked = tuple(dict.fromkeys(name for name in (passage.label, heading) if name))
    if said := _SAID_BEFORE.match(passage.text):
        written = tuple(_sentence(text, passage, weigh(text, asked)) for text in _split(said[1]))
        return (*written, _sentence(said[2], passage, State.PLACEHOLDER))
    whole = weigh(passage.text, asked)
    if whole is not State.STATED and whole is not State.THIN:
        return (_sentence(passage.text, passage, whole),)
    return tuple(_sentence(text, passage, weigh(text, asked)) for text in _split(passage.text))


def _stands_in(part: str, pointer: str) -> bool:
    return is_dummy(part, pointer) or weigh(part, ()) is State.PLACEHOLDER


_UNANSWERED = re.compile(r"more information|information needed|\bTB[AD]\b", re.IGNORECASE)


def is_prompt(sentence: Sentence) -> bool:
    """Tell whether a sentence tells its author what to write, rather than that nothing was written yet."""
    return sentence.at_most is State.PLACEHOLDER and not _UNANSWERED.search(sentence.text)


def _sentence(text: str, passage: Passage, at_most: State) -> Sentence:
    return Sentence(text, passage, at_most, words=sum(1 for _ in _WORD.finditer(text)))


def _split(text: str) -> Iterator[str]:
    for part in _BREAK.split(text):
        for start in range(0, len(part), _MAX_SENTENCE):
            yield part[start : start + _MAX_SENTENCE]


def weigh(text: str, asked: tuple[str, ...] = ()) -> State:
    """Return what a text is worth at most; `asked` are the names under which it stands."""
    if len(text) > _MAX_SENTENCE:
        return State.STATED
    silence = silence_of(text, asked=asked)
    if silence is Silence.EMPTY and _WORD.search(text):
        return State.PLACEHOLDER  # nothing but words of the question, in brackets
    if silence is not None:
        return _SILENT[silence]
    return next((state for pattern, state in _patterns() if pattern.search(text)), State.STATED)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], State], ...]:
    data = own_data("govkit_genai.card", "sentences")
    return tuple((re.compile("|".join(data[kind]), re.IGNORECASE), state) for kind, state in _KINDS.items())
