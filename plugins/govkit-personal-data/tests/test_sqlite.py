"""SQLite files: tables and views are read without a change, and what is broken or locked is never clean."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from govkit_personal_data.places import passed_over


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


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
"""How the thumbnails of a folder begin, which Windows keeps in `Thumbs.db`."""


def test_an_ending_that_others_use_is_told_by_the_content(look, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/Thumbs.db").write_bytes(OLE)
    database(tmp_path / "data/people.db", PEOPLE, ANN)
    (tmp_path / "data/void.db").touch()
    assert look("data").states == ["not_supported", "read", "empty"]
    assert look({"path": "data/Thumbs.db", "format": "sqlite"}).states == ["malformed"]
    assert passed_over([str(tmp_path)]) == [tmp_path / "data/Thumbs.db"]


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
