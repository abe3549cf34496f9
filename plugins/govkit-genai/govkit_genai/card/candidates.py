"""One piece of evidence of an item, and what only sentences in passing are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govkit_genai.card.document import NESTED, Section
from govkit_genai.card.items import Rule
from govkit_genai.card.sentences import Sentence
from govkit_genai.card.states import State

_MAX_VALUE = 600  # characters
_MANY = 5  # entries, of which one is not the whole


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one place of a card is worth for one item."""

    state: State
    line: int | None
    pointer: str = ""
    sentences: tuple[Sentence, ...] = ()
    text: str = ""
    named: bool = False
    """Whether it stands under a name of the item, rather than somewhere in the text."""
    in_passing: bool = False
    """Whether nothing states the item but one sentence elsewhere, or sentences elsewhere that hold too little."""

    @property
    def value(self) -> str:
        """Return the text that was found, the part that fits best first."""
        return (self.text or " ".join(sentence.text for sentence in self.sentences))[:_MAX_VALUE]


def weigh_entries(rule: Rule, candidates: list[Candidate], sections: Sequence[Section]) -> list[Candidate]:
    """Weigh what is said under single entries of a long list: where most say nothing, it only touches the whole."""
    if not rule.whole:
        return candidates
    told = {entry for one in candidates if one.state is State.STATED and (entry := _entry(one, sections))}
    telling = Counter(sections[entry].parent for entry in told)
    listed = Counter(section.parent for section in sections if section.level == NESTED)
    few = {entry for entry in told if listed[above := sections[entry].parent] > max(_MANY, 2 * telling[above])}
    return [replace(one, state=State.THIN) if _entry(one, sections) in few else one for one in candidates]


def _entry(one: Candidate, sections: Sequence[Section]) -> int | None:
    """Return the entry of a list under which something stands, found in the text and not under a name of the item."""
    index = one.sentences[0].passage.section if one.sentences and not one.named else 0
    return index if sections[index].level == NESTED else None


def weigh_mentions(rule: Rule, candidates: list[Candidate]) -> list[Candidate]:
    """Weigh what only sentences elsewhere state: such that hold too little are thin, and one alone is in passing.

    Where the reader does not know the card, it misreads up to one in five of such sentences, of other evidence one in
    thirty.
    """
    stating = [one for one in candidates if one.state is State.STATED]
    if not stating or any(one.named or not one.sentences for one in stating):
        return candidates
    alone = rule.alone
    enough = alone is None or any(
        said.passage.item or alone.search(_in_full(said)) for one in stating for said in one.sentences
    )
    state = State.STATED if enough else State.THIN
    in_passing = len(stating) == 1 or not enough
    return [
        replace(one, state=state, in_passing=in_passing) if one.state is State.STATED else one for one in candidates
    ]


def _in_full(sentence: Sentence) -> str:
    label = sentence.passage.label
    return f"{label}: {sentence.text}" if label else sentence.text
