"""A small mailbag with everything planted in it, and the desk that took it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mailbag import Mailbag, Plan, Truth, fill
from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit_submission.desk import intake
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.settings import Settings
from govkit_submission.desk.store import Desk

DAY = "2026-11-22"


@dataclass(frozen=True)
class Bag:
    """The received folder, the checklist of the call, and what was planted."""

    received: Path
    checklist: Path
    truth: Truth
    mailbag: Mailbag


@dataclass
class Inline:
    """A pool that runs everything here: a test of many intakes needs no processes."""

    workers: int
    make: Callable[..., Callable[[Any], Any]]
    given: tuple[Any, ...]
    seconds: float

    def run(self, tasks: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        work = self.make(*self.given)
        for task in tasks:
            yield task, work(task)


@pytest.fixture(scope="session")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Bag:
    folder = tmp_path_factory.mktemp("mailbag")
    scratch, received = folder / "scratch", folder / "received"
    scratch.mkdir()
    received.mkdir()
    plan = Plan(24, 100, controls=12)
    mailbag = Mailbag(plan, scratch)
    return Bag(received, mailbag.checklist, fill(received, mailbag, plan), mailbag)


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "Pool", Inline)


@pytest.fixture(scope="session")
def taken(bag: Bag, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that took in the whole bag through the command line, in a worker of its own."""
    folder = tmp_path_factory.mktemp("taken") / "desk"
    options = ["-c", str(bag.checklist), "--on", DAY, "--workers", "1", "--sample", "20", "--seed", "a"]
    assert run(["intake", str(bag.received), "-o", str(folder), *options]) == 0
    return folder


@pytest.fixture
def picture(taken: Path) -> Picture:
    return Picture(Desk.existing(taken, CommandHost()), Settings(seed="a", sample=20))
