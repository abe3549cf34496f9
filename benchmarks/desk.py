"""A desk that takes in a mailbag and compares it, with how much of what was planted it finds."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.mailbag import Mailbag, Plan, Truth, fill
from benchmarks.runner import Entry, Suite
from benchmarks.words import LAW
from govkit.cli.host import CommandHost
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.intake import Order, finish, take_in
from govkit_submission.desk.page.render import desk_page
from govkit_submission.desk.settings import Settings
from govkit_submission.desk.store import Desk
from govkit_submission.desk.workbook import workbook

SIZES = {"small": Plan(20, 100, controls=20), "medium": Plan(200, 1_000), "full": Plan(1_000, 1_000)}
"""Submissions, and rows of the inventory of each; a hundred controls but in the smallest."""


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite that judges and compares; what it finds of what was planted is printed."""
    plan = SIZES[size]
    with TemporaryDirectory() as name:
        scratch, received = Path(name, "scratch"), Path(name, "received")
        scratch.mkdir()
        received.mkdir()
        mailbag = Mailbag(plan, scratch)
        truth = fill(received, mailbag, plan)
        numbers = count()
        order = Order(received, "2026-11-22", (mailbag.checklist,))

        def taken() -> Desk:
            desk = Desk(Path(name, f"desk-{next(numbers)}"), CommandHost())
            take_in(desk, order, CommandHost())
            finish(desk)
            return desk

        kept = taken()
        settings = Settings(known=tuple(text for texts in LAW.values() for text in texts))
        report(Picture(kept, settings), truth)

        def intake() -> None:
            shutil.rmtree(taken().folder)

        def compare() -> tuple[str, bytes]:
            picture = Picture(kept, settings)
            return desk_page(picture), workbook(picture)

        entries = (Entry("intake, every submission judged again", intake), Entry("page and workbook", compare))
        yield Suite(f"{plan.count:,} submissions of {plan.rows:,} rows", entries[0].name, entries)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"  largest process so far: {peak} MB", flush=True)


def report(picture: Picture, truth: Truth) -> None:
    """Print how many of the planted ones are found, and how many others are named."""
    names = picture.names
    copies = {(*sorted((names[c.first], names[c.second])), c.question) for c in picture.echoes.copies}
    found: dict[str, tuple[set[object], set[object]]] = {
        "broken": ({e["source"] for e in picture.received if e["outcome"] == "rejected"}, {*truth.broken}),
        "lies": ({names[line.sha256] for line in picture.lines if line.better or line.other}, {*truth.lies}),
        "outliers": ({names[outlier.sha256] for outlier in picture.outliers}, {*truth.outliers}),
        "copied answers": ({*copies}, {*truth.copies}),
        "copiers": ({copy[:2] for copy in copies}, {copy[:2] for copy in truth.copies}),
    }
    for kind, (named, planted) in found.items():
        right = len(named & planted)
        print(f"  {kind:16} {right} of {len(planted)} found, {len(named - planted)} others named", flush=True)
