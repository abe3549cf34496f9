"""Checks that a model card says who made the model, what it is for, and where it ends."""

from __future__ import annotations

from typing import Any, Literal

from govkit.plugin import Check, Context, Finding, Model, Options, check
from govkit_genai.checks.silence import card_states
from govkit_genai.probes import model_card


@check("genai.model-owner", on=Model, title="The card names who made the model and whom to ask", needs=(model_card,))
def owner(model: Model, ctx: Context[None]) -> Finding:
    """Whoever is harmed or puzzled by a model needs to know who answers for it, and a channel that reaches them.

    Fix: state "Developed by" and a contact (address, form or issue tracker) in the card.
    """
    return card_states(model, ctx, "owner_or_developer", "contact")


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
    owner,
    intended_use,
    out_of_scope_use,
    limitations,
    evaluation_results,
    card_item,
)
