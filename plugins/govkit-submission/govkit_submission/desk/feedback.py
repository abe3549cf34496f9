"""Tells one company what was found in its submission, and nothing about any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govkit.model.worded import listed, worded
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import MEASURES, line_of, verdicts
from govkit_submission.desk.page.render import Sheet
from govkit_submission.desk.retold import retold
from govkit_submission.desk.shown import shown
from govkit_submission.desk.table import Cell, Table
from govkit_submission.desk.tables import worse
from govkit_submission.desk.words import KINDS, REASONS_SAID, SEVERITIES_SAID, VERDICTS_SAID, WORDS


def feedback(picture: Picture, record: Mapping[str, Any]) -> Sheet:
    """Return the page for the company that sent a submission."""
    name = (
        record.get("organisation", {}).get("name") or record.get("organisation", {}).get("id") or worded("Submission")
    )
    kicker = worded("What was found in your submission {digest}", digest=record["sha256"][:12])
    if record["outcome"] != "accepted":
        return Sheet(
            name, kicker, worded("It was not taken in: {reason}.", reason=retold(record["reason"])), [], [], _method()
        )
    line = line_of(record, "", picture.titles)
    judged = worded("{n} verdicts were judged again from your facts.", n=sum(line.found.values()))
    more = worded("No claim says more.")
    if line.better:
        more = worded("{n} of your claims say more than your facts give.", n=line.better)
    lead = listed([judged, more], " ")
    numbers = [(WORDS[status], count) for status, count in sorted(line.found.items())]
    shown_tables = [
        _differences(record),
        _inspected(picture, record),
        _gaps(picture, record),
        _remarks(picture, record),
    ]
    return Sheet(name, kicker, lead, numbers, shown_tables, _method())


def _method() -> list[tuple[str, str]]:
    return [
        (
            worded("Claimed and found"),
            worded("Found is what your own facts give by the checklists of this desk, on the day you chose."),
        ),
        (worded("Remarks"), worded("A remark is a reason to look, and no finding.")),
    ]


def _differences(record: Mapping[str, Any]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            entry["name"],
            KINDS.get(entry["kind"], entry["kind"]),
            WORDS.get(entry["claimed"], entry["claimed"]),
            WORDS.get(entry["found"], entry["found"]),
            worse(entry),
        )
        for entry in record["differences"]["first"]
    ]
    columns = (
        worded("Where"),
        worded("What"),
        worded("You claimed"),
        worded("Your facts give"),
        worded("In your favour"),
    )
    return Table("differences", worded("Claims that your facts do not give"), "", columns, rows)


def _inspected(picture: Picture, record: Mapping[str, Any]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            entry["control"],
            WORDS[entry["claimed"]],
            VERDICTS_SAID[entry["verdict"]],
            REASONS_SAID.get(entry["reason"], entry["reason"]),
            entry["note"],
        )
        for entry in sorted(picture.verdicts().values(), key=lambda entry: str(entry["control"]))
        if entry["sha256"] == record["sha256"]
    ]
    columns = (
        worded("Control"),
        worded("You claimed"),
        worded("The inspector's verdict"),
        worded("Reason"),
        worded("Note"),
    )
    return Table("inspected", worded("Looked at by hand"), "", columns, rows)


def _gaps(picture: Picture, record: Mapping[str, Any]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for entry in verdicts(record):
        if entry.found not in ("pass", "not_applicable"):
            title = picture.titles(entry.checklist, entry.control)
            rows.append(
                (
                    entry.key,
                    shown(str(title.get("title", "")), 160),
                    SEVERITIES_SAID.get(str(title.get("severity", "")), ""),
                    WORDS[entry.found],
                )
            )
    order = {"critical": 0, "high": 1, "medium": 2, "low": 3}
    rows.sort(key=lambda row: (row[3] != "gap", order.get(str(row[2]), 4), row[0]))
    columns = (worded("Control"), worded("Title"), worded("Severity"), worded("Verdict"))
    return Table("gaps", worded("Gaps and open points"), "", columns, rows)


def _remarks(picture: Picture, record: Mapping[str, Any]) -> Table:
    """Return what the comparison showed of this submission, without a word about those it was compared with."""
    names = {measure.id: measure.name for measure in MEASURES}
    sha256 = record["sha256"]
    rows: list[tuple[Cell, ...]] = [
        (
            worded("{measure}: unusually high", measure=names[found.measure])
            if found.deviations > 0
            else worded("{measure}: unusually low", measure=names[found.measure]),
            f"{found.value:.4g}",
        )
        for found in picture.outliers
        if found.sha256 == sha256
    ]
    questions = sorted({copy.question for copy in picture.echoes.copies if sha256 in (copy.first, copy.second)})
    rows += [(worded("an answer that is not in words of its own"), shown(picture.question(q), 160)) for q in questions]
    rows += [(worded("signature"), retold(remark)) for remark in record["remarks"]]
    rows += [(worded("judged elsewhere"), line) for line in record["foreign"]]
    return Table("remarks", worded("Remarks"), "", (worded("Remark"), worded("About")), rows)
