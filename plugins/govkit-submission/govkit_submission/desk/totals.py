"""What all submissions come to, as tables: controls, sectors, words that many use, and inspectors' verdicts."""

from __future__ import annotations

from statistics import median

from govkit.model.worded import listed, worded
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, MEASURES, STATUSES, by_sector
from govkit_submission.desk.shown import shown
from govkit_submission.desk.table import Cell, Table
from govkit_submission.desk.words import BASES_SAID, REASONS_SAID, SEVERITIES_SAID, VERDICTS_SAID, WORDS


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
