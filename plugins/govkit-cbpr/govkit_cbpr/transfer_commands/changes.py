"""`govkit transfers diff --since DATE`: what changed in law, and which answers it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import DAY, assessor, day, flows_of, input_options, rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.assessing import Assessor
    from govkit_cbpr.transfer_rules.flows import Flow
    from govkit_cbpr.transfer_rules.library import RuleSet


@dataclass(frozen=True)
class Change:
    """A rule, or a row of a country group, that began or ended."""

    on: str
    where: str
    what: str
    title: str


@dataclass(frozen=True)
class Turned:
    """A flow whose combined answer is another one by the later rules."""

    flow: str
    before: str
    after: str


def commands(host: Host) -> list[click.Command]:
    """Return the command."""

    @click.command("diff")
    @input_options
    @click.option("--since", type=DAY, required=True, help="The earlier day.")
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console")
    def diff(
        folder: Path | None,
        flows: Path | None,
        as_of: datetime | None,
        assume_reviewed: bool,
        overlays: tuple[Path, ...],
        folder_of_rules: Path | None,
        since: datetime,
        form: str,
    ) -> None:
        """List the rules that began or ended since a day; with a FOLDER or --flows also the answers that turned."""
        rules = rules_from(folder_of_rules)
        until = day(as_of)
        found = changed(rules, since.date(), until)
        judge = assessor(rules, assume_reviewed, overlays)
        judged = flows_of(host, folder, flows, until, rules) if folder is not None or flows is not None else []
        answers = list(turned(judged, judge, since.date(), until))
        if form == "json":
            data = {"law": [asdict(entry) for entry in found], "answers": [asdict(entry) for entry in answers]}
            click.echo(json.dumps(data, indent=1, ensure_ascii=False))
        else:
            click.echo("\n".join(map(spoken, _lines(found, answers))))

    return [diff]


def changed(rules: RuleSet, since: date, until: date) -> list[Change]:
    """Return what began or ended after `since` and by `until`, in the order of days."""
    found = []
    for name, law in rules.regimes.items():
        spans = [(rule.id, worded(rule.title), rule.effective) for rule in law.regime.rules]
        spans += [
            ("otherwise", worded("else: {answer}", answer=last.answer), last.effective) for last in law.regime.otherwise
        ]
        found += [
            Change(str(on), f"{name}.{rule}", what, title)
            for rule, title, span in spans
            for on, what in _edges(span.since, span.to)
            if since < on <= until
        ]
    for group in rules.groups.values():
        found += [
            Change(str(on), f"list {group.group}", what, row.place)
            for row in group.members
            for on, what in _edges(row.since, row.to)
            if since < on <= until
        ]
    return sorted(found, key=lambda entry: (entry.on, entry.where, entry.what, entry.title))


def _edges(since: date | None, to: date | None) -> Iterator[tuple[date, str]]:
    if since is not None:
        yield since, worded("begins")
    if to is not None:
        yield to + timedelta(days=1), worded("no longer holds")


def turned(flows: Iterable[Flow], judge: Assessor, since: date, until: date) -> Iterator[Turned]:
    """Yield the flows that the rules of both days answer differently."""
    from govkit_cbpr.transfer_rules.flows import dated

    for flow in flows:
        before = judge.assess(dated(flow, since)).combined.answer
        after = judge.assess(dated(flow, until)).combined.answer
        if before != after:
            yield Turned(flow.id, before, after)


def _lines(found: list[Change], answers: list[Turned]) -> Iterator[str]:
    if not found:
        yield worded("no rule began or ended")
    for change in found:
        yield worded(
            "{day}  {where}: {what} — {title}",
            day=change.on,
            where=change.where,
            what=change.what,
            title=change.title,
        )
    for answer in answers:
        yield f"{answer.flow}: {answer.before} → {answer.after}"
