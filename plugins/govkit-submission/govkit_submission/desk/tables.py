"""What the workbook and the page show, as tables of texts and numbers: the same for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from govkit.model.worded import listed, worded
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, MEASURES, SEVERITIES, STATUSES, by_sector
from govkit_submission.desk.retold import retold
from govkit_submission.desk.shown import shown
from govkit_submission.desk.words import (
    BASES_SAID,
    KINDS,
    OUTCOMES,
    REASONS_SAID,
    SEVERITIES_SAID,
    SIDES,
    VERDICTS_SAID,
    WORDS,
    side_of,
)

Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """A table with its name and what has to be known to read it."""

    id: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    shares: frozenset[int] = frozenset()
    """Columns whose numbers are shares, to be shown as percentages."""
    bars: bool = False
    """Whether the six numbers from the fifth column on are verdicts that a bar can show."""


def tables(picture: Picture) -> list[Table]:
    """Return every table but the sample, in the order in which they are read."""
    return [
        differences(picture),
        submissions(picture),
        outliers(picture),
        copies(picture),
        boilerplate(picture),
        controls(picture),
        sectors(picture),
        inspections(picture),
        received(picture),
    ]


def submissions(picture: Picture) -> Table:
    """Return one row a submission, those with claims better than their facts first."""
    far = {outlier.sha256 for outlier in picture.outliers}
    copied = {sha256 for copy in picture.echoes.copies for sha256 in (copy.first, copy.second)}
    rows = [
        (
            name_of(picture, line.sha256),
            line.name,
            line.sector or worded("not stated"),
            line.as_of,
            worded("sealed") if line.sealed else worded("folder"),
            line.better,
            line.other,
            *(cell for status in STATUSES for cell in (line.claimed[status], line.found[status])),
            *(line.bases[basis] for basis in BASES),
            *(line.gaps[severity] for severity in SEVERITIES),
            worded("yes") if line.sha256 in far else "",
            worded("yes") if line.sha256 in copied else "",
            retold(line.reason),
            line.sha256[:12],
        )
        for line in picture.lines
    ]
    claims = [side_of(status, side) for status in STATUSES for side in SIDES]
    columns = (
        *(
            worded("Submission"),
            worded("Organisation"),
            worded("Sector"),
            worded("Judged as of"),
            worded("Form"),
            worded("Better than its facts"),
            worded("Other differences"),
        ),
        *claims,
        *(worded("met, {basis}", basis=BASES_SAID[basis]) for basis in BASES),
        *(worded("gaps, {severity}", severity=SEVERITIES_SAID[severity]) for severity in SEVERITIES),
        *(worded("Outlier"), worded("Copied"), worded("In a line"), worded("Digest")),
    )
    note = worded(
        "Claimed is what the submission says; found is what its own facts give by the checklists of this desk."
    )
    return Table("submissions", worded("Submissions"), note, columns, rows)


def differences(picture: Picture) -> Table:
    """Return what is claimed otherwise than the facts give it."""
    rows = [
        (
            name_of(picture, record["sha256"]),
            KINDS.get(entry["kind"], entry["kind"]),
            entry["name"],
            WORDS.get(entry["claimed"], entry["claimed"]),
            WORDS.get(entry["found"], entry["found"]),
            worse(entry),
        )
        for record in picture.accepted()
        for entry in record["differences"]["first"]
    ]
    note = worded(
        "Facts are what the submission itself hands in, so that a difference is no matter of opinion: the claim does "
        "not follow from them. Whether the facts are true is for a person to see."
    )
    columns = (
        worded("Submission"),
        worded("What"),
        worded("Where"),
        worded("Claimed"),
        worded("Found"),
        worded("In its favour"),
    )
    return Table(
        "differences",
        worded("Claims that the facts do not give"),
        note,
        columns,
        sorted(rows, key=lambda r: (r[5] == "", r[0])),
    )


def worse(entry: dict[str, Cell]) -> str:
    """Return a mark for a difference that makes the submission look better."""
    return worded("yes") if entry["better"] else ""


def outliers(picture: Picture) -> Table:
    """Return what stands far from its peers."""
    names = {measure.id: measure.name for measure in MEASURES}
    rows = [
        (
            name_of(picture, outlier.sha256),
            names[outlier.measure],
            round(outlier.value, 3),
            round(outlier.centre, 3),
            round(outlier.deviations, 1),
            outlier.peers,
            outlier.sector or worded("all submissions"),
        )
        for outlier in picture.outliers
    ]
    note = worded(
        "Far from its peers is a reason to look, and no finding. Distances are robust: from the median, in median "
        "deviations scaled like standard deviations."
    )
    columns = (
        worded("Submission"),
        worded("Figure"),
        worded("Its own"),
        worded("Median of peers"),
        worded("Distance"),
        worded("Peers"),
        worded("Compared within"),
    )
    return Table("outliers", worded("Outliers"), note, columns, rows)


def copies(picture: Picture) -> Table:
    """Return pairs of submissions that share the words of an answer."""
    rows = [
        (
            name_of(picture, copy.first),
            name_of(picture, copy.second),
            copy.similarity,
            shown(picture.question(copy.question), 120),
            shown(copy.words, 160),
            copy.question,
        )
        for copy in picture.echoes.copies
    ]
    note = worded(
        "Two organisations answer a question in nearly the same words, which few others use. Who had them from whom is "
        "not told by the words, and a common adviser explains them as well."
    )
    columns = (
        worded("Submission"),
        worded("And"),
        worded("Similarity"),
        worded("Question"),
        worded("Words of the first"),
        worded("Question's id"),
    )
    return Table("copies", worded("Copied answers"), note, columns, rows, frozenset({2}))


def boilerplate(picture: Picture) -> Table:
    """Return words that many use."""
    why = {"many": worded("given by many"), "quoted": worded("quotes a known text")}
    rows = [
        (shown(picture.question(entry.question), 120), shown(entry.words, 160), entry.submissions, why[entry.why])
        for entry in picture.echoes.boilerplate
        if entry.submissions > 1
    ]
    note = worded("Words that many answer with say little of any of them. They count as nobody's copy.")
    return Table(
        "boilerplate",
        worded("Boiler-plate"),
        note,
        (worded("Question"), worded("Words"), worded("Submissions"), worded("Why")),
        rows,
    )


def controls(picture: Picture) -> Table:
    """Return one row a control."""
    rows: list[tuple[Cell, ...]] = []
    for figures in picture.controls:
        title = picture.titles(figures.checklist, figures.key.partition("/")[2])
        rows.append(
            (
                figures.key,
                shown(str(title.get("title", "")), 120),
                SEVERITIES_SAID.get(str(title.get("severity", "")), ""),
                figures.submissions,
                *(figures.found[status] for status in STATUSES),
                round(figures.rate("not_applicable"), 4),
                round(figures.rate("unknown", "review", "error"), 4),
                *(figures.bases[basis] for basis in BASES),
                figures.better,
            )
        )
    columns = (
        *(worded("Control"), worded("Title"), worded("Severity"), worded("Submissions")),
        *(WORDS[status] for status in STATUSES),
        *(worded("not applicable, share"), worded("undecided, share")),
        *(worded("met, {basis}", basis=BASES_SAID[basis]) for basis in BASES),
        worded("claimed otherwise"),
    )
    note = worded(
        "A control that hardly anybody can decide, or that hardly anybody says applies, is a control to look at."
    )
    return Table("controls", worded("Controls"), note, columns, rows, frozenset({10, 11}), bars=True)


def sectors(picture: Picture) -> Table:
    """Return the medians of each sector."""
    rows: list[tuple[Cell, ...]] = [
        (
            sector or worded("not stated"),
            len(lines),
            *(round(median(measure.of(line) for line in lines), 4) for measure in MEASURES),
            sum(line.better > 0 for line in lines),
        )
        for sector, lines in by_sector(picture.lines).items()
    ]
    shares = frozenset(number + 2 for number, measure in enumerate(MEASURES) if measure.is_share)
    columns = (
        worded("Sector"),
        worded("Submissions"),
        *(measure.name for measure in MEASURES),
        worded("with claims better than their facts"),
    )
    note = worded("Medians. The sector is what the organisation states of itself, unless the desk was given a list.")
    return Table("sectors", worded("Sectors"), note, columns, rows, shares)


def inspections(picture: Picture) -> Table:
    """Return how often inspectors saw a claim in which way, and the reasons where they saw it otherwise."""
    found = picture.agreement
    rows: list[tuple[Cell, ...]] = [
        (
            worded("claimed {claimed}", claimed=VERDICTS_SAID[claimed]),
            worded("inspector: {verdict}", verdict=VERDICTS_SAID[verdict]),
            count,
        )
        for (claimed, verdict), count in sorted(found.table.items())
    ]
    rows += [
        (worded("reason"), REASONS_SAID.get(reason, reason), count) for reason, count in sorted(found.reasons.items())
    ]
    rows += [(worded("inspector"), worded("cannot tell"), found.cannot_tell)] if found.cannot_tell else []
    note = worded("{lines}.", lines=listed(picture.agreement_lines(), "; "))
    return Table(
        "inspections",
        worded("Inspectors' verdicts"),
        note,
        (worded("Claim"), worded("Verdict or reason"), worded("Number")),
        rows,
    )


def received(picture: Picture) -> Table:
    """Return everything that was received, and what became of it."""
    rows: list[tuple[Cell, ...]] = [
        (entry["source"], OUTCOMES[entry["outcome"]], retold(entry["reason"]), entry["at"], entry["sha256"][:12])
        for entry in sorted(picture.received, key=lambda entry: (entry["outcome"] != "rejected", entry["source"]))
    ]
    columns = (worded("Received"), worded("Outcome"), worded("Reason"), worded("On"), worded("Digest"))
    return Table(
        "received", worded("Received"), worded("Everything that lay in the folders, rejections first."), columns, rows
    )


def name_of(picture: Picture, sha256: str) -> str:
    """Return the name under which a submission was received, or its digest's beginning."""
    return picture.names.get(sha256, sha256[:12])
