"""`govkit import` as a person runs it: recognised by content, every value with its place, nothing lost silently."""

from __future__ import annotations

import json
import os

import pytest
import yaml

from govkit.cli.main import run
from govkit_importers.formats.fides import Fides

ODCS = """\
kind: DataContract
apiVersion: v3.1.0
id: orders
name: Orders
description: {purpose: Orders of the shop., limitations: TBD}
slaProperties: [{property: retention, value: 5, unit: y}]
schema:
  - name: orders
    physicalName: t_orders
    properties:
      - {name: email, logicalType: string, classification: restricted, businessName: E-mail}
      - {name: note, logicalType: string, description: TBD}
      - {name: size, logicalType: wide}
    quality: [{metric: rowCount}]
"""
FIDES = """\
dataset:
  - fides_key: crm
    collections:
      - name: people
        fields:
          - {name: email, data_categories: [user.contact.email], fides_meta: {primary_key: true}}
          - name: address
            fields: [{name: street, data_categories: [user.contact.address.street]}]
system:
  - fides_key: shop
    administrating_department: Sales
    privacy_declarations:
      - {data_use: marketing, data_categories: [user.contact], data_subjects: [customer], dataset_references: [crm]}
"""
ELDER = """\
dataContractSpecification: 1.2.0
id: orders
info: {title: Orders, owner: Sales}
definitions: {mail: {type: varchar, pii: true, classification: restricted}}
models: {orders: {fields: {email: {$ref: "#/definitions/mail"}, total: {type: long}}}}
"""


def test_a_contract_becomes_a_dataset_whose_values_name_their_lines(imported, tmp_path, inventory):
    code, (told,), _ = imported({"orders.odcs.yaml": ODCS})
    assert (code, told["importer"], told["score"]) == (0, "odcs", 1.0)
    assert told["why"] == "kind: DataContract, apiVersion v3.1.0"
    assert told["counts"] == {"datasets": 1, "collections": 1, "fields": 3}
    dataset = inventory().get("dataset:Orders")
    assert str(dataset.retention) == "P5Y"
    assert dataset.description == "Orders of the shop."
    (collection,) = dataset.collections
    assert collection.physical_name == "t_orders"
    email = next(field for field in collection.fields if field.name == "email")
    assert email.sensitivity == "restricted"
    text = (tmp_path / told["written"]).read_text()
    assert "orders.odcs.yaml:11" in text


def test_what_is_not_taken_over_is_listed_with_its_line_and_without_its_value(imported):
    _, (told,), _ = imported({"orders.odcs.yaml": ODCS})
    assert {"what": "quality", "why": "govkit has no slot for it", "at": "14"} in told["left"]
    assert {"what": "logicalType", "why": "`logical_type` has no such value", "at": "13"} in told["left"]
    assert [(entry["what"], entry["at"]) for entry in told["placeholders"]] == [("description", "12")]
    assert "rowCount" not in json.dumps(told)


def test_a_placeholder_inside_of_a_value_is_listed_and_the_rest_is_kept(imported, inventory):
    heads = "Ref,Processing activity,Purposes of processing,Lawful basis,Categories of data subjects"
    record = f"DPO,TBD,,,\nDPO email,dpo@shop.example,,,\n{heads}\nr1,Orders,To ship orders,Contract,Customers\n"
    code, (told,), err = imported({"a.csv": record})
    assert (code, err) == (0, "")
    assert [entry["at"] for entry in told["placeholders"]] == ["a!B1, a!B2"]
    found = inventory()
    (organisation,) = found.records_of("organisation")
    assert found.get(f"organisation:{organisation['id']}").dpo.email == "dpo@shop.example"


def test_declarations_become_activities(imported, inventory):
    code, (told,), _ = imported({"all.yml": FIDES})
    assert (code, told["importer"]) == (0, "fides")
    found = inventory()
    activity = found.get("activity:shop")
    assert activity.purposes == ("fides:marketing",)
    assert (activity.datasets, activity.systems) == (("crm",), ("shop",))
    names = [field.name for field in found.get("dataset:crm").collections[0].fields]
    assert names == ["email", "address", "address.street"]


def test_pii_without_a_kind_stays_a_suggestion(imported, inventory):
    code, (told,), _ = imported({"c.yaml": ELDER})
    assert (code, told["importer"]) == (0, "data-contract")
    email = inventory().get("dataset:orders").collections[0].fields[0]
    assert email.sensitivity == "restricted"
    assert not email.is_stated("classification")


def test_what_people_decided_survives_a_later_import(imported, tmp_path, inventory):
    _, (told,), _ = imported({"c.yaml": ELDER})
    target = tmp_path / told["written"]
    content = yaml.safe_load(target.read_text())
    owner = content["datasets"][0]["owner"]
    owner["claims"] = [{"value": "Logistics", "standing": "confirmed", "by": "DPO", "at": "2026-11-20"}]
    target.write_text(yaml.safe_dump(content))
    _, (told,), _ = imported({"c.yaml": ELDER.replace("Sales", "Marketing")})
    assert told["decisions_kept"] == 1
    assert inventory().get("dataset:orders").owner == "Logistics"
    assert "Marketing" in target.read_text()


def test_nothing_is_written_on_trial(imported, tmp_path):
    code, (told,), _ = imported({"c.yaml": ELDER}, "--dry-run")
    assert (code, told["written"]) == (0, None)
    assert not (tmp_path / "it").exists()


NEWER = {
    "odcs.yaml": (ODCS.replace("v3.1.0", "v3.9.0"), "apiVersion"),
    "elder.yaml": (ELDER.replace("1.2.0", "1.9.0"), "dataContractSpecification"),
    "manifest.json": (
        '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v13.json"}, "nodes": {}}',
        "dbt_schema_version",
    ),
    "bom.json": ('{"bomFormat": "CycloneDX", "specVersion": "1.9"}', "specVersion"),
    "spdx.json": ('{"@context": "https://spdx.org/rdf/3.1.0/spdx-context.jsonld", "@graph": []}', "@context"),
    "event.json": (
        '{"schemaURL": "https://openlineage.io/spec/2-1-0/OpenLineage.json", "job": {"name": "load"}}',
        "OpenLineage",
    ),
    "facet.json": (
        '{"lineage": {"_schemaURL": "https://openlineage.io/spec/facets/1-1-0/LineageFacet.json", "entries": []}}',
        "LineageFacet",
    ),
}


@pytest.mark.parametrize("name", NEWER)
def test_a_newer_version_is_read_with_a_warning(imported, name):
    content, what = NEWER[name]
    code, (told,), _ = imported({name: content})
    assert code == 0
    assert [warning["what"] for warning in told["warnings"] if "is newer than" in warning["why"]] == [what]


def test_an_unknown_name_is_told_with_the_nearest(imported):
    code, _, err = imported({"c.yaml": ELDER}, "--as", "odsc")
    assert code == 2
    assert "did you mean `odcs`?" in err


def test_a_broken_file_is_one_line_and_the_others_are_imported(imported):
    files = {
        "a.yaml": ELDER,
        "b.yaml": "kind: DataContract\napiVersion: v3.0.0\nschema: [",
        "c.txt": "Dear all\n",
        "d": "",
    }
    code, told, err = imported(files)
    assert code == 2
    assert [entry.get("importer", "refused") for entry in told] == ["data-contract", "refused", "refused", "refused"]
    lines = err.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("error: have/b.yaml:3:")
    assert "no importer recognises this file" in lines[1]
    assert "the file is empty" in lines[2]


def test_lists_where_objects_belong_are_told(imported):
    broken = ELDER.replace("models: {", "terms: [a]\nmodels: {more: [1], ")
    code, _, err = imported({"c.yaml": broken})
    assert (code, err.count("\n")) == (2, 1)
    assert "have/c.yaml:5: `terms`: a list stands where an object belongs; another place is wrong as well" in err
    code, (told,), _ = imported({}, "--lenient")
    assert code == 0
    assert {entry["what"] for entry in told["left"]} >= {"terms", "models.more"}


def test_a_fault_of_an_importer_loses_no_other_file(imported, monkeypatch):
    def fail(self, path):
        raise RecursionError

    monkeypatch.setattr(Fides, "load", fail)
    code, told, err = imported({"a.yaml": ELDER, "b.yml": FIDES})
    assert code == 2
    assert [entry.get("importer") for entry in told] == ["data-contract", None]
    assert "b.yml: fides failed at this file with RecursionError" in err
    assert len(err.splitlines()) == 1


def test_an_imported_file_that_somebody_broke_loses_no_other_file(imported, tmp_path):
    files = {"a.yaml": ELDER, "b.yml": FIDES}
    assert imported(files)[0] == 0
    (tmp_path / "it/inventory/imported/a.yaml.yaml").write_text("a: [")
    code, told, err = imported(files)
    assert (code, err.count("\n")) == (2, 1)
    assert "it/inventory/imported/a.yaml.yaml:1" in err
    assert [entry.get("importer") for entry in told] == [None, "fides"]


def test_links_out_of_the_folder_and_pipes_are_not_opened(imported, tmp_path):
    (tmp_path / "secret.csv").write_text("name,salary\nx,1\n")
    (tmp_path / "have").mkdir()
    (tmp_path / "have/link.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "have/self.csv").symlink_to(tmp_path / "have/self.csv")
    (tmp_path / "have/inner.yaml").symlink_to(tmp_path / "have/a.yaml")
    os.mkfifo(tmp_path / "have/pipe.csv")
    code, told, err = imported({"a.yaml": ELDER})
    assert code == 2
    assert [entry["source"] for entry in told if "importer" in entry] == ["a.yaml", "inner.yaml"]
    assert (err.count("leads out of the folder"), err.count("a pipe or a device")) == (2, 1)
    assert run(["import", str(tmp_path / "have/pipe.csv"), "-o", str(tmp_path / "it")]) == 2
