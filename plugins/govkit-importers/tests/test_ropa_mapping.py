"""`govkit import map`: a table whose headings nobody knows is read by the mapping that a person fills in."""

from __future__ import annotations

import re

from govkit.cli.main import run


def test_a_mapping_is_written_filled_in_and_used(imported_file, tmp_path, capsys, inventory):
    text = "Our list\nKey,What we do,Why,Ground,Whose,How long,Extra\n1,Orders,To ship,contract,Customers,5 years,x\n"
    (tmp_path / "list.csv").write_text(text)
    assert run(["import", "map", "list.csv", "-o", "map.yaml"]) == 0
    assert "0 columns are known, 7 are for you to fill in" in capsys.readouterr().out
    assert run(["import", "list.csv", "--map", "map.yaml", "-o", "it"]) == 2
    assert re.search(r"map\.yaml:\d+:\d+: the slot is not filled in", capsys.readouterr().err)
    slots = iter(["id", "name", "purpose", "legal_basis", "data_subjects", "retention", "ignore"])
    mapping = re.sub(r'slot: "\?"', lambda _: f"slot: {next(slots)}", (tmp_path / "map.yaml").read_text())
    (tmp_path / "map.yaml").write_text(mapping)
    told = imported_file("list.csv", text, "--map", "map.yaml")
    assert told["counts"] == {"activities": 1}
    assert str(inventory().get("activity:list-record-1").retention) == "P5Y"
    assert {"what": "Extra", "why": "the mapping says to ignore it", "at": "list!G3"} in told["left"]
    assert run(["import", "map", "list.csv", "-o", "map.yaml"]) == 2
    assert "the file exists" in capsys.readouterr().err
