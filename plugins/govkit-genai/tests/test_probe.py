"""The probe and the exhibit, as the engine calls them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govkit.model.fact import Fact, FactStatus
from govkit.model.inventory import Inventory
from govkit.plugin import Context, Declined, Message, Model
from govkit_genai.exhibits import model_cards
from govkit_genai.probes import model_card

CARD = "---\nlicense: mit\n---\n# Bot\n\n## Training Data\n\nCollected from the chats dataset of our help desk.\n"


@dataclass
class Folder:
    folder: Path
    inventory: Inventory = field(default_factory=Inventory)
    as_of: date = date(2026, 11, 21)
    seed: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    network: bool = False

    def open_path(self, path: str) -> Path:
        return self.folder / path

    def http(self) -> Any:
        raise Declined("no network")

    def progress(self, done: int, total: int | None, what: str = "") -> None:
        pass


def model(**slots: object) -> Model:
    return Model({"id": "bot", **slots}, "model:bot")


def test_a_card_is_observed_whole(tmp_path: Path) -> None:
    (tmp_path / "bot.md").write_text(CARD, encoding="utf-8")
    inventory = Inventory(records={"dataset": [{"id": "chats"}, {"id": "crm"}]})
    seen = model_card(model(card="bot.md"), Folder(tmp_path, inventory))
    assert (seen.examined, seen.expected, seen.unit) == (25, 25, "items")
    assert seen.value.items["licence"].state == "stated"
    assert seen.value.datasets == ("dataset:chats",)
    assert seen.inputs[0].startswith("bot.md ")
    assert len(seen.inputs[0].split()[1]) == 64
    stored = model_card.adapter.dump_python(seen.value, mode="json")
    assert model_card.adapter.validate_python(stored) == seen.value
    assert "help desk" not in str(stored)


@pytest.mark.parametrize(
    ("slots", "content", "reason"),
    [
        ({}, None, "the inventory names no card"),
        ({"card": "none"}, None, "the inventory names no card"),
        ({"card": "bot.md"}, b"---\na: [\n---\n", "the front matter of the card is not valid YAML (line {line})"),
        ({"card": "bot.md"}, b"\xff\xfe", "the card is {encoding} text, and has to be UTF-8"),
        ({"card": "bot.md"}, b"\xff", "the card is not UTF-8 text (line {line})"),
        ({"card": "bot.md"}, b"x" * 20_000_000, "the card is larger than {limit} kB"),
        ({"card": "."}, None, "the card is not a file"),
    ],
)
def test_what_cannot_be_read_is_declined(
    tmp_path: Path, slots: dict[str, object], content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / "bot.md").write_bytes(content)
    with pytest.raises(Declined) as declined:
        model_card(model(**slots), Folder(tmp_path))
    assert declined.value.reason.text == reason


def context(count: int, facts: dict[str, Fact]) -> Context[None]:
    inventory = Inventory(records={"model": [{"id": f"m{number:02}"} for number in range(count)]})
    return Context(
        inventory=inventory,
        as_of=date(2026, 11, 21),
        options=None,
        needs=model_cards.needs,
        fact_of=lambda probe, about: facts.get(about),
    )


def test_the_exhibit_shows_words_for_every_item(tmp_path: Path) -> None:
    (tmp_path / "bot.md").write_text(CARD, encoding="utf-8")
    value = model_card(model(card="bot.md"), Folder(tmp_path)).value
    stored = model_card.adapter.dump_python(value, mode="json")
    facts = {
        "model:m00": Fact("genai.model-card", model_card.version, "model:m00", FactStatus.OBSERVED, stored, 25, 25),
        "model:m01": Fact("genai.model-card", model_card.version, "model:m01", FactStatus.FAILED),
    }
    shown = model_cards(context(3, facts))
    assert shown is not None
    assert len(shown.table.rows) == 25
    assert [len(row) for row in shown.table.rows] == [4] * 25
    licence = [cell.content.text for cell in shown.table.rows[0] if isinstance(cell.content, Message)]
    assert licence == ["Licence", "stated", "not read", "not read"]
    assert [cell.tone for cell in shown.table.rows[0]] == ["", "pass", "error", "unknown"]


def test_the_exhibit_is_honest_about_what_it_leaves_out() -> None:
    shown = model_cards(context(15, {}))
    assert shown is not None
    assert [note.params for note in shown.notes] == [{}, {"n": 3}]
    assert model_cards(context(0, {})) is None


def test_a_licence_file_of_the_model_that_contradicts_its_card_is_noted_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "bot.md").write_text(CARD, encoding="utf-8")
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("Apache License\nVersion 2.0, January 2004\n", encoding="utf-8")
    seen = model_card(model(card="bot.md"), Folder(tmp_path))
    assert (seen.value.licence, seen.value.licence_file) == ("mit", "LICENSE:1")
