"""Everything in a folder that was received comes to something, whatever it is called and wherever it lies."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.host import CommandHost
from govkit_submission.desk.intake import Order, Outcome, finish
from govkit_submission.desk.intake import take_in as begin
from govkit_submission.desk.store import Desk
from govkit_submission.desk.walk import sources

DAY = "2026-11-22"
Bag = Any


def take_in(received: Path, bag: Bag, desk: Path, *, done: bool = True) -> list[Outcome]:
    host = CommandHost()
    found = begin(Desk(desk, host), Order(received, DAY, (bag.checklist,)), host)
    if done:
        finish(Desk(desk, host))
    return found


def names_in(folder: Path) -> list[str]:
    return [source.name for source in sources(folder)]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")


@pytest.mark.parametrize(
    "names",
    [
        ["0105556123453.govkit", "0105561987653.govkit", "0105540011253.govkit"],
        ["somchai@example.com", "somsri@example.com"],
        ["0105556123453.govkit", "0105540011253.govkit", "0105540011253.govkit (2)"],
    ],
)
def test_names_that_look_alike_when_masked_are_told_apart(names: list[str], tmp_path: Path) -> None:
    touch(tmp_path, *names)
    found = sources(tmp_path)
    assert len({source.name for source in found}) == len(names)
    assert {source.path.name for source in found} == set(names)
    assert not any(name in source.name for source in found for name in ("556123453", "somchai"))


def test_names_that_need_no_mask_stay_what_they_are(tmp_path: Path) -> None:
    touch(tmp_path, "a.govkit", "round/b.govkit", "round/c (2).govkit")
    assert names_in(tmp_path) == ["a.govkit", "round/b.govkit", "round/c (2).govkit"]


def test_every_one_of_them_is_taken_in_and_logged(bag: Bag, tmp_path: Path, inline: None) -> None:
    received, desk = tmp_path / "received", tmp_path / "desk"
    for number in range(3):
        shutil.copytree(bag.received / f"company-000{number}", received / f"01055{number}612345{number}")
    (received / "0105561987653").write_text("junk")
    first = take_in(received, bag, desk)
    assert sorted(outcome.outcome for outcome in first) == ["accepted"] * 3 + ["rejected"]
    logged = [entry["source"] for entry in Desk(desk, CommandHost()).log.entries()]
    assert sorted(logged) == [outcome.name for outcome in first]
    assert sorted(outcome.outcome for outcome in take_in(received, bag, desk)) == ["known"] * 3 + ["rejected"]


def test_what_comes_in_while_an_intake_is_interrupted_is_taken_in_too(bag: Bag, tmp_path: Path, inline: None) -> None:
    """It stands before the others and looks like them, so that their names move on by one."""
    received, desk = tmp_path / "received", tmp_path / "desk"
    shutil.copytree(bag.received / "company-0000", received / "0105556123453")
    take_in(received, bag, desk, done=False)
    shutil.copytree(bag.received / "company-0002", received / "0105540011253")
    found = take_in(received, bag, desk)
    assert len({outcome.sha256 for outcome in found}) == 2
    assert len(list(Desk(desk, CommandHost()).records())) == 2


@pytest.mark.parametrize(
    ("lying", "found"),
    [
        (["round/facts.json", "round/a.govkit", "round/b.govkit"], ["round", "round/a.govkit", "round/b.govkit"]),
        (["shop/out/facts.json", "shop/shop.govkit"], ["shop", "shop/shop.govkit"]),
        (["shop/out/facts.json", "shop/out/shop.govkit"], ["shop", "shop/out/shop.govkit"]),
        (["round/facts.json", "round/shop/out/facts.json"], ["round", "round/shop"]),
        ([".shop.govkit", "a.govkit", ".DS_Store"], [".shop.govkit", "a.govkit"]),
        ([".round/facts.json", "a.govkit"], [".round", "a.govkit"]),
        (["shop/out/facts.json", "shop/inventory.yaml", "shop/data/a.csv", "shop/evidence/a.pdf"], ["shop"]),
        (["shop.govkit", "._shop.govkit", "__MACOSX/._shop.govkit", "__MACOSX/shop/._a.pdf"], ["shop.govkit"]),
        (["shop/out/facts.json", "shop/._shop.govkit", "shop/__MACOSX/._b.govkit"], ["shop"]),
        (["__MACOSX.govkit", "_shop.govkit"], ["__MACOSX.govkit", "_shop.govkit"]),
        (["round/notes.txt", "A.GOVKIT"], ["A.GOVKIT", "round/notes.txt"]),
    ],
)
def test_a_submission_beside_another_is_found(lying: list[str], found: list[str], tmp_path: Path) -> None:
    touch(tmp_path, *lying)
    assert names_in(tmp_path) == found
