"""A single sentence under no name of its own is read, but decides nothing by itself."""

from __future__ import annotations

import pytest

from govkit.model.status import Status
from govkit_genai.card.reader import read_card
from govkit_genai.checks.silence import states

TITLE = "# Stall Model\n\n"
ONE = "The Stall Model was developed by Example Labs."
TWO = "Stall Model is developed by Example Labs.\n\nThis model was trained by Example Labs in Bangkok."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{TITLE}{ONE}\n", Status.REVIEW),
        (f"{TITLE}## Overview\n\n{ONE}\n", Status.REVIEW),
        (f"{TITLE}{TWO}\n", Status.PASS),
        (f"{TITLE}## Developers\n\n{ONE}\n", Status.PASS),
        (f"{TITLE}- **Developed by:** Example Labs\n", Status.PASS),
        (f"---\nauthor: Example Labs\n---\n{TITLE}Prices of stalls.\n", Status.PASS),
        (f"{TITLE}Prices of stalls.\n", Status.UNKNOWN),
    ],
    ids=["alone", "under another name", "twice", "heading", "label", "tag", "silent"],
)
def test_what_one_sentence_says_in_passing_is_for_a_person(text: str, status: Status) -> None:
    card = read_card(text.encode(), "README.md")
    found = states(card, "owner_or_developer")
    assert found.status is status
    assert card.items["owner_or_developer"].in_passing is (status is Status.REVIEW)


@pytest.mark.parametrize(
    ("item", "said", "state"),
    [
        ("training_data_size", "The model was trained on 12,000 pictures of stalls.", "stated"),
        ("training_data_size", "The model was trained for more than 160 hours.", "thin"),
        ("out_of_scope_use", "The model should not be used to decide who may sell.", "stated"),
        ("intended_use", "The model is designed to help inspectors of markets.", "stated"),
        ("bias_or_fairness", "It shows lower accuracy for women than for men.", "stated"),
    ],
)
def test_of_what_is_told_in_passing_only_what_holds_the_fact_is_stated(item: str, said: str, state: str) -> None:
    reading = read_card(f"{TITLE}## Overview\n\n{said}\n".encode(), "README.md").items[item]
    assert reading.state == state
    assert reading.in_passing


def test_several_sentences_that_hold_no_fact_state_nothing() -> None:
    said = "Training took more than 160 hours.\n\nWe trained for 40 hours more."
    reading = read_card(f"{TITLE}{said}\n".encode(), "README.md").items["training_data_size"]
    assert reading.state == "thin"
    assert reading.in_passing
