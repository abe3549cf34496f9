"""How `govkit scan` runs: its modes, its workers, and that a run that was killed ends with the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from govkit.cli.main import run
from govkit_personal_data import examine
from govkit_personal_data.kernel.aggregate import ColumnCounts, Hits
from govkit_personal_data.kernel.kernel import Kernel


@pytest.mark.parametrize(
    ("mode", "status", "examined"), [("sample", "review", 20), ("early", "review", 20), ("full", "no match", 60)]
)
def test_a_mode_says_what_it_may(scan, records, folder, mode, status, examined):
    found = records(scan(folder / "grouped.parquet", "--mode", mode, "--rows", 20, "--workers", 1))
    colour = found["grouped", "colour"]
    assert (colour["status"], colour["mode"], colour["examined"], colour["expected"]) == (status, mode, examined, 60)
    assert (colour["limit"] == 0) == (mode == "full")
    assert found["grouped", "email"]["category"] == "EMAIL"


def test_early_stop_decides_by_few_rows():
    full = ColumnCounts("a", rows=150, hits={"int.email": Hits(150)})
    empty = ColumnCounts("a", rows=200)
    unsure = ColumnCounts("a", rows=150, hits={"int.email": Hits(3)})
    assert [examine.decided(column) for column in (full, empty, unsure)] == [True, True, False]


def test_an_executor_that_does_not_exist_is_named(folder, capsys):
    assert run(["scan", str(folder / "comma.csv"), "--executor", "lokal"]) == 2
    assert "did you mean `local`" in capsys.readouterr().err


@pytest.mark.slow
def test_a_pool_gives_what_one_process_gives(scan, folder):
    one, two = (scan(folder / "grouped.parquet", "--mode", "full", "--workers", count).stdout for count in (1, 2))
    assert one == two


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(scan, folder, tmp_path, monkeypatch):
    source, state = folder / "grouped.parquet", tmp_path / "state.json"
    arguments = (source, "--mode", "full", "--workers", 1)
    whole = scan(*arguments).stdout
    calls, look = [], Kernel.batch

    def dies(self, batch, before=None):
        calls.append(self.search)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return look(self, batch, before)

    monkeypatch.setattr(Kernel, "batch", dies)
    assert isinstance(scan(*arguments, "--resume", state).exception, KeyboardInterrupt | click.Abort)
    assert len(json.loads(state.read_text())["parts"]) == 3
    assert "shop.example" not in state.read_text()
    resumed = scan(*arguments, "--resume", state)
    assert resumed.stdout == whole
    assert calls[4:] == [False] * 3 + [True] * 6
    assert not state.exists()


@pytest.mark.parametrize("deaths", [{1}, {2}, {9}, {3, 4, 5}, {5, 8, 14}, {"write 1"}, {"write 3", 12}, {"write 9"}])
def test_wherever_a_run_was_killed_and_however_often_it_ends_with_the_same_bytes(
    scan, folder, tmp_path, monkeypatch, deaths
):
    source, state = folder / "grouped.parquet", tmp_path / "state.json"
    arguments = (source, "--mode", "full", "--workers", 1)
    whole = scan(*arguments).stdout
    done, died = {"look": 0, "write": 0}, set()
    look, replace = Kernel.batch, Path.replace

    def dies_at(what, place):
        done[what] += 1
        if place in deaths:
            died.add(place)
            raise KeyboardInterrupt

    def batch(self, rows, before=None):
        dies_at("look", done["look"] + 1)
        return look(self, rows, before)

    def moved(self, target):
        dies_at("write", f"write {done['write'] + 1}")
        return replace(self, target)

    monkeypatch.setattr(Kernel, "batch", batch)
    monkeypatch.setattr(Path, "replace", moved)
    for _ in deaths:
        assert isinstance(scan(*arguments, "--resume", state).exception, KeyboardInterrupt | click.Abort)
    assert died == deaths
    assert scan(*arguments, "--resume", state).stdout == whole
    assert not [*tmp_path.iterdir()], "nothing is left of what the runs that died had half written"
