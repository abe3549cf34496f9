"""The card reader on cards of Google's toolkit, in JSON."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module

from govkit_genai.card.reader import read_card

cards = import_module("plugins.govkit-genai.tests.own_cards")
GOOGLE = {
    "model_details": {
        "overview": "Finds cracks in photographs of tiles.",
        "owners": [{"name": "Tile Lab", "contact": "tiles@lab.example"}],
        "version": {"name": "2.1", "date": "2026-02-03"},
        "licenses": [{"identifier": "Apache-2.0"}],
    },
    "considerations": {
        "users": ["Inspectors of tiles in our two factories in Thailand"],
        "limitations": [{"description": "Cracks under 0.2 mm are missed, and wet tiles give false alarms."}],
        "tradeoffs": [],
    },
    "quantitative_analysis": {"performance_metrics": [{"type": "recall", "value": "0.91"}]},
}


def test_google_cards_give_json_pointers() -> None:
    reading = read_card(json.dumps(GOOGLE).encode(), "card.json")
    assert reading.kind == "google"
    assert reading.items["limitations"].state == "stated"
    assert reading.place("limitations") == "card.json#/considerations/limitations/0"
    assert reading.items["version"].state == "stated"
    assert reading.items["evaluation_results"].state == "stated"
    assert reading.items["training_procedure"].state == "absent"
    assert reading.dates == (date(2026, 2, 3),)


def test_a_google_card_of_placeholders_states_nothing() -> None:
    def emptied(value: object) -> object:
        if isinstance(value, dict):
            return {key: emptied(inner) for key, inner in value.items()}
        return [emptied(inner) for inner in value] if isinstance(value, list) else "TBD"

    assert "stated" not in cards.states(json.dumps(emptied(GOOGLE)), "card.json").values()
