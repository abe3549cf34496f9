"""`govkit transfers missing`: the facts to collect, those that settle most answers first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import assessor, day, flows_of, input_options, rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.assessing import Assessor
    from govkit_cbpr.transfer_rules.flows import Flow


@dataclass(frozen=True)
class Wanted:
    """A fact, and what it would settle."""

    fact: str
    settles: int
    """Answers for which nothing else is missing."""
    concerns: int
    """Answers for which it is missing, alone or with others."""
    flows: int


def commands(host: Host) -> list[click.Command]:
    """Return the command."""

    @click.command("missing")
    @input_options
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console")
    def missing(
        folder: Path | None,
        flows: Path | None,
        as_of: datetime | None,
        assume_reviewed: bool,
        overlays: tuple[Path, ...],
        folder_of_rules: Path | None,
        form: str,
    ) -> None:
        """List the facts to collect, those that settle most answers first; rules that are missing come last."""
        rules = rules_from(folder_of_rules)
        judge = assessor(rules, assume_reviewed, overlays)
        found = wanted(flows_of(host, folder, flows, day(as_of), rules), judge)
        if form == "json":
            click.echo(json.dumps([asdict(entry) for entry in found], indent=1))
        else:
            click.echo("\n".join(map(spoken, _lines(found))))

    return [missing]


def wanted(flows: Iterable[Flow], judge: Assessor) -> list[Wanted]:
    """Return what is missing, in the order in which it is worth collecting."""
    alone: Counter[str] = Counter()
    concerned: Counter[str] = Counter()
    seen: dict[str, set[str]] = {}
    for flow in flows:
        for _leg, verdict in judge.assess(flow).verdicts:
            for name in verdict.missing:
                concerned[name] += 1
                seen.setdefault(name, set()).add(flow.id)
                if len(verdict.missing) == 1:
                    alone[name] += 1
    names = sorted(concerned, key=lambda name: (name.startswith("rule:"), -alone[name], -concerned[name], name))
    return [Wanted(name, alone[name], concerned[name], len(seen[name])) for name in names]


def _lines(found: list[Wanted]) -> Iterator[str]:
    if not found:
        yield worded("no fact is missing")
        return
    heads = [spoken(head) for head in (worded("settles"), worded("concerns"), worded("flows"), worded("fact"))]
    widths = [max(len(head), least) for head, least in zip(heads, (8, 9, 6), strict=False)]
    yield " ".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=False)) + f"  {heads[-1]}"
    for entry in found:
        numbers = zip((entry.settles, entry.concerns, entry.flows), widths, strict=True)
        yield " ".join(f"{number:{width}}" for number, width in numbers) + f"  {entry.fact}"
