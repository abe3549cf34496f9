"""What one sentence or picture says of one item: the fact, a touch of it, its denial, or nothing."""

from __future__ import annotations

import re

from govkit_genai.card.document import Passage, folded
from govkit_genai.card.headings import names_in
from govkit_genai.card.items import Rule
from govkit_genai.card.sentences import Sentence
from govkit_genai.card.states import State

_FOREIGN = re.compile(
    r"\b(?:les?|la|des|du|par|au|ne|pas|une|est|sont|pour|dans|avec|sur|aux|qui|el|los|las|del|para|con|una|por|que|der|die|das|und"
    r"|nicht|für|mit|ist|och|og|ikke|av|på|som|não|uma|dos|het|een|niet|voor|yang|dan|untuk|dengan|bir|ve|için|jest|nie)\b",
    re.IGNORECASE,
)
"""Short words of languages for which no words are listed that such a text has to hold."""
_SOME = 2
_ENOUGH = 6  # words that say something


def is_named(rule: Rule, name: str) -> bool:
    """Tell whether a heading or label, or one of those that it joins, is a name of the item."""
    asked = rule.asks is not None and rule.asks.search(name) is not None
    return asked or any(rule.names.search(part) for part in names_in(name)) or may_stand_under(rule, name)


def may_stand_under(rule: Rule, name: str) -> bool:
    """Tell whether a heading is about more than the item, which may stand there among others."""
    return rule.may is not None and rule.may.search(name) is not None


def fits(rule: Rule, sentence: Sentence) -> bool:
    """Tell whether a sentence under the item's name holds what it has to hold to state the item."""
    if sentence.passage.certain and not rule.measured:
        return True
    if rule.needs is None or rule.needs.search(_shown(rule, sentence)):
        return True
    return rule.english and sentence.words >= _ENOUGH and len(_FOREIGN.findall(sentence.text)) >= _SOME


def worth_under_name(rule: Rule, sentence: Sentence) -> State:
    """Return what a sentence under the item's name is worth at most."""
    if sentence.passage.certain and sentence.at_most is State.THIN:
        return State.STATED
    vague = rule.generic is not None and rule.generic.search(sentence.text) is not None
    if sentence.at_most is State.THIN and rule.links and not vague and fits(rule, sentence):
        return State.STATED  # where the fact is an address, pointing to it states it
    if rule.addresses is not None and rule.addresses.search(sentence.text.strip()):
        return State.STATED  # it names the thing
    said = sentence.speaks or sentence.at_most is State.NEGATED  # a flat denial of the thing itself says a little
    if said and vague:
        return State.THIN
    if sentence.speaks and rule.denies is not None and rule.denies.search(sentence.text):
        return State.NEGATED
    return sentence.at_most


def worth_elsewhere(rule: Rule, sentence: Sentence) -> State | None:
    """Return what a sentence outside of the item's own sections says of it, or None where that is nothing."""
    text = _shown(rule, sentence)
    if rule.denies is not None and rule.denies.search(text):
        return State.NEGATED
    worth_a_look = rule.holds is None or rule.holds.search(text) is not None
    states = worth_a_look and rule.states is not None and rule.states.search(text) is not None
    if not states and (rule.touches is None or not rule.touches.search(text)):
        return None
    if rule.avoid is not None and rule.avoid.search(text):
        return None
    vague = rule.generic is not None and rule.generic.search(text) is not None
    return State.STATED if states and not vague else State.THIN


def is_drawn(rule: Rule, passage: Passage) -> bool:
    """Tell whether a picture is about the item: by the name of its file, or by where it leads."""
    if any(rule.names.search(folded(link.partition(" ")[0])) for link in passage.links):
        return True
    leads = rule.touches if rule.links else None
    return leads is not None and any(leads.search(link) for link in passage.links)


def worth_of_picture(rule: Rule, passage: Passage) -> State:
    """Return what a picture is worth: a badge may show the fact itself, in its text or address."""
    drawn = rule.badges is not None and any(rule.badges.search(link) for link in passage.links)
    return State.STATED if drawn else State.THIN


def _shown(rule: Rule, sentence: Sentence) -> str:
    """Return what a rule is matched against: the sentence, a label that is not the item's own name, and addresses."""
    passage = sentence.passage
    named = f"{passage.label}: " if passage.label and not is_named(rule, passage.label) else ""
    return " ".join((named + sentence.text, *(passage.links if rule.links else ())))
