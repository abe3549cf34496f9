"""Records of processing from spreadsheets: six languages, any of the first rows, and no cell without a word."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit.engine.load import load
from govkit_importers.records import sift
from govkit_importers.ropa import values
from govkit_importers.ropa.columns import COLUMNS, CONTACT_COLUMNS
from govkit_importers.ropa.importer import Ropa
from govkit_importers.ropa.lexicon import LANGUAGES, fold, lexicon
from govkit_importers.ropa.lists import elements
from govkit_importers.ropa.table import name_of
from govkit_importers.ropa.values import Unreadable
from govkit_importers.workbook import read

THAI = """\
บันทึกรายการกิจกรรม,,,,,,,,,,
ผู้ควบคุมข้อมูลส่วนบุคคล,บริษัท มะม่วง จำกัด,,,,,,,,,
รหัส,กิจกรรม,วัตถุประสงค์,ฐานกฎหมาย,ข้อมูลส่วนบุคคล,เจ้าของข้อมูล,ระยะเวลาเก็บรักษา,ผู้รับข้อมูล,ประเทศปลายทาง,วันที่ทบทวน,หมายเหตุ
A1,สมัครสมาชิก,เพื่อจัดส่งสินค้า,สัญญา,"ชื่อ, อีเมล, เบอร์โทร",ลูกค้า,๕ ปี นับจากวันสิ้นสุดสัญญา,ไปรษณีย์ไทย,สิงคโปร์,๑๒/๐๓/๒๕๖๙,ก
A2,รับสมัครงาน,-,ยินยอม,"ชื่อ, ข้อมูลแปลก",ผู้สมัครงาน,ตามความจำเป็น,ไม่มี,ไม่มี,12/03/69,ข
"""
HEADINGS = {
    "en": "Ref,Processing activity,Purposes of processing,Lawful basis,Categories of data subjects,Retention period",
    "th": "รหัส,ชื่อกิจกรรม,วัตถุประสงค์,ฐานกฎหมาย,เจ้าของข้อมูลส่วนบุคคล,ระยะเวลาเก็บรักษา",
    "vi": "Mã,Hoạt động xử lý,Mục đích xử lý,Cơ sở pháp lý,Chủ thể dữ liệu,Thời hạn lưu trữ",
    "id": "Kode,Kegiatan pemrosesan,Tujuan pemrosesan,Dasar hukum,Subjek data,Masa retensi",
    "ms": "Kod,Aktiviti pemprosesan,Tujuan pemprosesan,Asas undang-undang,Subjek data,Tempoh penyimpanan",
    "fr": "Référence,Activité de traitement,Finalités,Base légale,Personnes concernées,Durée de conservation",
}
CELLS = {
    "en": "r1,Orders,To ship orders to the people who bought them,Performance of a contract,Customers,5 years",
    "th": "r1,สั่งซื้อ,เพื่อจัดส่งสินค้า,สัญญา,ลูกค้า,5 ปี",
    "vi": "r1,Đơn hàng,Giao hàng cho người mua hàng,Hợp đồng,Khách hàng,5 năm",
    "id": "r1,Pesanan,Mengirim pesanan kepada pembeli barang,Perjanjian,Pelanggan,5 tahun",
    "ms": "r1,Pesanan,Menghantar pesanan kepada pembeli barangan,Kontrak,Pelanggan,5 tahun",
    "fr": "r1,Commandes,Livrer les commandes aux acheteurs,Exécution du contrat,Clients,5 ans",
}


@pytest.fixture
def imported(tmp_path, monkeypatch, capsys):
    """Return a function that imports one file by name and content, and returns what was told of it."""
    monkeypatch.chdir(tmp_path)

    def imported(name: str, content: str | bytes, *arguments: str) -> dict:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        code = run(["import", name, "-o", "it", "--on", "2026-11-22", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        assert code == 0, err
        (told,) = json.loads(out)
        return told

    return imported


def inventory(tmp_path):
    return load(tmp_path / "it").normalised.inventory


def test_a_thai_record_in_the_code_page_of_thai(imported, tmp_path):
    told = imported("ropa.csv", THAI.encode("cp874"))
    assert (told["importer"], told["counts"]) == (
        "ropa",
        {"activities": 2, "organisations": 1, "parties": 1, "transfers": 1},
    )
    found = inventory(tmp_path)
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


def test_every_conversion_placeholder_and_rest_is_listed_with_its_cell(imported):
    told = imported("ropa.csv", THAI.encode("cp874"))
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", [1, 9, 15])
def test_headings_of_every_language_on_any_of_the_first_rows(tmp_path, language, row):
    place = tmp_path / "r.csv"
    place.write_text("Company record,,,,,\n" * (row - 1) + HEADINGS[language] + "\n" + CELLS[language] + "\n")
    importer = Ropa(CommandHost())
    assert importer.detect(place.read_bytes(), place).why == f"6 headings of a record of processing in row {row} of `r`"
    activity = importer.load(place).entries["activity", "r1"]
    said = {slot: [one.value for one in found] for slot, found in activity.said.items()}
    assert (said["legal_basis"], said["data_subjects"], said["retention"]) == (["contract"], [["customer"]], ["P5Y"])


def test_headings_below_the_fifteenth_row_and_other_tables_are_not_ours(tmp_path):
    place = tmp_path / "r.csv"
    for text in (
        "x,,,,,\n" * 15 + HEADINGS["en"] + "\n" + CELLS["en"],
        "id,name,email,source\n1,a,b,c\n",
        "no,name,address,phone,file\n1,a,b,c,d\n",
    ):
        place.write_text(text)
        assert Ropa(CommandHost()).detect(place.read_bytes(), place).score == 0


@pytest.mark.parametrize(
    ("text", "first", "day"),
    [
        ("2026-03-12", None, "2026-03-12"),
        ("2569-03-12", None, "2026-03-12"),
        ("2569-03-12T00:00", None, "2026-03-12"),
        ("12/03/2569", None, "2026-03-12"),
        ("31/01/2026", None, "2026-01-31"),
        ("01/31/2026", None, "2026-01-31"),
        ("03/04/2026", True, "2026-04-03"),
        ("03/04/2026", False, "2026-03-04"),
        ("๑๒ มีนาคม พ.ศ. ๒๕๖๙", None, "2026-03-12"),
        ("12 มี.ค. 2569", None, "2026-03-12"),
        ("12 March 2026", None, "2026-03-12"),
        ("March 12, 2026", None, "2026-03-12"),
        ("12 mars 2026", None, "2026-03-12"),
        ("ngày 12 tháng 3 năm 2026", None, "2026-03-12"),
        ("12 Ogos 2026", None, "2026-08-12"),
        ("03/04/2026", None, None),
        ("12/03/69", None, None),
        ("12 March 26", None, None),
        ("31/02/2026", True, None),
        ("12/03/1569", True, None),
        ("soon", None, None),
    ],
)
def test_days(text, first, day):
    if day is None:
        with pytest.raises(Unreadable):
            values.day(text, first)
    else:
        assert values.day(text, first).value == day


@pytest.mark.parametrize(
    ("text", "period", "start"),
    [
        ("5 years", "P5Y", ""),
        ("5 ปี", "P5Y", ""),
        ("๑๐ปี", "P10Y", ""),
        ("P18M", "P18M", ""),
        ("5 (five) years", "P5Y", ""),
        ("2 years and 6 months", "P2Y6M", ""),
        ("1 ปี 6 เดือน", "P1Y6M", ""),
        ("90 days after the last visit", "P90D", "after the last visit"),
        ("10 ปี ตาม พ.ร.บ. การบัญชี", "P10Y", ""),
        ("3 tháng kể từ ngày nghỉ việc", "P3M", "kể từ ngày nghỉ việc"),
        ("5 ans à compter de la fin du contrat", "P5Y", "à compter de la fin du contrat"),
        ("72 hours", "PT72H", ""),
        ("indefinitely", "none", ""),
        ("ตลอดไป", "none", ""),
        ("as long as necessary", None, ""),
        ("5", None, ""),
        ("5 to 7 years", None, ""),
        ("5-7 years", None, ""),
        ("at least 5 years", None, ""),
        ("ไม่น้อยกว่า 5 ปี", None, ""),
        ("5 years or 10 years", None, ""),
        ("5 years unless there is a dispute", None, ""),
        ("5 years, longer where the law says so", None, ""),
    ],
)
def test_periods(text, period, start):
    if period is None:
        with pytest.raises(Unreadable):
            values.period(text)
    else:
        found = values.period(text)
        assert (found.duration, found.start) == (period, start)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Singapore", "SG"),
        ("สิงคโปร์", "SG"),
        ("Hoa Kỳ", "US"),
        ("Amerika Serikat", "US"),
        ("Royaume-Uni", "GB"),
        ("SG", "SG"),
        ("United States (Mailer Inc)", "US"),
        ("Mailer (US)", "US"),
        ("USA", "US"),
        ("Europe", None),
        ("the cloud", None),
        ("no", None),
    ],
)
def test_countries(text, code):
    if code is None:
        with pytest.raises(Unreadable):
            values.country(text)
    else:
        assert values.country(text) == code


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("name, email", ["name", "email"]),
        ("Acme Co., Ltd., Beta Pte, Ltd", ["Acme Co., Ltd.", "Beta Pte, Ltd"]),
        ("- name, first and last\n- email", ["name, first and last", "email"]),
        ("1) ชื่อ\n2) อีเมล", ["ชื่อ", "อีเมล"]),
        ("staff (HR, sales), banks", ["staff (HR, sales)", "banks"]),
        ("a; b; a", ["a", "b"]),
    ],
)
def test_lists(text, parts):
    assert elements(text) == parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_a_language_means_two_things(language):
    from govkit_importers.ropa.lexicon import _data

    words = _data(language)
    for table in (words["headers"], words["people"], words["attributes"], *words["terms"].values()):
        counted = Counter(phrase for phrases in table.values() for phrase in {fold(one) for one in phrases})
        assert [phrase for phrase, count in counted.items() if count > 1] == []
    assert set(words["headers"]) <= set(COLUMNS)
    answers = [{fold(str(one)) for one in words[key]} for key in ("yes", "no", "none")]
    assert not answers[0] & answers[1]
    assert not answers[0] & answers[2]


def test_headings_in_two_languages_and_with_numbers_are_known():
    assert name_of("วัตถุประสงค์\nPurpose") == "purpose"
    assert name_of("3. Purpose of processing *") == "purpose"
    assert name_of("Retention period (ระยะเวลาเก็บรักษา)") == "retention"
    assert name_of("Recipients / Retention") is None
    assert lexicon().contact("DPO", "E-mail") == ("dpo", "email")
    assert lexicon().contact("", "DPO email") == ("dpo", "email")
    assert all(person.count(".") == 1 for person in CONTACT_COLUMNS)


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


OLD = (
    HEADINGS["en"]
    + ",Owner\n"
    + "r1,Orders,shipping,contract,Customers,5 years,Sales\nr2,Hiring,hiring,consent,Applicants,1 year,HR\n"
)
NEW = (
    HEADINGS["en"]
    + ",Owner\n"
    + "r3,News,news,consent,Subscribers,1 year,Sales\nr1,Orders,shipping,contract,Customers,3 years,Web\n"
)


def test_a_newer_copy_updates_its_own_values_and_lists_every_change(imported, tmp_path):
    told = imported("ropa.csv", OLD)
    assert told["changed"] == []
    target = tmp_path / told["written"]
    content = yaml.safe_load(target.read_text())
    first, second = content["activities"]
    first["owner"]["claims"][0] |= {"standing": "confirmed", "by": "DPO", "at": "2026-11-20"}
    second["retention"]["claims"][0] |= {"standing": "confirmed", "by": "DPO", "at": "2026-11-20"}
    target.write_text(yaml.safe_dump(content, allow_unicode=True))
    told = imported("ropa.csv", NEW)
    changed = {(change["subject"], change["slot"], change["what"]) for change in told["changed"]}
    assert ("activities/r1", "retention", "changed") in changed
    assert ("activities/r1", "owner", "changed") in changed
    assert ("activities/r2", "legal_basis", "removed") in changed
    assert ("activities/r3", "retention", "added") in changed
    assert ("activities/r1", "legal_basis", "changed") not in changed
    found = inventory(tmp_path)
    assert str(found.get("activity:r1").retention) == "P3Y"
    assert found.get("activity:r1").owner == "Sales"
    assert str(found.get("activity:r2").retention) == "P1Y"
    assert not found.get("activity:r2").is_stated("legal_basis")
    assert told["decisions_kept"] == 2


def test_a_newer_copy_under_another_name_replaces_the_old_one(imported, tmp_path, capsys):
    imported("ropa-may.csv", OLD)
    told = imported("ropa-june.csv", NEW, "--replaces", "ropa-may.csv")
    assert told["written"].endswith("ropa-may.csv.yaml")
    assert any(change["what"] == "removed" for change in told["changed"])
    assert len(list((tmp_path / "it/inventory/imported").iterdir())) == 1
    assert run(["import", "ropa-june.csv", "-o", "it", "--replaces", "never.csv"]) == 2
    assert "was not imported" in capsys.readouterr().err


def test_a_mapping_is_written_filled_in_and_used(imported, tmp_path, capsys):
    text = "Our list\nKey,What we do,Why,Ground,Whose,How long,Extra\n1,Orders,To ship,contract,Customers,5 years,x\n"
    (tmp_path / "list.csv").write_text(text)
    assert run(["import", "map", "list.csv", "-o", "map.yaml"]) == 0
    assert "0 columns are known, 7 are for you to fill in" in capsys.readouterr().out
    assert run(["import", "list.csv", "--map", "map.yaml", "-o", "it"]) == 2
    assert re.search(r"map\.yaml:\d+:\d+: the slot is not filled in", capsys.readouterr().err)
    slots = iter(["id", "name", "purpose", "legal_basis", "data_subjects", "retention", "ignore"])
    mapping = re.sub(r'slot: "\?"', lambda _: f"slot: {next(slots)}", (tmp_path / "map.yaml").read_text())
    (tmp_path / "map.yaml").write_text(mapping)
    told = imported("list.csv", text, "--map", "map.yaml")
    assert told["counts"] == {"activities": 1}
    assert str(inventory(tmp_path).get("activity:record-1").retention) == "P5Y"
    assert {"what": "Extra", "why": "the mapping says to ignore it", "at": "list!G3"} in told["left"]
    assert run(["import", "map", "list.csv", "-o", "map.yaml"]) == 2
    assert "the file exists" in capsys.readouterr().err


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
