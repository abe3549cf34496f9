"""A comment for a pull request: GitHub-flavoured, short, and with nothing live from a stranger's text."""

from __future__ import annotations

import re

from govkit.model.assessment import Assessment
from govkit.report.view import View
from govkit.report.view.findings import FindingView
from govkit.report.view.frameworks import FrameworkView

suffix = ".md"
media_type = "text/markdown; charset=utf-8"

LIMIT = 60_000
"""Bytes: GitHub refuses comments of more than 65,536 characters."""
LONGEST = 400
"""Characters of one text: the comment is a summary."""
_RESERVE = 4_000
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$@\"'^]|:(?=//)|(?<=GH)-|(?<=www)\.)", re.IGNORECASE)
_SIGNS = {"fail": "▲", "error": "■", "unknown": "○", "review": "◐", "pass": "●", "not_applicable": "–"}


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the comment, at most 60 KB long; what was left out is counted."""
    view = View.of(assessment, language)
    lines = [*_head(view), *_scores(view), *_problems(view), *_contradictions(view), *_actions(view)]
    text = _cut("\n".join(lines), LIMIT - _RESERVE)
    return text + "\n" + _findings(view, LIMIT - _RESERVE - len(text.encode())) + _foot(view)


def escaped(text: str) -> str:
    """Return the text, cut where it is long, with all that Markdown, HTML and GitHub act on turned into entities."""
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return _SPECIAL.sub(lambda match: f"&#{ord(match[1])};", short)


def _head(view: View) -> list[str]:
    _ = view.words.text
    return [
        f"## {escaped(view.title)}: {escaped(view.organisation)}",
        "",
        f"**{escaped(view.answer)}**",
        "",
        f"{escaped(view.as_of.text)} · {escaped(_('Scope: {scope}', scope=view.scope))}",
        "",
    ]


def _scores(view: View) -> list[str]:
    _ = view.words.text
    lines = [f"| {_('Framework')} | {_('Score')} | {_('Requirements')} |", "| --- | --- | --- |"]
    lines += [_score(framework, view) for framework in view.frameworks]
    why = [f"- {escaped(f'{each.name}. {each.why_edition}')}" for each in view.frameworks if each.why_edition]
    return [*lines, "", *why, *([""] if why else [])] if view.frameworks else []


def _score(framework: FrameworkView, view: View) -> str:
    name = " · ".join(filter(None, (framework.name, framework.label)))
    score = framework.score
    said = (
        ", ".join(filter(None, (score.sentence, score.decided, score.critical)))
        if score
        else view.words.text("nothing applies")
    )
    counts = ", ".join(f"{word} {n}" for _status, word, n in framework.counts)
    return f"| {escaped(name)} | {escaped(said)} | {escaped(counts)} |"


def _problems(view: View) -> list[str]:
    if not view.problems:
        return []
    title = view.words.text(
        "Something did not work, or needs a look; what could not work counts as an error, never as met:"
    )
    items = [f"- **{escaped(p.kind)} {escaped(p.name)}**: {escaped(p.message.text)}" for p in view.problems]
    return [f"> [!WARNING]\n> {escaped(title)}", "", *items, ""]


def _contradictions(view: View) -> list[str]:
    if not view.contradictions:
        return []
    items = [
        f"- {_SIGNS['fail']} {escaped(item.subject)}: {escaped(item.message.text)}"
        + (f" ({escaped(item.place)})" if item.place else "")
        for item in view.contradictions
    ]
    return [f"### {escaped(view.words.text('Contradictions'))}", "", *items, ""]


def _actions(view: View) -> list[str]:
    if not view.actions:
        return []
    items = [
        f"{number}. {escaped(a.text.text)} — {escaped(f'{a.word}, {a.severity_word}, {a.subjects}')}"
        for number, a in enumerate(view.actions, 1)
    ]
    return [f"### {escaped(view.words.text('What to do next'))}", "", *items, ""]


def _findings(view: View, room: int) -> str:
    """Return as many findings as there is room for, in bytes."""
    n = view.finding_count
    if not n:
        return ""
    title = escaped(view.words.text("{n} finding", plural="{n} findings", n=n))
    lines, used = [f"<details><summary>{title}</summary>", ""], 200
    written = 0
    for finding in view.all_findings():
        line = _finding(finding)
        used += len(line.encode()) + 1
        if used > room:
            break
        lines.append(line)
        written += finding.times
    if written < n:
        more = view.words.text("and {n} more finding", plural="and {n} more findings", n=n - written)
        lines.append(f"- {escaped(more)}")
    return "\n".join([*lines, "", "</details>", ""])


def _finding(finding: FindingView) -> str:
    parts = [
        f"{_SIGNS.get(finding.status, '')} **{escaped(finding.word)}** {escaped(finding.severity_word)}",
        escaped(finding.control),
        escaped(finding.subject),
        escaped(finding.place),
        escaped(finding.message.text),
    ]
    return "- " + " · ".join(filter(None, parts))


def _foot(view: View) -> str:
    said = view.words.text("This report is not legal advice, and govkit does not certify anybody.")
    return f"\n{escaped(said)} govkit {escaped(view.engine)}, {escaped(view.short_id)}\n"


def _cut(text: str, room: int) -> str:
    """Return whole lines of the text, as many as fit into `room` bytes."""
    if len(text.encode()) <= room:
        return text
    lines, used = [], 0
    for line in text.split("\n"):
        used += len(line.encode()) + 1
        if used > room:
            break
        lines.append(line)
    return "\n".join([*lines, "", "…", ""])
