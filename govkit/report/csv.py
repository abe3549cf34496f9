"""One row a control and one a finding, for spreadsheets; no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from govkit.model.assessment import Assessment
from govkit.report.view import View
from govkit.report.view.controls import ControlView
from govkit.report.view.findings import FindingView
from govkit.report.view.frameworks import FrameworkView

suffix = ".csv"
media_type = "text/csv; charset=utf-8"

COLUMNS = (
    *("row", "framework", "edition", "control", "number", "title", "subject", "status", "word", "severity", "basis"),
    *("message", "fix", "file_line", "waived", "finding"),
)
_LIVE = frozenset("=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05\u2212\ufe62\ufe63\ufe66\ufe6b\ufe5f")
"""What spreadsheets read as the start of a formula or a command, full-width and small forms among them."""


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the table; the names of its columns and the statuses are the same in every language."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(assessment, language):
        writer.writerow(map(neutral, row))
    return text.getvalue()


def rows(assessment: Assessment, language: str) -> Iterator[tuple[str, ...]]:
    """Yield the cells below `COLUMNS`, as they are: each control, and its findings after it."""
    view = View.of(assessment, language)
    editions = {framework["id"]: framework["edition"] for framework in assessment["frameworks"]}
    for framework in view.frameworks:
        edition = view.words.value(editions.get(framework.id, ""))
        for control in framework.controls:
            yield _control(framework, edition, control)
            for entry in control.entries:
                yield _finding(framework, edition, control, view.writer.view(entry))
            for group in control.acting:
                alike = view.writer.group(group)
                for subject in view.writer.subjects(group):
                    yield _finding(framework, edition, control, alike._replace(subject=subject))


def neutral(cell: str) -> str:
    """Return the cell with an apostrophe in front where a spreadsheet would run it."""
    start = cell.lstrip(" \u00a0\u200b\u200c\u200d\u3000'\"")[:1]
    return f"'{cell}" if start in _LIVE and start else cell


def _control(framework: FrameworkView, edition: str, control: ControlView) -> tuple[str, ...]:
    return (
        *("control", framework.id, edition, control.key.partition("/")[2], control.number, control.title.text, ""),
        *(control.status, control.word, control.severity, control.basis, control.reason.text),
        *(control.fix.text if control.fix else "", "", control.waived, ""),
    )


def _finding(framework: FrameworkView, edition: str, control: ControlView, finding: FindingView) -> tuple[str, ...]:
    return (
        *("finding", framework.id, edition, control.key.partition("/")[2], control.number, control.title.text),
        *(finding.subject, finding.status, finding.word, finding.severity, "", finding.message.text),
        *(finding.fix.text if finding.fix else "", finding.place, finding.waived, finding.id),
    )
