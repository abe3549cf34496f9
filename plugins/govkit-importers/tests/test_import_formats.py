"""What tools write becomes an inventory: dbt, CycloneDX, SPDX, Croissant and OpenLineage, and nothing is guessed."""

from __future__ import annotations

import json

import pytest

MANIFEST = {
    "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "project_name": "shop"},
    "nodes": {
        "model.shop.people": {
            "name": "people",
            "relation_name": "db.people",
            "meta": {"owner": "Sales"},
            "columns": {"mail": {"name": "mail", "data_type": "TEXT", "meta": {"pii": True, "masked": "no"}}},
            "raw_code": "select 1",
        },
        "test.shop.not_null": {"name": "not_null"},
    },
    "exposures": {"exposure.shop.weekly": {"name": "weekly", "label": "Weekly report"}},
    "macros": {},
    "semantic_models": {"a": {}},
}


def test_a_dbt_project_is_one_dataset_of_its_tables(imported, inventory):
    code, (told,), _ = imported({"target/manifest.json": json.dumps(MANIFEST)})
    assert (code, told["importer"], told["format"]) == (0, "dbt", "dbt manifest v12")
    assert told["counts"] == {"activities": 1, "datasets": 1, "collections": 1, "fields": 1}
    assert {entry["what"] for entry in told["left"]} == {"meta.masked", "semantic_models"}
    found = inventory()
    assert found.get("dataset:shop").owner == "Sales"
    (column,) = found.get("dataset:shop").collections[0].fields
    assert column.physical_type == "TEXT"
    assert not column.is_stated("classification")
    assert found.get("activity:weekly").datasets == ("shop",)


def test_a_manifest_of_another_shape_is_read_as_far_as_it_goes(imported):
    document = {**MANIFEST, "nodes": {**MANIFEST["nodes"], "model.a.b": [1]}}
    code, (told,), _ = imported({"manifest.json": json.dumps(document)})
    assert (code, told["counts"]["datasets"]) == (0, 1)
    assert "nodes.model.a.b" in {entry["what"] for entry in told["left"]}


@pytest.mark.parametrize("document", [{"nodes": {"model.a.b": [1]}, "sources": []}, {"nodes": "x"}])
def test_a_manifest_with_nothing_but_another_shape_is_refused(imported, document):
    document["metadata"] = MANIFEST["metadata"]
    code, (told,), err = imported({"manifest.json": json.dumps(document)})
    assert (code, err.count("\n"), "nothing in it can be read; `nodes" in err) == (2, 1, True)
    assert "refused" in told


BOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "components": [
        {"type": "library", "name": "left-pad"},
        {
            "type": "machine-learning-model",
            "name": "bot",
            "supplier": {"name": "Maker"},
            "licenses": [{"license": {"id": "MIT"}}],
            "modelCard": {"considerations": {"technicalLimitations": ["forgets"], "users": ["staff"]}},
        },
    ],
    "services": [
        {
            "name": "Mailer",
            "provider": {"name": "Post"},
            "x-trust-boundary": True,
            "data": [{"classification": "contact", "flow": "outbound"}],
            "services": [
                {"name": "Queue", "x-trust-boundary": False, "data": [{"classification": "x", "flow": "inbound"}]}
            ],
        }
    ],
}


def test_flows_over_a_trust_boundary_become_transfers(imported, inventory):
    code, (told,), _ = imported({"bom.json": json.dumps(BOM, indent=1)})
    assert (code, told["importer"]) == (0, "cyclonedx")
    assert told["counts"] == {"models": 1, "parties": 2, "systems": 2, "transfers": 1}
    assert "1 are plain software" in {entry["why"] for entry in told["left"]}
    found = inventory()
    model = found.get("model:bot")
    assert (model.limitations, model.licence, model.provider) == ("forgets", "MIT", "Maker")
    (transfer,) = found.records_of("transfer")
    assert found.get(f"transfer:{transfer['id']}").data_categories == ("contact",)


SPDX = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "Organization", "spdxId": "urn:o", "name": "Maker"},
        {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "bot", "suppliedBy": "urn:o", "ai_limitation": "forgets"},
        {"type": "dataset_DatasetPackage", "name": "d", "dataset_hasSensitivePersonalInformation": "no"},
        {"type": "software_Package", "name": "left-pad"},
    ],
}


def test_no_sensitive_data_is_not_no_personal_data(imported, inventory):
    code, (told,), _ = imported({"a.spdx3.json": json.dumps(SPDX)})
    assert (code, told["importer"], told["counts"]) == (0, "spdx", {"datasets": 1, "models": 1, "parties": 1})
    found = inventory()
    assert found.get("model:bot").provider == "Maker"
    assert not found.get("dataset:d").is_stated("personal")


CROISSANT = {
    "@context": {"cr": "http://mlcommons.org/croissant/"},
    "@type": "sc:Dataset",
    "name": "reviews",
    "license": "unknown",
    "dct:conformsTo": "http://mlcommons.org/croissant/1.1",
    "rai:dataBiases": "Young people are rare.",
    "cr:recordSet": [
        {"name": "texts", "field": [{"name": "texts/body", "dataType": "sc:Text", "subField": [{"name": "tokens"}]}]}
    ],
}


def test_a_licence_that_is_unknown_is_a_placeholder(imported, inventory):
    code, (told,), _ = imported({"metadata.json": json.dumps(CROISSANT, indent=1)})
    assert (code, told["importer"], told["format"]) == (0, "croissant", "Croissant 1.1")
    assert [entry["what"] for entry in told["placeholders"]] == ["license"]
    assert "rai:dataBiases" in {entry["what"] for entry in told["left"]}
    dataset = inventory().get("dataset:reviews")
    assert [field.name for field in dataset.collections[0].fields] == ["body", "body.tokens"]


EVENT = {
    "eventType": "COMPLETE",
    "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json",
    "job": {"namespace": "air", "name": "nightly"},
    "inputs": [
        {
            "namespace": "postgres",
            "name": "people",
            "facets": {"schema": {"fields": [{"name": "mail", "type": "text"}]}, "dataQuality": {"rows": 5}},
        }
    ],
}


def test_events_line_by_line(imported, inventory):
    code, (told,), _ = imported({"events.jsonl": f"{json.dumps(EVENT)}\n{json.dumps(EVENT)}\n"})
    assert (code, told["importer"], told["counts"]["fields"]) == (0, "openlineage", 1)
    assert {entry["what"] for entry in told["left"]} == {"rows"}
    assert inventory().get("activity:nightly").datasets == ("postgres",)
