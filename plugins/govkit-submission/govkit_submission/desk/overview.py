"""The year's overview: how the organisations stand, without naming anybody or letting anybody be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from govkit.model.worded import worded
from govkit_submission.desk.agreement import agreement, in_words
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import BASES, STATUSES, Line, Verdict, verdicts
from govkit_submission.desk.page.render import Sheet
from govkit_submission.desk.shown import shown
from govkit_submission.desk.suppress import pooled, suppressed, suppressed_table
from govkit_submission.desk.table import Cell, Table
from govkit_submission.desk.words import BASES_SAID, WORDS

_NONE = worded("not stated")


@dataclass(frozen=True)
class _Standing:
    """How one organisation stands: its latest submission, as far as enough others were asked the same."""

    sector: str
    verdicts: Mapping[str, Verdict]
    """By control; one each, whatever number of editions it was judged by."""

    def count(self, of: Callable[[Verdict], str]) -> Counter[str]:
        return Counter(of(verdict) for verdict in self.verdicts.values())


def overview(picture: Picture, year: int | None, least: int) -> Sheet | None:
    """Return the overview of a year, or of all; `None` where fewer than `least` organisations were asked the same."""
    prefix = "" if year is None else f"{year:04}-"
    lines = _latest([line for line in picture.lines if line.as_of.startswith(prefix)], picture)
    standings = _standings(picture, lines, least)
    if not any(standing.verdicts for standing in standings):
        return None
    shown_tables = [_sectors(standings, least), _bases(standings, least), _controls(picture, standings, least)]
    whose = {line.sha256 for line in lines}
    said = [entry for entry in picture.verdicts().values() if entry["sha256"] in whose]
    together = agreement(said)
    method = _method(least)
    if len({entry["sha256"] for entry in said}) >= least:
        method.append((worded("Inspections"), in_words(worded("weighted back to all verdicts"), together.weighted)))
    numbers = [(worded("organisations"), len(standings))]
    title = worded("Overview") if year is None else worded("Overview of {year}", year=year)
    return Sheet(title, worded("Desk · nobody is named"), _lead(standings, least), numbers, shown_tables, method)


def _method(least: int) -> list[tuple[str, str]]:
    """Return how the figures come about, and what withholding small ones does not do."""
    return [
        (
            worded("Small numbers"),
            worded(
                "A number from 1 to {most} is shown as fewer than {least}, and where it could be worked out from its "
                "row or column, others are withheld, too. Sectors with too few organisations are pooled, and controls "
                "that too few were asked are left out of every figure.",
                most=least - 1,
                least=least,
            ),
        ),
        (
            worded("Other overviews"),
            worded(
                "Small numbers are withheld within this overview alone. Whoever holds a second one that counts nearly "
                "the same organisations (of another day, of other years, with other sectors or another smallest "
                "number) can subtract the two, and read what those say that only one of them counts. One should be "
                "published, and no other."
            ),
        ),
        (worded("Organisations"), worded("Of each organisation the latest submission counts.")),
        (
            worded("Verdicts"),
            worded("As the facts of the submissions give them by the checklists of the desk, whatever was claimed."),
        ),
    ]


def _latest(lines: Iterable[Line], picture: Picture) -> list[Line]:
    """Return the latest submission of each organisation: by its day, then by when it was received."""
    order = {sha256: number for number, sha256 in enumerate(picture.names)}
    found: dict[str, Line] = {}
    for line in sorted(lines, key=lambda line: (line.as_of, order.get(line.sha256, -1))):
        found[line.organisation] = line
    return [found[name] for name in sorted(found)]


def _standings(picture: Picture, lines: Sequence[Line], least: int) -> list[_Standing]:
    sectors = {line.sha256: line.sector for line in lines}
    given = {
        record["sha256"]: {verdict.key: verdict for verdict in verdicts(record)}
        for record in picture.accepted()
        if record["sha256"] in sectors
    }
    asked = Counter(key for found in given.values() for key in found)
    return [
        _Standing(sectors[sha256], {key: verdict for key, verdict in found.items() if asked[key] >= least})
        for sha256, found in given.items()
    ]


def _found(standings: Iterable[_Standing]) -> Counter[str]:
    return sum((standing.count(lambda verdict: verdict.found) for standing in standings), Counter[str]())


def _lead(standings: Sequence[_Standing], least: int) -> str:
    found = _found(standings)
    applicable = sum(found.values()) - found["not_applicable"]
    undecided = found["unknown"] + found["review"] + found["error"]
    counts = {"met": found["pass"], "gaps": found["fail"], "undecided": undecided}
    if None in suppressed(counts, least).values():
        return worded("Too few requirements are met, gaps or undecided to say how many of them are.")
    shares = {name: f"{count / max(applicable, 1):.0%}" for name, count in counts.items()}
    return worded(
        "Of all requirements that apply, {met} are met, {gaps} are gaps and {undecided} are undecided.", **shares
    )


def _withheld(least: int) -> str:
    return worded("< {least} or withheld", least=least)


def _sectors(standings: Sequence[_Standing], least: int) -> Table:
    groups = pooled(Counter(one.sector or _NONE for one in standings), least, worded("other sectors"))
    members: dict[str, list[_Standing]] = {}
    for standing in standings:
        members.setdefault(groups[standing.sector or _NONE], []).append(standing)
    found = {name: _found(members[name]) for name in sorted(members)}
    counts = {name: {status: found[name][status] for status in STATUSES} for name in found}
    published = suppressed_table(counts, least)
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            len(members[name]),
            *(
                _withheld(least) if count is None else round(count / max(found[name].total(), 1), 3)
                for count in published[name].values()
            ),
        )
        for name in found
        if len(members[name]) >= least
    ]
    columns = (worded("Sector"), worded("Organisations"), *(WORDS[status] for status in STATUSES))
    shares = frozenset(range(2, 2 + len(STATUSES)))
    return Table("sectors", worded("Sectors"), worded("Shares of all verdicts of a sector."), columns, rows, shares)


def _bases(standings: Sequence[_Standing], least: int) -> Table:
    found = sum((one.count(lambda verdict: verdict.basis * (verdict.found == "pass")) for one in standings), Counter())
    counts = {basis: found[basis] for basis in BASES}
    whole = sum(counts.values()) or 1
    rows: list[tuple[Cell, ...]] = [
        (BASES_SAID[basis], _withheld(least) if count is None else round(count / whole, 3))
        for basis, count in suppressed(counts, least).items()
    ]
    return Table(
        "bases",
        worded("What met controls rest on"),
        worded("A declaration was verified by nobody."),
        (worded("Basis"), worded("Share")),
        rows,
        frozenset({1}),
    )


def _controls(picture: Picture, standings: Sequence[_Standing], least: int) -> Table:
    found: dict[str, Counter[str]] = {}
    checklists: dict[str, str] = {}
    for standing in standings:
        for key, verdict in standing.verdicts.items():
            found.setdefault(key, Counter())[verdict.found] += 1
            checklists.setdefault(key, verdict.checklist)
    counts = {key: {status: found[key][status] for status in STATUSES} for key in sorted(found)}
    rows: list[tuple[Cell, ...]] = []
    for key, published in suppressed_table(counts, least).items():
        title = str(picture.titles(checklists[key], key.partition("/")[2]).get("title", ""))
        cells = (_withheld(least) if count is None else count for count in published.values())
        rows.append((key, shown(title, 120), found[key].total(), *cells))
    columns = (worded("Control"), worded("Title"), worded("Organisations"), *(WORDS[status] for status in STATUSES))
    return Table("requirements", worded("Requirements"), worded("Organisations by verdict."), columns, rows)
