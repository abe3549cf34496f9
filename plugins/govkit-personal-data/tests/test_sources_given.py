"""What is named and can't be looked at is said: variables, tables, other kinds of files, files without rows."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from govkit.cli.host import CommandHost
from govkit.model.errors import UsageError
from govkit_personal_data.command.scan import command

CLEAN = "a,b\n1,2\n3,4\n"


@pytest.fixture
def scan(tmp_path, monkeypatch):
    """Run `govkit scan` in a folder of its own, which holds one clean file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOVKIT_NO_SUCH_DATABASE", raising=False)
    (tmp_path / "clean.csv").write_text(CLEAN)

    def scan(*arguments):
        return CliRunner().invoke(command(CommandHost()), ["--workers", "1", *arguments], standalone_mode=False)

    return scan


@pytest.mark.parametrize("source", ["env:GOVKIT_NO_SUCH_DATABASE", "", " "])
def test_no_source_is_not_the_current_folder(scan, source):
    result = scan(source, "--mode", "full")
    assert isinstance(result.exception, UsageError)
    assert "no match" not in result.output


def test_a_variable_that_is_set(scan, monkeypatch, tmp_path):
    monkeypatch.setenv("GOVKIT_NO_SUCH_DATABASE", str(tmp_path / "clean.csv"))
    assert scan("env:GOVKIT_NO_SUCH_DATABASE").return_value == 0


def test_other_kinds_in_a_folder_are_counted(scan, tmp_path):
    assert scan(".", "--mode", "full").return_value == 0
    (tmp_path / ".keep").touch()
    assert scan(".", "--mode", "full").return_value == 0
    for name in ("a.csv.gz", "b.xml", "c.XML"):
        (tmp_path / name).write_text("x")
    result = scan(".", "--mode", "full")
    assert result.return_value == 3
    assert "3 files of other kinds were not read: .gz, .xml" in result.output


def test_a_table_where_there_is_none(scan):
    assert isinstance(scan("clean.csv", "--table", "nosuch").exception, UsageError)
    assert "nothing was looked at" in scan("nosuch.csv").output


def test_a_parquet_file_without_rows(scan, tmp_path):
    empty = {"e": pa.array([], pa.string()), "s": pa.array([], pa.struct([("x", pa.int64())]))}
    pq.write_table(pa.table(empty), tmp_path / "zero.parquet")
    lines = [json.loads(line) for line in scan("zero.parquet", "--format", "jsonl").output.splitlines()]
    assert [(line["column"], line["status"]) for line in lines] == [("e", "review"), ("s.x", "review")]


@pytest.mark.parametrize("mode", ["sample", "early", "full"])
def test_views_of_arrow(scan, tmp_path, mode):
    views = {
        "text": pa.array(["ann@shop.example"], pa.string_view()),
        "raw": pa.array([b"ann@shop.example"], pa.binary_view()),
        "list": pa.array([["ann@shop.example"]], pa.list_(pa.string_view())),
    }
    pq.write_table(pa.table(views), tmp_path / "views.parquet")
    lines = [
        json.loads(line) for line in scan("views.parquet", "--mode", mode, "--format", "jsonl").output.splitlines()
    ]
    assert [line["category"] for line in lines] == ["EMAIL"] * 3


def test_a_key_that_stands_twice_in_a_document(scan, tmp_path):
    (tmp_path / "twice.json").write_text(
        '{"made": 1, "rows": [{"email": "ann@shop.example", "email": "", "t": ["x"]}]}'
    )
    found = [json.loads(line) for line in scan("twice.json", "--format", "jsonl").output.splitlines()]
    assert {line["column"]: line["category"] for line in found} == {"email": "EMAIL", "t[]": None, "made": None}
