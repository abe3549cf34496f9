"""The year's overview: how the submissions stand, without naming anybody or letting anybody be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from govkit_submission.desk.agreement import agreement, in_words
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, STATUSES, Line, by_control
from govkit_submission.desk.page.render import Sheet
from govkit_submission.desk.shown import shown
from govkit_submission.desk.suppress import pooled, suppressed
from govkit_submission.desk.tables import WORDS, Cell, Table


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
    method = [
        (
            "Small numbers",
            f"A number from 1 to {least - 1} is shown as fewer than {least}, and where it could be worked out from its "
            "row, another of the row is withheld, too. Sectors with too few submissions are pooled.",
        ),
        ("Verdicts", "As the facts of the submissions give them by the checklists of the desk, whatever was claimed."),
    ]
    if len(counted) >= least:
        method.append(("Inspections", in_words("weighted back to all verdicts", together.weighted)))
    numbers = [("submissions", len(lines)), ("organisations", len({line.organisation for line in lines}))]
    title = "Overview" if year is None else f"Overview of {year}"
    return Sheet(title, "Desk · nobody is named", _lead(lines, least), numbers, shown_tables, method)


def _lead(lines: Iterable[Line], least: int) -> str:
    found = sum((line.found for line in lines), Counter[str]())
    applicable = sum(found.values()) - found["not_applicable"]
    undecided = found["unknown"] + found["review"] + found["error"]
    return (
        f"Of all requirements that apply, {found['pass'] / max(applicable, 1):.0%} are met, "
        f"{found['fail'] / max(applicable, 1):.0%} are gaps and {undecided / max(applicable, 1):.0%} are undecided."
    )


def _row(counts: Mapping[str, int], least: int) -> list[Cell]:
    return [f"< {least} or withheld" if count is None else count for count in suppressed(counts, least).values()]


def _sectors(lines: list[Line], least: int) -> Table:
    groups = pooled(Counter(line.sector or "not stated" for line in lines), least, "other sectors")
    found: dict[str, Counter[str]] = {}
    sizes: Counter[str] = Counter()
    for line in lines:
        name = groups[line.sector or "not stated"]
        sizes[name] += 1
        found.setdefault(name, Counter()).update(line.found)
    rows: list[tuple[Cell, ...]] = [
        (name, sizes[name], *(round(found[name][status] / sum(found[name].values()), 3) for status in STATUSES))
        for name in sorted(found)
        if sizes[name] >= least
    ]
    columns = ("Sector", "Submissions", *(WORDS[status] for status in STATUSES))
    shares = frozenset(range(2, 2 + len(STATUSES)))
    return Table("sectors", "Sectors", "Shares of all verdicts of a sector.", columns, rows, shares)


def _bases(lines: list[Line]) -> Table:
    found = sum((line.bases for line in lines), Counter[str]())
    whole = sum(found.values()) or 1
    rows: list[tuple[Cell, ...]] = [(basis, round(found[basis] / whole, 3)) for basis in BASES]
    return Table(
        "bases",
        "What met controls rest on",
        "A declaration was verified by nobody.",
        ("Basis", "Share"),
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
    columns = ("Control", "Title", "Submissions", *(WORDS[status] for status in STATUSES))
    return Table("requirements", "Requirements", "Submissions by verdict.", columns, rows)
