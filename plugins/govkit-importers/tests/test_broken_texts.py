"""Texts that break their own format are refused with one line, and read as far as they go where a person wants it."""

from __future__ import annotations

import json

import pytest

from govkit.cli.main import run
from govkit_importers.workbook import limits, read
from govkit_importers.workbook.encoding import decoded
from govkit_importers.workbook.plain import Rows

HEADINGS = "Ref,Processing activity,Purposes of processing,Lawful basis,Categories of data subjects,Retention period"
RECORD = "r{},Orders,To ship orders to the people who bought them,Contract,Customers,5 years"
SHORT = "r2,Orders,To ship orders,Contract"
LONG = RECORD.format(2) + ",and more,and more"
WHOLE = {"whole.csv": "id,name\n1,x\n2,y\n"}


@pytest.fixture
def imported(tmp_path, monkeypatch, capsys):
    """Return a function that imports files, and returns the exit code, what was told of each, and the errors."""
    monkeypatch.chdir(tmp_path)

    def imported(files, *arguments):
        (tmp_path / "have").mkdir(exist_ok=True)
        for name, content in files.items():
            (tmp_path / "have" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        code = run(["import", "have", "-o", "it", "--on", "2026-11-22", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        return code, {entry["source"]: entry for entry in json.loads(out)}, err.splitlines()

    return imported


BROKEN = {
    "surplus cells": ("a,b,c\n1,2,3\n1,2,3,4\n", 3, "has 4 cells, and the columns of line 1 are 3"),
    "missing cells": ("a,b,c\n1,2,3\n\n1,2\n", 4, "has 2 cells, and the columns of line 1 are 3"),
    "both": ("a,b,c\n1,2\n1,2,3,4\n", 2, "has 2 cells, and the columns of line 1 are 3; another place is wrong"),
    "a name too few": ("a,b\n1,2,3\n1,2,3\n", 2, "has 3 cells, and the columns of line 1 are 2"),
    "a cell over two lines": ('a,b\n"x\ny",2\n1,2,3\n', 4, "has 3 cells, and the columns of line 1 are 2"),
    "below a title": ("People 2026,,\n\nid,name,mail\n1,x,y\n2,x\n", 5, "has 2 cells, and the columns of line 3 are 3"),
    "data without names": ("1,2026-01-02\n2,2026-01-02,x\n", 2, "has 3 cells, and the columns of line 1 are 2"),
    "far below": ("a,b\n" + "1,2\n" * 999 + "1\n", 1001, "has 1 cells, and the columns of line 1 are 2"),
    "an open cell": ('a,b\n1,"2\n3,4\n5,6\n', 2, "none closes it, so that 3 lines are one row"),
    "a record too short": (
        f"{HEADINGS}\n{RECORD.format(1)}\n{SHORT}\n",
        3,
        "has 4 cells, and the columns of line 1 are 6",
    ),
    "a record too long": (f"{HEADINGS}\n{LONG}\n", 2, "has 8 cells, and the columns of line 1 are 6"),
    "UTF-8 and a byte of latin-1": ("ชื่อ,อีเมล\nสมชาย,x\n".encode() + b"Ren\xe9,y\n", 3, "this line is not in utf-8"),
    "the same in one line": ("ชื่อ,อีเมล\nสมชาย,x\nชื่อ,y".encode() + b"\xe9\n", 3, "this line is not in utf-8"),
    "at the very end": ("ชื่อ,อีเมล\nสมชาย,caf".encode() + b"\xe9", 2, "this line is not in utf-8"),
    "cp874 and UTF-8": ("ชื่อ,วันที่\nก่อนหน้า,ข\n".encode("cp874") + "สมชาย,ข\n".encode(), 3, "not in cp874"),
    "cp1252 and UTF-8": ("Prénom,Année\n".encode("cp1252") + "Zoé,1\n".encode(), 2, "not in cp1252"),
    "neither": ("ชื่อ,วันที่\nก่อนหน้า,ข\n".encode("cp874") + b"\xfc\xfd\xfe\xff,1\n", 3, "not in cp874"),
    "UTF-16, cut": ("name,mail\nx,y\n".encode("utf-16")[:-1], 2, "not in utf-16"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_text_is_one_line_and_the_others_are_imported(imported, case):
    content, line, said = BROKEN[case]
    code, told, errors = imported({"broken.csv": content, **WHOLE})
    assert (code, len(errors)) == (2, 1)
    assert f"have/broken.csv:{line}: " in errors[0]
    assert said in errors[0]
    assert "--lenient" in errors[0]
    assert "refused" in told["broken.csv"]
    assert told["whole.csv"]["counts"]["fields"] == 2


@pytest.mark.parametrize("case", BROKEN)
def test_it_is_read_as_far_as_it_goes_where_a_person_wants_it(imported, case):
    content, line, said = BROKEN[case]
    code, told, errors = imported({"broken.csv": content}, "--lenient")
    assert (code, errors) == (0, [])
    (first, *_) = told["broken.csv"]["flaws"]
    assert first["line"] == line
    assert said.partition(";")[0] in first["what"]
    assert told["broken.csv"]["mapped"]


def test_what_is_left_out_is_counted_and_listed(imported, capsys):
    files = {"a.csv": "a,b\n" + "1,2,3\n" * (limits.LISTED + 5)}
    _, told, _ = imported(files, "--lenient")
    assert len(told["a.csv"]["flaws"]) == limits.LISTED + 1
    assert told["a.csv"]["flaws"][-1] == {"what": "so it is in 5 other places", "line": None}
    assert run(["import", "have", "-o", "it", "--lenient", "--dry-run"]) == 0
    assert "broken, and read as far as it goes 1001" in capsys.readouterr().out
    _, _, errors = imported(files)
    assert "at least 1,000 other places" in errors[0] or "at least 1000 other places" in errors[0]


WHOLE_ENOUGH = {
    "cells that hold nothing at the end": "a,b,c\n1,2,3,,\n1,2,, ,\n",
    "names that hold nothing at the end": "a,b,c,,\n1,2,3\n1,2,3,\n1,2,3,,\n",
    "rows that hold nothing": "a,b,c\n\n1,2,3\n,,,,,,\n  \n1,2,3\n",
    "a row of totals": "a,b,c\n1,2,3\n1,2,3\nTotal,2\n",
    "the same in Thai": "ก,ข,ค\n1,2,3\n1,2,3\nรวม,2\n",
    "a remark": "# from the shop, on a day, in a year, by me\na,b,c\n1,2,3\n# not checked\n1,2,3\n",
    "a title as a spreadsheet writes it": "Customers,,\na,b,c\n1,2,3\n1,2,3\n",
    "a title of several words": "Customers of the shop\na,b,c\n1,2,3\n1,2,3\n",
    "a title, parted": "Customers\n\na,b,c\n1,2,3\n1,2,3\n",
    "labels and their values": "Made on:,2026-01-02\nRows,12\na,b,c\n1,2,3\n1,2,3\n",
}


@pytest.mark.parametrize("case", WHOLE_ENOUGH)
def test_what_only_looks_ragged_is_read(imported, case):
    code, told, errors = imported({"a.csv": WHOLE_ENOUGH[case]})
    assert (code, errors) == (0, [])
    assert (told["a.csv"]["counts"], told["a.csv"]["flaws"]) == ({"datasets": 1, "collections": 1, "fields": 3}, [])


def test_what_stands_above_the_columns_is_listed(imported):
    _, told, _ = imported({"a.csv": WHOLE_ENOUGH["labels and their values"]})
    assert [(left["why"], left["at"]) for left in told["a.csv"]["left"]] == [
        ("it stands above the columns", "line 1"),
        ("it stands above the columns", "line 2"),
    ]


def test_a_record_below_titles_and_above_totals_is_read(imported):
    text = f"Record of the shop\n\nDPO,Somebody\n{HEADINGS},,\n{RECORD.format(1)},,,\n{RECORD.format(2)}\nTotal,2\n"
    code, told, _ = imported({"a.csv": text})
    assert (code, told["a.csv"]["importer"], told["a.csv"]["counts"]["activities"]) == (0, "ropa", 2)


def cut_by_excel(rows):
    """Return a file of three columns in which `rows` rows of the second sixteen are cut, all but the last one whole."""
    return "a,b,c\n" + "1,2,3\n" * 15 + "1,2\n" * rows + "1,2,3\n" * (16 - rows) * (rows < 16) + "1,2,3\n"


def test_sixteen_rows_that_excel_cut_are_whole_and_fewer_are_not(imported):
    assert imported({"a.csv": cut_by_excel(16)})[0] == 0
    code, _, errors = imported({"a.csv": cut_by_excel(15)})
    assert code == 2
    assert "a.csv:17: " in errors[0]
    assert imported({"a.csv": "a,b,c\n1,2\n1,2\n"})[0] == 2


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("« café »,« Où ? »,É»\n1,2,3\n".replace(" ", "\xa0"), "cp1252"),
        ("ระบบCRM,รถ,เธอ\n1,2,3\n", "cp874"),
        ("ชื่อ,อีเมล,x\n1,2,3\n", "utf-8"),
        ("ชื่อ,อีเมล,x\n1,2,3\n", "utf-16"),
        ("ชื่อ,อีเมล,x\n1,2,3\n", "utf-32"),
        ("ชื่อ,อีเมล,x\n1,2,3\n", "utf-8-sig"),
    ],
)
def test_a_text_that_is_all_of_one_encoding_is_read(tmp_path, text, encoding):
    found = decoded(text.encode(encoding), tmp_path)
    assert (found.text, found.encoding, found.flaws) == (text, encoding.removesuffix("-sig"), ())


def test_the_encoding_that_a_person_names_is_taken(imported, capsys):
    text = "имя;почта\nИван;x\n"
    code, told, _ = imported({"a.csv": text.encode("cp1251")}, "--encoding", "windows-1251")
    assert (code, told["a.csv"]["counts"]["fields"]) == (0, 2)
    assert [warning["why"] for warning in told["a.csv"]["warnings"]] == ["read as cp1251"]
    code, _, errors = imported({"a.csv": text.encode("cp1251")}, "--encoding", "utf-8")
    assert code == 2
    assert "a.csv:1: this line is not in utf-8" in errors[0]
    for unknown in ("klingon", "base64"):
        assert run(["import", "have", "-o", "it", "--encoding", unknown]) == 2
        assert f"there is no encoding `{unknown}`" in capsys.readouterr().err


def test_a_mapping_is_made_in_the_encoding_that_a_person_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes("цель;срок;имя\n1;2;3\n".encode("cp1251"))
    assert run(["import", "map", "a.csv", "-o", "map.yaml", "--encoding", "cp1251"]) == 0
    assert 'heading: "цель"' in (tmp_path / "map.yaml").read_text()


def test_a_column_without_a_name_is_one_where_it_holds_something(imported, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "have").mkdir()
    book = openpyxl.Workbook()
    for row in ([None, "Customers"], [None, "id", "name"], [None, 1, "x", "a@example.com"], [None, 2, "y"]):
        book.active.append(row)
    book.save(tmp_path / "have/a.xlsx")
    code, told, _ = imported({"a.csv": ",name,,\n1,x,2,\n"})
    assert code == 0
    assert [told[name]["counts"]["fields"] for name in ("a.csv", "a.xlsx")] == [3, 3]
    assert told["a.xlsx"]["left"] == [{"what": "Sheet", "why": "it stands above the columns", "at": "Sheet!B1"}]


LISTS = {
    "a.odcs.yaml": "kind: DataContract\napiVersion: v3.1.0\nid: a\nschema:\n- {name: t, properties: [[x, y]]}\n",
    "b.json": '{"bomFormat": "CycloneDX", "specVersion": "1.6",\n"components": [\n[1], {"type": "data", "name": "d"}]}',
    "c.jsonl": '{"a": 1}\n{"a": 2}\n[1, 2]\n{"a": 3}\n',
    "e.json": json.dumps(
        [
            {"entityUrn": f"urn:li:dataset:(urn:li:dataPlatform:x,{name},PROD)", "aspectName": name, "aspect": aspect}
            for name, aspect in (
                ("schemaMetadata", [1]),
                ("datasetProperties", {"json": {"description": "Sold goods"}}),
            )
        ]
    ),
    "d.jsonl": '{"a": 1}\n{"a": 2}\n{"a": \n{"b": 3}\n',
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_where_an_object_belongs_is_one_line(imported, name):
    code, _, errors = imported({name: LISTS[name]})
    assert (code, len(errors)) == (2, 1)
    assert f"have/{name}:" in errors[0]
    assert "--lenient" in errors[0]
    code, told, _ = imported({}, "--lenient")
    assert (code, len(told[name]["flaws"])) == (0, 1)


@pytest.mark.parametrize("content", ["\n" * 70_000, ",,,\n" * 9, "\n" + " \n" * 40_000])
def test_a_table_of_nothing_is_refused(imported, content):
    code, _, errors = imported({"a.csv": content})
    assert (code, len(errors)) == (2, 1)
    assert "there is no column in it" in errors[0]


def test_a_line_of_json_in_another_encoding_is_one_line(imported):
    code, _, errors = imported({"a.jsonl": b'{"a": "caf\xe9"}\n{"a": "b"}\n'})
    assert code == 2
    assert "have/a.jsonl:1: this line is not in utf-8" in errors[0]
    assert imported({}, "--lenient")[0] == 0


def test_objects_with_long_lines_are_read(imported):
    line = json.dumps({"id": 1, "text": "x" * 70_000}) + "\n"
    code, told, _ = imported({"a.jsonl": line + line})
    assert (code, told["a.jsonl"]["counts"]["fields"]) == (0, 2)


def test_time_and_memory_are_bounded(tmp_path, monkeypatch, imported):
    monkeypatch.setattr(limits, "PLAIN", 1_000)
    monkeypatch.setattr(limits, "ROWS", 50)
    monkeypatch.setattr(limits, "LINE", 200)
    code, told, _ = imported(
        {"a.csv": "a,b\n" + "1,2\n" * 600, "b.csv": "a,b\n" * 60, "c.csv": "a,b\n1,2\n" + "\n" * 90}
    )
    assert code == 0
    assert [len(told[name]["warnings"]) for name in ("a.csv", "b.csv", "c.csv")] == [1, 1, 1]
    _, _, errors = imported({"d.csv": "a,b\n1," + "2" * 300 + "\n"})
    assert "d.csv:2: a line has more than 200 characters" in errors[0]
    record = f"{HEADINGS}\n" + "\n" * 60 + RECORD.format(1)
    _, _, errors = imported({"e.csv": record})
    assert any("e.csv: there are too many rows" in error for error in errors)


def test_the_row_at_which_a_part_of_a_file_ends_is_left_out(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n3,4\n5,6\n")
    monkeypatch.setattr(limits, "PLAIN", 14)
    rows = Rows(tmp_path / "a.csv")
    assert [row.cells for row in rows] == [["a", "b"], ["1", "2"]]
    assert not rows.whole
    assert read(tmp_path / "a.csv", rows=2).flaws == ()
