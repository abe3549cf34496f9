"""Decides how a card states each item: the best evidence wins, and what cannot be believed is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govkit_genai.card.document import CardDocument, Passage, folded
from govkit_genai.card.items import Pattern, Rule, rules
from govkit_genai.card.sentences import Sentence, sentences_of
from govkit_genai.card.states import Reading, State
from govkit_genai.card.tags import tag_findings, without_language

_MENTION_LEAST = 4  # words: shorter sentences outside of an item's own section are captions or names


@dataclass(frozen=True)
class Judgement:
    """The readings of all items, and the sentences on which they rest."""

    items: dict[str, Reading]
    support: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    """Item → the sentences that state or touch it."""
    leftovers: tuple[int, ...] = ()
    """Lines of passages that are text of a template; 0 where a place has no line."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    state: State
    line: int | None
    pointer: str = ""
    sentences: tuple[Sentence, ...] = ()


def judge(card: CardDocument) -> Judgement:
    """Judge all items of a card."""
    return _Judge(card).judgement()


class _Judge:
    def __init__(self, card: CardDocument) -> None:
        self.card = card
        self.rules = rules()
        self.titles = [
            " / ".join(card.sections[part].title for part in card.ancestry(index))
            for index in range(len(card.sections))
        ]
        self.sentences = {
            passage: sentences_of(passage, card.sections[passage.section].title) for passage in card.passages
        }
        named = [self._items_named(section.title) for section in card.sections]
        self.headings = [(index, items) for index, items in enumerate(named) if items]
        self.bodies = self._bodies(named)
        self.elsewhere = {index for index in range(len(named)) if self._under(index, self.rules.elsewhere)}
        self.instructions = {index for index in range(len(named)) if self._under(index, self.rules.instructions)}
        self._placed: dict[tuple[str, int], bool] = {}

    def _items_named(self, name: str) -> frozenset[str]:
        return frozenset(rule.item for rule in self.rules.items if name and rule.names.search(name))

    def _under(self, index: int, pattern: Pattern) -> bool:
        return any(pattern.search(self.card.sections[part].title) for part in self.card.ancestry(index))

    def _bodies(self, named: list[frozenset[str]]) -> dict[tuple[str, int], list[Passage]]:
        """Give each heading of an item its passages, without those of inner parts that are about another item."""
        bodies: dict[tuple[str, int], list[Passage]] = {}
        for passage in self.card.passages:
            claimed = self._items_named(passage.label)
            for index in self.card.ancestry(passage.section):
                for item in named[index] if not claimed else named[index] & claimed:
                    bodies.setdefault((item, index), []).append(passage)
                claimed = (claimed & named[index] if claimed else named[index]) if named[index] else claimed
        return bodies

    def judgement(self) -> Judgement:
        found: dict[str, list[_Candidate]] = {rule.item: list(self._candidates(rule)) for rule in self.rules.items}
        for item, state, line in tag_findings(self.card.tags):
            found[item].append(_Candidate(state, line))
        for line in self.card.citations[:1]:
            for item in ("owner_or_developer", "release_or_update_date"):
                found[item].append(_Candidate(State.THIN, line))
        return Judgement(
            {item: self._best(item, candidates) for item, candidates in found.items()},
            {item: tuple(s for one in candidates for s in one.sentences) for item, candidates in found.items()},
            tuple(self._leftovers()),
        )

    def _best(self, item: str, candidates: list[_Candidate]) -> Reading:
        if not candidates:
            silent = item == "languages" and without_language(self.card.tags)
            return Reading(state=State.NOT_APPLICABLE if silent else State.ABSENT)
        best = min(candidates, key=lambda one: (one.state.rank, one.line or 0))
        return Reading(state=best.state, line=best.line, pointer=best.pointer)

    def _candidates(self, rule: Rule) -> Iterator[_Candidate]:
        for section in self.card.sections:
            if rule.titles is not None and section.level in (1, 2) and rule.titles.search(section.title):
                yield _Candidate(State.STATED, section.line, section.pointer)
        for index, items in self.headings:
            if rule.item in items:
                section = self.card.sections[index]
                body = self.bodies.get((rule.item, index), [])
                yield self._under_name(rule, body, section.line, section.pointer)
        for passage in self.card.passages:
            if passage.label and rule.names.search(passage.label):
                yield self._under_name(rule, [passage], passage.line, passage.pointer)
            elif passage.kind == "picture":
                if any(rule.names.search(folded(link.partition(" ")[0])) for link in passage.links):
                    yield _Candidate(self._picture(rule, passage), passage.line, passage.pointer)
            elif self._is_evidence(rule, passage):
                yield from self._mentions(rule, passage)

    def _under_name(self, rule: Rule, body: list[Passage], line: int | None, pointer: str) -> _Candidate:
        """Judge the text under a heading or behind a label."""
        spoken: list[Sentence] = []
        weak: list[_Candidate] = [_Candidate(State.HEADING_ONLY, line, pointer)]
        for passage in body:
            if passage.kind == "picture":
                weak.append(_Candidate(self._picture(rule, passage), passage.line, passage.pointer))
            for sentence in self.sentences[passage]:
                state = self._worth(rule, sentence)
                if state is State.STATED:
                    spoken.append(sentence)
                elif sentence.text.strip():
                    weak.append(_Candidate(state, passage.line, passage.pointer, (sentence,)))
        if spoken:
            return self._spoken(rule, spoken)
        return min(weak, key=lambda one: one.state.rank)

    def _worth(self, rule: Rule, sentence: Sentence) -> State:
        if sentence.at_most is State.THIN and rule.links and _fits(rule, sentence):
            return State.STATED  # where the fact is an address, pointing to it states it
        if sentence.speaks and rule.generic is not None and rule.generic.search(sentence.text):
            return State.THIN
        return sentence.at_most

    def _picture(self, rule: Rule, passage: Passage) -> State:
        drawn = rule.badges is not None and any(rule.badges.search(link) for link in passage.links)
        return State.STATED if drawn else State.THIN

    def _spoken(self, rule: Rule, spoken: list[Sentence]) -> _Candidate:
        fitting = [sentence for sentence in spoken if _fits(rule, sentence)]
        enough = sum(sentence.words for sentence in spoken) >= rule.least
        state = State.STATED if fitting and enough else State.THIN
        first = (fitting or spoken)[0].passage
        return _Candidate(state, first.line, first.pointer, tuple(spoken))

    def _is_evidence(self, rule: Rule, passage: Passage) -> bool:
        unfit = passage.section in self.elsewhere or (rule.own and passage.section in self.instructions)
        return passage.kind == "prose" and not unfit

    def _mentions(self, rule: Rule, passage: Passage) -> Iterator[_Candidate]:
        """Yield what sentences outside of the item's own sections say of it."""
        for sentence in self.sentences[passage]:
            if not sentence.speaks or (sentence.words < _MENTION_LEAST and not rule.links):
                continue
            state = self._mention(rule, sentence)
            if state is not None:
                yield _Candidate(state, passage.line, passage.pointer, (sentence,))

    def _mention(self, rule: Rule, sentence: Sentence) -> State | None:
        text = _shown(rule, sentence)
        states = rule.states is not None and rule.states.search(text) is not None
        if not states and (rule.touches is None or not rule.touches.search(text)):
            return None
        if (rule.avoid is not None and rule.avoid.search(text)) or not self._in_place(rule, sentence):
            return None
        vague = rule.generic is not None and rule.generic.search(text) is not None
        return State.STATED if states and not vague else State.THIN

    def _in_place(self, rule: Rule, sentence: Sentence) -> bool:
        if rule.where is None or rule.where.search(sentence.text):
            return True
        key = (rule.item, sentence.passage.section)
        if key not in self._placed:
            self._placed[key] = rule.where.search(self.titles[key[1]]) is not None
        return self._placed[key]

    def _leftovers(self) -> Iterable[int]:
        for passage, sentences in self.sentences.items():
            if any(sentence.at_most is State.PLACEHOLDER for sentence in sentences):
                yield passage.line or 0


def _shown(rule: Rule, sentence: Sentence) -> str:
    """Return what a rule is matched against: the sentence, a label that is not the item's own name, and addresses."""
    passage = sentence.passage
    named = f"{passage.label}: " if passage.label and not rule.names.search(passage.label) else ""
    return " ".join((named + sentence.text, *(passage.links if rule.links else ())))


def _fits(rule: Rule, sentence: Sentence) -> bool:
    return rule.needs is None or rule.needs.search(_shown(rule, sentence)) is not None
