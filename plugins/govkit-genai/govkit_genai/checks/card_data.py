"""Checks of what a card says about the training data, against what the inventory says about them."""

from __future__ import annotations

from typing import Any

from govkit.model.entities import TrainingData
from govkit.plugin import Check, Context, Dataset, Finding, Model, check, contradicted, needs_review, unknown
from govkit_genai.card.states import CardReading
from govkit_genai.checks.silence import card_states, no_card, pointer, unstated
from govkit_genai.probes import model_card

_ITEM = "training_data_personal_data"


@check(
    "genai.training-data-sources",
    on=Model,
    title="The card says where the training data come from",
    grade="partial",
    needs=(model_card,),
)
def training_data_sources(model: Model, ctx: Context[None]) -> Finding:
    """Rights, gaps and prejudices of a model come from its data; who cannot learn their source can't judge any of them.

    Fix: name the datasets or kinds of sources under "Training data", or in `datasets` in the front matter.
    """
    return card_states(model, ctx, "training_data_sources")


@check(
    "genai.training-data-personal",
    on=Model,
    title="What is said about personal data in the training data holds together",
    needs=(model_card,),
)
def training_data_personal(model: Model, ctx: Context[None]) -> Finding:
    """People whose data trained a model have rights that a wrong "no personal data" takes away from them.

    The card's claim, the inventory's entry for the training data, and the datasets that both name are compared. That
    they agree does not show that they are right: a person has to judge.

    Fix: correct the card, or the entry of the dataset in the inventory, so that both say the same.
    """
    entries = _entries(model)
    holders = {dataset.subject for dataset in ctx.inventory.of(Dataset) if holds_personal(dataset)}
    denied = sorted({named for said, named in entries if said == "no"} & holders)
    if denied:
        return contradicted(
            "the training data are said to hold no personal data, but the inventory names some in {datasets}",
            at="training_data",
            datasets=tuple(denied),
        )
    if model.card is None:
        return no_card()
    card = ctx.fact(model_card)
    named = {*card.datasets, *(subject for _, subject in entries if subject)}
    return (
        _disagreement(card, entries, sorted(named & holders)) or unstated(card, [_ITEM]) or _agreement(card, named, ctx)
    )


def holds_personal(dataset: Dataset) -> bool:
    """Tell whether the inventory shows that a dataset holds personal data, in whatever slot it says so."""
    if dataset.is_stated("personal") and dataset.personal:
        return True
    if dataset.is_stated("identifiability") and dataset.identifiability in ("direct", "indirect", "pseudonymous"):
        return True
    return any(dataset.is_stated(slot) and getattr(dataset, slot) for slot in ("data_categories", "data_subjects"))


def _entries(model: Model) -> list[tuple[str, str]]:
    """Return what each entry says of personal data, and the dataset that it names, or empty texts."""
    entries = model.training_data if model.is_stated("training_data") else ()
    return [(_stated(entry, "personal_data"), _subject(_stated(entry, "dataset"))) for entry in entries]


def _stated(entry: TrainingData, slot: str) -> str:
    return (getattr(entry, slot) or "") if entry.is_stated(slot) else ""


def _subject(reference: str) -> str:
    return reference if not reference or ":" in reference else f"dataset:{reference}"


def _disagreement(card: CardReading, entries: list[tuple[str, str]], personal: list[str]) -> Finding | None:
    """Return a contradiction between the card and the inventory, if there is one."""
    at, shown = ("training_data", "card"), [pointer(card, _ITEM)]
    if card.personal_data == "none" and personal:
        return contradicted(
            "the card says that there are no personal data, but the inventory names some in {datasets} ({place})",
            at=at,
            evidence=shown,
            datasets=tuple(personal),
            place=card.place(_ITEM),
        )
    said = {answer for answer, _ in entries}
    if card.personal_data == "none" and "yes" in said:
        return contradicted(
            "the card says that there are no personal data, and the inventory says that there are ({place})",
            at=at,
            evidence=shown,
            place=card.place(_ITEM),
        )
    if card.personal_data == "some" and said == {"no"}:
        return contradicted(
            "the card tells of personal data, and the inventory says that there are none ({place})",
            at=at,
            evidence=shown,
            place=card.place(_ITEM),
        )
    return None


def _agreement(card: CardReading, named: set[str], ctx: Context[None]) -> Finding:
    undeclared = [
        dataset.subject
        for dataset in ctx.inventory.of(Dataset)
        if dataset.subject in {*named, *card.datasets}
        and not dataset.is_stated("personal")
        and not holds_personal(dataset)
    ]
    if undeclared and card.personal_data == "none":
        return unknown(
            "the card says that there are no personal data; of {datasets} it is not stated whether it holds some",
            at="card",
            datasets=tuple(undeclared),
        )
    return needs_review(
        "the card says what holds for personal data, and nothing in the inventory disagrees ({place})",
        at="card",
        evidence=[pointer(card, _ITEM)],
        place=card.place(_ITEM),
    )


CHECKS: tuple[Check[Any], ...] = (training_data_sources, training_data_personal)
