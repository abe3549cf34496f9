"""Puts a page together from tables; every text is escaped, and its policy forbids it everything but its own style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from govkit.model.content_policy import source_of
from govkit.model.worded import listed, worded
from govkit.plugin.spoken import spoken, spoken_language
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.figures import STATUSES
from govkit_submission.desk.page.method import METHOD
from govkit_submission.desk.sampling import WEIGHTS, why
from govkit_submission.desk.shown import shown
from govkit_submission.desk.table import Cell, Table
from govkit_submission.desk.tables import name_of, tables
from govkit_submission.desk.words import BASES_SAID, SIDES, WORDS, side_of

if TYPE_CHECKING:
    from jinja2 import Template

MOST_ROWS = 2_000
"""More rows make a page that browsers are slow to open."""
_WIDTH = 120
_PARTS = ("pass", "fail", "undecided", "not_applicable")
_FOOT = worded("What is found here is a reason to look, and not legal advice; govkit does not certify anybody.")


@dataclass(frozen=True)
class Sheet:
    """What a page says."""

    title: str
    kicker: str
    lead: str
    numbers: Sequence[tuple[str, int]]
    tables: Sequence[Table]
    method: Sequence[tuple[str, str]]


def desk_page(picture: Picture) -> str:
    """Return the page of a desk."""
    _, head = picture.desk.log.head()
    lies = sum(line.better > 0 for line in picture.lines)
    rejected = sum(entry["outcome"] == "rejected" for entry in picture.received)
    numbers = [
        (worded("received"), len(picture.received)),
        (worded("compared"), len(picture.lines)),
        (worded("rejected"), rejected),
        (worded("with claims better than their facts"), lies),
        (worded("copied answers"), len(picture.echoes.copies)),
        (worded("outliers"), len({outlier.sha256 for outlier in picture.outliers})),
        (worded("verdicts to look at"), len(picture.sample)),
    ]
    kept = [_narrow(table) if table.id == "submissions" else table for table in tables(picture)]
    method = [
        *METHOD,
        (
            worded("Log"),
            worded("The digest of its last entry is {head}. Keep it: it shows whether the log was changed.", head=head),
        ),
    ]
    last = max((entry["at"] for entry in picture.received), default="")
    return render(
        Sheet(
            worded("Submissions"),
            worded("Desk · {day}", day=last),
            _lead(picture, lies),
            numbers,
            [sample(picture), *kept],
            method,
        )
    )


def _lead(picture: Picture, lies: int) -> str:
    if not picture.lines:
        return worded("Nothing that was received could be taken in.")
    claims = worded("No submission claims more than its own facts give.")
    if lies:
        claims = worded(
            "One submission claims more than its own facts give.",
            plural="{n} submissions claim more than their own facts give.",
            n=lies,
        )
    drawn = worded("{n} verdicts are drawn for a person to look at.", n=len(picture.sample))
    return listed([claims, drawn], " ")


def _narrow(table: Table) -> Table:
    """Return the submissions without the columns that only the workbook has room for."""
    names = [side_of(status, side) for status in ("review", "error") for side in SIDES]
    kept = [number for number, name in enumerate(table.columns) if name not in (*names, "Form")]
    rows = [tuple(row[number] for number in kept) for row in table.rows]
    return replace(table, columns=tuple(table.columns[number] for number in kept), rows=rows)


def sample(picture: Picture) -> Table:
    """Return the verdicts that are drawn, with the reasons."""
    rows: list[tuple[Cell, ...]] = []
    for drawn in picture.sample:
        verdict = drawn.unit.verdict
        title = picture.titles(verdict.checklist, verdict.control).get("title", "")
        claim: str = WORDS[verdict.claimed]
        if verdict.basis:
            claim = listed([claim, BASES_SAID[verdict.basis]])
        rows.append(
            (
                name_of(picture, drawn.unit.sha256),
                verdict.key,
                shown(str(title), 120),
                claim,
                why(drawn.unit.reasons),
                drawn.unit.weight,
                round(drawn.probability, 4),
                drawn.unit.id,
            )
        )
    note = worded(
        "Drawn with the seed {seed} from {population} verdicts. The workbook has the same rows with empty columns for "
        "the verdict. Weights: {weights}.",
        seed=picture.settings.seed,
        population=picture.population,
        weights=listed([worded("{n} {text}", n=n, text=text) for text, n in WEIGHTS.items()], "; "),
    )
    about = (worded("Submission"), worded("Control"), worded("Title"), worded("Claimed"), worded("Why"))
    columns = (*about, worded("Weight"), worded("Probability"), "ID")
    return Table("sample", worded("To look at by hand"), note, columns, rows)


def render(sheet: Sheet) -> str:
    """Return a page."""
    style = _style()
    return _template().render(
        **{name: getattr(sheet, name) for name in ("title", "kicker", "lead", "numbers", "tables", "method")},
        style=Markup(style),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src {source_of(style)}; base-uri 'none'; form-action 'none'",
        most=MOST_ROWS,
        number=_number,
        percent=lambda value: f"{value:.1%}",
        bar=_bar,
        legend=_legend(),
        foot=_FOOT,
        say=spoken,
        language=spoken_language(),
        _=lambda text, **params: spoken(worded(text, **params)),
    )


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"


def _bar(row: Sequence[Cell]) -> Markup:
    """Draw how the submissions stand on a control; the numbers stand beside it in the same row."""
    found = {status: int(row[4 + number]) for number, status in enumerate(STATUSES)}
    found["undecided"] = found["unknown"] + found["review"] + found["error"]
    whole = sum(found[part] for part in _PARTS) or 1
    left, rects = 0.0, ""
    for part in _PARTS:
        width = _WIDTH * found[part] / whole
        if width:
            rects += f'<rect class="{part}" x="{left:.1f}" width="{width:.1f}" height="14"/>'
        left += width
    return Markup(f'<svg class="bar" width="{_WIDTH}" height="14" aria-hidden="true">{rects}</svg>')  # noqa: S704


def _legend() -> Markup:
    words = {**WORDS, "undecided": worded("undecided")}
    size = 'width="14" height="14"'
    items = "".join(
        f'<li><svg class="bar" {size} aria-hidden="true"><rect class="{part}" {size}/></svg>'
        f"{escape(spoken(words[part]))}</li>"
        for part in _PARTS
    )
    return Markup(f'<ul class="legend">{items}</ul>')  # noqa: S704 - words of our own


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("govkit_submission.desk", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("desk.html.j2")


@lru_cache(maxsize=1)
def _style() -> str:
    return files("govkit_submission.desk.page").joinpath("style.css").read_text("utf-8").strip()
