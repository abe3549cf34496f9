"""A real PostgreSQL: its tables are listed, read through a cursor, sampled by the server, and never written to."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from govkit_personal_data.places import given, table_names
from govkit_personal_data.scan import Plan, scan
from govkit_personal_data.sources import database

pytestmark = pytest.mark.postgres
PEOPLE, PARTS = 500, 30_000


def programs():
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Start a cluster of its own on a free port of this machine, as somebody who is not root, and stop it."""
    pytest.importorskip("psycopg")
    pytest.importorskip("sqlalchemy")
    binaries = programs()
    if binaries is None:
        pytest.skip("needs the programs of a PostgreSQL server")
    base = tmp_path_factory.mktemp("postgres")
    user = None
    if os.getuid() == 0:
        user = next((name for name in ("postgres", "nobody") if _exists(name)), None)
        for place in (base, *base.parents):
            if place != Path("/tmp") and place != Path("/"):
                place.chmod(place.stat().st_mode | 0o711)
        shutil.chown(base, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def call(program, *arguments):
        command = [str(binaries / program), "-D", str(base / "data"), *arguments]
        subprocess.run(
            command,
            check=True,
            user=user,
            cwd=base,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        )

    call("initdb", "-U", "tester", "-A", "trust", "--no-sync")
    call(
        "pg_ctl",
        "-w",
        "-t",
        "120",
        "-l",
        str(base / "log"),
        "-o",
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off",
        "start",
    )
    try:
        yield _filled(f"postgresql://tester@127.0.0.1:{port}/postgres")
    finally:
        call("pg_ctl", "-m", "immediate", "stop")


def _exists(name):
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _filled(address):
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE people (id serial, email text, joined date, photo bytea, tags jsonb)")
        connection.execute(
            "INSERT INTO people (email, joined, photo, tags) "
            "SELECT 'user' || n || '@shop.example', date '2020-01-01' + n, '\\xff00', '{\"a\": 1}' "
            "FROM generate_series(1, %s) n",
            (PEOPLE,),
        )
        connection.execute('CREATE SCHEMA stock; CREATE TABLE stock."Parts ""x""" (code text)')
        connection.execute('INSERT INTO stock."Parts ""x""" SELECT \'P\' || n FROM generate_series(1, %s) n', (PARTS,))
    return address


def scanned(address, **plan):
    places = given([address])
    (found,) = scan(places, table_names(places), Plan(seed="s", latest_year=2026, **plan))
    return found


def test_all_tables_are_read_in_full(address):
    found = scanned(address, mode="full")
    assert found.source.state == "read"
    assert {table.name: table.rows for table in found.source.tables} == {"people": PEOPLE, 'stock.Parts "x"': PARTS}
    columns = {column.name: column for column in found.columns}
    assert columns["email"].detections[0].category == "email"
    assert columns["email"].examined == PEOPLE
    assert columns["photo"].unread == PEOPLE


def test_the_server_chooses_the_rows_of_a_large_table(address, monkeypatch):
    statements, stream = [], database._streaming

    def watched(connection, statement):
        statements.append(statement)
        return stream(connection, statement)

    monkeypatch.setattr(database, "_streaming", watched)
    found = scanned(address, rows=1_000)
    parts = {table.name: table for table in found.source.tables}['stock.Parts "x"']
    assert (parts.examined, parts.rows) == (1_000, PARTS)
    assert "TABLESAMPLE BERNOULLI" in statements[1]
    assert scanned(address, rows=1_000) == found


def test_nothing_can_be_written(address):
    import sqlalchemy

    with pytest.raises(database.Unreadable), database._connected(address) as connection:
        connection.execute(sqlalchemy.text("DELETE FROM people"))
    assert {table.name: table.rows for table in scanned(address, mode="full").source.tables}["people"] == PEOPLE


def test_a_server_that_is_not_there_or_a_table_that_is_not(address, monkeypatch):
    assert scanned(address.replace("/postgres", "/nothing")).source.state == "missing"
    monkeypatch.setenv("SHOP", address)
    (place,) = given(["env:SHOP"])
    assert place.name == "env:SHOP"
    with pytest.raises(database.Unreadable):
        database.open_database(address, "nowhere", key="k", sample=None)
