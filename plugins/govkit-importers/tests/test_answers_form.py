"""`govkit answer export`: the workbook is made for people, and holds what is theirs to answer."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from govkit.cli.main import run

COMMON = ("-c", "own.checklist.yaml", "--as-of", "2026-11-21")


def test_the_workbook_is_made_for_people(opened):
    book = opened().book
    start, sheet = book.worksheets[0], book["own"]
    assert len([row for row in range(3, 8) if start.cell(row, 2).value]) == 5
    assert "=Shop" in start["B1"].value
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert sheet.protection.sheet
    assert sheet.row_dimensions[1].hidden
    assert all(sheet.column_dimensions[letter].hidden for letter in "ABC")
    assert sheet.freeze_panes == "G3"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", "decimal", "date"}
    assert Path("../form.xlsx").stat().st_size < 50_000


def test_one_owner_gets_only_what_is_theirs(folder, capsys):
    assert run(["answer", "export", ".", "--owner", "it", "-o", "it.xlsx", *COMMON]) == 0
    sheet = load_workbook("it.xlsx")["own"]
    assert {sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)} == {"dataset:logs"}
    assert run(["answer", "export", ".", "--owner", "Sale", "-o", "it.xlsx", *COMMON]) == 2
    assert "did you mean `Sales`?" in capsys.readouterr().err
