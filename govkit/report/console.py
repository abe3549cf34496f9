"""The report for a terminal: what somebody has to act on first, what was decided last."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from govkit.model.assessment import Assessment
from govkit.report.view import View
from govkit.report.view.controls import ControlView
from govkit.report.view.findings import FindingView
from govkit.report.view.frameworks import FrameworkView, ScoreView
from govkit.report.view.vocabulary import BASES, basis_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.text import Text

suffix = ".txt"
media_type = "text/plain; charset=utf-8"

_STYLES = {"fail": "bold red", "error": "magenta", "unknown": "yellow", "review": "cyan", "pass": "green"}
_BAR = 40


def render(
    assessment: Assessment,
    *,
    language: str = "en",
    colour: bool = False,
    width: int = 100,
    verbose: bool = False,
    limit: int = 25,
) -> str:
    """Return the report. `limit` different findings are written, the rest is counted; `verbose` writes all."""
    from rich.console import Console

    view = View.of(assessment, language)
    out = Console(
        file=io.StringIO(),
        width=max(width, 20),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _head(view, out)
    _problems(view, out)
    _contradictions(view, out)
    _findings(view, out, None if verbose else limit)
    if verbose:
        _passes(view, out)
    _frameworks(view, out)
    _tail(view, out)
    file = out.file
    assert isinstance(file, io.StringIO)  # noqa: S101 - tells the type checker what was passed above
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _line(out: Console, *parts: tuple[str, str] | str, indent: int = 0) -> None:
    from rich.padding import Padding
    from rich.text import Text

    text: Text = Text.assemble(*parts)
    out.print(Padding(text, (0, 0, 0, indent)) if indent else text)


def _head(view: View, out: Console) -> None:
    _ = view.words.text
    _line(out, (view.organisation, "bold"), f" · {view.as_of.text}")
    _line(out, _("Scope: {scope}", scope=view.scope))
    if view.unreviewed:
        _line(out, (view.unreviewed, "dim"))
    _line(out, "")


def _problems(view: View, out: Console) -> None:
    if not view.problems:
        return
    _line(
        out,
        (
            view.words.text(
                "Something did not work, or needs a look; what could not work counts as an error, never as met:"
            ),
            "bold magenta",
        ),
    )
    for problem in view.problems:
        _line(out, (f"{problem.kind} {problem.name}", "bold"), f": {problem.message.text}", indent=2)
    _line(out, "")


def _contradictions(view: View, out: Console) -> None:
    loose = [item for item in view.contradictions if not item.control]
    for item in loose:
        _line(
            out,
            (_upper(view.words.text("contradiction")), "bold red"),
            f"  {item.subject}  {item.place}".rstrip(),
        )
        shown = view.words.text("shown by {sources}", sources=item.shown_by) if item.shown_by else ""
        _line(out, " · ".join(filter(None, (item.message.text, shown))), indent=4)
    if loose:
        _line(out, "")


def _findings(view: View, out: Console, limit: int | None) -> None:
    shown = 0
    for findings in islice(_alike(view), limit):
        _finding(view, out, findings)
        shown += sum(finding.times for finding in findings)
    if rest := view.finding_count - shown:
        more = view.words.text("and {n} more finding", plural="and {n} more findings", n=rest)
        _line(out, f"{more}: --verbose, --format html", indent=4)
    if shown:
        _line(out, "")


def _alike(view: View) -> Iterable[list[FindingView]]:
    """Return the findings that say the same of several subjects together, where the first of them stands."""
    together: dict[tuple[object, ...], list[FindingView]] = {}
    for finding in view.all_findings():
        said = (finding.control, finding.status, finding.contradiction, finding.message.text, finding.examined)
        together.setdefault((*said, finding.fix and finding.fix.text, finding.waived), []).append(finding)
    return together.values()


def _finding(view: View, out: Console, findings: list[FindingView]) -> None:
    finding, more = findings[0], sum(finding.times for finding in findings[1:])
    word = view.words.text("contradiction") if finding.contradiction else finding.word
    _line(
        out,
        (_upper(word), _STYLES.get(finding.status, "")),
        f" {finding.severity_word}  ",
        (finding.control, "bold"),
        f"  {finding.subject}",
        (f"  {finding.place}" if finding.place else "", "dim"),
    )
    note = finding.note.text if finding.note else ""
    others = view.words.text("and of {n} more subject", plural="and of {n} more subjects", n=more) if more else ""
    said = " · ".join(filter(None, (finding.message.text, note, finding.examined, finding.waived, others)))
    _line(out, said, indent=4)
    if finding.fix:
        _line(out, view.words.text("fix: {fix}", fix=finding.fix.text), indent=4)


def _passes(view: View, out: Console) -> None:
    for framework in view.frameworks:
        for control in framework.controls:
            if control.status in ("pass", "not_applicable"):
                _pass(out, control)
    _line(out, "")


def _pass(out: Console, control: ControlView) -> None:
    said = " · ".join(filter(None, (control.title.text, control.basis, control.reason.text)))
    _line(out, (_upper(control.word), _STYLES.get(control.status, "")), "  ", (control.key, "bold"), f"  {said}")


def _frameworks(view: View, out: Console) -> None:
    from rich.table import Table

    _ = view.words.text
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for heading in (_("Framework"), _("Score"), "0 … 100", _("Requirements")):
        table.add_column(heading, overflow="fold")
    for framework in view.frameworks:
        name = " · ".join(filter(None, (framework.name, framework.label)))
        counts = " · ".join(f"{word} {n}" for _status, word, n in framework.counts)
        score = framework.score.sentence if framework.score else _("nothing applies")
        table.add_row(_text(name), _text(score), _bar(framework), _text(counts))
    out.print(table)
    for framework in view.frameworks:
        if framework.why_edition:
            _line(out, f"{framework.name}. {framework.why_edition}")
    _line(out, "")


def _text(text: str) -> Text:
    from rich.text import Text

    return Text(text)


def _bar(framework: FrameworkView) -> Text:
    """Draw the interval: what is met, what is undecided, what is a gap; each with a sign of its own."""
    from rich.text import Text

    if framework.score is None:
        return Text("")
    return Text.assemble(*_strokes(framework.score))


def _strokes(score: ScoreView) -> list[tuple[str, str]]:
    strokes = []
    for part in score.parts:
        sign, style = {"undecided": ("░", "yellow"), "gap": ("·", "red")}.get(part.key, ("█", "green"))
        strokes.append((sign * (round(part.end * _BAR) - round(part.start * _BAR)), style))
    return strokes


def _tail(view: View, out: Console) -> None:
    _ = view.words.text
    named, passes = basis_words(view.words), _met_by_basis(view)
    met = " · ".join(f"{named[basis]} {passes[basis]}" for basis in BASES if passes.get(basis))
    counts = " · ".join(f"{view.statuses[status]} {n}" for status, n in view.counts.items() if n)
    _line(out, _("Met: {parts}", parts=met) if met else _("Nothing is met."))
    if view.questions:
        n = len(view.questions)
        _line(out, _("{n} open question", plural="{n} open questions", n=n), ": govkit answer")
    _line(out, (counts, "bold"))
    for framework in view.frameworks:
        if framework.score:
            score = framework.score
            _line(out, " · ".join(filter(None, (framework.name, score.sentence, score.decided, score.critical))))


def _met_by_basis(view: View) -> dict[str, int]:
    """Return the number of met controls by what they rest on."""
    found: dict[str, int] = {}
    for framework in view.assessment["frameworks"]:
        for control in framework["controls"]:
            if control["status"] == "pass" and control.get("basis"):
                found[control["basis"]] = found.get(control["basis"], 0) + 1
    return found


def _upper(word: str) -> str:
    return word.upper() if word.isascii() else word
