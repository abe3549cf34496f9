"""Rows of a record of processing: several that are one activity, ticks below kinds of data, totals, and no id."""

from __future__ import annotations

import pytest

from govkit.cli.host import CommandHost
from govkit_importers.ropa.importer import Ropa


def test_a_record_over_several_rows_is_one_activity(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Records"
    for row in (
        ["Ref", "Activity", "Purpose", "Lawful basis", "Personal data", "Retention"],
        ["A", "Orders", "shipping", "contract", "name", "5 years"],
        [None, None, None, None, "email", None],
        [None, None, None, None, "phone", None],
        ["B", "Hiring", "hiring", "consent", "cv", "1 year"],
    ):
        sheet.append(row)
    for letter in "ABCDF":
        sheet.merge_cells(f"{letter}2:{letter}4")
    book.save(tmp_path / "r.xlsx")
    draft = Ropa(CommandHost()).load(tmp_path / "r.xlsx")
    assert [key for kind, key in draft.entries if kind == "activity"] == ["A", "B"]
    categories = draft.entries["activity", "A"].said["data_categories"]
    assert [(one.value, one.at) for one in categories] == [
        (["name", "email", "phone"], "Records!E2, Records!E3, Records!E4")
    ]
    assert len(draft.entries["activity", "A"].said["retention"]) == 1


def test_ticks_below_kinds_of_data_and_a_row_of_totals(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "R"
    for row in (
        ["กิจกรรม", "ข้อมูลส่วนบุคคล", None, None, "วัตถุประสงค์", "ฐานกฎหมาย", "ระยะเวลาเก็บรักษา"],
        [None, "ชื่อ-นามสกุล", "อีเมล", "ข้อมูลอ่อนไหว", None, None, None],
        ["สมัครงาน", "✓", "ไม่ใช่", "ศาสนา", "สรรหาบุคลากร", "ยินยอม", "1 ปี"],
        ["รวม", 1, 0, 1, None, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("B1:D1")
    for letter in "AEFG":
        sheet.merge_cells(f"{letter}1:{letter}2")
    book.save(tmp_path / "r.xlsx")
    draft = Ropa(CommandHost()).load(tmp_path / "r.xlsx")
    (activity,) = [entry for (kind, _), entry in draft.entries.items() if kind == "activity"]
    assert [(one.value, one.at) for one in activity.said["data_categories"]] == [(["name", "religion"], "R!B3, R!D3")]
    left = {(entry.why, entry.at) for entry in draft.left}
    assert left == {
        ("the cell says no", "R!C3"),
        ("it holds totals", "R!A4:D4"),
        ("it stands above the records", "R!B1"),
    }


def test_rows_without_an_id_and_a_formula_without_a_result_are_told(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["Owner", "Lawful basis", "Personal data", "Retention", "Recipients"],
        ["Sales", "contract", "name", "=1+4", "#REF!"],
    ):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    draft = Ropa(CommandHost()).load(tmp_path / "r.xlsx")
    assert ("activity", "row-2") in draft.entries
    assert "no id and no name" in draft.warnings[0].why
    assert {(left.at, left.why) for left in draft.left} >= {
        ("Sheet!D2", "a formula whose result the file doesn't hold"),
        ("Sheet!E2", "an error stands in the cell"),
    }
