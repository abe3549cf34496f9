"""The card reader on public cards: read or refused, attacked, and held against labels that were given by hand.

`GOVKIT_CARDS=FOLDER python plugins/govkit-genai/tests/test_real_cards.py` prints how well it does on the labelled cards
in the samples beside the checkout and in the folders named.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from govkit_genai.card.faults import CardFault
from govkit_genai.card.items import NOT_OF_DATASETS, rules
from govkit_genai.card.reader import Card, open_card

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
FOLDERS = (
    "model-cards",
    "dataset-cards",
    "cyclonedx",
    "croissant",
    "google-model-card",
    "nvidia-model-card-pp",
    "bridge2ai-model-card",
    "spdx3",
)
TABLE = Path(__file__).with_name("sample_counts.yaml")
EMPTY = ("[More Information Needed]", "No. We do not have any of this.", "")
KEYS_OF_FORM = frozenset(
    {
        "@context", "@type", "@id", "conformsTo", "bomFormat", "specVersion", "type", "spdxId", "schema_version",
        "creationInfo", "relationshipType",
    }
)  # fmt: skip
LABELS = Path(__file__).with_name("card_labels.yaml")
NEAR = 4  # lines

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="no public cards stand beside the checkout"),
]


def sample_cards() -> list[Path]:
    """Return the files of the samples that are about cards."""
    return sorted(path for folder in FOLDERS for path in (SAMPLES / folder).rglob("*") if path.is_file())


@cache
def by_hash() -> dict[str, Path]:
    """Return SHA-256 → file."""
    named = [Path(folder) for folder in os.environ.get("GOVKIT_CARDS", "").split(os.pathsep) if folder]
    files = sample_cards() + [path for folder in named for path in folder.rglob("*") if path.is_file()]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}


def name_of(path: Path) -> str:
    return path.relative_to(SAMPLES).as_posix()


def counted(path: Path) -> dict[str, int] | str:
    try:
        card = open_card(path.read_bytes(), path.name)
    except CardFault as fault:
        return str(fault)
    return {str(state): n for state, n in sorted(Counter(one.state for one in card.said.items.values()).items())}


@pytest.mark.parametrize("path", sample_cards(), ids=name_of)
def test_every_card_is_read_or_refused_as_the_table_says(path: Path) -> None:
    assert counted(path) == yaml.safe_load(TABLE.read_text(encoding="utf-8"))[name_of(path)]


def stated(card: Card) -> list[str]:
    return [item for item, reading in card.said.items.items() if reading.state == "stated"]


def titles_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("##")]


@pytest.mark.parametrize("value", EMPTY)
@pytest.mark.parametrize("path", [path for path in sample_cards() if path.suffix == ".md"], ids=name_of)
def test_a_card_emptied_under_its_headings_states_nothing(path: Path, value: str) -> None:
    emptied = "\n\n".join(f"{heading}\n\n{value}" for heading in titles_of(path))
    left = stated(open_card(emptied.encode(), "card.md", declared=True))
    assert set(left) <= {"version"}  # a heading such as "Introduction to Name 3.0" states it by itself


def emptied(value: Any, put: str) -> Any:
    if isinstance(value, dict):
        return {key: inner if key in KEYS_OF_FORM else emptied(inner, put) for key, inner in value.items()}
    return [emptied(inner, put) for inner in value] if isinstance(value, list) else put


@pytest.mark.parametrize("value", EMPTY)
@pytest.mark.parametrize("path", [path for path in sample_cards() if path.suffix == ".json"], ids=name_of)
def test_a_form_emptied_in_its_fields_states_nothing(path: Path, value: str) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    try:
        card = open_card(json.dumps(emptied(data, value)).encode(), "card.json")
    except CardFault:
        return
    assert stated(card) == []


@dataclass(frozen=True)
class Outcome:
    """One item of one card: what was labelled, and what the reader says."""

    source: str
    set: str
    item: str
    wanted: str
    wanted_line: int | None
    state: str
    line: int | None


def outcomes() -> Iterator[Outcome]:
    """Read each labelled card that is at hand."""
    for entry in yaml.safe_load(LABELS.read_text(encoding="utf-8")):
        path = by_hash().get(entry["sha256"])
        if path is not None:
            yield from _of_card(entry, path.read_bytes())


def file_name(entry: dict[str, Any]) -> str:
    """Return the name of the card's file, which tells data cards; `card` where the source is part of a file."""
    name = entry["source"].rpartition(":")[2].rpartition("/")[2]
    return name if name.endswith(entry["suffix"]) and "#" not in name else f"card{entry['suffix']}"


def _of_card(entry: dict[str, Any], content: bytes) -> Iterator[Outcome]:
    try:
        card = open_card(content, file_name(entry), declared=True)
    except CardFault:  # of a refused card nothing is read
        for item in (rule.item for rule in rules("model").items):
            wanted = entry["labels"].get(item, "absent").partition("@")[0]
            yield Outcome(entry["source"], entry["set"], item, wanted, None, "absent", None)
        return
    for item, reading in card.said.items.items():
        silent = "na" if card.document.about == "dataset" and item in NOT_OF_DATASETS else "absent"
        wanted, _, line = entry["labels"].get(item, silent).partition("@")
        yield Outcome(
            entry["source"], entry["set"], item, wanted, int(line) if line else None, str(reading.state), reading.line
        )


def figures(found: Iterable[Outcome]) -> dict[str, float]:
    """Return cards, the share of fields that are right, and precision and recall of `stated`."""
    listed = list(found)
    said = [one for one in listed if one.state == "stated"]
    meant = [one for one in listed if one.wanted == "stated"]
    both = sum(1 for one in said if one.wanted == "stated")
    placed = [one for one in listed if one.state == one.wanted and one.wanted_line and one.line]
    return {
        "cards": len({one.source for one in listed}),
        "right": sum(one.state == one.wanted for one in listed) / len(listed),
        "precision": both / len(said),
        "recall": both / len(meant),
        "lines": sum(abs(one.line - one.wanted_line) <= NEAR for one in placed if one.line and one.wanted_line)
        / max(len(placed), 1),
    }


def test_the_bar() -> None:
    reached = figures(outcomes())
    assert reached["cards"] >= 20
    assert reached["right"] >= 0.90
    assert reached["precision"] >= 0.97


def test_every_label_is_an_item_and_a_state() -> None:
    states = {"stated", "thin", "placeholder", "negated", "heading_only", "na"}
    entries = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    assert len({entry["sha256"] for entry in entries}) == len(entries) >= 60
    assert {label.partition("@")[0] for entry in entries for label in entry["labels"].values()} <= states


def _rounded(found: Iterable[Outcome]) -> dict[str, float]:
    return {key: round(value, 3) for key, value in figures(found).items()}


if __name__ == "__main__":
    everything = list(outcomes())
    for name in dict.fromkeys(one.set for one in everything):
        sys.stdout.write(f"{name} {_rounded(one for one in everything if one.set == name)}\n")
    sys.stdout.write(f"all {_rounded(everything)}\n")
    wrong = Counter((one.wanted, one.state) for one in everything if one.wanted != one.state)
    sys.stdout.write(f"{wrong.most_common()}\n")
