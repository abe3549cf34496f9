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
        ("training_data_size", "Mistral-7B was fine-tuned on 750,000 examples of talks at stalls.", "stated"),
        ("training_data_size", "The model was trained on 52K instruction following data.", "stated"),
        ("version", "We released the Stall Model 2 family of models.", "stated"),
        ("limitations", "The model can only reasonably recognise stalls of one market.", "stated"),
        ("out_of_scope_use", "We urge users not to watch sellers with it.", "stated"),
    ],
)
def test_of_what_is_told_in_passing_only_what_holds_the_fact_is_stated(item: str, said: str, state: str) -> None:
    reading = read_card(f"{TITLE}## Overview\n\n{said}\n".encode(), "README.md").items[item]
    assert reading.state == state
    assert reading.in_passing


@pytest.mark.parametrize(("title", "state"), [("Results", "absent"), ("Stall results", "stated")])
def test_a_name_of_the_model_is_no_part_of_its_card(title: str, state: str) -> None:
    said = "This model is a fine-tuned version of example/stall-base-v2."
    above = "" if state == "stated" else f"{TITLE}## Overview\n\nPrices of stalls.\n\n#"
    assert read_card(f"{above}# {title}\n\n{said}\n".encode(), "README.md").items["base_model"].state == state


def test_what_users_may_do_touches_the_use_and_no_more() -> None:
    said = "You can use this model directly with a pipeline for text generation."
    found = read_card(f"{TITLE}Prices.\n\n## How to use\n\n{said} Train it for 3 epochs.\n".encode(), "README.md").items
    assert (found["intended_use"].state, found["training_procedure"].state) == ("thin", "absent")


def test_a_picture_that_leads_to_an_account_touches_the_contact() -> None:
    badge = "[![Follow](https://img.example/follow.svg)](https://twitter.com/stall)"
    assert read_card(f"{TITLE}Prices of stalls.\n\n{badge}\n".encode(), "README.md").items["contact"].state == "thin"


def test_several_sentences_that_hold_no_fact_state_nothing() -> None:
    said = "Training took more than 160 hours.\n\nWe trained for 40 hours more."
    reading = read_card(f"{TITLE}{said}\n".encode(), "README.md").items["training_data_size"]
    assert reading.state == "thin"
    assert reading.in_passing
