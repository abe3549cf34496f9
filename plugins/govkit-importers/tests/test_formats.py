"""What single formats hold, in the versions that are promised; and that nothing of a file goes without a word."""

from __future__ import annotations

import json

import pytest

from govkit.cli.host import CommandHost
from govkit.model.errors import InputError
from govkit_importers.choice import choose, installed
from govkit_importers.records import sift
from govkit_importers.report.telling import counts

ELDER = """\
kind: DataContract
apiVersion: v2.2.2
version: 1.1.0
uuid: 53581432-6c55-4ba2-a65f-72344a91553a
quantumName: seller payments
dataset:
  - table: tbl
    physicalName: tbl_1
    columns:
      - {column: day, logicalType: date, isPrimaryKey: false, classification: public}
      - {column: buyer, logicalType: string, isPrimaryKey: true, classification: restricted, tags: [own]}
stakeholders: [{username: somebody, role: Data Owner}]
slaProperties: [{property: retention, value: 3, unit: y}]
"""


@pytest.fixture
def read(tmp_path):
    """Return a function that reads one file by its name and content."""

    def read(name: str, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        host = CommandHost()
        draft = choose(path, installed(host)).importer.load(path)
        records, _ = sift(draft, host)
        return draft, records

    return read


def test_a_contract_of_the_elder_standard_gives_its_tables(read):
    draft, records = read("c.yaml", ELDER)
    assert (draft.format, counts(records)) == ("ODCS 2.2.2", {"datasets": 1, "collections": 1, "fields": 2})
    (dataset,) = draft.entries.values()
    assert {slot: dataset.said[slot][0].value for slot in ("owner", "retention")} == {
        "owner": "Data Owner",
        "retention": "P3Y",
    }
    buyer = dataset.parts["tbl"].parts["buyer"]
    assert (buyer.said["primary_key"][0].value, buyer.said["sensitivity"][0].value) == (True, "restricted")


def test_keys_that_are_passed_over_are_counted(read):
    draft, _ = read("c.yaml", ELDER)
    assert draft.passed == {"kind": 1, "version": 1, "username": 1, "tags": 1}
    assert {"uuid", "quantumName"} <= {left.what for left in draft.left}


@pytest.mark.parametrize(("boundary", "transfers"), [(True, 1), (None, 1), (False, 0)])
def test_a_flow_is_a_transfer_unless_it_is_said_to_stay_inside(read, boundary, transfers):
    service = {"name": "Mail", "data": [{"classification": "PII", "flow": "outbound"}]}
    if boundary is not None:
        service["x-trust-boundary"] = boundary
    draft, _ = read("bom.json", {"bomFormat": "CycloneDX", "specVersion": "1.6", "services": [service]})
    assert sum(kind == "transfer" for kind, _ in draft.entries) == transfers
    assert any("trust boundary" in left.why for left in draft.left) == (not transfers)


def test_a_job_of_a_lineage_is_an_activity(read):
    source = {"namespace": "pg", "name": "orders", "type": "DATASET", "field": "id", "transformations": []}
    entry = {"namespace": "airflow", "name": "load", "type": "JOB", "inputs": [source]}
    facet = {"_schemaURL": "https://openlineage.io/spec/facets/1-0-0/LineageFacet.json", "entries": [entry]}
    draft, _ = read("lineage.json", {"lineage": facet})
    assert draft.entries["activity", "load"].said["datasets"][0].value == ["pg"]
    assert [left.what for left in draft.left] == ["transformations"]


def test_free_tags_of_dbt_are_listed(read):
    column = {"name": "email", "tags": ["pii", "gdpr"]}
    model = {"name": "m", "tags": ["nightly"], "meta": {"contains_pii": True}, "columns": {"email": column}}
    schema = "https://schemas.getdbt.com/dbt/manifest/v12.json"
    draft, _ = read("manifest.json", {"metadata": {"dbt_schema_version": schema}, "nodes": {"model.shop.m": model}})
    assert [left.what for left in draft.left if left.what == "tags"] == ["tags", "tags"]
    assert "contains_pii" in {left.what for left in draft.left}


def test_a_structured_text_is_no_table(read):
    with pytest.raises(InputError, match="no importer recognises"):
        read("a.yaml", "a: [1, 2, 3]\nb: [1, 2, 3]\nc: [1, 2, 3]\n")


def test_no_prefix_hides_a_placeholder(read):
    draft, records = read(
        "f.yml",
        "system:\n  - fides_key: s\n    privacy_declarations:\n"
        "      - {name: Orders, data_use: TBD, data_categories: [TBD], data_subjects: [customer]}\n",
    )
    (activity,) = records["activities"]
    assert {"purposes", "data_categories"}.isdisjoint(activity)
    assert {"data_use", "data_categories"} <= {left.what for left in draft.placeholders}


@pytest.mark.parametrize("name", ["TBD", "Unknown", "NOASSERTION"])
def test_a_supplier_that_nobody_names_is_no_party(read, name):
    model = {"type": "machine-learning-model", "name": "m", "supplier": {"name": name}, "version": "NOASSERTION"}
    draft, records = read("bom.json", {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [model]})
    assert records == {"models": [{"id": "m"}]}
    assert {left.what for left in draft.placeholders} == {"supplier", "version"}


def spdx(*nodes):
    """Return a document of SPDX with a model, the file of it, two datasets and more nodes."""
    packages = [
        {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "m"},
        {"type": "software_File", "spdxId": "urn:f", "name": "model.bin"},
        {"type": "dataset_DatasetPackage", "spdxId": "urn:d", "name": "d"},
        {"type": "software_File", "spdxId": "urn:t", "name": "train.txt"},
    ]
    return {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [*packages, *nodes]}


def relation(kind, source, *targets):
    """Return a relationship."""
    return {"type": "Relationship", "relationshipType": kind, "from": source, "to": list(targets)}


def test_a_relationship_says_on_what_a_model_was_trained(read):
    _, records = read(
        "a.json",
        spdx(
            relation("trainedOn", "urn:m", "urn:d"),
            relation("contains", "urn:m", "urn:f"),
            relation("trainedOn", "urn:f", "urn:t", "urn:elsewhere"),
        ),
    )
    ((claim,),) = [model["training_data"]["claims"] for model in records["models"]]
    assert claim["value"] == [{"dataset": "d"}, {"name": "train.txt"}]


def test_a_relationship_says_under_which_licence_a_package_is(read):
    licence = {
        "type": "simplelicensing_LicenseExpression",
        "spdxId": "urn:l",
        "simplelicensing_licenseExpression": "MIT",
    }
    _, records = read("a.json", spdx(licence, relation("hasDeclaredLicense", "urn:d", "urn:l")))
    ((claim,),) = [found["licence"]["claims"] for found in records["datasets"]]
    assert claim["value"] == "MIT"


def test_what_relationships_say_of_nothing_known_is_listed(read):
    draft, records = read(
        "a.json", spdx(relation("trainedOn", "urn:f", "urn:t"), relation("testedOn", "urn:m", "urn:t"))
    )
    assert [left.what for left in draft.left] == ["trainedOn", "testedOn"]
    assert "training_data" not in records["models"][0]


def bom(**keys):
    """Return a bill of materials."""
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", **keys}


def test_a_model_within_another_component_is_a_model(read):
    inner = {"type": "machine-learning-model", "name": "inner"}
    data = {"type": "data", "name": "d", "components": [{"type": "library", "name": "l", "components": [inner]}]}
    about = {"type": "machine-learning-model", "name": "about"}
    draft, records = read("bom.json", bom(metadata={"component": about, "timestamp": "x"}, components=[data]))
    assert counts(records) == {"datasets": 1, "models": 2}
    assert ("components", "1 are plain software") in {(left.what, left.why) for left in draft.left}


def test_a_model_is_trained_on_what_it_refers_to(read):
    card = {"modelParameters": {"datasets": [{"ref": "d-1"}, {"type": "dataset", "name": "web"}, {"ref": "nobody"}]}}
    model = {"type": "machine-learning-model", "name": "m", "modelCard": card}
    draft, records = read("bom.json", bom(components=[model, {"type": "data", "bom-ref": "d-1", "name": "Our data"}]))
    (dataset,), (found,) = records["datasets"], records["models"]
    assert found["training_data"]["claims"][0]["value"] == [{"dataset": dataset["id"]}, {"name": "web"}]
    assert {left.what for left in draft.left} == {"datasets.ref", "type"}
