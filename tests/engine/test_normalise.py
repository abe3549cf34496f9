"""Inventories from documents: what is merged, a ghost or ended, and that order and splitting do not matter."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from govkit.engine.normalise import inventory_from, normalise, on_date
from govkit.engine.places import Places, Section
from govkit.engine.read import parse_yaml, read_document
from govkit.engine.written import InMemory
from govkit.model.entities import BY_TYPE, Dataset, Field, Transfer
from govkit.model.errors import InputErrors
from govkit.model.inventory import Inventory
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import Part, slots_of

AS_OF = date(2026, 11, 21)
CONTENT: dict[str, Any] = {
    "organisations": [{"id": "shop", "country": "TH", "dpo": {"name": "A. Person", "email": "none"}}],
    "parties": [{"id": "cloud", "formerly": ["hoster"], "country": "NA", "roles": ["processor"]}, {"id": "mail"}],
    "datasets": [
        {
            "id": "crm",
            "personal": True,
            "purposes": ["billing", "support"],
            "retention": {
                "claims": [
                    {"value": "P5Y", "standing": "declared", "origin": "dpo"},
                    {"value": "P5Y", "standing": "detected", "origin": "scan"},
                ]
            },
            "owner": "TBD",
            "countries": ["TH", "SG"],
            "collections": [
                {"name": "people", "fields": [{"name": "mail", "classification": ["email"]}, {"name": "id"}]}
            ],
        },
        {"id": "logs", "personal": False, "owner": {"unknown": "asked the vendor"}},
    ],
    "transfers": [
        {"id": "out", "dataset": "crm", "recipient": "hoster", "destination": "NA", "mechanisms": []},
        {
            "id": "more",
            "dataset": "dataset:logs",
            "recipient": "party:gone",
            "mechanisms": [{"kind": "clauses.model", "valid_to": "2027-01-01"}],
            "onward": [{"recipient": "ghost", "destination": "NO"}],
        },
    ],
}


def records_of(inventory: Inventory) -> bytes:
    return to_json([inventory.records, sorted(inventory.none), [(g.subject, g.shown_by) for g in inventory.ghosts]])


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


MODELS = {"govkit": "inventory/1", "models": [{"id": "m"}]}


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


def test_an_end_needs_a_day_that_has_come_and_a_reason() -> None:
    ends: dict[str, Any] = {
        "over": {"on": "2026-11-21", "reason": "sold"},
        "later": {"on": "2026-11-22", "reason": "sold"},
        "placeholder": {"on": "2020-01-01", "reason": "TBD"},
        "no-reason": {"on": "2020-01-01"},
        "none-given": {"on": "2020-01-01", "reason": "none"},
        "no-day": {"reason": "sold"},
        "text": "none",
        "disputed": {
            "on": {"claims": [{"value": f"20{n}-01-01", "standing": "declared", "origin": "x"} for n in (20, 21)]},
            "reason": "sold",
        },
    }
    content = {"datasets": [{"id": name, "ended": end} for name, end in ends.items()]}
    inventory = on_date(inventory_from(content), AS_OF, dated_claims=False)
    assert inventory.ended == {"dataset:over"}
    assert "over" not in {dataset.id for dataset in inventory.of(Dataset)}
    assert inventory.get("dataset:over") is not None


def test_a_field_ends_alone_or_with_its_dataset() -> None:
    end = {"on": "2020-01-01", "reason": "dropped"}
    fields = [{"name": "old", "ended": end}, {"name": "new"}]
    collections = [{"name": "t", "fields": fields}]
    content = {
        "datasets": [{"id": "a", "collections": collections}, {"id": "b", "ended": end, "collections": collections}]
    }
    inventory = on_date(inventory_from(content), AS_OF, dated_claims=False)
    assert [field.id for field in inventory.of(Field)] == ["a/t/new"]
    assert inventory.get("field:b/t/new") is not None


def test_claims_lapse_with_their_day_and_with_their_data() -> None:
    def claim(value: str, **valid_for: str) -> dict[str, Any]:
        return {"value": value, "standing": "confirmed", "by": "dpo", "at": "2026-01-01", "valid_for": valid_for}

    one, two = "1" * 64, "2" * 64
    content = {
        "datasets": [
            {"id": "past", "retention": {"claims": [claim("P1Y", until="2026-11-20")]}},
            {"id": "today", "retention": {"claims": [claim("P1Y", until="2026-11-21")]}},
            {"id": "same", "retention": {"claims": [claim("P1Y", digest=one)]}},
            {"id": "changed", "retention": {"claims": [claim("P1Y", digest=two)]}},
            {"id": "deep", "collections": [{"name": "t", "row_count": {"claims": [claim("7", until="2020-01-01")]}}]},
        ]
    }
    content["datasets"][-1]["collections"][0]["row_count"]["claims"][0]["value"] = 7
    normalised = normalise([InMemory("x", {"govkit": "inventory/1", **content})])
    assert normalised.dated_claims
    inventory = on_date(normalised.inventory, AS_OF, dated_claims=True, digests=frozenset({one}))
    assert {d.id for d in inventory.of(Dataset) if d.is_stated("retention")} == {"today", "same"}
    deep = inventory.get("dataset:deep")
    assert isinstance(deep, Dataset)
    with pytest.raises(NotStated) as caught:
        _ = deep.collections[0].row_count
    assert caught.value.reason == "every claim has lapsed"


Way = tuple[str | int, ...]


def values_in(value: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every value below a record, keys only: what a list lacks is stated to be absent."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*way, key)
            yield from values_in(item, (*way, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from values_in(item, (*way, index))


def without(content: dict[str, Any], way: Way) -> dict[str, Any]:
    result = copy.deepcopy(content)
    holder: Any = result
    for step in way[:-1]:
        holder = holder[step]
    del holder[way[-1]]
    return result


def stated_slots(inventory: Inventory) -> set[str]:
    found: set[str] = set()

    def visit(part: Part) -> None:
        for name in slots_of(type(part)):
            if name == "id" or not part.is_stated(name):
                continue  # a ghost has an id too
            found.add(f"{part.where}.{name}")
            try:
                value = getattr(part, name)
            except Disputed:
                continue
            for nested in value if isinstance(value, tuple) else (value,):
                if isinstance(nested, Part):
                    visit(nested)

    for kind in BY_TYPE.values():
        for subject in inventory.of(kind):
            visit(subject)
    return found


@pytest.mark.parametrize(
    "way", [way for way in values_in(CONTENT) if len(way) > 1], ids=lambda way: ".".join(map(str, way))
)
def test_deleting_a_value_never_states_a_slot(way: Way) -> None:
    try:
        after = inventory_from(without(CONTENT, way))
    except InputErrors:
        return  # not even readable
    assert stated_slots(after) <= stated_slots(inventory_from(CONTENT))


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_order_and_splitting_of_files_do_not_matter(data: st.DataObject) -> None:
    entries = [(plural, record) for plural, records in CONTENT.items() for record in records]
    shuffled = data.draw(st.permutations(entries))
    files: list[list[tuple[str, Any]]] = [[], [], []]
    for entry in shuffled:
        files[data.draw(st.integers(0, 2))].append(entry)
    documents = []
    for number, file in enumerate(files):
        content: dict[str, Any] = {"govkit": "inventory/1"}
        for plural, record in file:
            content.setdefault(plural, []).append(copy.deepcopy(record))
        if data.draw(st.booleans()):
            documents.append(InMemory(f"{number}.yaml", content))
        else:
            types = {entity.plural: entity.type for entity in BY_TYPE.values()}
            lines = [{"type": types[plural], **copy.deepcopy(record)} for plural, record in file]
            documents.append(InMemory(f"{number}.jsonl", lines))
    assert records_of(normalise(documents).inventory) == records_of(inventory_from(CONTENT))


def test_the_content_given_is_left_as_it_was() -> None:
    before = json.dumps(CONTENT)
    inventory_from(CONTENT, shown_as="cases.json")
    assert json.dumps(CONTENT) == before
