"""Checks that a card is kept: no left-overs of a template, not outdated, and in step with the languages served."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from govkit.plugin import (
    AiSystem,
    Basis,
    Check,
    Context,
    Finding,
    Model,
    Options,
    check,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.card.states import State
from govkit_genai.checks.silence import no_card, pointer, taken_back, told_in_passing, unstated
from govkit_genai.languages import missing
from govkit_genai.probes import model_card


class Age(Options):
    """How old a card may be."""

    months: int = Field(default=24, ge=1, le=240)
    """The longest time since the newest date in the card. govkit's own default."""


@check("genai.card-upkeep", on=Model, title="The card is filled in and up to date", needs=(model_card,), options=Age)
def card_upkeep(model: Model, ctx: Context[Age]) -> Finding:
    """A card with text of its template was never finished, and one that is older than its model describes another.

    The newest date of release or update in the card counts; a date after the assessment does not, nor one that is only
    planned, nor that of a dataset.

    Fix: replace what is left of the template, and date the card when you change the model.
    """
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    if card.leftovers:
        return failed(
            "{n} passage of the card is text of a template",
            plural="{n} passages of the card are text of a template",
            at="card",
            n=card.leftovers,
        )
    dates = [day for day in card.dates if day <= ctx.as_of]
    if not dates:
        silence = unstated(card, ["release_or_update_date"])
        return silence or unknown("the card's date can't be read as a day or month before the assessment", at="card")
    newest = max(dates)
    released = model.release_date if model.is_stated("release_date") else None
    if released is not None and newest < released.replace(day=1) <= ctx.as_of:
        return failed(
            "the card is of {newest}, before the release on {released}", at="card", newest=newest, released=released
        )
    if _months(newest, ctx.as_of) > ctx.options.months:
        return failed(
            "the newest date in the card is {newest}, more than {months} months ago",
            at="card",
            newest=newest,
            months=ctx.options.months,
        )
    return told_in_passing(card, ["release_or_update_date"]) or passed(
        "nothing of a template is left, and the card is of {newest}",
        at="card",
        evidence=[pointer(card, "release_or_update_date")],
        basis=Basis.DOCUMENTED,
        newest=newest,
    )


def _months(start: date, end: date) -> int:
    """Return the whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


@check(
    "genai.model-languages",
    on=Model,
    title="The model's languages cover those of the people served",
    needs=(model_card,),
)
def model_languages(model: Model, ctx: Context[None]) -> Finding:
    """A model that was not made for a language fails its speakers first, and they are the least able to notice.

    Tags count; where the words of the card take one of them back ("English only"), a person has to read them.

    Fix: use a model whose card names the language, or test it in that language and say so in the card.
    """
    if model.card is None:
        return no_card()
    served, undecided = _served(model, ctx)
    if undecided or not served:
        return unknown(
            "it is not stated which AI systems use the model, or whom they serve in which languages", at="languages"
        )
    card = ctx.fact(model_card)
    if card.items["languages"].state is State.NOT_APPLICABLE:
        return not_applicable("the card's task has nothing to do with a natural language", at="card")
    if card.items["languages"].state is State.STATED and not card.languages:
        return needs_review(
            "the card names its languages in words only ({place})", at="card", place=card.place("languages")
        )
    silence = unstated(card, ["languages"])
    if silence is not None:
        return silence
    lacking = missing(served, card.languages)
    if lacking:
        return failed(
            "{n} language that is served is not among the card's: {languages}",
            plural="{n} languages that are served are not among the card's: {languages}",
            at="card",
            n=len(lacking),
            languages=lacking,
        )
    doubted = taken_back(card, served)
    if doubted is not None:
        return doubted
    return passed(
        "the card names all languages that are served: {languages}",
        at="card",
        evidence=[pointer(card, "languages")],
        basis=Basis.DOCUMENTED,
        presence=True,
        languages=tuple(sorted(served)),
    )


def _served(model: Model, ctx: Context[None]) -> tuple[set[str], bool]:
    """Return the languages of the AI systems that use the model, and whether that of any is not stated."""
    served: set[str] = set()
    undecided = False
    for system in ctx.inventory.of(AiSystem):
        if not system.is_stated("models"):
            undecided = True
        elif {model.id, model.subject} & set(system.models):
            if system.is_stated("served_languages"):
                served |= set(system.served_languages)
            else:
                undecided = True
    return served, undecided


CHECKS: tuple[Check[Any], ...] = (card_upkeep, model_languages)
