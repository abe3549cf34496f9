"""Decides how a card states each item: the best evidence wins, and what cannot be believed is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govkit_genai.card.document import CardDocument, Passage, Section
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
        self.sentences = {
            passage: sentences_of(passage, card.sections[passage.section].title) for passage in card.passages
        }
        self.named = {
            index: frozenset(rule.item for rule in self.rules.items if rule.names.search(section.title))
            for index, section in enumerate(card.sections)
            if section.title
        }
        self.path = {passage: card.ancestry(passage.section) for passage in card.passages}

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
        for index, section in enumerate(self.card.sections):
            if rule.titles is not None and section.level in (1, 2) and rule.titles.search(section.title):
                yield _Candidate(State.STATED, section.line, section.pointer)
            if rule.item in self.named.get(index, ()):
                yield self._section(rule, index, section)
        for passage in self.card.passages:
            if passage.label and rule.names.search(passage.label):
                yield self._under_name(rule, [passage], passage.line, passage.pointer)
            elif passage.kind != "picture" and self._is_evidence(rule, passage):
                yield from self._mentions(rule, passage)

    def _section(self, rule: Rule, index: int, section: Section) -> _Candidate:
        body = [passage for passage in self.card.passages if self._lies_in(rule, passage, index)]
        return self._under_name(rule, body, section.line, section.pointer)

    def _lies_in(self, rule: Rule, passage: Passage, index: int) -> bool:
        """Tell whether a passage belongs to a section and not to a part of it that is about another item."""
        path = self.path[passage]
        if index not in path:
            return False
        inner = path[: path.index(index)]
        claimed = [self.named[part] for part in inner if self.named.get(part)]
        if passage.label and (by_label := self._items_named(passage.label)):
            claimed.append(by_label)
        return all(rule.item in items for items in claimed)

    def _items_named(self, label: str) -> frozenset[str]:
        return frozenset(rule.item for rule in self.rules.items if rule.names.search(label))

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
        if sentence.at_most is State.THIN and rule.links and _matches(rule.needs, sentence, links=True):
            return State.STATED  # where the fact is an address, pointing to it states it
        if sentence.speaks and rule.generic is not None and rule.generic.search(sentence.text):
            return State.THIN
        return sentence.at_most

    def _picture(self, rule: Rule, passage: Passage) -> State:
        shown = rule.links and rule.needs is not None and any(rule.needs.search(link) for link in passage.links)
        return State.STATED if shown and rule.item == "licence" else State.THIN

    def _spoken(self, rule: Rule, spoken: list[Sentence]) -> _Candidate:
        fitting = [sentence for sentence in spoken if _matches(rule.needs, sentence, links=rule.links)]
        enough = sum(sentence.words for sentence in spoken) >= rule.least
        state = State.STATED if fitting and enough else State.THIN
        first = (fitting or spoken)[0].passage
        return _Candidate(state, first.line, first.pointer, tuple(spoken))

    def _is_evidence(self, rule: Rule, passage: Passage) -> bool:
        titles = [self.card.sections[index].title for index in self.path[passage]]
        if any(self.rules.elsewhere.search(title) for title in titles):
            return False
        if rule.own and any(self.rules.instructions.search(title) for title in titles):
            return False
        return passage.kind == "prose"

    def _mentions(self, rule: Rule, passage: Passage) -> Iterator[_Candidate]:
        """Yield what sentences outside of the item's own sections say of it."""
        for sentence in self.sentences[passage]:
            if not sentence.speaks or (sentence.words < _MENTION_LEAST and not rule.links):
                continue
            state = self._mention(rule, sentence)
            if state is not None:
                yield _Candidate(state, passage.line, passage.pointer, (sentence,))

    def _mention(self, rule: Rule, sentence: Sentence) -> State | None:
        text = _shown(sentence, links=rule.links)
        if (rule.avoid is not None and rule.avoid.search(text)) or not self._in_place(rule, sentence):
            return None
        if rule.states is not None and rule.states.search(text):
            vague = rule.generic is not None and rule.generic.search(text)
            return State.THIN if vague else State.STATED
        return State.THIN if rule.touches is not None and rule.touches.search(text) else None

    def _in_place(self, rule: Rule, sentence: Sentence) -> bool:
        if rule.where is None or rule.where.search(sentence.text):
            return True
        return any(rule.where.search(self.card.sections[index].title) for index in self.path[sentence.passage])

    def _leftovers(self) -> Iterable[int]:
        for passage, sentences in self.sentences.items():
            if any(sentence.at_most is State.PLACEHOLDER for sentence in sentences):
                yield passage.line or 0


def _shown(sentence: Sentence, *, links: bool) -> str:
    label = sentence.passage.label
    text = f"{label}: {sentence.text}" if label else sentence.text
    return " ".join((text, *sentence.passage.links)) if links else text


def _matches(pattern: Pattern | None, sentence: Sentence, *, links: bool) -> bool:
    return pattern is None or bool(pattern.search(_shown(sentence, links=links)))
