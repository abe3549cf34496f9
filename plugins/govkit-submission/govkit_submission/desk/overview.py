"""The year's overview: how the submissions stand, without naming anybody or letting anybody be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from govkit.model.worded import worded
from govkit_submission.desk.agreement import agreement, in_words
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, STATUSES, Line, by_control
from govkit_submission.desk.page.render import Sheet
from govkit_submission.desk.shown import shown
from govkit_submission.desk.suppress import pooled, suppressed
from govkit_submission.desk.tables import Cell, Table
from govkit_submission.desk.words import BASES_SAID, WORDS

_NONE = worded("not stated")


def overview(picture: Picture, year: int | None, least: int) -> Sheet | None:
    """Return the overview of a year, or of all; `None` where there are fewer than `least` organisations in it."""
    prefix = "" if year is None else f"{year:04}-"
    lines = [line for line in picture.lines if line.as_of.startswith(prefix)]
    if len({line.organisation for line in lines}) < least:
        return None
    kept = {line.sha256 for line in lines}
    shown_tables = [_sectors(lines, least), _bases(lines), _controls(picture, kept, least)]
    said = [entry for entry in picture.verdicts().values() if entry["sha256"] in kept]
    together = agreement(said)
    counted = {entry["sha256"] for entry in said}
    method: list[tuple[str, str]] = [
        (
            worded("Small numbers"),
            worded(
                "A number from 1 to {most} is shown as fewer than {least}, and where it could be worked out from its "
                "row, another of the row is withheld, too. Sectors with too few submissions are pooled.",
                most=least - 1,
                least=least,
            ),
        ),
        (
            worded("Verdicts"),
            worded("As the facts of the submissions give them by the checklists of the desk, whatever was claimed."),
        ),
    ]
    if len(counted) >= least:
        method.append((worded("Inspections"), in_words(worded("weighted back to all verdicts"), together.weighted)))
    numbers = [
        (worded("submissions"), len(lines)),
        (worded("organisations"), len({line.organisation for line in lines})),
    ]
    title = worded("Overview") if year is None else worded("Overview of {year}", year=year)
    return Sheet(title, worded("Desk · nobody is named"), _lead(lines, least), numbers, shown_tables, method)


def _lead(lines: Iterable[Line], least: int) -> str:
    found = sum((line.found for line in lines), Counter[str]())
    applicable = sum(found.values()) - found["not_applicable"]
    met, gaps, undecided = (
        f"{count / max(applicable, 1):.0%}"
        for count in (found["pass"], found["fail"], found["unknown"] + found["review"] + found["error"])
    )
    return worded(
        "Of all requirements that apply, {met} are met, {gaps} are gaps and {undecided} are undecided.",
        met=met,
        gaps=gaps,
        undecided=undecided,
    )


def _row(counts: Mapping[str, int], least: int) -> list[Cell]:
    return [
        worded("< {least} or withheld", least=least) if count is None else count
        for count in suppressed(counts, least).values()
    ]


def _sectors(lines: list[Line], least: int) -> Table:
    groups = pooled(Counter(line.sector or _NONE for line in lines), least, worded("other sectors"))
    found: dict[str, Counter[str]] = {}
    sizes: Counter[str] = Counter()
    for line in lines:
        name = groups[line.sector or _NONE]
        sizes[name] += 1
        found.setdefault(name, Counter()).update(line.found)
    rows: list[tuple[Cell, ...]] = [
        (name, sizes[name], *(round(found[name][status] / sum(found[name].values()), 3) for status in STATUSES))
        for name in sorted(found)
        if sizes[name] >= least
    ]
    columns = (worded("Sector"), worded("Submissions"), *(WORDS[status] for status in STATUSES))
    shares = frozenset(range(2, 2 + len(STATUSES)))
    return Table("sectors", worded("Sectors"), worded("Shares of all verdicts of a sector."), columns, rows, shares)


def _bases(lines: list[Line]) -> Table:
    found = sum((line.bases for line in lines), Counter[str]())
    whole = sum(found.values()) or 1
    rows: list[tuple[Cell, ...]] = [(BASES_SAID[basis], round(found[basis] / whole, 3)) for basis in BASES]
    return Table(
        "bases",
        worded("What met controls rest on"),
        worded("A declaration was verified by nobody."),
        (worded("Basis"), worded("Share")),
        rows,
        frozenset({1}),
    )


def _controls(picture: Picture, kept: set[str], least: int) -> Table:
    records: Iterable[Mapping[str, Any]] = (record for record in picture.accepted() if record["sha256"] in kept)
    rows: list[tuple[Cell, ...]] = []
    for figures in by_control(records):
        if figures.submissions < least:
            continue
        title = picture.titles(figures.checklist, figures.key.partition("/")[2]).get("title", "")
        counts = {status: figures.found[status] for status in STATUSES}
        rows.append((figures.key, shown(str(title), 120), figures.submissions, *_row(counts, least)))
    columns = (worded("Control"), worded("Title"), worded("Submissions"), *(WORDS[status] for status in STATUSES))
    return Table("requirements", worded("Requirements"), worded("Submissions by verdict."), columns, rows)
