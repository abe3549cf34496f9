"""What `govkit scan` says: tables, pages, explanations, suggestions and exit codes, and never a value."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

from govkit.cli.host import CommandHost
from govkit.cli.main import run


def test_a_table_a_page_and_a_spreadsheet_show_masks_and_no_value(scan, folder):
    for form in ("console", "json", "csv", "html"):
        text = scan(folder / "comma.csv", form=form).stdout
        assert "EMAIL" in text
        assert "shop.example" not in text
    assert next(csv.DictReader(io.StringIO(scan(folder / "comma.csv", form="csv").stdout)))["category"] == "EMAIL"
    assert "mode sample: 60 of 60 rows" in scan(folder / "comma.csv", form="console").stdout


def test_the_format_is_told_by_the_name_of_the_file(scan, folder, tmp_path):
    scan(folder / "comma.csv", "-o", tmp_path / "found.jsonl", form=None)
    assert json.loads((tmp_path / "found.jsonl").read_text().splitlines()[0])["column"] == "email"


def test_a_single_identifier_is_too_little_to_be_found_and_too_much_to_be_none(scan, records, tmp_path):
    cells = ["1234567890121", *(f"colour {word}" for word in ("red", "blue", "green", "grey", "pink", "teal", "plum"))]
    (tmp_path / "one.csv").write_text("".join(f"{cell}\n" for cell in ("note", *cells)), encoding="utf-8")
    found = records(scan(tmp_path / "one.csv", "--mode", "full"))["one", "note"]
    assert (found["category"], found["status"], found["traces"]) == (None, "review", 1)
    assert "too little to call it found" in scan(tmp_path / "one.csv", "--explain", "note", form=None).stdout


def test_a_column_is_explained_by_its_pieces(scan, folder):
    text = scan(folder / "comma.csv", "--explain", "email").stdout
    assert "EMAIL: confidence" in text
    assert "header" in text
    assert "xxxx" in text


def test_a_column_that_is_not_there_is_told_with_those_that_are(folder, capsys):
    assert run(["scan", str(folder / "comma.csv"), "--explain", "zzzzz"]) == 2
    assert "there are comma/email, comma/colour" in capsys.readouterr().err


def test_findings_can_fail_a_pipeline(scan, folder):
    assert scan(folder / "comma.csv", "--fail-on", "direct").return_value == 1
    assert scan(folder / "comma.csv").return_value == 0


def test_what_is_written_as_an_inventory_are_suggestions_only(scan, folder, tmp_path):
    target = tmp_path / "inventory.yaml"
    scan(folder / "comma.csv", "--write-inventory", target)
    dataset = CommandHost().load(target).get("dataset:comma")
    assert not dataset.is_stated("personal")
    assert not dataset.is_stated("collections")
    assert '"suggested"' in target.read_text()
    again = scan(folder / "comma.csv", "--write-inventory", target)
    assert "overwrites no inventory" in str(again.exception)


def test_the_help_loads_nothing_of_the_plugin():
    code = (
        "import sys; from govkit_personal_data.command.scan import command; command(None);"
        "print(*({'pydantic', 'pyarrow', 'numpy', 'govkit.plugin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
