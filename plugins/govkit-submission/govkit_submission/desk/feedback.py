"""Tells one company what was found in its submission, and nothing about any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import MEASURES, line_of, verdicts
from govkit_submission.desk.page.render import Sheet
from govkit_submission.desk.shown import shown
from govkit_submission.desk.tables import WORDS, Cell, Table, worse


def feedback(picture: Picture, record: Mapping[str, Any]) -> Sheet:
    """Return the page for the company that sent a submission."""
    name = record.get("organisation", {}).get("name") or record.get("organisation", {}).get("id") or "Submission"
    kicker = f"What was found in your submission {record['sha256'][:12]}"
    if record["outcome"] != "accepted":
        return Sheet(str(name), kicker, f"It was not taken in: {record['reason']}.", [], [], _method())
    line = line_of(record, "", picture.titles)
    lead = f"{sum(line.found.values())} verdicts were judged again from your facts."
    lead += f" {line.better} of your claims say more than your facts give." if line.better else " No claim says more."
    numbers = [(WORDS[status], count) for status, count in sorted(line.found.items())]
    shown_tables = [
        _differences(record),
        _inspected(picture, record),
        _gaps(picture, record),
        _remarks(picture, record),
    ]
    return Sheet(str(name), kicker, lead, numbers, shown_tables, _method())


def _method() -> list[tuple[str, str]]:
    return [
        (
            "Claimed and found",
            "Found is what your own facts give by the checklists of this desk, on the day you chose.",
        ),
        ("Remarks", "A remark is a reason to look, and no finding."),
    ]


def _differences(record: Mapping[str, Any]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (entry["name"], entry["kind"], entry["claimed"], entry["found"], worse(entry))
        for entry in record["differences"]["first"]
    ]
    columns = ("Where", "What", "You claimed", "Your facts give", "In your favour")
    return Table("differences", "Claims that your facts do not give", "", columns, rows)


def _inspected(picture: Picture, record: Mapping[str, Any]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (entry["control"], WORDS[entry["claimed"]], entry["verdict"], entry["reason"], entry["note"])
        for entry in sorted(picture.verdicts().values(), key=lambda entry: str(entry["control"]))
        if entry["sha256"] == record["sha256"]
    ]
    columns = ("Control", "You claimed", "The inspector's verdict", "Reason", "Note")
    return Table("inspected", "Looked at by hand", "", columns, rows)


def _gaps(picture: Picture, record: Mapping[str, Any]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for entry in verdicts(record):
        if entry.found not in ("pass", "not_applicable"):
            title = picture.titles(entry.checklist, entry.control)
            rows.append(
                (entry.key, shown(str(title.get("title", "")), 160), str(title.get("severity", "")), WORDS[entry.found])
            )
    order = {"critical": 0, "high": 1, "medium": 2, "low": 3}
    rows.sort(key=lambda row: (row[3] != "gap", order.get(str(row[2]), 4), row[0]))
    return Table("gaps", "Gaps and open points", "", ("Control", "Title", "Severity", "Verdict"), rows)


def _remarks(picture: Picture, record: Mapping[str, Any]) -> Table:
    """Return what the comparison showed of this submission, without a word about those it was compared with."""
    names = {measure.id: measure.name for measure in MEASURES}
    sha256 = record["sha256"]
    rows: list[tuple[Cell, ...]] = [
        (f"{names[found.measure]}: unusually {'high' if found.deviations > 0 else 'low'}", f"{found.value:.4g}")
        for found in picture.outliers
        if found.sha256 == sha256
    ]
    questions = sorted({copy.question for copy in picture.echoes.copies if sha256 in (copy.first, copy.second)})
    rows += [("an answer that is not in words of its own", shown(picture.question(q), 160)) for q in questions]
    rows += [("signature", remark) for remark in record["remarks"]]
    rows += [("judged elsewhere", line) for line in record["foreign"]]
    return Table("remarks", "Remarks", "", ("Remark", "About"), rows)
