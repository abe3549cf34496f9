"""Reports of many findings: JSON and HTML together, beside a plain Jinja2 table of the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jinja2

from benchmarks.generate import SIZES
from benchmarks.runner import Entry, Suite
from govkit.report import html, json

_PLAIN = (
    "<table>{% for f in findings %}<tr><td>{{ f.id }}</td><td>{{ f.control }}</td><td>{{ f.subject }}</td>"
    "<td>{{ f.status }}</td><td>{{ f.message.text }}</td></tr>\n{% endfor %}</table>"
)


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite over one assessment in memory."""
    assessment = document(SIZES[size])
    template = jinja2.Environment(autoescape=True).from_string(_PLAIN)
    entries = (
        Entry("Jinja2, one plain table", lambda: template.render(findings=assessment["findings"])),
        Entry("govkit, JSON and HTML", lambda: (json.render(assessment), html.render(assessment))),
        Entry("govkit, JSON", lambda: json.render(assessment)),
    )
    yield Suite(f"{SIZES[size]:,} findings", entries[0].name, entries)


def document(count: int) -> Any:
    """Return an assessment of `count` gaps in fifty controls."""
    controls = [
        {
            "id": f"c{number}", "title": f"Requirement {number}", "why": "To measure.", "severity": "high",
            "weight": 1, "applies_on": "transfer", "status": "fail", "reason": {"text": "it has gaps"},
            "counts": {"fail": count // 50},
            "source": {"publisher": "govkit", "grade": "O"}, "review": {"state": "draft"}, "derivation": "govkit",
        }
        for number in range(50)
    ]  # fmt: skip
    findings = [
        {
            "id": f"{number:016x}", "framework": "bench", "control": f"c{number % 50}",
            "by": {"kind": "check", "id": "bench.mechanism"}, "subject": f"transfer:t{number}", "status": "fail",
            "severity": "high", "message": {"text": "no mechanism for {place}", "params": {"place": "SG <&> JP"}},
            "fix": {"text": "Record one"}, "at": ["mechanisms"], "file": "inventory.json", "line": number + 1,
        }
        for number in range(count)
    ]  # fmt: skip
    score = {
        "low": 0.0, "high": 0.0, "met": 0, "gaps": 50, "undecided": 0, "applicable": 50, "decided_percent": 100.0,
        "by_basis": {"declared": 0, "documented": 0, "examined": 0, "confirmed": 0}, "critical_gaps": 0,
    }  # fmt: skip
    framework = {
        "id": "bench", "edition": "1", "revision": 1, "title": "Controls to measure", "in_force": True, "law": False,
        "source": {"publisher": "govkit", "grade": "O"}, "score": score, "counts": {"fail": 50}, "controls": controls,
    }  # fmt: skip
    return {
        "govkit": "assessment/1", "organisation": {"id": "shop", "name": "Benchmark Shop"}, "scope": "All transfers.",
        "as_of": "2026-11-21", "languages": ["en"], "subjects": {"transfer": [f"t{number}" for number in range(count)]},
        "summary": {
            "controls": {"fail": 50}, "findings": {"fail": count}, "contradictions": 0, "questions": 0,
            "subjects": {"transfer": count},
        },
        "frameworks": [framework], "contradictions": [], "findings": findings, "groups": [], "questions": [],
        "waivers": [], "exhibits": [], "problems": [], "translations": {},
        "provenance": {
            "engine": "0", "facts_sha256": "0" * 64, "inputs": [], "checklists": [], "plugins": [], "probes": [],
            "references": [],
        },
        "run": {"started": "", "seconds": 0.0, "python": "", "platform": ""},
    }  # fmt: skip
