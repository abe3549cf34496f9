from __future__ import annotations

import json
from pathlib import Path

import pytest

from govkit.model.errors import VerificationFailed
from govkit_submission.desk.log import START, Log


@pytest.fixture
def log(tmp_path: Path) -> Log:
    log = Log(tmp_path / "log.jsonl")
    log.append({"kind": "note", "text": f"ข้อ {number}"} for number in range(4))
    return log


def test_each_entry_names_the_one_before(log: Log, tmp_path: Path) -> None:
    entries = list(log.entries())
    assert [entry["prev"] for entry in entries] == [START, *(entry["hash"] for entry in entries[:-1])]
    assert log.head() == (4, entries[-1]["hash"])
    assert log.breaks() == []


def test_every_changed_byte_is_named(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    whole = path.read_bytes()
    for position in range(len(whole) - 1):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert log.breaks(), position
    path.write_bytes(whole)
    assert not log.breaks()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[1:],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: lines[::-1],
        lambda lines: [lines[0], *lines],
    ],
    ids=["first", "middle", "order", "twice"],
)
def test_entries_that_were_dropped_moved_or_repeated_are_named(log: Log, tmp_path: Path, spoil) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text("".join(spoil(path.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    assert log.breaks()
    with pytest.raises(VerificationFailed):
        list(log.entries())


def test_a_torn_last_line_is_cut_off_when_one_is_added(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(path.read_bytes() + b'{"n":5,"prev"')
    assert log.head()[0] == 4
    log.append([{"kind": "note", "text": "after"}])
    assert [json.loads(line)["n"] for line in path.read_text("utf-8").splitlines()] == [1, 2, 3, 4, 5]
    assert log.breaks() == []


def test_entries_are_chained_the_same_one_by_one_or_together(tmp_path: Path) -> None:
    one, many = Log(tmp_path / "one"), Log(tmp_path / "many")
    notes = [{"kind": "note", "text": str(number)} for number in range(3)]
    many.append(notes)
    for note in notes:
        one.append([note])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "many").read_bytes()
