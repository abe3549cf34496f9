"""A real MariaDB, where one is installed: read in a read-only transaction, sampled by the server, odd names and all."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing

import pytest

from govkit_personal_data.places import given, table_names
from govkit_personal_data.scan import Plan, scan
from govkit_personal_data.sources import database

pytestmark = pytest.mark.external
PEOPLE, PARTS = 300, 30_000


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Start a server of its own on a free port of this machine, as somebody who is not root, and stop it."""
    pymysql = pytest.importorskip("pymysql")
    pytest.importorskip("sqlalchemy")
    program, install = shutil.which("mariadbd"), shutil.which("mariadb-install-db")
    if program is None or install is None:
        pytest.skip("needs the programs of a MariaDB server")
    base = tmp_path_factory.mktemp("mysql")
    user = "mysql" if os.getuid() == 0 else None
    if user:
        for place in (base, *base.parents[:-2]):
            place.chmod(place.stat().st_mode | 0o711)
        shutil.chown(base, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = ["--no-defaults", f"--datadir={base / 'data'}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user, "cwd": base}
    subprocess.run([install, *data, "--auth-root-authentication-method=normal", "--skip-test-db"], check=True, **quiet)
    own = [f"--socket={base / 's'}", f"--pid-file={base / 'pid'}", f"--port={port}", "--bind-address=127.0.0.1"]
    running = subprocess.Popen([program, *data, *own], **quiet)
    try:
        yield _filled(_connected(pymysql, port, running), port)
    finally:
        running.terminate()
        running.wait()


def _connected(pymysql, port, running):
    while running.poll() is None:
        try:
            return pymysql.connect(host="127.0.0.1", port=port, user="root", autocommit=True)
        except pymysql.err.OperationalError:
            time.sleep(0.2)
    raise RuntimeError("the server ended")


def _filled(connection, port):
    statements = (
        "CREATE DATABASE shop CHARACTER SET utf8mb4",
        "CREATE TABLE shop.people (id INT PRIMARY KEY, email VARCHAR(80), name VARCHAR(80), joined DATE, photo BLOB)",
        "INSERT INTO shop.people SELECT seq, CONCAT('user', seq, '@shop.example'), CONCAT('นาย ทดสอบ', seq), "
        f"DATE_ADD('2020-01-01', INTERVAL seq DAY), x'00ff' FROM seq_1_to_{PEOPLE}",
        "CREATE TABLE shop.`Parts; ``x` (code VARCHAR(20))",
        f"INSERT INTO shop.`Parts; ``x` SELECT CONCAT('P', seq) FROM seq_1_to_{PARTS}",
        "CREATE USER tester@'127.0.0.1' IDENTIFIED BY 'no secret'",
        "GRANT ALL ON shop.* TO tester@'127.0.0.1'",
    )
    with closing(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute("USE shop" if statement.startswith(("INSERT", "CREATE TABLE")) else "USE mysql")
            cursor.execute(statement)
    return f"mysql://tester:no%20secret@127.0.0.1:{port}/shop"


def scanned(address, **plan):
    places = given([address])
    (found,) = scan(places, table_names(places), Plan(seed="s", latest_year=2026, **plan))
    return found


def test_all_tables_are_read_in_full(server):
    found = scanned(server, mode="full")
    assert found.source.state == "read"
    assert {table.name: table.rows for table in found.source.tables} == {"people": PEOPLE, "Parts; `x": PARTS}
    columns = {column.name: column for column in found.columns}
    assert columns["email"].detections[0].category == "email"
    assert columns["name"].detections[0].category == "person-name"
    assert columns["photo"].unread == PEOPLE


def test_the_server_chooses_the_rows_of_a_large_table(server, monkeypatch):
    statements, stream = [], database._streaming

    def watched(connection, statement):
        statements.append(statement)
        return stream(connection, statement)

    monkeypatch.setattr(database, "_streaming", watched)
    found = scanned(server, rows=1_000)
    parts = {table.name: table for table in found.source.tables}["Parts; `x"]
    assert (parts.examined, parts.rows) == (1_000, PARTS)
    assert any("RAND(1)" in statement for statement in statements)
    assert scanned(server, rows=1_000) == found


def test_nothing_can_be_written(server):
    import sqlalchemy

    with pytest.raises(database.Unreadable), database._connected(server) as connection:
        connection.execute(sqlalchemy.text("DELETE FROM people"))
    assert {table.name: table.rows for table in scanned(server, mode="full").source.tables}["people"] == PEOPLE


def test_a_wrong_password_or_database_is_told(server):
    assert scanned(server.replace("no%20secret", "guess")).source.state == "denied"
    assert scanned(server.replace("/shop", "/nothing")).source.state in ("denied", "missing")
