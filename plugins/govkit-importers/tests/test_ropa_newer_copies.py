"""A newer copy of a record of processing: it updates what it said before, and leaves what people decided."""

from __future__ import annotations

import yaml

from govkit.cli.main import run

HEADINGS = (
    "Ref,Processing activity,Purposes of processing,Lawful basis,Categories of data subjects,Retention period,Owner\n"
)
OLD = HEADINGS + "r1,Orders,shipping,contract,Customers,5 years,Sales\nr2,Hiring,hiring,consent,Applicants,1 year,HR\n"
NEW = HEADINGS + "r3,News,news,consent,Subscribers,1 year,Sales\nr1,Orders,shipping,contract,Customers,3 years,Web\n"


def test_a_newer_copy_updates_its_own_values_and_lists_every_change(imported_file, tmp_path, inventory):
    told = imported_file("ropa.csv", OLD)
    assert told["changed"] == []
    target = tmp_path / told["written"]
    content = yaml.safe_load(target.read_text())
    first, second = content["activities"]
    first["owner"]["claims"][0] |= {"standing": "confirmed", "by": "DPO", "at": "2026-11-20"}
    second["retention"]["claims"][0] |= {"standing": "confirmed", "by": "DPO", "at": "2026-11-20"}
    target.write_text(yaml.safe_dump(content, allow_unicode=True))
    told = imported_file("ropa.csv", NEW)
    changed = {(change["subject"], change["slot"], change["what"]) for change in told["changed"]}
    assert ("activities/r1", "retention", "changed") in changed
    assert ("activities/r1", "owner", "changed") in changed
    assert ("activities/r2", "legal_basis", "removed") in changed
    assert ("activities/r3", "retention", "added") in changed
    assert ("activities/r1", "legal_basis", "changed") not in changed
    found = inventory()
    assert str(found.get("activity:r1").retention) == "P3Y"
    assert found.get("activity:r1").owner == "Sales"
    assert str(found.get("activity:r2").retention) == "P1Y"
    assert not found.get("activity:r2").is_stated("legal_basis")
    assert told["decisions_kept"] == 2


def test_a_newer_copy_under_another_name_replaces_the_old_one(imported_file, tmp_path, capsys):
    imported_file("ropa-may.csv", OLD)
    told = imported_file("ropa-june.csv", NEW, "--replaces", "ropa-may.csv")
    assert told["written"].endswith("ropa-may.csv.yaml")
    assert any(change["what"] == "removed" for change in told["changed"])
    assert len(list((tmp_path / "it/inventory/imported").iterdir())) == 1
    assert run(["import", "ropa-june.csv", "-o", "it", "--replaces", "never.csv"]) == 2
    assert "was not imported" in capsys.readouterr().err
