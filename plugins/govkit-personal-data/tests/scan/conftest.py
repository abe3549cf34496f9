"""One table in files of every format, and `govkit scan` as a person runs it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from govkit.cli.host import CommandHost
from govkit_personal_data.command.scan import command

ROWS = 60
MAILS = [f"user{number}@shop.example" for number in range(ROWS)]
COLOURS = ["red", "green", "blue"] * (ROWS // 3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder with the same table in every format."""
    base = tmp_path_factory.mktemp("sources")
    table = pa.table({"email": MAILS, "colour": COLOURS})
    lines = ["email,colour", *(f"{mail},{colour}" for mail, colour in zip(MAILS, COLOURS, strict=True))]
    records = table.to_pylist()
    (base / "comma.csv").write_text("\n".join(lines))
    (base / "tab.tsv").write_text("\n".join(lines).replace(",", "\t"))
    (base / "wide.csv").write_bytes("\n".join(lines).encode("utf-16"))
    (base / "lines.jsonl").write_text("\n".join(map(json.dumps, records)))
    (base / "document.json").write_text(json.dumps({"made": "2026-01-01", "rows": records}))
    pq.write_table(table, base / "grouped.parquet", row_group_size=7)
    nested = pa.table(
        {"person": [{"email": mail, "tags": [colour]} for mail, colour in zip(MAILS, COLOURS, strict=True)]}
    )
    pq.write_table(nested, base / "nested.parquet")
    with closing(sqlite3.connect(base / "shop.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE people (email TEXT, colour TEXT)")
        connection.executemany("INSERT INTO people VALUES (:email, :colour)", records)
        connection.commit()
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in [("email", "colour"), *zip(MAILS, COLOURS, strict=True)]:
        book.active.append(row)
    book.save(base / "book.xlsx")
    return base


@pytest.fixture(scope="session")
def scan():
    """Return a function that runs the command."""

    def scan(*arguments, form="jsonl"):
        given = [*map(str, arguments), *(["--format", form] if form else [])]
        return CliRunner().invoke(command(CommandHost()), given, standalone_mode=False)

    return scan


@pytest.fixture(scope="session")
def records():
    """Return a function that takes a result in JSON lines apart: a finding for each table and column."""

    def records(result):
        assert result.exception is None, result.exception
        return {(line["table"], line["column"]): line for line in map(json.loads, result.stdout.splitlines())}

    return records
