"""What single tables say of their dataset: it is the dataset's own only where all of its tables say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

SALES = [{"type": "team", "name": "sales"}]


def om(name: str, **keys: Any) -> dict[str, Any]:
    column = {"name": "id", "dataType": "BIGINT", "tags": [{"tagFQN": tag} for tag in keys.pop("tags", [])]}
    return {"name": name, "fullyQualifiedName": f"pg.shop.public.{name}", "columns": [column], **keys}


def hub(name: str, aspect: str, value: Any, place: str = "PROD") -> dict[str, Any]:
    urn = f"urn:li:dataset:(urn:li:dataPlatform:pg,shop.{name},{place})"
    return {"entityType": "dataset", "entityUrn": urn, "aspectName": aspect, "aspect": {"json": value}}


def owned(name: str, who: str = "corpGroup:sales") -> dict[str, Any]:
    return hub(name, "ownership", {"owners": [{"owner": f"urn:li:{who}"}]})


def manifest(*owners: str | None) -> dict[str, Any]:
    nodes = {
        f"model.shop.m{number}": {"name": f"m{number}", "meta": {"owner": owner} if owner else {}, "columns": {}}
        for number, owner in enumerate(owners)
    }
    schema = "https://schemas.getdbt.com/dbt/manifest/v12.json"
    return {"metadata": {"dbt_schema_version": schema, "project_name": "shop"}, "nodes": nodes}


def contract(*tables: str, **sla: Any) -> str:
    properties = [{"name": "at", "logicalType": "date"}]
    content = {
        "kind": "DataContract",
        "apiVersion": "v3.0.2",
        "id": "shop",
        "schema": [{"name": table, "properties": properties} for table in tables],
        "slaProperties": [{"property": "retention", "value": 30, "unit": "d", **sla}],
    }
    return yaml.safe_dump(content)


def event(name: str, owner: str | None = None) -> dict[str, Any]:
    facets = {"ownership": {"owners": [{"name": owner}]}} if owner else {}
    schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/definitions/RunEvent"
    return {"schemaURL": schema, "inputs": [{"namespace": "pg", "name": name, "facets": facets}]}


FEED = {"fields": [{"fieldPath": "id"}]}


@pytest.mark.parametrize(
    ("content", "slot", "value"),
    [
        ([om("a", owners=SALES), om("b", owners=SALES)], "owner", "sales"),
        ([om("a", owners=SALES), om("b")], "owner", None),
        ([om("a", owners=SALES), om("b", owners=[{"type": "user", "name": "somchai"}])], "owner", None),
        ([om("a", retentionPeriod="P30D"), om("b", retentionPeriod="P30D")], "retention", "P30D"),
        ([om("a", retentionPeriod="P30D"), om("b")], "retention", None),
        ([om("a", retentionPeriod="P30D"), om("b", retentionPeriod="P9Y")], "retention", None),
        ({"data": [om("a", retentionPeriod="P30D")], "paging": {"total": 1}}, "retention", "P30D"),
        ({"data": [om("a", retentionPeriod="P30D")], "paging": {"after": "x", "total": 900}}, "retention", None),
        ([owned("a"), owned("b")], "owner", "sales"),
        ([owned("a"), owned("b", "corpuser:somchai")], "owner", None),
        ([owned("a"), hub("b", "schemaMetadata", FEED)], "owner", None),
        (manifest("Sales", "Sales"), "owner", "Sales"),
        (manifest("Sales", None), "owner", None),
        (manifest("Sales", "Support"), "owner", None),
        (contract("a", "b"), "retention", "P30D"),
        (contract("a", element="a.at"), "retention", "P30D"),
        (contract("a", "b", element="a.at, b.at"), "retention", "P30D"),
        (contract("a", "b", element="a.at"), "retention", None),
        (contract("a", "b", element="access_log"), "retention", None),
        ([event("a", "sales"), event("b", "sales")], "owner", "sales"),
        ([event("a", "sales"), event("b")], "owner", None),
    ],
)
def test_a_dataset_has_what_all_of_its_tables_have(imported, inventory, content, slot, value):
    name = "it.yaml" if isinstance(content, str) else "it.json"
    code, (told,), _ = imported({name: content})
    (dataset,) = inventory().records_of("dataset")
    found = inventory().get(f"dataset:{dataset['id']}")
    assert (code, found.is_stated(slot)) == (0, value is not None)
    if value is None:
        assert any(entry["what"] in (slot, "owners", "ownership") for entry in told["left"])
    else:
        assert str(getattr(found, slot)) == value


def test_one_page_of_several_is_told(imported):
    _, (told,), _ = imported({"it.json": {"data": [om("a")], "paging": {"after": "x", "total": 900}}})
    assert [entry["why"] for entry in told["warnings"]] == ["it is one page of several, and the others are not in it"]


def test_tables_of_another_environment_are_another_dataset(imported, inventory):
    imported({"it.json": [owned("a"), hub("a", "schemaMetadata", FEED, "DEV")]})
    found = inventory()
    assert {one["id"] for one in found.records_of("dataset")} == {"pg.shop", "pg.shop.DEV"}
    assert found.get("dataset:pg.shop").owner == "sales"


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("PII.NonSensitive", None),
        ("PII.Sensitive", None),
        ("PII.None", "that data are not personal has no slot of its own"),
    ],
)
def test_personal_data_that_are_not_sensitive_are_personal(imported, inventory, tag, why):
    _, (told,), _ = imported({"it.json": om("a", tags=[tag])})
    (column,) = inventory().get("dataset:pg.shop.public").collections[0].fields
    assert not column.is_stated("classification")
    assert [entry["why"] for entry in told["left"]] == ([why] if why else [])
    written = yaml.safe_load(Path(told["written"]).read_text())
    (field,) = written["datasets"][0]["collections"][0]["fields"]
    assert ("classification" in field) is (why is None)


@pytest.mark.parametrize(
    ("tag", "stated"),
    [("api.public", False), ("public", True), ("sensitivity:restricted", True), ("weekly", False)],
)
def test_a_free_tag_is_a_tier_of_handling_only_where_it_says_so(imported, inventory, tag, stated):
    field = {"fieldPath": "id", "globalTags": {"tags": [{"tag": f"urn:li:tag:{tag}"}]}}
    _, (told,), _ = imported({"it.json": [hub("a", "schemaMetadata", {"fields": [field]})]})
    (column,) = inventory().get("dataset:pg.shop").collections[0].fields
    assert column.is_stated("sensitivity") is stated
    assert bool(told["left"]) is not stated
