"""Every cell of a record of processing becomes a value with its place, or is listed: none goes without a word."""

from __future__ import annotations

import csv
import io
import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.cli.host import CommandHost
from govkit_importers.records import sift
from govkit_importers.ropa.importer import Ropa
from govkit_importers.workbook import read

THAI = """\
บันทึกรายการกิจกรรม,,,,,,,,,,
ผู้ควบคุมข้อมูลส่วนบุคคล,บริษัท มะม่วง จำกัด,,,,,,,,,
รหัส,กิจกรรม,วัตถุประสงค์,ฐานกฎหมาย,ข้อมูลส่วนบุคคล,เจ้าของข้อมูล,ระยะเวลาเก็บรักษา,ผู้รับข้อมูล,ประเทศปลายทาง,วันที่ทบทวน,หมายเหตุ
A1,สมัครสมาชิก,เพื่อจัดส่งสินค้า,สัญญา,"ชื่อ, อีเมล, เบอร์โทร",ลูกค้า,๕ ปี นับจากวันสิ้นสุดสัญญา,ไปรษณีย์ไทย,สิงคโปร์,๑๒/๐๓/๒๕๖๙,ก
A2,รับสมัครงาน,-,ยินยอม,"ชื่อ, ข้อมูลแปลก",ผู้สมัครงาน,ตามความจำเป็น,ไม่มี,ไม่มี,12/03/69,ข
"""


def test_a_thai_record_in_the_code_page_of_thai(imported_file, inventory):
    told = imported_file("ropa.csv", THAI.encode("cp874"))
    assert (told["importer"], told["counts"]) == (
        "ropa",
        {"activities": 2, "organisations": 1, "parties": 1, "transfers": 1},
    )
    found = inventory()
    first = found.get("activity:A1")
    assert first.purpose_text == "เพื่อจัดส่งสินค้า"
    assert (first.legal_basis, str(first.retention), first.retention_from) == (
        "contract",
        "P5Y",
        "นับจากวันสิ้นสุดสัญญา",
    )
    assert first.data_categories == ("name", "email", "phone")
    assert first.reviewed.on.isoformat() == "2026-03-12"
    assert found.get("transfer:A1-SG").activity == "A1"
    second = found.get("activity:A2")
    assert second.recipients == ()
    assert second.data_categories_text == ("ข้อมูลแปลก",)
    assert not any(second.is_stated(slot) for slot in ("purpose_text", "data_categories", "retention", "reviewed"))
    (organisation,) = found.records_of("organisation")
    assert found.get(f"organisation:{organisation['id']}").legal_name == "บริษัท มะม่วง จำกัด"


def test_every_conversion_placeholder_and_rest_is_listed_with_its_cell(imported_file):
    told = imported_file("ropa.csv", THAI.encode("cp874"))
    assert {(entry["at"], entry["why"]) for entry in told["converted"]} == {
        ("ropa!G4", "read as a period"),
        ("ropa!I4", "the name of a country read as its code"),
        ("ropa!J4", "Thai digits and Buddhist era read"),
    }
    assert [entry["at"] for entry in told["placeholders"]] == ["ropa!C5"]
    why = {entry["at"]: entry["why"] for entry in told["left"]}
    assert "two digits" in why["ropa!J5"]
    assert "no period" in why["ropa!G5"]
    assert "no slot is known" in why["ropa!K4:K5"]
    assert "read as cp874" in {entry["why"] for entry in told["warnings"]}


KNOWN = [
    "Ref",
    "Activity",
    "Purpose",
    "Lawful basis",
    "Personal data",
    "Data subjects",
    "Retention",
    "Recipients",
    "Processors",
    "Transferred to",
    "Transfer mechanism",
    "Recipient abroad",
    "Security measures",
    "DPIA",
    "DPIA status",
    "Last reviewed",
    "Reviewed by",
    "DPO email",
    "Controller name",
    "Country of storage",
    "Datasets",
    "Number of records",
    "Systems",
    "Rights",
    "Automated decisions",
    "Privacy notice",
    "End date",
    "No.",
    "ข้อมูลอ่อนไหว",
    "Joint controllers",
    "Controllers served",
    "Processor contract",
    "Profiling",
]
TEXTS = [
    "",
    "",
    "A",
    "B",
    "name, email",
    "ชื่อ\nข้อมูลแปลก",
    "TBD",
    "-",
    "none",
    "ไม่มี",
    "5 years after the end",
    "๕ ปี",
    "12/03/2569",
    "03/04/2026",
    "Singapore; Japan",
    "the moon",
    "consent",
    "yes",
    "no",
    "sole",
    "Acme Co., Ltd (US)",
    "https://example.com/dpia.pdf",
    "1,200",
    "access, erasure, flying",
    "SCCs",
    "in progress",
    "=1+1",
    "   ",
    "x" * 300,
]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_cell_is_dropped_without_a_word(tmp_path_factory, data):
    """Each cell that holds anything is a heading, a key, or named by a value or by one of the lists."""
    core = ["Purpose", "Lawful basis", "Personal data", "Retention"]
    headings = core + data.draw(st.lists(st.sampled_from([*KNOWN, "Colour", ""]), max_size=9))
    rows = data.draw(
        st.lists(
            st.lists(st.sampled_from(TEXTS), min_size=len(headings), max_size=len(headings)), min_size=1, max_size=5
        )
    )
    place = tmp_path_factory.getbasetemp() / "property.csv"
    text = io.StringIO()
    csv.writer(text).writerows([["Our record"], headings, *rows])
    place.write_text(text.getvalue())
    draft = Ropa(CommandHost()).load(place)
    keys = {
        (row, column)
        for column, heading in enumerate(headings, 1)
        for row in range(3, 3 + len(rows))
        if heading in ("Ref", "No.")
    }
    records, _ = sift(draft, CommandHost())
    told = set(re.findall(r"property![A-Z]+\d+(?::[A-Z]+\d+)?", json.dumps(records, ensure_ascii=False)))
    for entry in (*draft.left, *draft.placeholders):
        told |= set(re.findall(r"property![A-Z]+\d+(?::[A-Z]+\d+)?", entry.at))
    covered = set().union(*map(_cells, told))
    for row, cells in read(place).sheets[0].rows.items():
        for column in cells:
            if row != 2 and (row, column) not in keys:
                assert (row, column) in covered, (headings, row, column, cells[column].text)


def _cells(place: str) -> set[tuple[int, int]]:
    corners = re.findall(r"([A-Z]+)(\d+)(?=:|$)", place.partition("!")[2])
    (left, top), (right, bottom) = corners[0], corners[-1]
    columns = range(_number(left), _number(right) + 1)
    return {(row, column) for row in range(int(top), int(bottom) + 1) for column in columns}


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
