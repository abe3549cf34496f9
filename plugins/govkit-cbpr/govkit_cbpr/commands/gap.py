"""`govkit cbpr gap`: what is still to be done before a certificate is renewed under the newer edition."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from govkit.model.worded import listed, worded
from govkit.plugin.spoken import spoken, spoken_language
from govkit_cbpr.gap import FRAMEWORK, NEWEST, Gap, Row, gap_report, holding_of

if TYPE_CHECKING:
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host

_OLDER = ("global-1.0", "apec-1.0")
_CHANGES = {"new": worded("new"), "changed": worded("changed"), "renumbered": worded("as before")}


def command(host: Host) -> click.Command:
    """Return the command."""

    @click.command("gap")
    @click.argument("folder", type=click.Path(path_type=Path, exists=True), default=".")
    @click.option(
        "--from", "before", type=click.Choice(_OLDER), help="The edition held; the certificate's if left out."
    )
    @click.option(
        "--renewal", type=click.DateTime(["%Y-%m-%d"]), help="The day of renewal; after the certificate's last day."
    )
    @click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day of the assessment; today if left out.")
    @click.option("--format", "form", type=click.Choice(["console", "json", "markdown"]), default="console")
    @click.option("-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
    def gap(
        folder: Path, before: str | None, renewal: datetime | None, as_of: datetime | None, form: str, file: Path | None
    ) -> int:
        """Say what a company certified under edition 1.0 must still do to be renewed under 2.0.

        New and changed requirements come first, then those that only got another number and are not met yet.
        """
        language = "en" if form == "json" else spoken_language()
        report = _report(host, folder, before, renewal, as_of, language)
        write = {"console": as_console, "json": as_json, "markdown": as_markdown}[form]
        text = write(report)
        if file is None:
            click.echo(text, nl=False)
        else:
            host.write(file, text)
            click.echo(spoken(worded("wrote {file}", file=file)), err=True)
        return 0

    return gap


def _report(
    host: Host, folder: Path, before: str | None, renewal: datetime | None, as_of: datetime | None, language: str
) -> Gap:
    facts = host.gather(folder, as_of=as_of.date() if as_of else None)
    config = {**facts["config"], "frameworks": [f"{FRAMEWORK}@{NEWEST}"]}
    assessment = host.judge(cast("Facts", {**facts, "config": config}))
    holding = holding_of(host.load(folder))
    held = holding.edition if holding is not None and holding.edition in _OLDER else _OLDER[0]
    return gap_report(
        assessment,
        before=before or str(held),
        holding=holding,
        renewal=renewal.date() if renewal else None,
        language=language,
    )


def as_json(report: Gap) -> str:
    """Write the report as JSON."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=2, default=_plain) + "\n"


def as_console(report: Gap) -> str:
    """Write the report for a terminal."""
    head = worded("Global CBPR, {before} to {after}, as of {day}", **_span(report))
    lines = [*map(spoken, (head, *_situation(report))), ""]
    for row in report.open_rows:
        state = "; ".join(map(spoken, (_CHANGES[row.change], row.word, row.review)))
        lines.append(f"{_was(row):>9}  {row.title}  [{state}]")
        lines += [f"           - {text}" for text in row.to_do]
    return "\n".join([*lines, "", spoken(_count(report))]) + "\n"


def as_markdown(report: Gap) -> str:
    """Write the report as Markdown."""
    span = _span(report)
    told = (
        worded("# Global CBPR: from {before} to {after}", before=span["before"], after=span["after"]),
        "",
        worded("As of {day}.", day=span["day"]),
        *_situation(report),
        "",
        _count(report),
        "",
    )
    columns = (worded("Requirement"), worded("Change"), worded("State"), worded("Still to do"))
    lines = [*map(spoken, told), f"| 1.0 → 2.0 | {' | '.join(map(spoken, columns))} |", "|---|---|---|---|---|"]
    for row in (*report.open_rows, *(row for row in report.rows if row not in report.open_rows)):
        to_do = "<br>".join(map(_cell, row.to_do)) or "–"
        state, change = spoken(listed([row.word, row.review])), spoken(_CHANGES[row.change])
        lines.append(f"| {_was(row)} | {_cell(row.title)} | {change} | {state} | {to_do} |")
    return "\n".join(lines) + "\n"


def _span(report: Gap) -> dict[str, str]:
    return {"before": report.before, "after": report.after, "day": report.as_of}


def _situation(report: Gap) -> list[str]:
    after, day, needed = report.after, report.renewal, report.mandatory_from
    if report.certificate is None and day is None:
        return [
            worded("No CBPR certificate with a last day is stated, nor a day of renewal."),
            worded("Edition {after} is needed for every certification from {day}.", after=after, day=needed),
        ]
    said: list[str] = []
    if report.certificate is not None:
        edition = report.certificate.edition or worded("no stated edition")
        last = report.certificate.last_day
        named = worded("Certificate {id} ({edition})", id=report.certificate.id, edition=edition)
        if last.isoformat() < report.as_of:
            said.append(worded("{certificate} lapsed on {last}.", certificate=named, last=last))
        else:
            said.append(worded("{certificate} is valid to {last}.", certificate=named, last=last))
    if report.required:
        return [*said, worded("The renewal on {day} needs edition {after}.", day=day, after=after)]
    early = worded(
        "The renewal on {day} comes before {after} is needed ({needed}).", day=day, after=after, needed=needed
    )
    return [*said, early, worded("The renewal after it will need it.")]


def _count(report: Gap) -> str:
    rows = report.open_rows
    counts = {change: sum(row.change == change for row in rows) for change in _CHANGES}
    return worded(
        "Not met yet: {n} requirements ({new} new, {changed} changed, {renumbered} as before). "
        "A pre-answer is no certification.",
        n=len(rows),
        new=counts["new"],
        changed=counts["changed"],
        renumbered=counts["renumbered"],
    )


def _was(row: Row) -> str:
    return f"{row.before or '–'} → {row.number}"


def _cell(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("\n", " ")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no plain data")
