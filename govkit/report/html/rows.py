"""Writes the many rows of the page: escaped strings put together, because a template takes ten times as long."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup
from markupsafe import escape as _escape

from govkit.model.assessment import GroupEntry
from govkit.report.view import View
from govkit.report.view.controls import ControlView
from govkit.report.view.findings import EvidenceView, FindingView
from govkit.report.view.people import named_subjects
from govkit.report.view.vocabulary import basis_words
from govkit.report.words import Phrase

_NAME = re.compile(r"`([^`]{1,120})`")
LISTED_GROUPS = 200
"""How many groups of findings a requirement lists."""


@lru_cache(maxsize=16_384)
def escape(text: str) -> str:
    """Return the text with the five special characters of HTML escaped."""
    return str(_escape(text))


def span(phrase: Phrase) -> str:
    """Return the text with `names` as code, marked with its language where that is not the page's."""
    text = escape(phrase.text)
    if "`" in text:
        text = _NAME.sub(r"<code>\1</code>", text)
    return f'<span lang="{escape(phrase.lang)}">{text}</span>' if phrase.lang else text


class Rows:
    """Writes findings and groups of findings."""

    def __init__(self, view: View) -> None:
        """Write in the language of the view."""
        _ = view.words.text
        self._view = view
        self._writer = view.writer
        self._fix, self._evidence = escape(_("Fix")), escape(_("Evidence"))
        self._contradiction = escape(_("contradiction"))
        self._bases = basis_words(view.words)

    def findings(self, control: ControlView, count: int) -> Markup:
        """Return a list of the first `count` findings of a requirement."""
        if not (count or control.acting):
            return Markup("")
        alike = map(self._writer.group, control.acting[:LISTED_GROUPS])
        findings = [*map(self._writer.view, control.entries[:count]), *alike]
        items = "".join(map(self._finding, findings))
        rest = len(control.entries) - count
        more = self._view.words.text("and {n} more finding", plural="and {n} more findings", n=rest) if rest else ""
        tail = f'<p class="more">{escape(more)}</p>' if more else ""
        return Markup(f'<ul class="rows">{items}</ul>{tail}')  # noqa: S704 - escaped below

    def groups(self, control: ControlView) -> Markup:
        """Return a list of what is met and what does not apply."""
        if not control.groups:
            return Markup("")
        items = "".join(self._group(entry) for entry in control.groups[:LISTED_GROUPS])
        return Markup(f'<ul class="rows quiet">{items}</ul>')  # noqa: S704 - escaped below

    def _finding(self, finding: FindingView) -> str:
        mark = f' <b class="tag alert">{self._contradiction}</b>' if finding.contradiction else ""
        place = f' <span class="place">{escape(finding.place)}</span>' if finding.place else ""
        notes = " · ".join(escape(note) for note in (finding.slots, finding.examined, finding.waived) if note)
        if finding.note:
            notes = " · ".join(filter(None, (span(finding.note), notes)))
        fix = f'<p class="fix"><b>{self._fix}</b> {span(finding.fix)}</p>' if finding.fix else ""
        return (
            f'<li><p class="line"><b class="st {escape(finding.status)}">{escape(finding.word)}</b> '
            f"<code>{escape(finding.subject)}</code>{mark}{place}</p>"
            f"<p>{span(finding.message)}</p>"
            + (f'<p class="note">{notes}</p>' if notes else "")
            + fix
            + (self._supports(finding.evidence) if finding.evidence else "")
            + "</li>"
        )

    def _group(self, entry: GroupEntry) -> str:
        status, basis = entry["status"], self._bases.get(entry.get("basis", ""), "")
        word = escape(self._view.statuses.get(status, status))
        examined = self._writer.examined(entry.get("examined"), entry.get("expected"), entry.get("unit", ""))
        names = named_subjects(entry["subjects"], entry["count"], self._view.assessment["subjects"], self._view.words)
        notes = " · ".join(escape(note) for note in (basis, examined, names) if note)
        if "note" in entry:
            notes = " · ".join(filter(None, (span(self._view.words.sentence(entry["note"])), notes)))
        evidence = tuple(map(self._writer.evidence, entry.get("evidence", ())))
        return (
            f'<li><p class="line"><b class="st {escape(status)}">{word}</b> '
            f"{span(self._view.words.sentence(entry['message']))}</p>"
            f'<p class="note">{notes}</p>{self._supports(evidence) if evidence else ""}</li>'
        )

    def _supports(self, evidence: tuple[EvidenceView, ...]) -> str:
        items = "; ".join(map(_support, evidence))
        return f'<p class="note"><b>{self._evidence}</b> {items}</p>'


def _support(evidence: EvidenceView) -> str:
    parts = [span(evidence.what)]
    if evidence.place:
        parts.append(f'<span class="place">{escape(evidence.place)}</span>')
    if evidence.sha256:
        parts.append(f"<code>{escape(evidence.sha256[:12])}</code>")
    if evidence.url:
        url = escape(evidence.url)
        parts.append(f'<a href="{url}" rel="noreferrer">{url}</a>')
    return ", ".join(parts)
