"""`govkit diff`: what changed between two assessments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from govkit.cli.options import path_argument
from govkit.engine.diff import KINDS, Change, diff, scores
from govkit.engine.documents import read_assessment
from govkit.model.assessment import Assessment
from govkit.report.clean import plain

_WORDS = {
    "fail": "gap",
    "error": "error",
    "unknown": "needs facts",
    "review": "needs review",
    "pass": "met",
    "not_applicable": "not applicable",
    "": "—",
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
            click.echo(plain(line))
    return 0


def _lines(before: Assessment, after: Assessment, changes: list[Change]) -> Iterator[str]:
    yield f"{before['as_of']} → {after['as_of']}"
    for kind, meaning in KINDS.items():
        mine = [change for change in changes if change.kind == kind]
        if mine:
            yield ""
            yield f"{kind.upper()} {len(mine)}: {meaning}"
        for change in mine:
            by = f" ({change.by})" if change.by and not change.by.startswith("{") else ""
            words = f"{_WORDS[change.before]} → {_WORDS[change.after]}"
            yield f"  {change.severity}  {change.framework}/{change.control}{by}  {change.subject}  {words}"
    yield ""
    if not changes:
        yield "no verdict differs"
    for entry in scores(before, after):
        yield f"{entry['framework']}: {_score(entry['before'])} → {_score(entry['after'])}"


def _score(side: dict[str, Any]) -> str:
    if side["edition"] is None:
        return "not assessed"
    score = side["score"]
    interval = "nothing applies" if score is None else f"{score[0] * 100:.0f} to {score[1] * 100:.0f} of 100"
    return f"{interval} (edition {side['edition']})"
