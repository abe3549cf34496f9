"""Checks that what a card claims and what the inventory says of the model and its use hold together."""

from __future__ import annotations

from typing import Any

from govkit.plugin import (
    AiSystem,
    Basis,
    Check,
    Context,
    Finding,
    Model,
    check,
    contradicted,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.card.states import CardReading, State
from govkit_genai.checks.silence import no_card, pointer, taken_back, unstated
from govkit_genai.languages import missing
from govkit_genai.probes import model_card
from govkit_genai.texts import text

_OUTSIDERS = frozenset({"public", "customers", "business", "children"})
_LIMITS = {
    "research": text("the card limits the model to research, and the system serves {audience} ({place})"),
    "non-commercial": text("the card forbids commercial use, and the system serves {audience} ({place})"),
}


@check(
    "genai.card-languages", on=Model, title="The card names the languages that the inventory names", needs=(model_card,)
)
def card_languages(model: Model, ctx: Context[None]) -> Finding:
    """Who chooses a model by the inventory must find in its card that it was made for those languages.

    A language that the inventory names and the card does not is a contradiction; `en` covers `en-SG`. Where the words
    of the card take a tag back ("English only"), a person has to read them.

    Fix: add the language to the card's front matter where the model was made for it and tested in it, or take it out of
    the inventory.
    """
    if model.card is None:
        return no_card()
    declared = model.languages
    card = ctx.fact(model_card)
    if card.items["languages"].state is State.NOT_APPLICABLE:
        return not_applicable("the card's task has nothing to do with a natural language", at="card")
    silence = unstated(card, ["languages"])
    if silence is not None:
        return silence
    if not card.languages:
        return needs_review(
            "the card names its languages in words only ({place})", at="card", place=card.place("languages")
        )
    lacking = missing(declared, card.languages)
    if lacking:
        return contradicted(
            "the inventory names {languages}, and the card does not ({place})",
            at=("languages", "card"),
            evidence=[pointer(card, "languages")],
            languages=lacking,
            place=card.place("languages"),
        )
    doubted = taken_back(card, declared)
    if doubted is not None:
        return doubted
    return passed(
        "the card names the languages of the inventory ({place})",
        at="card",
        evidence=[pointer(card, "languages")],
        basis=Basis.DOCUMENTED,
        presence=True,
        place=card.place("languages"),
    )


@check(
    "genai.card-use",
    on=AiSystem,
    title="The system uses its models for what their cards allow",
    grade="partial",
    needs=(model_card,),
)
def card_use(system: AiSystem, ctx: Context[None]) -> Finding:
    """A model that was released for research was never tested for customers, and its licence may forbid serving them.

    Only plain limits are compared: research only, and no commercial use. A person has to judge the rest.

    Fix: use a model whose card allows the use, or keep the permission of its developer as evidence.
    """
    models = [model for name in system.models if (model := ctx.find(name, Model)) is not None]
    if not models:
        return unknown("the models of the system are not in the inventory", at="models")
    audience = tuple(sorted(_OUTSIDERS & set(system.audience)))
    if not audience:
        return not_applicable("the system serves nobody outside of the organisation", at="audience")
    for model in models:
        if model.card is None:
            return unknown("a model of the system has no card", at="models")
        card = ctx.fact(model_card, about=model)
        if card.only:
            return _limited(card, audience)
    return needs_review("the cards set no plain limit that the system passes", at="models")


def _limited(card: CardReading, audience: tuple[str, ...]) -> Finding:
    return needs_review(
        _LIMITS[card.only],
        at=("models", "audience"),
        evidence=[pointer(card, "intended_use")],
        audience=audience,
        place=card.place("intended_use"),
    )


CHECKS: tuple[Check[Any], ...] = (card_languages, card_use)
"""All checks of this file."""
