"""Headings and keys that are personal data themselves, and first rows that are data."""

from __future__ import annotations

import json

import pytest

from govkit_personal_data import lexicon
from govkit_personal_data.evidence.full_name import names_person
from govkit_personal_data.mask import safe_name
from govkit_personal_data.places import given, table_names
from govkit_personal_data.scan import Plan, scan
from govkit_personal_data.sources.header import is_header

MAILS = [f"user{number}@shop.example" for number in range(9)]
PHONES = [f"08{12345678 + number * 9173}" for number in range(9)]


@pytest.fixture
def columns(tmp_path):
    """Return a function that looks at every cell of a file."""

    def columns(name, text):
        path = tmp_path / name
        path.write_text(text)
        places = given([str(path)])
        (scanned,) = scan(places, table_names(places), Plan(seed="s", latest_year=2026, mode="full"))
        return scanned.columns

    return columns


@pytest.mark.parametrize(
    ("keys", "category", "sure"),
    [
        (MAILS, "email", True),
        (PHONES, "phone", False),
        (["Somchai Jaidee"], "person-name", False),
        (["Somchai Jaidee", "Malee Srisuk"], "person-name", False),
        (["สมชาย ใจดี", "มาลี ศรีสุข"], "person-name", False),
    ],
)
def test_keys_of_json_are_looked_at(columns, keys, category, sure):
    for text in (json.dumps(dict.fromkeys(keys, 1)), json.dumps({"by": {"who": dict.fromkeys(keys, 1)}})):
        seen = columns("k.json", text)
        assert [[found.category for found in column.detections] for column in seen] == [[category]] * len(keys)
        assert all(bool(column.sure) is sure for column in seen)
        assert not any(key in column.name for key in keys for column in seen)


def test_pivoted_columns(columns):
    day, *people = columns("p.csv", "date,Somchai Jaidee,Malee Srisuk\n2024-01-01,1,2\n2024-01-02,0,3\n")
    assert not day.detections
    assert [column.detections[0].category for column in people] == ["person-name"] * 2
    assert [column.name for column in people] == ["xxxxxxx xxxxxx", "xxxxx xxxxxx"]


@pytest.mark.parametrize("first", ["date,", ""])
def test_brands_above_numbers_are_headings_for_a_person_to_judge(columns, first):
    row = "2024-01-01," if first else ""
    seen = columns("b.csv", f"{first}Hugo Boss,Calvin Klein\n{row}1,2\n{row}3,4\n")
    assert [column.name for column in seen[-2:]] == ["xxxx xxxx", "xxxxxx xxxxx"]
    assert not any(column.sure for column in seen)


def test_a_heading_does_not_explain_its_values(columns):
    (column,) = columns("n.json", json.dumps([{"Somchai Jaidee": f"a long remark number {n}"} for n in range(30)]))
    assert column.detections
    assert column.opaque


@pytest.mark.parametrize(
    "heading",
    [
        "first name",
        "First Name",
        "May",
        "Grace Period",
        "San Jose",
        "Mark Price",
        "2019-2020",
        "202401",
        "2024-01-31",
        "100000-199999",
        "1234567",
        "total_amount",
        "ชื่อ นามสกุล",
        "Ho Chi Minh",
        "Tỷ lệ",
        "Lý Do Nghỉ",
        "Hồ Sơ Bệnh Án",
        "Tran Date",
        "tran_day",
        "Haji Lane",
        "Siti Khadijah Hospital",
        "Rubbish Bin Collection",
        "recycle_bin_count",
        "not available",
        "Not Known",
        "san_jose",
    ],
)
def test_honest_headings(columns, heading):
    assert not names_person(heading)
    for column in columns("h.json", json.dumps([{heading: value, "zone": "x"} for value in ("1", "2", "2")])):
        assert not column.detections


@pytest.mark.parametrize(
    "heading",
    [
        "Nguyễn Văn An",
        "Nguyen Van An",
        "TRẦN THỊ PHƯƠNG",
        "Phạm Thu Hà",
        "Hồ Văn Nam",
        "An Nguyễn",
        "bui_van_nam",
        "Siti Aminah",
        "siti_aminah",
        "Nurul Izzah",
        "Mohd Rizal",
        "Rajesh a/l Kumar",
        "Ismail Bin Omar",
    ],
)
def test_names_without_a_known_family_name_are_headings_of_people(columns, heading):
    for column in columns("v.csv", f"month,{heading}\n2024-01,1\n2024-02,2\n")[1:]:
        assert [found.category for found in column.detections] == ["person-name"]
        assert not column.sure
        assert column.name != heading


def test_names_in_paths_are_masked():
    assert safe_name("out/Somchai Jaidee.csv") == "out/xxxxxxx xxxxxx.csv"
    assert safe_name("scores[].Somchai Jaidee") == "scores[].xxxxxxx xxxxxx"
    assert safe_name("Grace Period") == "Grace Period"
    assert safe_name(safe_name("Somchai Jaidee")) == safe_name("Somchai Jaidee")


PEOPLE = [["Malee Srisuk", f"08123456{n:02}", str(1000 + n)] for n in range(40)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (["Somchai Jaidee", "no phone", "HIV positive"], False),
        (["Somchai Jaidee", "xx", "yy"], False),
        (["Phonesavanh Douangmala", "xx", "yy"], False),
        (["who", "tel x", "cd"], True),
        (["Customer Name", "xx", "yy"], True),
        (["k1", "k2", "k3"], True),
    ],
)
def test_a_row_of_data_is_no_header(first, expected):
    assert is_header(first, PEOPLE, lexicon.shipped(), ()) is expected
