"""No value of the data leaves the probe: not in the fact, not in its inputs, not in errors, in no encoding."""

from __future__ import annotations

import base64
import json
import sqlite3
import traceback
from contextlib import closing
from urllib.parse import quote

import pytest

from govkit_personal_data.mask import LONGEST, mask, safe_name

CANARIES = (
    "Somsri Canarysuk",
    "สมศรี นกขมิ้นทอง",
    "canary.somsri@canarymail.example",
    "089-771-3345",
    "3-1014-00711-88-2",
    "4929 1234 5678 9015",
    "1979-05-23",
    "203.0.113.77",
    "99/7 ซอยนกขมิ้น ถนนสุขุมวิท",
    "Kanaari Hospital ward 12 diagnosis",
    "S8812345Z",
)
HEADER = ("name", "ชื่อ", "email", "phone", "national_id", "card_number", "created_at", "ip", "address", "note", "nric")


def forms(value: str) -> list[str]:
    raw = value.encode()
    return [
        value,
        json.dumps(value)[1:-1],
        base64.b64encode(raw).decode().rstrip("="),
        base64.urlsafe_b64encode(raw).decode().rstrip("="),
        raw.hex(),
        raw.hex().upper(),
        quote(value),
        quote(value, safe=""),
    ]


def assert_clean(text: str) -> None:
    for canary in CANARIES:
        for form in forms(canary):
            assert form.casefold() not in text.casefold(), f"{form!r} came out"


@pytest.mark.parametrize("copies", [1, 40])
@pytest.mark.parametrize("header", [True, False])
def test_csv(look, tmp_path, copies, header):
    rows = ([HEADER] if header else []) + [CANARIES] * copies
    (tmp_path / "a.csv").write_text("".join(";".join(row) + "\n" for row in rows))
    seen = look("a.csv")
    assert seen.observed.examined == copies
    assert any(column.detections for column in seen.value.columns)
    assert_clean(seen.json)


def test_rotated_rows_where_no_column_is_of_one_kind(look, tmp_path):
    rows = [CANARIES[n:] + CANARIES[:n] for n in range(len(CANARIES))]
    (tmp_path / "a.csv").write_text("".join(";".join(row) + "\n" for row in rows))
    assert_clean(look("a.csv").json)


def test_json_lines_with_values_as_keys(look, tmp_path):
    record = dict(zip(HEADER, CANARIES, strict=True)) | {CANARIES[2]: 1, CANARIES[3]: {"x": CANARIES[0]}}
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n")
    assert_clean(look("a.jsonl").json)


def test_sqlite_with_values_as_names(look, tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        names = ", ".join(f'"{name}" TEXT' for name in HEADER)
        connection.execute(f'CREATE TABLE "{CANARIES[2]}" ({names})')
        connection.execute(f'INSERT INTO "{CANARIES[2]}" VALUES ({", ".join("?" * len(HEADER))})', CANARIES)
        connection.commit()
    assert_clean(look("a.db").json)


def test_file_names(look, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / f"data/{CANARIES[2]}.csv").write_text("id,city\n1,Nan\n")
    (tmp_path / f"data/{CANARIES[3]}.csv").write_text("id,city\n1,Nan\n")
    assert_clean(look("data").json)


def test_damaged_files_say_nothing_in_errors_or_logs(look, tmp_path, caplog, monkeypatch):
    (tmp_path / "a.jsonl").write_text("{" + CANARIES[0] + "\n" + json.dumps(CANARIES[2])[:-3] + "\n")
    (tmp_path / "b.csv").write_bytes(b'id,"' + CANARIES[2].encode() + b"\xff\xfe" * 100)
    (tmp_path / "c.db").write_bytes(b"SQLite format 3\0" + CANARIES[2].encode() * 300)
    with caplog.at_level("DEBUG"):
        try:
            seen = look("a.jsonl", "b.csv", "c.db")
        except Exception:
            assert_clean(traceback.format_exc())
            raise
    assert_clean(seen.json)
    assert_clean(caplog.text)


@pytest.mark.parametrize("value", [*CANARIES, "7", "12", "081234"])
def test_a_mask_holds_no_letter_or_digit_of_the_value(value):
    assert not set(mask(value)) & {char for char in value if char.isalnum() and char not in "xwก"}
    assert len(mask(value)) <= LONGEST + 1


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("customer_email", "customer_email"),
        ("orders_2024", "orders_2024"),
        ("orders-20240131", "orders-########"),
        ("ann@shop.example", "xxx@xxxx.xxxxxxx"),
        ("081-234-5678", "###-###-####"),
        ("a\x1b[31m\nb", "a [31m b"),
    ],
)
def test_names_that_look_like_values_are_masked(name, safe):
    assert safe_name(name) == safe
