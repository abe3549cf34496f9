"""Looking subjects up: by id, by reference, by type, with fields, ghosts and what has ended."""

from __future__ import annotations

from typing import Any

from govkit.model.entities import Dataset, Field, Party, System
from govkit.model.inventory import Ghost, Inventory, Place

FIELDS = [{"name": "b", "sensitivity": "public"}, {"name": "a"}]
DATASETS: list[dict[str, Any]] = [
    {"id": "crm", "formerly": ["old-crm"], "collections": [{"name": "t", "fields": FIELDS}, {"name": "u"}]},
    {"id": "logs", "collections": "none"},
]


def inventory(**more: Any) -> Inventory:
    return Inventory({"dataset": DATASETS, "system": [{"id": "crm"}]}, **more)


def test_subjects_are_found_by_type_and_id() -> None:
    found = inventory().get("dataset:crm")
    assert isinstance(found, Dataset)
    assert (str(found), found.where) == ("dataset:crm", "dataset:crm")
    assert isinstance(inventory().get("system:crm"), System)
    assert inventory().get("dataset:none-such") is None
    assert inventory().get("planet:crm") is None
    assert inventory().get("crm") is None


def test_a_renamed_subject_is_found_by_its_former_id() -> None:
    assert str(inventory().get("dataset:old-crm")) == "dataset:crm"
    taken = Inventory({"dataset": [{"id": "a", "formerly": ["b"]}, {"id": "b"}]})
    assert str(taken.get("dataset:b")) == "dataset:b"


def test_references_are_followed_to_the_wanted_type_only() -> None:
    assert str(inventory().find("crm", Dataset)) == "dataset:crm"
    assert str(inventory().find("dataset:crm", Dataset)) == "dataset:crm"
    assert inventory().find("system:crm", Dataset) is None
    assert inventory().find(None, Dataset) is None
    assert inventory().find("none-such", Dataset) is None


def test_fields_have_ids_of_their_dataset_collection_and_name() -> None:
    assert [field.id for field in inventory().of(Field)] == ["crm/t/b", "crm/t/a"]
    found = inventory().get("field:crm/t/b")
    assert isinstance(found, Field)
    assert found.sensitivity == "public"
    assert "id" not in FIELDS[0]


def test_fields_without_a_name_are_told_apart() -> None:
    unknown = {"unknown": "a placeholder"}
    collections = [
        {"name": unknown, "fields": [{"name": "a"}, {"name": unknown}]},
        {"name": "t", "fields": [{"name": unknown}]},
    ]
    found = Inventory({"dataset": [{"id": "x", "collections": collections}]})
    assert [record["id"] for record in found.records_of("field")] == ["x/?/a", "x/?/1", "x/t/0"]


def test_fields_are_those_that_claims_state() -> None:
    def collections(standing: str, names: str) -> dict[str, Any]:
        return {"value": [{"name": "t", "fields": [{"name": n} for n in names]}], "standing": standing}

    datasets = [
        {"id": "detected", "collections": {"claims": [collections("detected", "a")]}},
        {"id": "declared", "collections": {"claims": [collections("declared", "a"), collections("detected", "b")]}},
        {"id": "disputed", "collections": {"claims": [collections("declared", "a"), collections("declared", "b")]}},
        {"id": "unknown", "collections": {"unknown": "asked"}},
        {"id": "none", "collections": ["none"]},
    ]
    assert [field.id for field in Inventory({"dataset": datasets}).of(Field)] == ["declared/t/a"]


def test_ghosts_are_listed_without_values_and_not_found() -> None:
    shadowy = inventory(ghosts=(Ghost("party:acme", ("transfer:x.recipient",)), Ghost("dataset:gone", ("an earlier",))))
    assert [party.id for party in shadowy.of(Party)] == ["acme"]
    assert [record["id"] for record in shadowy.records_of("dataset")] == ["crm", "gone", "logs"]
    assert shadowy.get("party:acme") is None


def test_what_has_ended_is_found_and_not_listed() -> None:
    ended = inventory(ended=frozenset({"dataset:crm"}))
    assert [dataset.id for dataset in ended.of(Dataset)] == ["logs"]
    assert list(ended.of(Field)) == []
    assert str(ended.get("dataset:crm")) == "dataset:crm"
    assert str(ended.get("field:crm/t/a")) == "field:crm/t/a"


def test_places_of_slots_fall_back_to_the_record_and_fields_to_their_dataset() -> None:
    places = {"dataset:crm": Place("a.yaml", 3, {"owner": 5})}
    found = inventory(places=places)
    assert found.place("dataset:crm", "owner") == ("a.yaml", 5)
    assert found.place("dataset:crm", "owner[0].x") == ("a.yaml", 5)
    assert found.place("dataset:crm", "retention") == ("a.yaml", 3)
    assert found.place("field:crm/t/a") == ("a.yaml", 3)
    assert found.place("dataset:logs") is None


def test_a_shared_index_is_built_once() -> None:
    built: list[Inventory] = []

    def count(seen: Inventory) -> int:
        built.append(seen)
        return len(seen.records_of("dataset"))

    found = inventory()
    assert (found.derived(count), found.derived(count), len(built)) == (2, 2, 1)


def test_ids_of_fields_are_those_of_their_records() -> None:
    for found in (
        inventory(),
        inventory(ended=frozenset({"field:crm/t/a"})),
        inventory(ended=frozenset({"dataset:crm"})),
        inventory(ghosts=(Ghost("field:x/y/z", ("an earlier assessment",)),)),
    ):
        assert found.field_ids() == [record["id"] for record in found.records_of("field")]


def test_fields_that_hold_a_slot_are_named() -> None:
    assert [name for name, _ in inventory().fields_with("sensitivity")] == ["crm/t/b"]
