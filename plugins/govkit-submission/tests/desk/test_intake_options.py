"""A broken option is told before anything is taken in or written; no submission is to blame for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.main import run
from govkit.model.errors import PluginError
from govkit_submission.desk import pool
from govkit_submission.desk.pool import Pool

Bag = Any


@pytest.fixture
def received(bag: Bag, tmp_path: Path) -> Path:
    shutil.copytree(bag.received / "company-0000", tmp_path / "received/company")
    return tmp_path / "received"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-c", "nope.yaml"], "there is no such file"),
        (["-c", "broken.yaml"], "broken.yaml:"),
        (["--trust", "nowhere"], "no key is trusted in this folder"),
        (["--trust", "broken"], "this is no trust store"),
    ],
)
def test_a_broken_option_is_a_line_and_nothing_is_written(
    options: list[str], words: str, received: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.yaml").write_text("govkit: [")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/trust.json").write_text("[]")
    place = [options[0], str(tmp_path / options[1])]
    assert run(["intake", str(received), "-o", str(tmp_path / "desk"), *place]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "desk").exists()


def test_the_start_of_a_worker_is_not_the_time_of_a_submission(
    bag: Bag, received: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["-o", str(tmp_path / "desk"), "-c", str(bag.checklist)]
    assert run(["intake", str(received), *place, "--timeout", "30", "--workers", "1"]) == 0
    assert "1 accepted" in capsys.readouterr().out


def slow_to_start(seconds: float) -> Callable[[str], str]:
    import time

    time.sleep(seconds)
    return str.upper


def dies_at_once() -> Callable[[str], str]:
    os._exit(3)


def test_a_task_has_its_time_from_when_its_worker_is_ready() -> None:
    slow: Pool[str, str] = Pool(1, slow_to_start, (1.0,), seconds=0.5)
    assert list(slow.run(["a", "b"])) == [("a", "A"), ("b", "B")]


def test_a_worker_that_does_not_start_is_nobodys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    dying: Pool[str, str] = Pool(1, dies_at_once, (), seconds=5.0)
    with pytest.raises(PluginError, match="could not be started"):
        list(dying.run(["a"]))
    monkeypatch.setattr(pool, "_START", 0.2)
    hanging: Pool[str, str] = Pool(1, slow_to_start, (60.0,), seconds=5.0)
    with pytest.raises(PluginError, match="could not be started"):
        list(hanging.run(["a"]))
