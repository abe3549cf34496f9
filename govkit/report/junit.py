"""JUnit XML: a suite a framework, a case a control, for the test tables of CI systems."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from govkit.model.assessment import Assessment
from govkit.report.view import View
from govkit.report.view.controls import ControlView
from govkit.report.view.frameworks import FrameworkView

suffix = ".xml"
media_type = "application/xml"

LISTED = 100
"""How many findings the text of a case lists."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENT = {"fail": "failure", "error": "error", "unknown": "skipped", "review": "skipped", "not_applicable": "skipped"}
"""What is undecided is skipped, not passed: CI tables have no fourth word."""


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the document. Times are 0: judging takes none, and the same facts give the same bytes."""
    view = View.of(assessment, language)
    suites = "".join(_suite(framework, view) for framework in view.frameworks)
    name = _attribute(view.organisation)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={name}>\n{suites}</testsuites>\n'


def _suite(framework: FrameworkView, view: View) -> str:
    kinds = [_ELEMENT.get(control.status, "") for control in framework.controls]
    counts = " ".join(
        f'{name}="{kinds.count(kind)}"'
        for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    )
    cases = "".join(_case(control, view) for control in framework.controls)
    name = _attribute(framework.name)
    return f'  <testsuite name={name} tests="{len(kinds)}" {counts} time="0">\n{cases}  </testsuite>\n'


def _case(control: ControlView, view: View) -> str:
    framework, _, name = control.key.partition("/")
    head = f"    <testcase classname={_attribute(framework)} name={_attribute(f'{name} {control.title.text}')}"
    kind = _ELEMENT.get(control.status)
    if kind is None:
        return f'{head} time="0"/>\n'
    said = f"{control.word}: {control.reason.text}"
    body = _text("\n".join(_lines(control, view)))
    return f'{head} time="0">\n      <{kind} message={_attribute(said)}>{body}</{kind}>\n    </testcase>\n'


def _lines(control: ControlView, view: View) -> list[str]:
    lines = []
    listed = [*map(view.writer.view, control.entries[:LISTED]), *map(view.writer.group, control.acting[:LISTED])]
    for finding in listed:
        lines.append(
            f"{finding.word} {finding.severity_word} {finding.subject} {finding.place}: {finding.message.text}"
        )
        if finding.fix:
            lines.append(view.words.text("fix: {fix}", fix=finding.fix.text))
    if (rest := len(control.entries) - LISTED) > 0:
        lines.append(view.words.text("and {n} more finding", plural="and {n} more findings", n=rest))
    return lines


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
