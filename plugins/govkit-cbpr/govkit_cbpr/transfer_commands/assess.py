"""`govkit transfers assess`: what each law says of each flow, and of all of them together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.worded import listed, worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import (
    assessor,
    day,
    flows_of,
    input_options,
    rules_from,
    without_collector,
)

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.assessing import Assessor, Result
    from govkit_cbpr.transfer_rules.flows import Flow
    from govkit_cbpr.transfer_rules.judging import Verdict
    from govkit_cbpr.transfer_rules.library import RuleSet

WORDS = {
    "permitted": worded("permitted"),
    "permitted_with_conditions": worded("permitted with conditions"),
    "not_permitted": worded("NOT PERMITTED"),
    "unknown": worded("unknown"),
}

MARKS = {"shown": worded("shown"), "open": worded("to show"), "not_met": worded("NOT MET")}


def commands(host: Host) -> list[click.Command]:
    """Return the command."""

    @click.command("assess")
    @input_options
    @click.option("--format", "form", type=click.Choice(["console", "json", "jsonl"]), default="console")
    def assess(
        folder: Path | None,
        flows: Path | None,
        as_of: datetime | None,
        assume_reviewed: bool,
        overlays: tuple[Path, ...],
        folder_of_rules: Path | None,
        form: str,
    ) -> None:
        """Judge the transfers of an assessed FOLDER, or the flows of a file, under every law that governs them.

        The answers are pre-answered by rules that were not reviewed by counsel unless the output says so. They are no
        legal advice.
        """
        with without_collector():
            rules = rules_from(folder_of_rules)
            judge = assessor(rules, assume_reviewed, overlays)
            judged = flows_of(host, folder, flows, day(as_of), rules)
            if form == "jsonl":
                for chunk in _chunks(json_lines(judged, judge, rules)):
                    click.echo(chunk, nl=False, color=True)  # JSON holds no colours that would have to be taken away
            elif form == "json":
                click.echo(json.dumps(_document(judged, judge, rules, assume_reviewed), indent=2, ensure_ascii=False))
            else:
                click.echo("\n".join(map(spoken, console(judged, judge, rules, assume_reviewed))))

    return [assess]


def json_lines(flows: Iterable[Flow], judge: Assessor, rules: RuleSet) -> Iterator[str]:
    """Yield one line a flow and regime, and one a flow for all regimes; equal answers are written once."""
    from govkit_cbpr.transfer_rules.lines import Lines

    lines = Lines(rules)
    for flow in flows:
        yield from lines.of(flow.id, judge.assess(flow))


def _chunks(lines: Iterator[str], size: int = 2000) -> Iterator[str]:
    chunk: list[str] = []
    for text in lines:
        chunk.append(text)
        if len(chunk) >= size:
            yield "".join(chunk)
            chunk = []
    yield "".join(chunk)


def _document(flows: list[Flow], judge: Assessor, rules: RuleSet, assume_reviewed: bool) -> dict[str, Any]:
    from govkit_cbpr.transfer_rules.answers import HYPOTHETICAL, NOT_REVIEWED, line, sentence

    lines = []
    for flow in flows:
        result = judge.assess(flow)
        lines += [line(flow.id, verdict, rules, leg) for leg, verdict in [*result.verdicts, ("", result.combined)]]
    codes = sorted({code for entry in lines for code in entry["conditions"]})
    head: dict[str, Any] = {"hypothetical": HYPOTHETICAL} if assume_reviewed else {}
    return {
        **head,
        "review": NOT_REVIEWED,
        "rules": {"edition": rules.edition, "sha256": rules.digest},
        "conditions": {code: sentence(code, rules) for code in codes},
        "answers": lines,
    }


def console(flows: list[Flow], judge: Assessor, rules: RuleSet, assume_reviewed: bool) -> Iterator[str]:
    """Yield the lines for people: each flow with its combined answer, then what each law says."""
    from govkit_cbpr.transfer_rules.answers import HYPOTHETICAL, NOT_REVIEWED

    if assume_reviewed:
        yield worded("== {what} ==", what=HYPOTHETICAL)
        yield ""
    if not flows:
        yield worded("no transfers are recorded")
    for flow in flows:
        result = judge.assess(flow)
        way = f"{flow.values.get('origin') or '?'} → {flow.values.get('destination') or '?'}"
        yield worded("{flow}: {answer}", flow=f"{flow.id}  {way}  {flow.date}", answer=WORDS[result.combined.answer])
        yield from _laws(result, rules)
        yield ""
    yield worded(
        "Rules as of {edition}, {not_reviewed}. Pre-answered; no legal advice.",
        edition=rules.edition,
        not_reviewed=NOT_REVIEWED,
    )


def _gap(verdict: Verdict, rules: RuleSet) -> str:
    """Say which gates are shut, or that no way is in place, and which there would be."""
    law = rules.regimes[verdict.regime].regime
    ways = [name.removeprefix(f"{verdict.regime}.") for name in verdict.rules]
    if ways[0] == "otherwise":
        shown = ", ".join(ways[1:7]) + (" …" if len(ways) > 7 else "")
        return (
            worded("no way that this law knows is in place ({shown})", shown=shown)
            if shown
            else worded("this law knows no way")
        )
    titles = {rule.id: rule.title for rule in law.rules}
    return listed(
        [worded("{title} [{rule}]", title=worded(titles[name]), rule=f"{verdict.regime}.{name}") for name in ways], " "
    )


def _laws(result: Result, rules: RuleSet) -> Iterator[str]:
    from govkit_cbpr.transfer_rules.answers import sentence

    maybe: dict[tuple[str, ...], list[str]] = {}
    for leg, verdict in result.verdicts:
        is_open = verdict.scope == "unknown" and not verdict.rules and not verdict.overlays
        if is_open and not verdict.missing[0].startswith("rule:"):
            maybe.setdefault(verdict.missing, []).append(verdict.regime)
            continue
        law = f"{leg + ' ' if leg else ''}{verdict.regime:14}"
        told = worded("  {law} {answer}", law=law, answer=WORDS[verdict.answer])
        yield worded("{told} (out of scope)", told=told) if verdict.scope == "out_of_scope" else told
        if verdict.missing:
            yield worded("      needs facts: {missing}", missing=", ".join(verdict.missing))
        if verdict.answer == "not_permitted" and not verdict.overlays:
            yield worded("      gap: {verdict}", verdict=_gap(verdict, rules))
        for name in verdict.overlays:
            yield worded("      lowered by a stricter rule: {name}", name=name)
        for code, evidence in verdict.conditions:
            yield worded(
                "      {mark}: {sentence} [{code}]", mark=MARKS[evidence], sentence=sentence(code, rules), code=code
            )
    for missing, regimes in maybe.items():
        yield worded(
            "  {count} more laws may govern; needs facts: {missing}", count=len(regimes), missing=", ".join(missing)
        )
