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
