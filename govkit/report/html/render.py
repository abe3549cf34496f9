"""Puts the page together from its template, its rows and its drawings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from govkit.model.assessment import Assessment
from govkit.model.content_policy import source_of
from govkit.report.html.charts import patterns, score_chart
from govkit.report.html.exhibits import exhibit
from govkit.report.html.rows import Rows, span
from govkit.report.view import View
from govkit.report.view.controls import ControlView
from govkit.report.view.frameworks import FrameworkView
from govkit.report.words import Phrase

if TYPE_CHECKING:
    from jinja2 import Template

suffix = ".html"
media_type = "text/html; charset=utf-8"

SHOWN_FINDINGS = 5_000
"""More rows make a page that browsers are slow to open."""
LISTED = 200
"""How many questions, waivers, contradictions and problems are listed before they are counted."""
OPEN_UP_TO = 60
"""Requirements with gaps stand open on a page with this many findings or fewer."""


@dataclass(frozen=True)
class Page:
    """What the template asks for beyond the words of the view."""

    view: View
    rows: Rows
    anchors: dict[str, str]
    """`framework/control` → the id of its element."""
    shown: dict[str, int]
    """`framework/control` → how many of its findings are written out."""

    @property
    def left_out(self) -> int:
        """Return how many findings the page leaves out."""
        return len(self.view.assessment["findings"]) - sum(self.shown.values())

    @property
    def left_out_text(self) -> str:
        """Return the sentence that says so, and where the rest is."""
        return self.view.words.text(
            "This page shows {shown} of {n} findings; {left} are left out here. "
            "The JSON and CSV reports have all of them.",
            shown=self.view.finding_count - self.left_out,
            n=self.view.finding_count,
            left=self.left_out,
        )

    def is_open(self, control: ControlView) -> bool:
        """Tell whether a requirement stands open when the page is opened."""
        return control.status == "fail" and len(self.view.assessment["findings"]) <= OPEN_UP_TO

    def findings(self, control: ControlView) -> Markup:
        """Return the rows of a requirement's findings."""
        return self.rows.findings(control, self.shown[control.key])

    def groups(self, control: ControlView) -> Markup:
        """Return the rows of what is met and what does not apply."""
        return self.rows.groups(control)

    def chart(self, framework: FrameworkView) -> Markup:
        """Return the drawing of a score."""
        return score_chart(framework, self.view.words) if framework.score else Markup("")

    def say(self, phrase: Phrase) -> Markup:
        """Return a text of the view, marked up."""
        return Markup(span(phrase))  # noqa: S704 - escaped in span

    def exhibits(self) -> Iterator[Markup]:
        """Yield the exhibits of plugins."""
        for number, data in enumerate(self.view.exhibits):
            yield exhibit(data, f"x{number}", self.view.words)

    def more(self, n: int) -> str:
        """Return how many entries of a list are left out."""
        return self.view.words.text(
            "{n} more is in the JSON report", plural="{n} more are in the JSON report", n=n - LISTED
        )


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the page. It carries its own style and script, and its policy forbids it everything else."""
    view = View.of(assessment, language)
    anchors = {
        control.key: f"c{i}-{j}"
        for i, framework in enumerate(view.frameworks)
        for j, control in enumerate(framework.controls)
    }
    controls = [control for framework in view.frameworks for control in framework.controls]
    page = Page(view, Rows(view), anchors, _shares({c.key: len(c.entries) for c in controls}, SHOWN_FINDINGS))
    style, script = _asset("style.css"), _asset("filter.js")
    return _template().render(
        page=page,
        view=view,
        _=view.words.text,
        say=page.say,
        listed=LISTED,
        language=language,
        patterns=patterns(),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src {source_of(style)}; script-src {source_of(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
    )


def _shares(counts: dict[str, int], room: int) -> dict[str, int]:
    """Return how many findings each requirement may show, so that a long one leaves room for the others."""
    shares, left = {}, room
    for position, (key, count) in enumerate(sorted(counts.items(), key=lambda item: item[1])):
        shares[key] = min(count, left // (len(counts) - position))
        left -= shares[key]
    return shares


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("govkit.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return files("govkit.report.html").joinpath(name).read_text("utf-8").strip()
