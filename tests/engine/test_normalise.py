"""Inventories from documents: what is merged, what is a ghost, what is refused, and where it stands."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.normalise import inventory_from, normalise
from govkit.engine.places import Places, Section
from govkit.engine.read import parse_yaml, read_document
from govkit.engine.written import InMemory
from govkit.model.entities import Dataset, Transfer
from govkit.model.errors import InputErrors
from tests.engine.shop_inventory import CONTENT

MODELS = {"govkit": "inventory/1", "models": [{"id": "m"}]}


def errors_of(documents: list[Any]) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        normalise(documents)
    return [str(error) for error in caught.value.errors]


def test_references_bare_prefixed_and_by_a_former_id_lead_to_their_subject() -> None:
    inventory = inventory_from(CONTENT)
    transfers = {transfer.id: transfer for transfer in inventory.of(Transfer)}
    assert inventory.find(transfers["out"].dataset, Dataset) == inventory.get("dataset:crm")
    assert inventory.find(transfers["more"].dataset, Dataset) == inventory.get("dataset:logs")
    assert str(inventory.get("party:hoster")) == "party:cloud"


def test_what_is_referred_to_and_not_declared_is_a_ghost_with_what_shows_it() -> None:
    ghosts = {ghost.subject: ghost.shown_by for ghost in inventory_from(CONTENT).ghosts}
    assert ghosts == {
        "party:gone": ("transfer:more.recipient",),
        "party:ghost": ("transfer:more.onward[0].recipient",),
    }
    assert [record["id"] for record in inventory_from(CONTENT).records_of("party")] == [
        "cloud",
        "ghost",
        "gone",
        "mail",
    ]


def test_a_guess_shows_a_ghost_and_a_silence_does_not() -> None:
    claims = [{"value": "acme", "standing": "suggested"}, {"value": "none", "standing": "declared"}]
    content = {
        "transfers": [
            {"id": "a", "recipient": {"claims": claims}, "datasets": ["TBD"], "activity": {"unknown": "asked"}},
            {"id": "b", "recipient": "none", "onward": "TBD", "datasets": ["x", "dataset:y"]},
        ],
        "organisations": [{"id": "o", "affiliates": "none", "part_of": None}],
        "systems": [{"id": "s", "hosting": {"claims": [{"value": [{"provider": "host"}], "standing": "detected"}]}}],
    }
    ghosts = {ghost.subject: ghost.shown_by for ghost in inventory_from(content).ghosts}
    assert ghosts == {
        "party:acme": ("transfer:a.recipient",),
        "dataset:x": ("transfer:b.datasets",),
        "dataset:y": ("transfer:b.datasets",),
        "party:host": ("system:s.hosting.provider",),
    }


def test_none_of_a_type_is_remembered_and_contradicts_a_list() -> None:
    inventory = inventory_from({"models": "none", "datasets": None, "x-acme": {"any": 1}})
    assert inventory.none == {"model"}
    assert inventory.records == {}
    said = errors_of([parse_yaml("govkit: inventory/1\nmodels: none\n", "a.yaml"), InMemory("b", {**MODELS})])
    assert said == ["a.yaml:2:9: there are said to be no models, but some are listed (remove one)"]


def test_an_id_that_two_files_declare_is_refused_once_with_both_places() -> None:
    one, two = (parse_yaml("govkit: inventory/1\nmodels:\n  - id: m\n", name) for name in ("a.yaml", "b.yaml"))
    assert errors_of([one, two]) == [
        "b.yaml:3:9: `model:m` is declared twice (it is also in a.yaml:3; ids are unique within a type)"
    ]
    assert "it is also in x; ids" in errors_of([InMemory("x", MODELS), InMemory("y", MODELS)])[0]
    assert len(inventory_from({"models": [{"id": "a"}], "datasets": [{"id": "a"}]}).records) == 2


def test_records_without_an_id_are_not_called_duplicates() -> None:
    said = errors_of([InMemory("x", {"govkit": "inventory/1", "models": [{"name": "a"}, {"name": "b"}]})])
    assert len(said) == 2
    assert all("`id` is missing" in line for line in said)


def test_aliases_of_yaml_do_not_share_what_is_normalised() -> None:
    text = "govkit: inventory/1\nsystems:\n  - {id: a, hosting: &h [{region: TBD}]}\n  - {id: b, hosting: *h}\n"
    document = parse_yaml(text, "a.yaml")
    before = copy.deepcopy(document.value)
    normalise([document])
    assert document.value == before


def test_json_lines_are_taken_by_their_type(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"type": "dataset", "id": "b"}\n\n{"type": "party", "id": "p"}\n{"type": "dataset", "id": "a"}\n')
    inventory = normalise([read_document(path, shown_as="a.jsonl")]).inventory
    assert [record["id"] for record in inventory.records["dataset"]] == ["a", "b"]
    assert inventory.place("dataset:a") == ("a.jsonl", 4)


def test_places_are_lines_of_slots_for_people_and_record_numbers_for_machines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        "govkit: inventory/1\ndatasets:\n  - id: a\n    owner: x\n    collections: [{name: t, fields: [{name: f}]}]\n"
    )
    inventory = normalise([parse_yaml(text, "a.yaml")]).inventory
    assert inventory.place("dataset:a") == ("a.yaml", 3)
    assert inventory.place("dataset:a", "owner") == ("a.yaml", 4)
    assert inventory.place("dataset:a", "collections[0].name") == ("a.yaml", 5)
    assert inventory.place("dataset:a", "retention") == ("a.yaml", 3)
    assert inventory.place("field:a/t/f") == ("a.yaml", 3)
    assert inventory.place("dataset:b") is None
    assert inventory_from({"datasets": [{"id": "a"}]}).place("dataset:a") == ("the inventory", None)
    monkeypatch.setattr("govkit.engine.places._LOCATED_RECORDS", 1)
    records = [{"id": "a"}, {"id": "b"}]
    lines = Places([Section(InMemory("l", None), "dataset", records, None, [0, 5])])
    assert {subject: (place.file, place.line) for subject, place in lines.items()} == {
        "dataset:a": ("l", 1),
        "dataset:b": ("l", 6),
    }
    listed = Places([Section(InMemory("d", None), "dataset", records, "datasets", range(2))])
    assert [(place.file, place.line) for place in listed.values()] == [("d", None), ("d", None)]
    assert len(listed) == 2
    assert "dataset:c" not in listed
    assert "party:a" not in listed


def test_a_flood_of_faults_is_cut_off_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govkit.engine.normalise._MOST_ERRORS", 3)
    content = {"govkit": "inventory/1", "datasets": [{"id": f"d{n}", "bogus": 1} for n in range(10)]}
    said = errors_of([InMemory("x", content)])
    assert said[-1] == "x: 7 more faults are in this file (mend those that are named first)"
    assert len(said) == 4
