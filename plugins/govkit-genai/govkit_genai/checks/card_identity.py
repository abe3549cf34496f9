"""Checks that a model card tells which model it is about: licence, version and parents, as the inventory has them."""

from __future__ import annotations

import re
from typing import Any

from govkit.plugin import Basis, Check, Context, Finding, Model, Status, check, contradicted, needs_review, passed
from govkit_genai.card.states import CardReading
from govkit_genai.checks.silence import no_card, pointer, states, told_in_passing, unstated
from govkit_genai.probes import model_card
from govkit_genai.texts import text

_UNLIKE = text(
    "the words of the card can't be held against what the inventory states: a person has to read them ({place})"
)
_NARROWED = text("the words of the card may narrow the licence or put it off: a person has to read them ({place})")


@check("genai.model-licence", on=Model, title="The model's licence is stated", needs=(model_card,))
def licence(model: Model, ctx: Context[None]) -> Finding:
    """Without a licence nobody may rely on being allowed to use the model, and nobody knows under which conditions.

    A licence in the inventory that differs from the card's tag is a contradiction, and so is a tag where the inventory
    says that there is no licence; so is a licence file beside the card, in the folder of the model itself, unless the
    card tells the licence of code from the model's. Where words alone name the licence they have to name that of the
    inventory, and they may not narrow an open one: else a person has to read them.

    Fix: name the licence in the card's front matter (`license:`) or under a heading "License".
    """
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    silence = unstated(card, ["licence"])
    if silence is not None:
        return silence
    declared = model.licence if model.is_stated("licence") else ""
    otherwise = _other_licence(card, declared)
    if otherwise is not None:
        return otherwise
    if card.narrowed:
        return _to_read(card, "licence", _NARROWED)
    if declared != "" and not card.licence and card.accords.get("licence") != "same":
        return _to_read(card, "licence")
    return told_in_passing(card, ["licence"]) or passed(
        "the card names the licence ({place})",
        at="card",
        evidence=[pointer(card, "licence")],
        basis=Basis.DOCUMENTED,
        presence=True,
        place=card.place("licence"),
    )


def _other_licence(card: CardReading, declared: str | None) -> Finding | None:
    """Return how the card's tag contradicts the licence declared, or the file beside it the card; or `None`."""
    if declared is None and card.licence:
        return contradicted(
            "the card names a licence, and the inventory says that there is none ({place})",
            at=("licence", "card"),
            evidence=[pointer(card, "licence")],
            place=card.place("licence"),
        )
    if declared and card.licence and _key(declared) != _key(card.licence):
        return contradicted(
            "the card names another licence than the inventory ({place})",
            at=("licence", "card"),
            evidence=[pointer(card, "licence")],
            place=card.place("licence"),
        )
    if card.licence_file:
        return contradicted(
            "the licence file beside the card names another licence ({file})",
            at="card",
            evidence=[pointer(card, "licence")],
            file=card.licence_file,
        )
    return None


def _to_read(card: CardReading, item: str, message: str = _UNLIKE) -> Finding:
    """Say that words can't be held against the inventory, so that a person has to read them."""
    return needs_review(message, at="card", evidence=[pointer(card, item)], place=card.place(item))


def _key(licence: str) -> str:
    """Return a licence's name as it is compared: `Apache 2.0`, `apache-2.0` and `Apache License 2.0` are one."""
    return re.sub(r"licen[cs]e|version|[^a-z0-9]", "", licence.lower())


@check("genai.model-version", on=Model, title="The card states the model's version", needs=(model_card,))
def version(model: Model, ctx: Context[None]) -> Finding:
    """Results, limits and incidents belong to one version of a model; a card without a version describes none.

    A number other than the inventory's is a contradiction. Where the two can't be compared, a person has to read.

    Fix: state a version number or a dated identifier in the card, the same as in the inventory.
    """
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    found, accord = states(card, "version"), card.accords.get("version", "same")
    if found.status is not Status.PASS or accord == "same":
        return found
    if accord == "other":
        return contradicted(
            "the card states another version than the inventory ({place})",
            at=("version", "card"),
            evidence=[pointer(card, "version")],
            place=card.place("version"),
        )
    return _to_read(card, "version")


@check("genai.base-model", on=Model, title="The card names the model that this one was made from", needs=(model_card,))
def base_model(model: Model, ctx: Context[None]) -> Finding:
    """A model inherits the data, the licence and the faults of its parent; "from scratch" is an answer as well.

    A card that names a parent where the inventory says that there is none, or another one, is a contradiction, and so
    is one that says "from scratch" where the inventory names a parent. A parent that the card leaves out, or words
    that can't be compared, or that name another one than the tag or none, a person has to read.

    Fix: name the base model in the card's front matter (`base_model:`) or write that it was trained from scratch.
    """
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    found = states(card, "base_model")
    if not model.is_stated("base_models") or (found.status is not Status.PASS and not card.parent_names):
        return found
    declared = {_last(name) for name in model.base_models}
    other = _other_parents(card, declared)
    if other:
        return contradicted(
            other,
            at=("base_models", "card"),
            evidence=[pointer(card, "base_model")],
            place=card.place("base_model"),
        )
    accord = card.accords.get("base_models")
    tagged = declared == {*card.parent_names} and accord not in ("other", "none")  # which words beside a tag may be
    if tagged if card.parent_names else accord == ("same" if declared else "none"):
        return found
    return _to_read(card, "base_model")


def _other_parents(card: CardReading, declared: set[str]) -> str:
    """Return how the base models of a card contradict those declared, or an empty text. Tags count before words."""
    named, accord = set(card.parent_names), card.accords.get("base_models")
    if accord == "none" and declared and not named:
        return text("the card says that there is no base model, and the inventory names one ({place})")
    if not (named - declared if named else accord == "other"):
        return ""
    if declared:
        return text("the card names other base models than the inventory ({place})")
    return text("the card names a base model, and the inventory says that there is none ({place})")


def _last(name: str) -> str:
    """Return the last part of a model's name, as it is compared: `example/base-7b` and `Base-7B` are one."""
    return name.rstrip("/").rpartition("/")[2].rpartition(":")[2].strip().lower()


CHECKS: tuple[Check[Any], ...] = (licence, version, base_model)
"""All checks of this file."""
