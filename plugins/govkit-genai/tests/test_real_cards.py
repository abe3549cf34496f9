"""The card reader on public cards that stand beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from govkit_genai.card.faults import CardFault
from govkit_genai.card.items import rules
from govkit_genai.card.reader import read_card

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
LABELS = Path(__file__).with_name("real_cards.yaml")

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="no public cards stand beside the checkout"),
]


def cards() -> list[Path]:
    folders = ("model-cards", "google-model-card", "dataset-cards")
    return sorted(path for folder in folders for path in (SAMPLES / folder).rglob("*") if path.is_file())


@pytest.mark.parametrize("path", cards(), ids=lambda path: path.name)
def test_every_card_is_read_or_refused_with_a_reason(path: Path) -> None:
    try:
        outcome: object = len(read_card(path.read_bytes(), path.name).items)
    except CardFault as fault:
        outcome = fault.reason
    assert outcome in (25, "the front matter of the card is not a mapping of keys to values (line {line})")


@pytest.mark.parametrize("value", ["[More Information Needed]", "No. We do not have any of this.", ""])
@pytest.mark.parametrize("path", [path for path in cards() if path.suffix == ".md"], ids=lambda path: path.name)
def test_a_card_emptied_under_its_headings_states_nothing(path: Path, value: str) -> None:
    headings = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("##")]
    emptied = "\n\n".join(f"{heading}\n\n{value}" for heading in headings)
    states = {item: reading.state for item, reading in read_card(emptied.encode(), "card.md").items.items()}
    states.pop("version")  # a heading such as "Introduction to Name 3.0" states it by itself
    assert "stated" not in states.values()


def test_labels_given_by_hand() -> None:
    right = believed = stated = labelled = 0
    for name, entry in yaml.safe_load(LABELS.read_text(encoding="utf-8")).items():
        wanted = {item: state for state, items in entry.items() for item in items}
        for item, reading in read_card((SAMPLES / name).read_bytes(), "card.md").items.items():
            label = wanted.get(item, "absent")
            labelled += 1
            right += reading.state == label
            stated += reading.state == "stated"
            believed += reading.state == "stated" == label
    assert labelled == 8 * len(rules().items)
    assert believed / stated >= 0.97
    assert right / labelled >= 0.90
