"""A desk that was changed behind the back of its log tells nobody anything, and takes nothing in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit.model.errors import InputError
from govkit_submission.desk.checking import require_whole
from govkit_submission.desk.intake import Order, finish, take_in
from govkit_submission.desk.settings import Settings, read_settings
from govkit_submission.desk.store import PLAN, Desk

Bag = Any


@pytest.fixture
def desk(taken: Path, tmp_path: Path) -> Path:
    return shutil.copytree(taken, tmp_path / "desk")


def _record(desk: Path) -> Path:
    """Return a record that claims no more than was judged, and in which something fails."""
    records = {path: path.read_bytes() for path in sorted(desk.glob("submissions/*/*.json"))}
    return next(path for path, text in records.items() if b'"better":0' in text and b'"fail"' in text)


def a_better_record(desk: Path) -> None:
    path = _record(desk)
    path.write_bytes(path.read_bytes().replace(b'"fail"', b'"pass"'))


def a_broken_record(desk: Path) -> None:
    path = _record(desk)
    path.write_text(json.dumps({"govkit": "desk-record/1", "sha256": path.stem}))


def other_facts(desk: Path) -> None:
    next(desk.glob("facts/*/*")).write_bytes(b"x")


def a_lighter_checklist(desk: Path) -> None:
    path = next(desk.glob("checklists/*.json"))
    path.write_bytes(path.read_bytes().replace(b'"severity":"critical"', b'"severity":"low"') + b"\n")


def no_checklist(desk: Path) -> None:
    next(desk.glob("checklists/*.json")).unlink()


def another_sample(desk: Path) -> None:
    next(desk.glob("samples/*.json")).write_text("{}")


def another_seed(desk: Path) -> None:
    path = next(desk.glob("settings/*.json"))
    path.write_bytes(path.read_bytes().replace(b'"seed":"a"', b'"seed":"b"'))


def no_settings(desk: Path) -> None:
    shutil.rmtree(desk / "settings")


@pytest.mark.parametrize(
    "tamper",
    [
        a_better_record,
        a_broken_record,
        other_facts,
        a_lighter_checklist,
        no_checklist,
        another_sample,
        another_seed,
        no_settings,
    ],
)
def test_nothing_is_told_of_a_desk_that_was_changed(
    tamper: Callable[[Path], None], desk: Path, bag: Bag, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(desk)
    for command in (
        ["desk", "check", "--desk", str(desk)],
        ["desk", "report", "company-0002", "--desk", str(desk)],
        ["desk", "overview", "--desk", str(desk)],
        ["desk", "refresh", "--desk", str(desk)],
        ["desk", "import", str(desk / "desk.xlsx"), "--desk", str(desk)],
        ["desk", "rejudge", "--desk", str(desk), "-c", str(bag.checklist)],
        ["intake", str(bag.received), "-o", str(desk), "-c", str(bag.checklist)],
    ):
        log = (desk / "log.jsonl").read_bytes()
        assert run(command) == 5, command
        assert (desk / "log.jsonl").read_bytes() == log
        captured = capsys.readouterr()
        assert "changed" in captured.out + captured.err
        assert "govkit failed" not in captured.err


def test_a_desk_that_is_as_its_log_says_goes_on(desk: Path) -> None:
    require_whole(Desk(desk, CommandHost()))
    require_whole(Desk(desk / "none yet", CommandHost()))


class Killed(BaseException):
    """Nothing after it runs."""


def test_what_an_interrupted_intake_has_written_is_no_fault(
    bag: Bag, tmp_path: Path, inline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By other rules, so that records that are in the log already are written anew."""
    received, host = tmp_path / "received", CommandHost()
    for name in ("company-0000", "company-0002"):
        shutil.copytree(bag.received / name, received / name)
    desk = Desk(tmp_path / "desk", host)
    take_in(desk, Order(received, "2026-11-22", (bag.checklist,)), host)
    finish(desk)

    def killed(*_: Any) -> None:
        raise Killed

    later = Order(received, "2026-11-23", (bag.checklist,), not_before="2026-11-01")
    with monkeypatch.context() as patch:
        patch.setattr(desk.log, "append", killed)
        with pytest.raises(Killed):
            take_in(desk, later, host)
    require_whole(desk)
    take_in(desk, later, host)
    finish(desk)
    require_whole(desk)


@pytest.mark.parametrize("content", ["{}", "[]", '{"seed": "1", "sample": "many", "sectors": {}, "known": []}'])
def test_settings_that_are_none_are_a_line(content: str, desk: Path) -> None:
    next(desk.glob("settings/*.json")).write_text(content)
    with pytest.raises(InputError, match=r"settings/\w+\.json: this file of the desk is broken"):
        read_settings(Desk(desk, CommandHost()))


def test_settings_that_the_log_does_not_know_are_not_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CommandHost())
    assert read_settings(desk) == Settings()
    (tmp_path / "desk.json").write_text('{"seed": "b", "sample": 5, "sectors": {}, "known": []}')
    with pytest.raises(InputError, match=r"desk\.json: the log knows nothing of these settings"):
        read_settings(desk)


def test_settings_that_are_written_but_not_noted_yet_do_not_count(desk: Path) -> None:
    """As a kill between the two leaves them; the same command again keeps the same."""
    log = desk / "log.jsonl"
    before = log.read_bytes()
    assert run(["desk", "refresh", "--desk", str(desk), "--seed", "b", "--on", "2026-11-23"]) == 0
    after = log.read_bytes()
    log.write_bytes(before)
    require_whole(Desk(desk, CommandHost()))
    assert read_settings(Desk(desk, CommandHost())).seed == "a"
    assert run(["desk", "refresh", "--desk", str(desk), "--seed", "b", "--on", "2026-11-23"]) == 0
    assert log.read_bytes() == after


@pytest.mark.parametrize("content", ["{}", "[]", '{"number": "1", "day": "2026-11-22"}', '{"number": 1, "day": 7}'])
def test_a_plan_that_is_none_is_a_line(content: str, desk: Path, bag: Bag, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / PLAN).write_text(content)
    assert run(["intake", str(bag.received), "-o", str(desk), "-c", str(bag.checklist)]) == 2
    assert "intake.json: this file of the desk is broken" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["[]", "{}", '{"controls": {"a": 1}}', '{"controls": {"a": {"title": "A"}}}'])
def test_a_kept_checklist_that_is_none_is_a_line(content: str, desk: Path) -> None:
    path = next(desk.glob("checklists/*.json"))
    path.write_text(content)
    with pytest.raises(InputError, match="this file of the desk is broken"):
        Desk(desk, CommandHost()).checklist(path.stem)
