"""The Excel workbook of the Open Data Contract Standard, as its template lays it out."""

from __future__ import annotations

import json

import pytest

from govkit.cli.main import run
from govkit.engine.load import load

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def contract(tmp_path, monkeypatch):
    """Write a contract with one table, and stand beside it."""
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    fundamentals = book.active
    fundamentals.title = "Fundamentals"
    for row, (label, value) in {
        4: ("Kind", "DataContract"),
        5: ("apiVersion", "v3.9.0"),
        8: ("Name", "Orders"),
        12: ("Owner", "Sales"),
        16: ("Tenant", "company-A"),
    }.items():
        fundamentals.cell(row, 1, label)
        fundamentals.cell(row, 3, value)
    fundamentals["B19"], fundamentals["C19"] = "Purpose", "Orders of the shop."
    schema = book.create_sheet("Schema orders")
    for row in (
        ["Schema"],
        ["Name", "orders"],
        ["Physical Name", "t_orders"],
        ["Tags", "pii"],
        ["Property", "Logical Type", "Physical Type", "Description", "Classification", "Primary Key", "Required"],
        ["email", "string", "varchar(80)", "TBD", "restricted", True, True],
        ["size", "wide", None, None, "user.size", False, None],
    ):
        schema.append(row)
    sla = book.create_sheet("SLA")
    for row in (["Property", "Value", "Unit"], ["retention", 5, "y"], ["availability", "95%", "%"]):
        sla.append(row)
    quality = book.create_sheet("Quality")
    for row in (["Quality"], ["Schema", "Property"], ["orders", "email"]):
        quality.append(row)
    book.create_sheet("Pricing").append(["Pricing"])
    book.save(tmp_path / "orders.xlsx")
    return tmp_path


def test_a_contract_in_a_workbook_is_one_dataset(contract, capsys):
    assert run(["import", "orders.xlsx", "-o", "it", "--on", "2026-11-22", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["importer"], told["score"], told["why"]) == (
        "odcs-workbook",
        1.0,
        "Kind: DataContract, apiVersion v3.9.0",
    )
    assert told["counts"] == {"datasets": 1, "collections": 1, "fields": 2}
    dataset = load(contract / "it").normalised.inventory.get("dataset:Orders")
    assert (dataset.owner, str(dataset.retention), dataset.description) == ("Sales", "P5Y", "Orders of the shop.")
    (collection,) = dataset.collections
    assert collection.physical_name == "t_orders"
    email, size = collection.fields
    assert (email.sensitivity, email.primary_key, email.physical_type) == ("restricted", True, "varchar(80)")
    assert (size.classification, size.primary_key) == (("user.size",), False)
    assert not size.is_stated("logical_type")


def test_what_the_workbook_says_besides_is_listed(contract, capsys):
    run(["import", "orders.xlsx", "-o", "it", "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)
    left = {(entry["what"], entry["at"]) for entry in told["left"]}
    assert left == {
        ("tenant", "Fundamentals!C16"),
        ("tags", "Schema orders!B4"),
        ("Required", "Schema orders!G5"),
        ("Logical Type", "Schema orders!B7"),
        ("SLA availability", "SLA!B3"),
        ("Quality", "Quality!A1:B3"),
    }
    assert [entry["at"] for entry in told["placeholders"]] == ["Schema orders!D6"]
    assert "newer" in told["warnings"][0]["why"]


def test_another_workbook_is_no_contract(contract, capsys):
    book = openpyxl.load_workbook("orders.xlsx")
    book["Fundamentals"]["C4"] = "Recipe"
    book.save("other.xlsx")
    assert run(["import", "other.xlsx", "-o", "it", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["importer"] == "data-file"
    del book["Fundamentals"]
    book.save("less.xlsx")
    assert run(["import", "less.xlsx", "-o", "it", "--as", "odcs-workbook"]) == 2
    assert "no sheet `Fundamentals`" in capsys.readouterr().err
