"""The card reader on cards of our own: every state for every item, in every form; labels were given by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from govkit_genai.card.items import NOT_OF_DATASETS, rules
from govkit_genai.card.reader import open_card

MADE = Path(__file__).with_name("made")
LABELS: dict[str, dict[str, str]] = yaml.safe_load((MADE / "labels.yaml").read_text(encoding="utf-8"))
DATASETS = frozenset({"dataset.md", "dataset-empty.md", "croissant.json"})
ITEMS = [rule.item for rule in rules("model").items]


def shown(reading: Any) -> str:
    return f"{reading.state}@{reading.line}" if reading.line else str(reading.state)


@pytest.mark.parametrize("name", sorted(LABELS))
def test_a_card_is_read_as_it_was_labelled(name: str) -> None:
    card = open_card((MADE / name).read_bytes(), name)
    silent = {item: "na" if name in DATASETS and item in NOT_OF_DATASETS else "absent" for item in ITEMS}
    assert {item: shown(reading) for item, reading in card.said.items.items()} == silent | LABELS[name]


def test_every_file_is_labelled() -> None:
    assert {path.name for path in MADE.iterdir()} - {"labels.yaml"} == set(LABELS)


@pytest.mark.parametrize("state", ["thin", "placeholder", "negated", "heading_only"])
def test_every_item_is_seen_in_every_weak_state(state: str) -> None:
    seen = {item for labels in LABELS.values() for item, label in labels.items() if label.partition("@")[0] == state}
    assert seen == set(ITEMS)
