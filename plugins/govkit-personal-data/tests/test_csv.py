"""Text with delimiters: its encoding, delimiter and header are found, and what can't be read is counted."""

from __future__ import annotations

import pytest


def test_reads_a_plain_file(look, tmp_path, people_csv):
    (tmp_path / "people.csv").write_text(people_csv)
    seen = look("people.csv")
    assert seen.extent == (2, 2)
    assert seen.value.mode == "full"
    assert seen.category("email") == "email"
    assert [column.name for column in seen.value.columns] == ["id", "email", "city"]
    assert seen.observed.inputs[0].startswith("people.csv ")
    assert seen.value.engine.startswith("govkit-personal-data ")


@pytest.mark.parametrize(("name", "content"), [("empty.csv", b""), ("empty.jsonl", b""), ("blank.csv", b"\n\n")])
def test_an_empty_file_is_empty_and_nothing_was_examined(look, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    seen = look(name)
    assert seen.states == ["empty"]
    assert seen.extent == (0, 0)


def test_a_header_alone_is_empty(look, tmp_path):
    (tmp_path / "a.csv").write_text("id,email\n")
    seen = look("a.csv")
    assert seen.states == ["empty"]
    assert seen.extent == (0, 0)
    assert seen.column("email").detections == ()


def test_a_byte_order_mark_is_no_part_of_the_first_name(look, tmp_path):
    (tmp_path / "a.csv").write_bytes("﻿email,id\nann@shop.example,1\n".encode())
    seen = look("a.csv")
    assert seen.category("email") == "email"
    assert seen.value.sources[0].encoding == "utf-8-sig"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_encodings_with_a_mark(look, tmp_path, people_csv, encoding):
    (tmp_path / "a.csv").write_bytes(people_csv.encode(encoding))
    seen = look("a.csv")
    assert seen.category("email") == "email"
    assert seen.extent == (2, 2)


def test_thai_in_code_page_874(look, tmp_path):
    text = "รหัส,ชื่อ-นามสกุล,จังหวัด\n" + "".join(f"{n},นาย ทดสอบ สมมุติ{n},เชียงใหม่\n" for n in range(30))
    (tmp_path / "a.csv").write_bytes(text.encode("cp874"))
    seen = look("a.csv")
    assert seen.value.sources[0].encoding == "cp874"
    assert seen.category("ชื่อ-นามสกุล") == "person-name"
    assert seen.extent == (30, 30)


def test_latin_1_is_not_taken_for_thai(look, tmp_path):
    (tmp_path / "a.csv").write_bytes("id,city\n1,Zürich\n2,Málaga\n3,København\n".encode("latin-1"))
    assert look("a.csv").value.sources[0].encoding == "latin-1"


def test_a_wrong_declared_encoding_leaves_gaps_that_count(look, tmp_path):
    (tmp_path / "a.csv").write_bytes("id,city\n1,Zürich\n2,Roma\n".encode("latin-1"))
    seen = look({"path": "a.csv", "encoding": "utf-8"})
    assert seen.extent == (1, 2)
    assert seen.column("city").unread == 1
    assert seen.value.mode == "sample"


def test_an_encoding_that_does_not_exist(look, tmp_path, people_csv):
    (tmp_path / "a.csv").write_text(people_csv)
    assert look({"path": "a.csv", "encoding": "klingon-8"}).states == ["not_supported"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(look, tmp_path, people_csv, delimiter):
    (tmp_path / "a.csv").write_text(people_csv.replace(",", delimiter))
    assert [column.name for column in look("a.csv").value.columns] == ["id", "email", "city"]


def test_a_declared_delimiter_wins(look, tmp_path):
    (tmp_path / "a.csv").write_text("id^email\n1^ann@shop.example\n")
    assert look({"path": "a.csv", "delimiter": "^"}).category("email") == "email"


def test_no_header_means_that_the_first_row_is_data(look, tmp_path):
    (tmp_path / "a.csv").write_text("Ann Bell,ann@shop.example\nBob Cole,bob@shop.example\n")
    seen = look("a.csv")
    assert [column.name for column in seen.value.columns] == ["c0", "c1"]
    assert seen.extent == (2, 2)
    assert seen.category("c1") == "email"


def test_a_first_row_of_words_only_is_taken_for_data(look, tmp_path):
    (tmp_path / "a.csv").write_text("Ann Bell,Lampang\nBob Cole,Trat\nCy Dale,Nan\n")
    seen = look("a.csv")
    assert "Ann" not in seen.json
    assert seen.extent == (3, 3)


def test_words_above_numbers_are_a_header(look, tmp_path):
    (tmp_path / "a.csv").write_text("alpha,beta,gamma\n1,2,foo\n3,4,bar\n")
    assert [column.name for column in look("a.csv").value.columns] == ["alpha", "beta", "gamma"]


def test_a_first_row_that_comes_again_is_no_header(look, tmp_path):
    (tmp_path / "a.csv").write_text("email,name\nfoo,bar\nemail,x\n")
    assert look("a.csv").extent == (3, 3)


def test_declared_field_names_show_that_a_row_is_a_header(look, tmp_path):
    (tmp_path / "a.csv").write_text("alpha,beta\nfoo,bar\n")
    seen = look("a.csv", collections=[{"name": "a", "fields": [{"name": "alpha"}, {"name": "Beta"}]}])
    assert [column.name for column in seen.value.columns] == ["alpha", "beta"]


def test_ragged_rows_lose_no_cell(look, tmp_path):
    (tmp_path / "a.csv").write_text("id,city\n1\n2,Nan,ann@shop.example\n3,Trat\n")
    seen = look("a.csv")
    assert [column.name for column in seen.value.columns] == ["id", "city", "c2"]
    assert seen.category("c2") == "email"
    assert seen.extent == (3, 3)


def test_columns_of_the_same_name_are_kept_apart(look, tmp_path):
    (tmp_path / "a.csv").write_text("email,email\n1,ann@shop.example\n")
    seen = look("a.csv")
    assert [column.name for column in seen.value.columns] == ["email", "c1"]
    assert seen.category("c1") == "email"


def test_a_cell_of_ten_megabytes_is_cut_and_counted(look, tmp_path):
    (tmp_path / "a.csv").write_text("id,note\n1," + "x" * 10_000_000 + " ann@shop.example\n2,fine\n")
    seen = look("a.csv")
    assert seen.extent == (1, 2)
    assert seen.column("note").cut == 1


def test_a_line_without_an_end_is_malformed(look, tmp_path):
    (tmp_path / "a.csv").write_text("id,note\n1," + "x" * 17_000_000)
    seen = look("a.csv")
    assert seen.states == ["malformed"]
    assert seen.extent == (0, 1)


def test_a_quote_that_is_never_closed_is_not_clean(look, tmp_path):
    rows = "".join(f"{n},ann{n}@shop.example\n" for n in range(2000))
    (tmp_path / "a.csv").write_text('id,note\n1,"open\n' + rows)
    seen = look("a.csv")
    assert seen.observed.examined < seen.observed.expected
    assert seen.column("note").cut == 1


def test_nul_bytes_mean_that_it_is_no_text(look, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,email\n1,ann\0@shop.example\n")
    seen = look("a.csv")
    assert seen.states == ["not_text"]
    assert seen.extent == (0, 1)


def test_control_characters_are_no_text(look, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,email\n1,\x1f\x8b\x08 packed\n2,bob@shop.example\n")
    assert look("a.csv").extent == (1, 2)
