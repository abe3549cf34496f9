"""What the workbook and the page show, the same in both; here the tables that name single submissions."""

from __future__ import annotations

from govkit.model.worded import worded
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, MEASURES, SEVERITIES, STATUSES
from govkit_submission.desk.retold import retold
from govkit_submission.desk.shown import shown
from govkit_submission.desk.table import Cell, Table
from govkit_submission.desk.totals import boilerplate, controls, inspections, sectors
from govkit_submission.desk.words import BASES_SAID, KINDS, OUTCOMES, SEVERITIES_SAID, SIDES, WORDS, side_of


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
