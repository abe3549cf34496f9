"""Which items of the checklist `genai-transparency` ask for what a card says."""

from __future__ import annotations

from collections.abc import Mapping

from govkit_genai.commands.card_files import CardFile

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "owner_or_developer": ("GT-01",),
    "contact": ("GT-01",),
    "version": ("GT-02",),
    "release_or_update_date": ("GT-04",),
    "base_model": ("GT-05",),
    "licence": ("GT-06",),
    "intended_use": ("GT-09",),
    "out_of_scope_use": ("GT-10",),
    "acceptable_use_policy": ("GT-11",),
    "languages": ("GT-17",),
    "evaluation_results": ("GT-19",),
    "evaluation_data": ("GT-19",),
    "limitations": ("GT-23",),
    "training_data_sources": ("GT-25",),
    "training_data_copyright_or_licence": ("GT-26",),
    "training_data_personal_data": ("GT-29",),
    "training_data_size": ("GT-33",),
    "training_procedure": ("GT-34",),
    "bias_or_fairness": ("GT-35",),
    "compute_or_hardware": ("GT-36",),
    "energy_or_carbon": ("GT-37", "GT-38"),
    "safety_evaluation_or_red_teaming": ("GT-41",),
    "feedback_or_incident_channel": ("GT-61",),
    "output_marking_or_watermark": ("GT-64",),
}
"""Item of a card → numbers; oversight by people is no item of its own there."""


def numbers(file: CardFile, item: str) -> tuple[str, ...]:
    """Return the numbers of an item of a card; cards of datasets have none: the checklist asks for models."""
    about_model = file.card is not None and file.card.document.about == "model"
    return NUMBERS.get(item, ()) if about_model else ()


def numbered(item: str, found: tuple[str, ...]) -> str:
    """Return an item with its numbers: `limitations (GT-23)`."""
    return f"{item} ({', '.join(found)})" if found else item
