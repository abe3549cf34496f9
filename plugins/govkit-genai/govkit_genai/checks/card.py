"""Checks that a model card says who made the model, what it is for, and where it ends."""

from __future__ import annotations

import re
from typing import Any, Literal

from govkit.plugin import Basis, Check, Context, Finding, Model, Options, check, contradicted, passed
from govkit_genai.checks.silence import card_states, no_card, pointer, states, told_in_passing, unstated
from govkit_genai.probes import model_card


@check("genai.model-licence", on=Model, title="The model's licence is stated", needs=(model_card,))
def licence(model: Model, ctx: Context[None]) -> Finding:
    """Without a licence nobody may rely on being allowed to use the model, and nobody knows under which conditions.

    A licence in the inventory that differs from the card's is a contradiction; so is a licence file beside the card, in
    the folder of the model itself, unless the card tells the licence of code from the model's.

    Fix: name the licence in the card's front matter (`license:`) or under a heading "License".
    """
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    silence = unstated(card, ["licence"])
    if silence is not None:
        return silence
    declared = model.licence if model.is_stated("licence") else None
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
    return told_in_passing(card, ["licence"]) or passed(
        "the card names the licence ({place})",
        at="card",
        evidence=[pointer(card, "licence")],
        basis=Basis.DOCUMENTED,
        presence=True,
        place=card.place("licence"),
    )


def _key(licence: str) -> str:
    """Return a licence's name as it is compared: `Apache 2.0`, `apache-2.0` and `Apache License 2.0` are one."""
    return re.sub(r"licen[cs]e|version|[^a-z0-9]", "", licence.lower())


@check("genai.model-owner", on=Model, title="The card names who made the model and whom to ask", needs=(model_card,))
def owner(model: Model, ctx: Context[None]) -> Finding:
    """Whoever is harmed or puzzled by a model needs to know who answers for it, and a channel that reaches them.

    Fix: state "Developed by" and a contact (address, form or issue tracker) in the card.
    """
    return card_states(model, ctx, "owner_or_developer", "contact")


@check("genai.model-version", on=Model, title="The card states the model's version", needs=(model_card,))
def version(model: Model, ctx: Context[None]) -> Finding:
    """Results, limits and incidents belong to one version of a model; a card without a version describes none.

    Fix: state a version number or a dated identifier in the card.
    """
    return card_states(model, ctx, "version")


@check("genai.base-model", on=Model, title="The card names the model that this one was made from", needs=(model_card,))
def base_model(model: Model, ctx: Context[None]) -> Finding:
    """A model inherits the data, the licence and the faults of its parent; "from scratch" is an answer as well.

    A card that names a parent where the inventory says that there is none, or another one, is a contradiction.

    Fix: name the base model in the card's front matter (`base_model:`) or write that it was trained from scratch.
    """
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    if card.parents and model.is_stated("base_models") and not model.base_models:
        return contradicted(
            "the card names a base model, and the inventory says that there is none ({place})",
            at=("base_models", "card"),
            evidence=[pointer(card, "base_model")],
            place=card.place("base_model"),
        )
    declared = {_last(name) for name in model.base_models or ()} if model.is_stated("base_models") else set()
    if declared and card.parent_names and not declared & set(card.parent_names):
        return contradicted(
            "the card names other base models than the inventory ({place})",
            at=("base_models", "card"),
            evidence=[pointer(card, "base_model")],
            place=card.place("base_model"),
        )
    return states(card, "base_model")


def _last(name: str) -> str:
    """Return the last part of a model's name, as it is compared: `example/base-7b` and `Base-7B` are one."""
    return name.rstrip("/").rpartition("/")[2].rpartition(":")[2].strip().lower()


@check(
    "genai.intended-use", on=Model, title="The card says what the model is for", grade="partial", needs=(model_card,)
)
def intended_use(model: Model, ctx: Context[None]) -> Finding:
    """What a model is for, and for whom, is the yardstick of every test and of every misuse.

    A person has to judge whether the text fits the use at hand.

    Fix: describe tasks and users under "Intended use" in the card.
    """
    return card_states(model, ctx, "intended_use")


@check(
    "genai.out-of-scope-use",
    on=Model,
    title="The card says what the model must not be used for",
    grade="partial",
    needs=(model_card,),
)
def out_of_scope_use(model: Model, ctx: Context[None]) -> Finding:
    """People use what works, also where it was never tested; a card has to say where that is not meant.

    Fix: list foreseeable misuse and unsuitable situations under "Out-of-scope use" in the card.
    """
    return card_states(model, ctx, "out_of_scope_use")


@check(
    "genai.model-limitations",
    on=Model,
    title="The card names limitations that are specific to the model",
    grade="partial",
    needs=(model_card,),
)
def limitations(model: Model, ctx: Context[None]) -> Finding:
    """A sentence that is true of any model warns nobody; only a limit that can be met in use helps anybody.

    Fix: write under "Limitations" which inputs, languages, groups or situations the model handles badly.
    """
    return card_states(model, ctx, "limitations")


@check(
    "genai.evaluation-results",
    on=Model,
    title="The card gives measured results and names the data they were measured on",
    grade="partial",
    needs=(model_card,),
)
def evaluation_results(model: Model, ctx: Context[None]) -> Finding:
    """A number without the data behind it cannot be compared with anything, and a picture of results cannot be checked.

    Fix: give metric, value and test data under "Evaluation", or in `model-index` in the front matter.
    """
    return card_states(model, ctx, "evaluation_results", "evaluation_data")


class CardItem(Options):
    """Which item of a card has to be stated."""

    item: Literal[
        "release_or_update_date",
        "acceptable_use_policy",
        "training_data_size",
        "training_data_copyright_or_licence",
        "training_procedure",
        "compute_or_hardware",
        "energy_or_carbon",
        "bias_or_fairness",
        "safety_evaluation_or_red_teaming",
        "human_oversight",
        "output_marking_or_watermark",
        "feedback_or_incident_channel",
    ]
    """The item of the card; `govkit card show` lists them."""


@check(
    "genai.card-item",
    on=Model,
    title="The card states the item that the requirement names",
    grade="partial",
    needs=(model_card,),
    options=CardItem,
)
def card_item(model: Model, ctx: Context[CardItem]) -> Finding:
    """Some requirements ask for one more piece of information in the card, such as its compute or its energy.

    A heading alone, a placeholder or a bare pointer elsewhere does not count; a person has to judge what is written.

    Fix: write the missing information into the card, or write why it can't be given.
    """
    return card_states(model, ctx, ctx.options.item)


CHECKS: tuple[Check[Any], ...] = (
    licence,
    owner,
    version,
    base_model,
    intended_use,
    out_of_scope_use,
    limitations,
    evaluation_results,
    card_item,
)
