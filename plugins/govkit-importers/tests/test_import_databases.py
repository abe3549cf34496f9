"""Databases are imported by their tables alone: no row is read, and no address is shown."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from govkit.cli.main import run


@pytest.fixture
def shop_database(tmp_path):
    """Return a small database with a key, a reference and a row that must not be read."""
    place = tmp_path / "have" / "shop.db"
    place.parent.mkdir()
    with contextlib.closing(sqlite3.connect(place)) as made:
        made.execute("create table people (id integer primary key, mail varchar(80))")
        made.execute("create table orders (no integer, person integer references people(id), at datetime)")
        made.execute("insert into people values (1, 'canary@example.com')")
        made.commit()
    return place


def test_tables_of_a_database_are_read_and_no_row(imported, tmp_path, shop_database, inventory):
    code, (told,), _ = imported({})
    assert (code, told["importer"]) == (0, "database")
    assert told["counts"] == {"datasets": 1, "collections": 2, "fields": 5}
    orders, people = inventory().get("dataset:shop").collections
    assert people.fields[0].primary_key is True
    assert [(field.name, field.logical_type) for field in people.fields] == [("id", "integer"), ("mail", "string")]
    assert orders.fields[1].references == "people.id"
    assert "canary" not in (tmp_path / told["written"]).read_text()


def test_a_database_in_the_environment(tmp_path, monkeypatch, capsys, shop_database, inventory):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOP_DB", f"sqlite:///{shop_database}")
    assert run(["import", "env:SHOP_DB", "-o", "it"]) == 0
    assert "database (an address in the environment)" in capsys.readouterr().out
    assert len(inventory().get("dataset:shop").collections) == 2


@pytest.mark.parametrize("address", ["", "nowhere", "postgresql+psycopg://somchai:secret@127.0.0.1:1/x"])
def test_an_address_that_does_not_work_is_not_shown(tmp_path, monkeypatch, capsys, address):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOP_DB", address)
    assert run(["import", "env:SHOP_DB", "-o", "it"]) == 2
    shown = "".join(capsys.readouterr())
    assert "secret" not in shown
    assert shown.count("error: ") == 1
