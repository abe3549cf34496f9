"""What the inventory states not to be there is written into a card as that, and what it does not state stays a gap."""

from __future__ import annotations

from datetime import date

from govkit.engine.normalise import inventory_from
from govkit_genai.card.fill import skeletons
from govkit_genai.card.reader import open_card

NONE = {"id": "m", "licence": "none", "version": "none", "languages": [], "bias": "none", "energy": "none"}


def filled(**slots: object) -> str:
    inventory = inventory_from({"govkit": "inventory/1", "models": [{"id": "m", **slots}]}, date(2026, 11, 21))
    return skeletons(inventory)["m"]


def test_what_there_is_not_is_no_gap() -> None:
    card = filled(**NONE)
    for label in ("Licence", "Version"):
        assert f"**{label}:** None." in card
    assert "## Bias\n\nNone." in card
    assert "## Environmental Impact\n\nNone." in card
    assert "**Release date:** [More Information Needed]" in card


def test_none_beside_a_number_says_nothing() -> None:
    card = filled(energy="none", training_carbon_kg=2)
    assert "None." not in card
    assert "2 kg" in card


def test_what_there_is_not_is_not_taken_for_stated() -> None:
    items = open_card(filled(**NONE).encode(), "m.md").said.items
    assert {items[name].state for name in ("licence", "version", "bias_or_fairness", "energy_or_carbon")} <= {
        "negated",
        "thin",
    }
