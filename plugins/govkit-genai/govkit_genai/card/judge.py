"""Decides how a card states each item: the best evidence wins, and what cannot be believed is not stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from govkit_genai.card.candidates import Candidate, weigh_entries, weigh_mentions
from govkit_genai.card.document import CardDocument, Passage
from govkit_genai.card.items import NOT_OF_DATASETS, Rule, rules
from govkit_genai.card.layout import Layout
from govkit_genai.card.modality import without_text
from govkit_genai.card.notes import note_of
from govkit_genai.card.sentences import Sentence, sentences_of
from govkit_genai.card.states import Reading, State
from govkit_genai.card.tag_findings import tag_findings
from govkit_genai.card.tags import tag_text
from govkit_genai.card.whole import citations, is_of_this, is_template, is_title, own_account, own_names
from govkit_genai.card.worth import (
    fits,
    is_drawn,
    is_named,
    may_stand_under,
    worth_elsewhere,
    worth_of_picture,
    worth_under_name,
)

_OWN_LABEL = re.compile(r"(?:model )?(?:version|release|status|date)\b")
_KIN = ("training_data", "evaluation")
"""What a form keeps in one place: a dataset's size stands in its description, a result beside its data."""
_ENGLISH = ("en", "eng", "english")
_MAX_ALSO = 8


@dataclass(frozen=True)
class Judgement:
    """The readings of all items, and the sentences on which they rest."""

    items: dict[str, Reading]
    values: dict[str, str] = field(default_factory=dict)
    """Item → the text on which its state rests. It stays in the process: facts never hold it."""
    support: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    """Item → the sentences that state or touch it."""
    leftovers: tuple[int, ...] = ()
    """Lines of passages that are text of a template; 0 where a place has no line."""


def judge(card: CardDocument) -> Judgement:
    """Judge all items of a card."""
    return _Judge(card).judgement()


class _Judge:
    def __init__(self, card: CardDocument) -> None:
        self.card = card
        self.rules = rules(card.about)
        self.sentences = {passage: sentences_of(passage, self._heading_of(passage)) for passage in card.passages}
        self.layout = Layout(card, self.rules)
        self._placed: dict[tuple[str, int], bool] = {}
        self.names = own_names(card)
        if is_template(card, self.sentences):
            self._doubt_everything()

    def _heading_of(self, passage: Passage) -> str:
        """Return the heading under which a passage stands, unless it is that heading, which is a whole sentence."""
        section = self.card.sections[passage.section]
        return "" if passage.line and passage.line == section.line else section.title

    def _doubt_everything(self) -> None:
        """Take claims that come with a template, where no model is named, for text of the template."""
        for passage, spoken in self.sentences.items():
            self.sentences[passage] = tuple(
                replace(one, at_most=State.PLACEHOLDER) if one.at_most is not State.HEADING_ONLY else one
                for one in spoken
            )

    def judgement(self) -> Judgement:
        found = {rule.item: list(self._candidates(rule)) for rule in self.rules.items}
        for item, state, line in tag_findings(self.card.tags):
            found[item].append(Candidate(state, line, text=tag_text(self.card.tags, line)))
        for place in citations(self.card):
            pointer = place if isinstance(place, str) else ""
            cited = Candidate(State.THIN, None if isinstance(place, str) else place, pointer)
            for item in ("owner_or_developer", "release_or_update_date"):
                found[item].append(cited)
        account = own_account(self.card)
        if account is not None:
            found["owner_or_developer"].append(Candidate(State.THIN, account.line, account.pointer))
        for rule in self.rules.items:
            found[rule.item] = weigh_mentions(rule, weigh_entries(rule, found[rule.item], self.card.sections))
        best = {item: self._best(item, candidates) for item, candidates in found.items()}
        return Judgement(
            {item: self._reading(item, one, found[item]) for item, one in best.items()},
            {item: one.value for item, one in best.items()},
            {item: tuple(s for one in candidates for s in one.sentences) for item, candidates in found.items()},
            tuple(self._leftovers()),
        )

    def _best(self, item: str, candidates: list[Candidate]) -> Candidate:
        if self.card.about == "dataset" and item in NOT_OF_DATASETS:
            return Candidate(State.NOT_APPLICABLE, None)
        if item == "languages" and without_text(self.card) and not any(self._names_tongue(one) for one in candidates):
            return Candidate(State.NOT_APPLICABLE, None)
        if not candidates:
            return Candidate(State.ABSENT, None)
        return min(candidates, key=lambda one: (one.state.rank, not one.named, one.line or 0))

    def _names_tongue(self, found: Candidate) -> bool:
        """Tell whether a language is stated; in front of a model that has no text, `en` is that of the card."""
        in_form = any(sentence.passage.item for sentence in found.sentences)
        of_card = self.card.about == "model" and found.value.strip(" .").lower() in _ENGLISH
        return found.state is State.STATED and (in_form or not of_card)

    def _reading(self, item: str, best: Candidate, candidates: list[Candidate]) -> Reading:
        weaker = {
            one.line for one in candidates if one.state.rank > best.state.rank and one.line and one.line != best.line
        }
        also = tuple(sorted(weaker))[:_MAX_ALSO] if best.state is not State.NOT_APPLICABLE else ()
        note = note_of(item, best.state, best.value, self.card) or (
            "weaker" if also else "in-passing" if best.in_passing else ""
        )
        return Reading(
            state=best.state, line=best.line, pointer=best.pointer, also=also, in_passing=best.in_passing, note=note
        )

    def _candidates(self, rule: Rule) -> Iterator[Candidate]:
        yield from self._in_titles(rule)
        for one in self._by_name(rule):
            yield replace(one, named=True)
        for passage in self.card.passages:
            if passage.item != rule.item and not (passage.label and is_named(rule, passage.label)):
                yield from self._in_passage(rule, passage)

    def _in_passage(self, rule: Rule, passage: Passage) -> Iterator[Candidate]:
        """Yield what a passage says that does not stand under the item's own name."""
        if passage.kind == "settings":
            if not (rule.own and passage.section in self.layout.instructions):
                yield from self._in_settings(rule, passage)
        elif passage.kind == "picture":
            if is_drawn(rule, passage):
                yield Candidate(worth_of_picture(rule, passage), passage.line, passage.pointer)
        elif self.layout.is_about_else(rule, passage.section):
            return
        elif self._is_evidence(rule, passage):
            yield from self._mentions(rule, passage)
        elif passage.kind in ("prose", "row"):
            yield from self._touched(rule, passage)

    def _in_titles(self, rule: Rule) -> Iterator[Candidate]:
        """Yield what headings say by themselves: the main ones, and those of a list such as a change log."""
        for section in self.card.sections:
            main = is_title(self.card, section)
            if main and rule.hints is not None and rule.hints.search(section.title):
                yield Candidate(State.THIN, section.line, section.pointer)
            named = main and rule.titles is not None and rule.titles.search(section.title)
            if named or (rule.entries is not None and rule.entries.search(section.title)):
                yield Candidate(State.STATED, section.line, section.pointer)

    @staticmethod
    def _in_settings(rule: Rule, passage: Passage) -> Iterator[Candidate]:
        """Yield a block of settings that tells by itself what it is for, as that of a merge does."""
        if rule.settings and rule.states is not None and rule.states.search(passage.text):
            yield Candidate(State.STATED, passage.line, passage.pointer, text=passage.text)

    def _by_name(self, rule: Rule) -> Iterator[Candidate]:
        """Yield what stands under headings of the item, in its fields of a form, and behind labels."""
        for index, items in self.layout.headings:
            if rule.item in items:
                section = self.card.sections[index]
                body = self.layout.body(rule.item, index)
                found = self._under_name(rule, body, section.line, section.pointer)
                if (
                    found.state is not State.THIN
                    or (len(items) == 1 and not may_stand_under(rule, section.title))
                    or rule.names.search(section.title)
                ):
                    yield found  # of a joint heading, what says too little of one thing may be all about the other
        of_form = [passage for passage in self.card.passages if passage.item == rule.item]
        if of_form:
            yield self._under_name(rule, of_form, None, of_form[0].pointer)
        for passage in self.card.passages:
            named = passage.item != rule.item and passage.label and is_named(rule, passage.label)
            if named and not self.layout.is_about_else(rule, passage.section):
                yield self._under_name(rule, [passage], passage.line, passage.pointer)

    def _under_name(self, rule: Rule, body: list[Passage], line: int | None, pointer: str) -> Candidate:
        """Judge the text under a heading or behind a label."""
        spoken: list[Sentence] = []
        weak: list[Candidate] = [Candidate(State.HEADING_ONLY, line, pointer)]
        for passage in body:
            if passage.kind == "settings" and not rule.settings:
                continue
            if passage.kind == "picture":
                weak.append(Candidate(worth_of_picture(rule, passage), passage.line, passage.pointer))
            for sentence in self.sentences[passage]:
                state = worth_under_name(rule, sentence)
                if state is State.STATED:
                    spoken.append(sentence)
                elif sentence.text.strip():
                    weak.append(Candidate(state, passage.line, passage.pointer, (sentence,)))
        if spoken:
            return self._spoken(rule, spoken)
        return min(weak, key=lambda one: one.state.rank)

    def _spoken(self, rule: Rule, spoken: list[Sentence]) -> Candidate:
        fitting = [sentence for sentence in spoken if fits(rule, sentence)]
        enough = sum(sentence.words for sentence in spoken) >= rule.least or any(one.passage.certain for one in spoken)
        state = State.STATED if fitting and enough else State.THIN
        first = fitting or spoken
        ordered = (*first, *(sentence for sentence in spoken if sentence not in first))
        return Candidate(state, first[0].passage.line, first[0].passage.pointer, ordered)

    def _is_evidence(self, rule: Rule, passage: Passage) -> bool:
        unfit = (passage.section in self.layout.elsewhere and not rule.links) or (
            rule.own and passage.section in self.layout.instructions
        )
        return (passage.kind == "prose" or (rule.rows and passage.kind == "row")) and not unfit

    def _mentions(self, rule: Rule, passage: Passage) -> Iterator[Candidate]:
        """Yield what sentences outside of the item's own sections say of it."""
        for sentence in self.sentences[passage]:
            words = sentence.words + len(passage.label.split())
            brief = words < rule.words and not rule.links and passage.kind != "row"
            points = rule.links and sentence.at_most is State.THIN  # which is enough where the fact is an address
            if not (sentence.speaks or sentence.leads or points) or brief:
                continue
            if rule.subject and not _OWN_LABEL.match(passage.label) and not is_of_this(sentence.text, self.names):
                continue
            state = worth_elsewhere(rule, sentence)
            if state is not None and self._in_place(rule, sentence):
                yield Candidate(state, passage.line, passage.pointer, (sentence,))

    def _touched(self, rule: Rule, passage: Passage) -> Iterator[Candidate]:
        """Yield what is said under headings of something else: there the fact is at most touched."""
        told = rule.own and passage.section in self.layout.instructions  # what users may do states nothing of the model
        for one in self._mentions(rule, passage):
            if one.state is State.THIN or (one.state is State.STATED and not told):
                yield replace(one, state=State.THIN)

    def _in_place(self, rule: Rule, sentence: Sentence) -> bool:
        if any(sentence.passage.item.startswith(kin) and rule.item.startswith(kin) for kin in _KIN):
            return True
        if rule.where is None or rule.where.search(sentence.text) or rule.where.search(sentence.passage.label):
            return True
        key = (rule.item, sentence.passage.section)
        if key not in self._placed:
            self._placed[key] = rule.where.search(self.layout.titles[key[1]]) is not None
        return self._placed[key]

    def _leftovers(self) -> Iterable[int]:
        for passage, sentences in self.sentences.items():
            if any(sentence.at_most is State.PLACEHOLDER for sentence in sentences):
                yield passage.line or 0
