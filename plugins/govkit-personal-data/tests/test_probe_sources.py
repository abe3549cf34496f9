"""The probe on real files: what it can't read is said, counted and never clean."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from govkit.plugin import Declined, NotStated

CSV = "id,email,city\n1,ann@shop.example,Bangkok\n2,bob@shop.example,Hat Yai\n"


def test_reads_a_plain_file(look, tmp_path):
    (tmp_path / "people.csv").write_text(CSV)
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
def test_wide_encodings_with_a_mark(look, tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes(CSV.encode(encoding))
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


def test_an_encoding_that_does_not_exist(look, tmp_path):
    (tmp_path / "a.csv").write_text(CSV)
    assert look({"path": "a.csv", "encoding": "klingon-8"}).states == ["not_supported"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(look, tmp_path, delimiter):
    (tmp_path / "a.csv").write_text(CSV.replace(",", delimiter))
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


def test_a_missing_file(look):
    seen = look("nowhere.csv")
    assert seen.states == ["missing"]
    assert seen.extent == (0, 1)


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/passwd"])
def test_a_path_that_leads_outside(look, path):
    assert look(path).states == ["missing"]


def test_a_link_that_leads_outside_a_folder_is_not_followed(look, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.csv"
    outside.write_text(CSV)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").symlink_to(outside)
    seen = look("data")
    assert seen.states == ["missing"]
    assert seen.value.columns == ()


def test_a_document_is_read_as_a_column_of_sentences(look, tmp_path):
    (tmp_path / "notes.md").write_text("# Visit\n\ncall +66 81 234 5678 tomorrow\n")
    seen = look("notes.md")
    assert seen.states == ["read"]
    assert seen.extent == (3, 3)
    assert seen.category("text") == "phone"
    assert seen.column("text").opaque


def test_a_folder_means_all_files_in_it(look, tmp_path):
    for name in ("b/people.csv", "a/people.csv", "other.bin"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text(CSV)
    seen = look("data")
    assert seen.states == ["read", "read", "not_supported"]
    assert [table.name for table in seen.value.tables] == ["data/a/people", "data/b/people"]
    assert seen.extent == (4, 5)


def test_an_empty_folder_holds_nothing(look, tmp_path):
    (tmp_path / "data").mkdir()
    assert look("data").states == ["missing"]


def test_a_glob(look, tmp_path):
    for name in ("a1.csv", "a2.csv", "b.csv"):
        (tmp_path / name).write_text(CSV)
    assert [table.name for table in look("a*.csv").value.tables] == ["a1", "a2"]


def test_a_pipe_is_not_waited_for(look, tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert look("a.csv").states == ["missing"]
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data/a.csv")
    assert look("data").states == ["not_regular"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_may_not_be_read(look, tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text(CSV)
    opened = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "a.csv":
            raise PermissionError(13, "denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the refusal is played
    assert look("a.csv").states == ["denied"]


def test_a_file_that_changes_while_it_is_read(look, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(CSV)
    from govkit_personal_data.sources import opening

    before = opening.survey

    def then_change(it):
        seen = before(it)
        path.write_text(CSV + "3,eve@shop.example,Tak\n")
        return seen

    monkeypatch.setattr(opening, "survey", then_change)
    assert look("a.csv").states == ["changed"]


def test_formats_that_are_not_read_are_not_clean(look, tmp_path):
    (tmp_path / "a.odt").write_bytes(b"PK")
    assert look("a.odt").states == ["not_supported"]
    assert look("a.odt").extent == (0, 1)


def test_a_database_is_not_reached_without_leave_to_use_the_network(look):
    seen = look({"connection": "DATABASE_URL"})
    assert seen.states == ["denied"]
    assert seen.extent == (0, 1)


def test_one_bad_source_does_not_hide_the_good_one(look, tmp_path):
    (tmp_path / "a.csv").write_text(CSV)
    seen = look("a.csv", "nowhere.csv")
    assert seen.states == ["read", "missing"]
    assert seen.extent == (2, 3)
    assert seen.value.mode == "sample"


def test_no_data_is_declined_and_not_stated_is_not_stated(look):
    with pytest.raises(Declined):
        look(data="none")
    with pytest.raises(NotStated):
        look(data=None)


def test_options_are_checked(look, tmp_path):
    (tmp_path / "a.csv").write_text(CSV)
    with pytest.raises(Declined):
        look("a.csv", rows=0)


def test_json_lines_by_path(look, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"user": {"mail": "ann@shop.example"}, "tags": ["a", "b@shop.example"], "n": 1, "ok": true, "x": null}\n\n'
        '{"user": {"mail": "bob@shop.example", "mail": "eve@shop.example"}}\n'
    )
    seen = look("a.jsonl")
    assert seen.category("user.mail") == "email"
    assert seen.column("user.mail").detections[0].matched >= 1
    assert seen.category("tags[]") == "email"
    assert seen.extent == (2, 2)


@pytest.mark.parametrize("bad", ["{", "[" * 100_000, '{"a": "\\ud800"', "\ufeff\x01"])
def test_a_broken_line_is_a_row_that_was_not_examined(look, tmp_path, bad):
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n' + bad + "\n")
    assert look("a.jsonl").extent == (1, 2)


def test_paths_without_number_do_not_fill_the_memory(look, tmp_path):
    with (tmp_path / "a.jsonl").open("w") as stream:
        for n in range(700):
            stream.write(f'{{"key{n}": 1}}\n')
    seen = look("a.jsonl")
    assert len(seen.value.columns) <= 501
    assert seen.observed.examined < seen.observed.expected


def database(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


PEOPLE = "CREATE TABLE people (id INTEGER, email TEXT, photo BLOB)"
ANN = "INSERT INTO people VALUES (1, 'ann@shop.example', NULL)"


def test_sqlite_all_tables(look, tmp_path):
    database(
        tmp_path / "a.sqlite", PEOPLE, ANN, 'CREATE TABLE "odd ""name" (x)', "CREATE VIEW v AS SELECT * FROM people"
    )
    seen = look("a.sqlite")
    assert [(table.name, table.rows) for table in seen.value.tables] == [('odd "name', 0), ("people", 1)]
    assert seen.category("email") == "email"


def test_sqlite_one_table_or_view(look, tmp_path):
    database(tmp_path / "a.db", PEOPLE, ANN, "CREATE TABLE other (x)", "CREATE VIEW v AS SELECT email FROM people")
    assert [table.name for table in look({"path": "a.db", "table": "people"}).value.tables] == ["people"]
    seen = look({"path": "a.db", "table": "v"})
    assert seen.category("email") == "email"
    assert look({"path": "a.db", "table": "absent"}).states == ["missing"]


def test_sqlite_without_rows_or_tables(look, tmp_path):
    database(tmp_path / "a.db", PEOPLE)
    assert look("a.db").states == ["empty"]
    database(tmp_path / "b.db", PEOPLE, "DROP TABLE people")
    assert look("b.db").states == ["empty"]


def test_sqlite_bytes_that_are_no_text_are_not_examined(look, tmp_path):
    database(tmp_path / "a.db", PEOPLE, ANN, "INSERT INTO people VALUES (2, 'bob@shop.example', x'ff00fe')")
    seen = look("a.db")
    assert seen.extent == (1, 2)
    assert seen.column("photo").unread == 1


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"x" * 5000])
def test_sqlite_that_is_not_sqlite(look, tmp_path, content):
    (tmp_path / "a.sqlite").write_bytes(content)
    assert look("a.sqlite").states == ["malformed"]


def test_sqlite_that_is_locked(look, tmp_path, monkeypatch):
    from govkit_personal_data.sources import sqlite

    monkeypatch.setattr(sqlite, "_WAIT", 0.05)
    database(tmp_path / "a.db", PEOPLE, ANN)
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert look("a.db").states == ["locked"]


def test_reading_sqlite_changes_nothing(look, tmp_path):
    database(tmp_path / "a.db", PEOPLE, ANN)
    before = (tmp_path / "a.db").read_bytes()
    look("a.db")
    assert (tmp_path / "a.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
