from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit.model.errors import UsageError
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.intake import PLAN, Order, Outcome, finish
from govkit_submission.desk.intake import take_in as begin
from govkit_submission.desk.store import Desk

DAY = "2026-11-22"
Bag = Any


def take_in(desk: Desk, order: Order, host: CommandHost) -> list[Outcome]:
    outcomes = begin(desk, order, host)
    finish(desk)
    return outcomes


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def outcomes(picture: Picture) -> dict[str, tuple[str, str]]:
    return {entry["source"]: (entry["outcome"], entry["reason"]) for entry in picture.received}


def test_what_is_broken_is_rejected_with_a_reason_and_nothing_else_is(picture: Picture, bag: Bag) -> None:
    found = outcomes(picture)
    assert {name for name, (outcome, _) in found.items() if outcome == "rejected"} == bag.truth.broken
    assert len(found) == 24 + len(bag.truth.broken)
    for name in bag.truth.broken:
        reason = found[name][1]
        assert reason
        assert "\n" not in reason
        assert str(bag.received) not in reason


def test_every_lie_is_found_and_nobody_else_is_called_a_liar(picture: Picture, bag: Bag) -> None:
    lines = {picture.names[line.sha256]: line for line in picture.lines}
    assert {name for name, line in lines.items() if line.better or line.other} == bag.truth.lies
    assert all("as claimed" in lines[name].reason for name in bag.truth.clean)


def test_every_copier_is_found_and_nobody_else_is_called_one(picture: Picture, bag: Bag) -> None:
    names = picture.names
    found = {(*sorted((names[copy.first], names[copy.second])), copy.question) for copy in picture.echoes.copies}
    assert found <= bag.truth.copies
    assert {pair[:2] for pair in found} == {pair[:2] for pair in bag.truth.copies}


def test_every_outlier_is_found_and_no_clean_one_stands_out(picture: Picture, bag: Bag) -> None:
    found = {picture.names[outlier.sha256] for outlier in picture.outliers}
    assert bag.truth.outliers <= found
    assert not found & bag.truth.clean


def test_the_same_folder_again_is_known_and_changes_nothing(
    taken: Path, bag: Bag, tmp_path: Path, inline: None
) -> None:
    desk = shutil.copytree(taken, tmp_path / "desk")
    before, host = tree(desk), CommandHost()
    found = take_in(Desk(desk, host), Order(bag.received, "2027-05-05", (bag.checklist,)), host)
    assert {outcome.outcome for outcome in found} == {"known", "rejected"}
    assert tree(desk) == before


class Killed(BaseException):
    """What a kill looks like from inside: nothing after it runs."""


class MortalHost(CommandHost):
    """A host whose process is killed at the n-th write: before it, or when the file is there."""

    left = 0
    after = False

    def write(self, path: Path, content: str | bytes) -> None:
        MortalHost.left -= 1
        if MortalHost.left == 0 and not MortalHost.after:
            raise Killed
        super().write(path, content)
        if MortalHost.left == 0:
            raise Killed


@pytest.fixture(scope="module")
def few(bag: Bag, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("few")
    for name in ("company-0000", "company-0001", "broken-truncated"):
        shutil.copytree(bag.received / name, folder / name)
    shutil.copytree(bag.received / "company-0000", folder / "the same again")
    return folder


@pytest.mark.parametrize("after", [False, True], ids=["before the write", "after it"])
def test_an_intake_killed_at_any_write_goes_on_to_the_same_bytes(
    bag: Bag, few: Path, tmp_path: Path, inline: None, after: bool
) -> None:
    order = Order(few, DAY, (bag.checklist,))
    take_in(Desk(tmp_path / "whole", CommandHost()), order, CommandHost())
    whole = tree(tmp_path / "whole")
    killed = 0
    for point in range(1, 100):
        folder = tmp_path / f"desk-{point}"
        MortalHost.left, MortalHost.after = point, after
        try:
            take_in(Desk(folder, MortalHost()), order, MortalHost())
            break
        except Killed:
            killed += 1
        MortalHost.left = 0
        begun = (folder / PLAN).exists()
        later = Order(few, "2027-01-01" if begun else DAY, (bag.checklist,))
        take_in(Desk(folder, CommandHost()), later, CommandHost())
        assert tree(folder) == whole, point
    assert killed >= 7


def test_a_log_torn_anywhere_is_mended_to_the_same_bytes(bag: Bag, few: Path, tmp_path: Path, inline: None) -> None:
    order, host = Order(few, DAY, (bag.checklist,)), CommandHost()
    desk = Desk(tmp_path / "desk", host)
    take_in(desk, order, host)
    whole = (desk.folder / "log.jsonl").read_bytes()
    plan = {"folder": str(few.resolve()), "rules": order.rules, "day": DAY, "number": 1}
    for cut in range(0, len(whole), 97):
        (desk.folder / "log.jsonl").write_bytes(whole[:cut])
        (desk.folder / PLAN).write_text(json.dumps(plan))
        take_in(desk, order, host)
        assert (desk.folder / "log.jsonl").read_bytes() == whole


def test_an_interrupted_intake_has_to_be_finished_first(bag: Bag, few: Path, tmp_path: Path, inline: None) -> None:
    MortalHost.left, MortalHost.after = 3, False
    with pytest.raises(Killed):
        take_in(Desk(tmp_path / "desk", MortalHost()), Order(few, DAY, (bag.checklist,)), MortalHost())
    MortalHost.left = 0
    with pytest.raises(UsageError, match="was interrupted"):
        take_in(Desk(tmp_path / "desk", CommandHost()), Order(bag.received, DAY, (bag.checklist,)), CommandHost())


def test_what_was_accepted_by_other_rules_is_judged_anew(few: Path, bag: Bag, tmp_path: Path, inline: None) -> None:
    """A checklist that is not known, an earlier day, no keys: none of it may outlive the rule that it was let in by."""
    desk, host = Desk(tmp_path / "desk", CommandHost()), CommandHost()
    own = tmp_path / "own.json"
    own.write_text(bag.checklist.read_text().replace('"The call of 2026"', '"The call, corrected"'))

    def reasons(order: Order) -> dict[str, str]:
        return {outcome.name: f"{outcome.outcome}: {outcome.reason}" for outcome in take_in(desk, order, host)}

    first = reasons(Order(few, DAY, (bag.checklist,)))
    assert first["company-0000"].startswith("accepted")
    assert reasons(Order(few, DAY, (bag.checklist,)))["company-0000"].startswith("known")
    late = Order(few, DAY, (bag.checklist,), not_before="2026-11-22")
    assert reasons(late)["company-0000"] == "rejected: it was assessed as of 2026-11-21, before 2026-11-22"
    assert reasons(late)["company-0000"].startswith("rejected")
    again = reasons(Order(few, DAY, (own,)))
    assert again["company-0000"].startswith("accepted")
    assert again["the same again"].startswith("known")


def test_an_assessment_of_a_day_to_come_is_told(few: Path, bag: Bag, tmp_path: Path, inline: None) -> None:
    host = CommandHost()
    for day, told in (("2026-11-19", True), ("2026-11-20", False)):
        found = take_in(Desk(tmp_path / day, host), Order(few, day, (bag.checklist,)), host)
        assert {"a day that is still to come" in o.reason for o in found if o.name.startswith("company")} == {told}


def test_a_desk_has_one_writer(taken: Path, bag: Bag, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk(taken, CommandHost()).sole():
        assert run(["intake", str(bag.received), "-o", str(taken)]) == 4
    assert "another govkit is writing" in capsys.readouterr().err


def test_an_unknown_checklist_is_a_reason_and_the_own_one_has_no_say(
    bag: Bag, few: Path, tmp_path: Path, inline: None
) -> None:
    host = CommandHost()
    found = take_in(Desk(tmp_path / "desk", host), Order(few, DAY), host)
    reasons = {outcome.name: outcome.reason for outcome in found}
    assert reasons["company-0000"] == "none of its checklists is known here: call@2026"


def test_links_pipes_and_devices_are_not_opened(bag: Bag, tmp_path: Path, inline: None) -> None:
    folder = tmp_path / "received"
    shutil.copytree(bag.received / "company-0000", folder / "linked")
    (folder / "linked/out/facts.json").unlink()
    (folder / "linked/out/facts.json").symlink_to(bag.received / "company-0000/out/facts.json")
    (folder / "away").symlink_to(bag.received / "company-0000")
    (folder / "piped").mkdir()
    os.mkfifo(folder / "piped/assessment.json")
    os.mkfifo(folder / "pipe.govkit")
    (folder / "\u202egnp.exe\x1b[31m").write_text("x")
    host = CommandHost()
    found = take_in(Desk(tmp_path / "desk", host), Order(folder, DAY, (bag.checklist,)), host)
    assert [outcome.outcome for outcome in found] == ["rejected"] * 5
    assert all("\u202e" not in outcome.name and "\x1b" not in outcome.name for outcome in found)


def test_an_empty_folder_or_none_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(["intake", str(empty), "-o", str(tmp_path / "desk")]) == 2
    assert "nothing was received" in capsys.readouterr().err
    assert run(["intake", str(tmp_path / "none"), "-o", str(tmp_path / "desk")]) == 2
    assert not (tmp_path / "desk").exists()
    assert run(["intake", str(tmp_path), "-o", str(empty)]) == 2
    assert "lie apart" in capsys.readouterr().err
