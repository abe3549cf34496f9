"""What a check says of an item that the card does not state: which kind of silence, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from govkit.model.finding import Evidence
from govkit.plugin import Basis, Context, Finding, Model, evidence, failed, needs_review, passed, unknown
from govkit_genai.card.states import CardReading, State
from govkit_genai.languages import missing
from govkit_genai.probes import model_card
from govkit_genai.texts import text

_SAID = {
    State.THIN: text("the card touches it, but says nothing usable ({place})"),
    State.NEGATED: text("the card only says that it is not known or does not apply ({place})"),
    State.PLACEHOLDER: text("the card holds text of a template there ({place})"),
    State.HEADING_ONLY: text("the card has a heading for it and nothing under it ({place})"),
}


def no_card() -> Finding:
    """Say that the inventory states that there is no card."""
    fix = text("write a model card with this in it, and state its path under `card`")
    return failed("there is no model card", at="card", fix=fix)


def unstated(card: CardReading, items: Sequence[str]) -> Finding | None:
    """Return unknown for the first item that the card does not state, or `None` where it states all of them.

    A sentence in passing that may state one is for a person to read.
    """
    for item in items:
        state = card.items[item].state
        if state is State.THIN and card.items[item].in_passing:
            return _to_be_read(card, item)
        if state in _SAID:
            return unknown(_SAID[state], at="card", place=card.place(item))
        if state is not State.STATED:
            return unknown("the card does not mention it", at="card")
    return None


def told_in_passing(card: CardReading, items: Sequence[str]) -> Finding | None:
    """Return review for the first item that only one sentence states, under no name of its own, or `None`.

    Of such sentences one in five was misread in cards that were new to the reader; of others one in thirty.
    """
    for item in items:
        if card.items[item].in_passing:
            return _to_be_read(card, item)
    return None


def _to_be_read(card: CardReading, item: str) -> Finding:
    return needs_review(
        "the card may state it in passing ({place}): a person has to read it",
        at="card",
        fix="state it under a heading or a label of its own",
        evidence=[pointer(card, item)],
        place=card.place(item),
    )


def taken_back(card: CardReading, languages: Iterable[str]) -> Finding | None:
    """Return review where the words of a card take back one of these languages, which its tags name, or `None`."""
    wanted = set(languages)
    doubted = tuple(sorted(wanted - set(missing(wanted, card.denied_languages))))
    if not doubted:
        return None
    return needs_review(
        "the words of the card may take back what its tags say of {languages}: a person has to read them ({place})",
        at="card",
        evidence=[pointer(card, "languages")],
        languages=doubted,
        place=card.place("languages"),
    )


def card_states(model: Model, ctx: Context[Any], *items: str) -> Finding:
    """Decide whether the model has a card that states all of these items."""
    return no_card() if model.card is None else states(ctx.fact(model_card), *items)


def states(card: CardReading, *items: str) -> Finding:
    """Decide whether a card states all of these items."""
    return (
        unstated(card, items)
        or told_in_passing(card, items)
        or passed(
            "the card states it ({place})",
            at="card",
            place=card.place(items[0]),
            evidence=[pointer(card, item) for item in items],
            basis=Basis.DOCUMENTED,
            presence=True,
        )
    )


def pointer(card: CardReading, item: str) -> Evidence:
    """Point to the place of an item in the card."""
    return evidence("model card", file=card.path, line=card.items[item].line, sha256=card.sha256)
