"""The words that a template puts into its sheets beside the headings: what to write, and what to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from govkit_importers.ropa.columns import COLUMNS, CONTACT_COLUMNS
from govkit_importers.ropa.lexicon import phrases
from govkit_importers.templates import Question, Template, names, template

_ANSWERS = {"en": ("Yes", "No"), "th": ("ใช่", "ไม่ใช่"), "fr": ("Oui", "Non")}
_EXPLAINED = {"en": "what to write", "th": "คำอธิบาย", "fr": "que saisir"}


def hint(template: Template, question: Question) -> str:
    """Return what to write into a column; the first one marks the row as an explanation."""
    text = question.hint or COLUMNS[question.slot].about
    return f"# {_EXPLAINED[template.language]}: {text}" if question == template.columns[0] else text


def offers(language: str, slot: str) -> tuple[str, ...]:
    """Return the choices of a column, in the language of the regime; none where people write freely."""
    if slot in CONTACT_COLUMNS:
        return ()
    reader = COLUMNS[slot].reader
    if reader == "flag" or slot == "children":
        return _ANSWERS[language]
    if reader != "choice":
        return ()
    offered = phrases(language, slot)
    return (*offered, _ANSWERS[language][1]) if slot == "automated_decision" else offered


def own_words(titles: Iterable[str]) -> frozenset[str]:
    """Return all that the templates of these titles say themselves, which nobody filled in."""
    named = set(titles)
    made_from = [one for one in map(template, names()) if one.title in named]
    return frozenset(words for one in made_from for words in _words(one))


@cache
def _words(one: Template) -> frozenset[str]:
    found = {one.title, one.about, *(question.shown for question in one.organisation)}
    for question in one.columns:
        found |= {question.part, question.shown.replace("\n", " / "), hint(one, question)}
        found |= {*offers(one.language, question.slot)}
    return frozenset(found)
