"""What the workbook and the page show, as tables of texts and numbers: the same for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, MEASURES, SEVERITIES, STATUSES, by_sector
from govkit_submission.desk.shown import shown

Cell = str | int | float
WORDS = {
    "pass": "met",
    "fail": "gap",
    "unknown": "needs facts",
    "review": "needs review",
    "not_applicable": "not applicable",
    "error": "error",
    "": "not claimed",
}


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
            line.sector or "not stated",
            line.as_of,
            "sealed" if line.sealed else "folder",
            line.better,
            line.other,
            *(cell for status in STATUSES for cell in (line.claimed[status], line.found[status])),
            *(line.bases[basis] for basis in BASES),
            *(line.gaps[severity] for severity in SEVERITIES),
            "yes" if line.sha256 in far else "",
            "yes" if line.sha256 in copied else "",
            line.reason,
            line.sha256[:12],
        )
        for line in picture.lines
    ]
    claims = [f"{WORDS[status]}, {side}" for status in STATUSES for side in ("claimed", "found")]
    columns = (
        *("Submission", "Organisation", "Sector", "Judged as of", "Form", "Better than its facts", "Other differences"),
        *claims,
        *(f"met, {basis}" for basis in BASES),
        *(f"gaps, {severity}" for severity in SEVERITIES),
        *("Outlier", "Copied", "In a line", "Digest"),
    )
    note = "Claimed is what the submission says; found is what its own facts give by the checklists of this desk."
    return Table("submissions", "Submissions", note, columns, rows)


def differences(picture: Picture) -> Table:
    """Return what is claimed otherwise than the facts give it."""
    rows = [
        (
            name_of(picture, record["sha256"]),
            entry["kind"],
            entry["name"],
            entry["claimed"],
            entry["found"],
            worse(entry),
        )
        for record in picture.accepted()
        for entry in record["differences"]["first"]
    ]
    note = (
        "Facts are what the submission itself hands in, so that a difference is no matter of opinion: the claim does "
        "not follow from them. Whether the facts are true is for a person to see."
    )
    columns = ("Submission", "What", "Where", "Claimed", "Found", "In its favour")
    return Table(
        "differences",
        "Claims that the facts do not give",
        note,
        columns,
        sorted(rows, key=lambda r: (r[5] == "", r[0])),
    )


def worse(entry: dict[str, Cell]) -> str:
    """Return a mark for a difference that makes the submission look better."""
    return "yes" if entry["better"] else ""


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
            outlier.sector or "all submissions",
        )
        for outlier in picture.outliers
    ]
    note = (
        "Far from its peers is a reason to look, and no finding. Distances are robust: from the median, in median "
        "deviations scaled like standard deviations."
    )
    columns = ("Submission", "Figure", "Its own", "Median of peers", "Distance", "Peers", "Compared within")
    return Table("outliers", "Outliers", note, columns, rows)


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
    note = (
        "Two organisations answer a question in nearly the same words, which few others use. Who had them from whom is "
        "not told by the words, and a common adviser explains them as well."
    )
    columns = ("Submission", "And", "Similarity", "Question", "Words of the first", "Question's id")
    return Table("copies", "Copied answers", note, columns, rows, frozenset({2}))


def boilerplate(picture: Picture) -> Table:
    """Return words that many use."""
    why = {"many": "given by many", "quoted": "quotes a known text"}
    rows = [
        (shown(picture.question(entry.question), 120), shown(entry.words, 160), entry.submissions, why[entry.why])
        for entry in picture.echoes.boilerplate
        if entry.submissions > 1
    ]
    note = "Words that many answer with say little of any of them. They count as nobody's copy."
    return Table("boilerplate", "Boiler-plate", note, ("Question", "Words", "Submissions", "Why"), rows)


def controls(picture: Picture) -> Table:
    """Return one row a control."""
    rows: list[tuple[Cell, ...]] = []
    for figures in picture.controls:
        title = picture.titles(figures.checklist, figures.key.partition("/")[2])
        rows.append(
            (
                figures.key,
                shown(str(title.get("title", "")), 120),
                str(title.get("severity", "")),
                figures.submissions,
                *(figures.found[status] for status in STATUSES),
                round(figures.rate("not_applicable"), 4),
                round(figures.rate("unknown", "review", "error"), 4),
                *(figures.bases[basis] for basis in BASES),
                figures.better,
            )
        )
    columns = (
        *("Control", "Title", "Severity", "Submissions"),
        *(WORDS[status] for status in STATUSES),
        *("not applicable, share", "undecided, share"),
        *(f"met, {basis}" for basis in BASES),
        "claimed otherwise",
    )
    note = "A control that hardly anybody can decide, or that hardly anybody says applies, is a control to look at."
    return Table("controls", "Controls", note, columns, rows, frozenset({10, 11}), bars=True)


def sectors(picture: Picture) -> Table:
    """Return the medians of each sector."""
    rows: list[tuple[Cell, ...]] = [
        (
            sector or "not stated",
            len(lines),
            *(round(median(measure.of(line) for line in lines), 4) for measure in MEASURES),
            sum(line.better > 0 for line in lines),
        )
        for sector, lines in by_sector(picture.lines).items()
    ]
    shares = frozenset(number + 2 for number, measure in enumerate(MEASURES) if measure.is_share)
    columns = ("Sector", "Submissions", *(measure.name for measure in MEASURES), "with claims better than their facts")
    note = "Medians. The sector is what the organisation states of itself, unless the desk was given a list."
    return Table("sectors", "Sectors", note, columns, rows, shares)


def inspections(picture: Picture) -> Table:
    """Return how often inspectors saw a claim in which way, and the reasons where they saw it otherwise."""
    found = picture.agreement
    rows: list[tuple[Cell, ...]] = [
        (f"claimed {claimed}", f"inspector: {verdict}", count)
        for (claimed, verdict), count in sorted(found.table.items())
    ]
    rows += [("reason", reason, count) for reason, count in sorted(found.reasons.items())]
    rows += [("inspector", "cannot tell", found.cannot_tell)] if found.cannot_tell else []
    note = "; ".join(picture.agreement_lines()) + "."
    return Table("inspections", "Inspectors' verdicts", note, ("Claim", "Verdict or reason", "Number"), rows)


def received(picture: Picture) -> Table:
    """Return everything that was received, and what became of it."""
    rows: list[tuple[Cell, ...]] = [
        (entry["source"], entry["outcome"], entry["reason"], entry["at"], entry["sha256"][:12])
        for entry in sorted(picture.received, key=lambda entry: (entry["outcome"] != "rejected", entry["source"]))
    ]
    columns = ("Received", "Outcome", "Reason", "On", "Digest")
    return Table("received", "Received", "Everything that lay in the folders, rejections first.", columns, rows)


def name_of(picture: Picture, sha256: str) -> str:
    """Return the name under which a submission was received, or its digest's beginning."""
    return picture.names.get(sha256, sha256[:12])
