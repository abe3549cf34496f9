"""`govkit import` as a person runs it: recognised by content, every value with its place, nothing lost silently."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import zipfile
from typing import Any

import pytest
import yaml

from govkit.cli.main import run
from govkit.engine.load import load
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


@pytest.fixture
def imported(tmp_path, monkeypatch, capsys):
    """Return a function that imports files by name and text: exit code, what was told, and standard error."""
    monkeypatch.chdir(tmp_path)

    def imported(files: dict[str, str | bytes], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
        for name, text in files.items():
            place = tmp_path / "have" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = run(["import", "have", "-o", "it", "--on", "2026-11-21", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else [], err

    return imported


def inventory(tmp_path):
    return load(tmp_path / "it").normalised.inventory


def test_a_contract_becomes_a_dataset_whose_values_name_their_lines(imported, tmp_path):
    code, (told,), _ = imported({"orders.odcs.yaml": ODCS})
    assert (code, told["importer"], told["score"]) == (0, "odcs", 1.0)
    assert told["why"] == "kind: DataContract, apiVersion v3.1.0"
    assert told["counts"] == {"datasets": 1, "collections": 1, "fields": 3}
    dataset = inventory(tmp_path).get("dataset:Orders")
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


def test_declarations_become_activities(imported, tmp_path):
    code, (told,), _ = imported({"all.yml": FIDES})
    assert (code, told["importer"]) == (0, "fides")
    found = inventory(tmp_path)
    activity = found.get("activity:shop")
    assert activity.purposes == ("fides:marketing",)
    assert (activity.datasets, activity.systems) == (("crm",), ("shop",))
    names = [field.name for field in found.get("dataset:crm").collections[0].fields]
    assert names == ["email", "address", "address.street"]


def test_pii_without_a_kind_stays_a_suggestion(imported, tmp_path):
    code, (told,), _ = imported({"c.yaml": ELDER})
    assert (code, told["importer"]) == (0, "data-contract")
    email = inventory(tmp_path).get("dataset:orders").collections[0].fields[0]
    assert email.sensitivity == "restricted"
    assert not email.is_stated("classification")


def test_what_people_decided_survives_a_later_import(imported, tmp_path):
    _, (told,), _ = imported({"c.yaml": ELDER})
    target = tmp_path / told["written"]
    content = yaml.safe_load(target.read_text())
    owner = content["datasets"][0]["owner"]
    owner["claims"] = [{"value": "Logistics", "standing": "confirmed", "by": "DPO", "at": "2026-11-20"}]
    target.write_text(yaml.safe_dump(content))
    _, (told,), _ = imported({"c.yaml": ELDER.replace("Sales", "Marketing")})
    assert told["decisions_kept"] == 1
    assert inventory(tmp_path).get("dataset:orders").owner == "Logistics"
    assert "Marketing" in target.read_text()


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


def test_a_dbt_project_is_one_dataset_of_its_tables(imported, tmp_path):
    code, (told,), _ = imported({"target/manifest.json": json.dumps(MANIFEST)})
    assert (code, told["importer"], told["format"]) == (0, "dbt", "dbt manifest v12")
    assert told["counts"] == {"activities": 1, "datasets": 1, "collections": 1, "fields": 1}
    assert {entry["what"] for entry in told["left"]} == {"meta.masked", "semantic_models"}
    found = inventory(tmp_path)
    assert found.get("dataset:shop").owner == "Sales"
    (column,) = found.get("dataset:shop").collections[0].fields
    assert column.physical_type == "TEXT"
    assert not column.is_stated("classification")
    assert found.get("activity:weekly").datasets == ("shop",)


def test_flows_over_a_trust_boundary_become_transfers(imported, tmp_path):
    code, (told,), _ = imported({"bom.json": json.dumps(BOM, indent=1)})
    assert (code, told["importer"]) == (0, "cyclonedx")
    assert told["counts"] == {"models": 1, "parties": 2, "systems": 2, "transfers": 1}
    assert "1 are plain software" in {entry["why"] for entry in told["left"]}
    found = inventory(tmp_path)
    model = found.get("model:bot")
    assert (model.limitations, model.licence, model.provider) == ("forgets", "MIT", "Maker")
    (transfer,) = found.records_of("transfer")
    assert found.get(f"transfer:{transfer['id']}").data_categories == ("contact",)


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
SPDX = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "Organization", "spdxId": "urn:o", "name": "Maker"},
        {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "bot", "suppliedBy": "urn:o", "ai_limitation": "forgets"},
        {"type": "dataset_DatasetPackage", "name": "d", "dataset_hasSensitivePersonalInformation": "no"},
        {"type": "software_Package", "name": "left-pad"},
    ],
}
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


def test_a_licence_that_is_unknown_is_a_placeholder(imported, tmp_path):
    code, (told,), _ = imported({"metadata.json": json.dumps(CROISSANT, indent=1)})
    assert (code, told["importer"], told["format"]) == (0, "croissant", "Croissant 1.1")
    assert [entry["what"] for entry in told["placeholders"]] == ["license"]
    assert "rai:dataBiases" in {entry["what"] for entry in told["left"]}
    dataset = inventory(tmp_path).get("dataset:reviews")
    assert [field.name for field in dataset.collections[0].fields] == ["body", "body.tokens"]


def test_no_sensitive_data_is_not_no_personal_data(imported, tmp_path):
    code, (told,), _ = imported({"a.spdx3.json": json.dumps(SPDX)})
    assert (code, told["importer"], told["counts"]) == (0, "spdx", {"datasets": 1, "models": 1, "parties": 1})
    found = inventory(tmp_path)
    assert found.get("model:bot").provider == "Maker"
    assert not found.get("dataset:d").is_stated("personal")


def test_events_line_by_line(imported, tmp_path):
    code, (told,), _ = imported({"events.jsonl": f"{json.dumps(EVENT)}\n{json.dumps(EVENT)}\n"})
    assert (code, told["importer"], told["counts"]["fields"]) == (0, "openlineage", 1)
    assert {entry["what"] for entry in told["left"]} == {"rows"}
    assert inventory(tmp_path).get("activity:nightly").datasets == ("postgres",)


@pytest.fixture
def shop_database(tmp_path):
    """Return a small database with a key, a reference and a row that must not be read."""
    place = tmp_path / "have" / "shop.db"
    place.parent.mkdir()
    with contextlib.closing(sqlite3.connect(place)) as made:
        made.execute("create table people (id integer primary key, mail varchar(80))")
        made.execute("create table orders (no integer, person integer references people(id), at datetime)")
        made.execute("insert into people values (1, 'canary@example.com')")
        made.commit()
    return place


def test_tables_of_a_database_are_read_and_no_row(imported, tmp_path, shop_database):
    code, (told,), _ = imported({})
    assert (code, told["importer"]) == (0, "database")
    assert told["counts"] == {"datasets": 1, "collections": 2, "fields": 5}
    orders, people = inventory(tmp_path).get("dataset:shop").collections
    assert people.fields[0].primary_key is True
    assert [(field.name, field.logical_type) for field in people.fields] == [("id", "integer"), ("mail", "string")]
    assert orders.fields[1].references == "people.id"
    assert "canary" not in (tmp_path / told["written"]).read_text()


def test_a_database_in_the_environment(tmp_path, monkeypatch, capsys, shop_database):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOP_DB", f"sqlite:///{shop_database}")
    assert run(["import", "env:SHOP_DB", "-o", "it"]) == 0
    assert "database (an address in the environment)" in capsys.readouterr().out
    assert len(inventory(tmp_path).get("dataset:shop").collections) == 2


@pytest.mark.parametrize("address", ["", "nowhere", "postgresql+psycopg://somchai:secret@127.0.0.1:1/x"])
def test_an_address_that_does_not_work_is_not_shown(tmp_path, monkeypatch, capsys, address):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOP_DB", address)
    assert run(["import", "env:SHOP_DB", "-o", "it"]) == 2
    shown = "".join(capsys.readouterr())
    assert "secret" not in shown
    assert shown.count("error: ") == 1


TABLES = {
    "thai.csv": "รหัส;ชื่อ;วันที่\n1;สมชาย;2026-01-02\n2;สมหญิง;2026-02-03\n".encode("cp874"),
    "plain.tsv": "no\tprice\n1\t2.50\n2\t3\n",
    "headless.csv": "1,a@example.com,2026-01-02\n2,b@example.com,2026-01-03\n",
    "lines.jsonl": '{"id": 1, "who": {"name": "x"}}\n{"id": 2, "tags": ["a"]}\n',
}
TOLD = {
    "thai.csv": [("รหัส", "integer"), ("ชื่อ", "string"), ("วันที่", "date")],
    "plain.tsv": [("no", "integer"), ("price", "number")],
    "headless.csv": [("column-1", "integer"), ("column-2", "string"), ("column-3", "date")],
    "lines.jsonl": [("id", "integer"), ("who", "object"), ("tags", "array")],
}


@pytest.mark.parametrize("name", TABLES)
def test_data_files_give_names_and_types_and_no_values(imported, tmp_path, name):
    code, (told,), _ = imported({name: TABLES[name]})
    assert (code, told["importer"]) == (0, "data-file")
    dataset = inventory(tmp_path).get(f"dataset:{name.partition('.')[0]}")
    (collection,) = dataset.collections
    assert [(field.name, field.logical_type) for field in collection.fields] == TOLD[name]
    assert dataset.data[0].path == name
    text = (tmp_path / told["written"]).read_text()
    assert "example.com" not in text
    assert "สมชาย" not in text
    if name == "thai.csv":
        assert told["warnings"] == [{"what": "thai", "why": "read as cp874", "at": ""}]


def test_sheets_and_columns_of_a_workbook_and_of_parquet(imported, tmp_path):
    openpyxl, pyarrow, parquet = (pytest.importorskip(name) for name in ("openpyxl", "pyarrow", "pyarrow.parquet"))
    (tmp_path / "have").mkdir()
    book = openpyxl.Workbook()
    book.active.append(["id", "mail"])
    book.active.append([1, "a@example.com"])
    book.create_sheet("empty")
    book.save(tmp_path / "have/book.xlsx")
    parquet.write_table(pyarrow.table({"id": [1], "mail": ["a@example.com"]}), tmp_path / "have/people.parquet")
    code, told, _ = imported({})
    assert code == 0
    assert [entry["counts"] for entry in told] == [{"datasets": 1, "collections": 1, "fields": 2}] * 2
    people = inventory(tmp_path).get("dataset:people").collections[0]
    assert [field.physical_type for field in people.fields] == ["int64", "string"]


HOSTILE = {
    "zeros.csv": (b"\x00" * 1000, "no importer recognises this file"),
    "cut.parquet": (b"PAR1" + b"x" * 20, "no Parquet that can be read"),
    "wide.csv": (
        b",".join(b"c%d" % number for number in range(16_000)) + b"\n" + b"," * 15_999,
        "there are 16000 columns",
    ),
    "macro.xlsm": (b"PK\x03\x04", "may hold macros"),
    "cut.xlsx": (b"PK\x03\x04" + b"x" * 30, "can't be read"),
    "deep.jsonl": (b'{"a":' * 100_000 + b"\n", "deep.jsonl:1: this is no JSON"),
    "prose.txt": (b"Dear all,\nplease, see, below.\nThanks\n", "no importer recognises this file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_one_line(imported, name):
    content, said = HOSTILE[name]
    code, _, err = imported({name: content})
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


def test_a_workbook_that_unpacks_to_far_more_is_refused(imported, tmp_path):
    (tmp_path / "have").mkdir()
    with (
        zipfile.ZipFile(tmp_path / "have/bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(31):
            part.write(b"0" * 10_000_000)
    code, _, err = imported({})
    assert code == 2
    assert "the workbook unpacks to 310 MB" in err


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


def test_a_placeholder_inside_of_a_value_is_listed_and_the_rest_is_kept(imported, tmp_path):
    heads = "Ref,Processing activity,Purposes of processing,Lawful basis,Categories of data subjects"
    record = f"DPO,TBD,,,\nDPO email,dpo@shop.example,,,\n{heads}\nr1,Orders,To ship orders,Contract,Customers\n"
    code, (told,), err = imported({"a.csv": record})
    assert (code, err) == (0, "")
    assert [entry["at"] for entry in told["placeholders"]] == ["a!B1, a!B2"]
    found = inventory(tmp_path)
    (organisation,) = found.records_of("organisation")
    assert found.get(f"organisation:{organisation['id']}").dpo.email == "dpo@shop.example"


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
