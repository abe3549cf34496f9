"""`govkit diff`: what changed between two assessments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from govkit.cli.options import path_argument
from govkit.cli.terminal import show
from govkit.engine.diff import KINDS, Change, diff, scores
from govkit.engine.documents import read_assessment
from govkit.model.assessment import Assessment
from govkit.model.worded import worded

_WORDS = {
    "fail": worded("gap"),
    "error": worded("error"),
    "unknown": worded("needs facts"),
    "review": worded("needs review"),
    "pass": worded("met"),
    "not_applicable": worded("not applicable"),
    "": "—",
}
_HEADS = {
    "new": worded("NEW {count}: {meaning}", count="", meaning=""),
    "fixed": worded("FIXED {count}: {meaning}", count="", meaning=""),
    "changed": worded("CHANGED {count}: {meaning}", count="", meaning=""),
    "gone": worded("GONE {count}: {meaning}", count="", meaning=""),
    "edition": worded("EDITION {count}: {meaning}", count="", meaning=""),
}


@click.command("diff")
@path_argument("old")
@path_argument("new")
@click.option("--format", "form", type=click.Choice(["console", "json"]), default="console", show_default=True)
def command(old: Path, new: Path, form: str) -> int:
    """Compare two assessments: what is new, fixed, changed, gone, or changed by an edition."""
    before, after = read_assessment(old), read_assessment(new)
    changes = diff(before, after)
    if form == "json":
        document = {
            "govkit": "diff/1",
            "before": before["as_of"],
            "after": after["as_of"],
            "scores": list(scores(before, after)),
            "changes": [asdict(change) for change in changes],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for line in _lines(before, after, changes):
            show(line)
    return 0


def _lines(before: Assessment, after: Assessment, changes: list[Change]) -> Iterator[str]:
    yield f"{before['as_of']} → {after['as_of']}"
    for kind, meaning in KINDS.items():
        mine = [change for change in changes if change.kind == kind]
        if mine:
            yield ""
            yield worded(_HEADS[kind].template, count=len(mine), meaning=meaning)
        for change in mine:
            by = f" ({change.by})" if change.by and not change.by.startswith("{") else ""
            place = f"  {change.severity}  {change.framework}/{change.control}{by}  {change.subject}  "
            yield worded("{place}{old} → {new}", place=place, old=_WORDS[change.before], new=_WORDS[change.after])
    yield ""
    if not changes:
        yield worded("no verdict differs")
    for entry in scores(before, after):
        old, new = _score(entry["before"]), _score(entry["after"])
        yield worded("{framework}: {old} → {new}", framework=entry["framework"], old=old, new=new)


def _score(side: dict[str, Any]) -> str:
    if side["edition"] is None:
        return worded("not assessed")
    score, edition = side["score"], side["edition"]
    if score is None:
        return worded("nothing applies (edition {edition})", edition=edition)
    low, high = (f"{part * 100:.0f}" for part in score)
    return worded("{low} to {high} of 100 (edition {edition})", low=low, high=high, edition=edition)
