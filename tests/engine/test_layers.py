"""Imported documents beside what people wrote: one subject, every claim of it, and no last one that wins."""

from __future__ import annotations

import pytest

from govkit.engine.normalise import FORMAT, normalise
from govkit.engine.written import InMemory
from govkit.model.errors import InputErrors
from govkit.model.not_stated import Disputed

IMPORTED = {"imported": {"by": "odcs", "from": "a.yaml"}}


def claim(value, standing="declared", **rest):
    return {"claims": [{"value": value, "standing": standing, **rest}]}


def inventory(*contents):
    documents = [InMemory(f"{number}.yaml", {"govkit": FORMAT, **content}) for number, content in enumerate(contents)]
    return normalise(documents).inventory


def test_what_only_an_import_says_is_added():
    found = inventory(
        {"datasets": [{"id": "a", "owner": "Sales"}]},
        {**IMPORTED, "datasets": [{"id": "a", "retention": claim("P5Y")}, {"id": "b"}]},
    )
    assert (found.get("dataset:a").owner, str(found.get("dataset:a").retention)) == ("Sales", "P5Y")
    assert [record["id"] for record in found.records_of("dataset")] == ["a", "b"]


@pytest.mark.parametrize("imported_first", [True, False])
def test_sources_that_disagree_are_kept_side_by_side(imported_first):
    own = {"datasets": [{"id": "a", "owner": "Sales"}]}
    other = {**IMPORTED, "datasets": [{"id": "a", "owner": claim("Marketing", origin="a.yaml:3")}]}
    found = inventory(*([other, own] if imported_first else [own, other]))
    with pytest.raises(Disputed):
        _ = found.get("dataset:a").owner


def test_what_a_person_confirmed_counts_before_an_import():
    found = inventory(
        {"datasets": [{"id": "a", "owner": claim("Sales", "confirmed", by="DPO", at="2026-11-01")}]},
        {**IMPORTED, "datasets": [{"id": "a", "owner": claim("Marketing")}]},
    )
    assert found.get("dataset:a").owner == "Sales"


def test_equal_claims_agree_and_suggestions_state_nothing():
    found = inventory(
        {"datasets": [{"id": "a", "owner": "Sales"}]},
        {**IMPORTED, "datasets": [{"id": "a", "owner": claim("Sales"), "personal": claim(True, "suggested")}]},
    )
    assert found.get("dataset:a").owner == "Sales"
    assert not found.get("dataset:a").is_stated("personal")


def test_collections_and_fields_meet_by_name():
    def dataset(*fields):
        return {"datasets": [{"id": "a", "collections": [{"name": "people", "fields": list(fields)}]}]}

    found = inventory(
        dataset({"name": "email", "sensitivity": "restricted"}),
        {**IMPORTED, **dataset({"name": "email", "logical_type": claim("string")}, {"name": "phone"})},
    )
    (collection,) = found.get("dataset:a").collections
    assert [field.name for field in collection.fields] == ["email", "phone"]
    assert (collection.fields[0].sensitivity, collection.fields[0].logical_type) == ("restricted", "string")


def test_two_imports_meet_too_and_two_files_of_people_do_not():
    record = {"datasets": [{"id": "a", "owner": "Sales"}]}
    imports = [{**IMPORTED, **record}, {**IMPORTED, **record}]
    assert inventory(*imports).get("dataset:a").owner == "Sales"
    with pytest.raises(InputErrors, match="declared twice"):
        inventory(record, record, *imports)
