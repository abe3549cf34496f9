"""SARIF 2.1.0, for code scanning: results located in the inventory, with stable fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

from pydantic_core import to_json

from govkit.model.assessment import Assessment
from govkit.report.clean import plain
from govkit.report.view import View
from govkit.report.view.controls import ControlView
from govkit.report.view.findings import FindingView
from govkit.report.view.frameworks import FrameworkView

suffix = ".sarif"
media_type = "application/sarif+json"

RESULTS_A_RUN = 5_000
"""GitHub takes 25,000 results a run and shows 5,000 of them: no run holds more than it shows."""
RUNS_A_FILE = 20
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_KINDS = {"fail": "fail", "review": "review"}

Found = tuple[ControlView, FindingView]


def render(assessment: Assessment, *, language: str = "en") -> str | dict[str, str]:
    """Return one document; several, by number, where there are more findings than one may hold."""
    view = View.of(assessment, language)
    fallback = _fallback(assessment)
    results = _found(view)
    runs: list[dict[str, Any]] = []
    while chunk := list(islice(results, RESULTS_A_RUN)):
        runs.append(_run(view, chunk, len(runs) + 1, fallback))
    runs = runs or [_run(view, [], 1, fallback)]
    files = [_file(runs[i : i + RUNS_A_FILE]) for i in range(0, len(runs), RUNS_A_FILE)]
    return files[0] if len(files) == 1 else {str(number): text for number, text in enumerate(files, 1)}


def _file(runs: list[dict[str, Any]]) -> str:
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}, indent=1).decode() + "\n"


def _found(view: View) -> Iterator[Found]:
    """Yield the findings with their requirements, contradictions first."""
    controls = {control.key: control for framework in view.frameworks for control in framework.controls}
    for finding in view.all_findings():
        if finding.control in controls:
            yield controls[finding.control], finding


def _run(view: View, found: list[Found], number: int, fallback: str) -> dict[str, Any]:
    rules: dict[str, tuple[int, ControlView]] = {}
    for control, _finding in found:
        rules.setdefault(control.key, (len(rules), control))
    return {
        "tool": {
            "driver": {
                "name": "govkit",
                "version": view.engine,
                "rules": [_rule(control, view.frameworks) for _index, control in rules.values()],
            }
        },
        "automationDetails": {"id": f"govkit/{number}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules[control.key][0], fallback) for control, finding in found],
    }


def _rule(control: ControlView, frameworks: tuple[FrameworkView, ...]) -> dict[str, Any]:
    framework = next(f for f in frameworks if control in f.controls)
    rule: dict[str, Any] = {
        "id": control.key,
        "name": control.key.partition("/")[2],
        "shortDescription": {"text": control.title.text},
        "fullDescription": {"text": control.why.text or control.title.text},
        "help": {"text": (control.fix or control.why).text or control.title.text},
        "defaultConfiguration": {"level": _LEVELS.get(control.severity, "warning")},
        "properties": {"tags": [framework.name, control.severity], "citation": control.citation},
    }
    if control.url:
        rule["helpUri"] = control.url
    return rule


def _result(finding: FindingView, rule: int, fallback: str) -> dict[str, Any]:
    fix = f" — {finding.fix.text}" if finding.fix else ""
    kind = _KINDS.get(finding.status, "open")
    result: dict[str, Any] = {
        "ruleId": finding.control,
        "ruleIndex": rule,
        "kind": kind,
        "level": _LEVELS.get(finding.severity, "warning") if kind == "fail" else "none",
        "message": {"text": _inert(f"{finding.word}: {finding.message.text} ({finding.subject}){fix}")},
        "locations": [_location(finding, fallback)],
        "partialFingerprints": _fingerprints(finding),
        "properties": {"status": finding.status, "severity": finding.severity, "contradiction": finding.contradiction},
    }
    if finding.times > 1:
        result["occurrenceCount"] = finding.times
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.waived}]
    return result


def _fingerprints(finding: FindingView) -> dict[str, str]:
    """Return what tells a finding in every run: its id; for findings kept together, the requirement and decider."""
    name = finding.id or f"{finding.control}/{finding.decided_by}/{finding.status}"
    return {"govkitFinding/v1": name, "primaryLocationLineHash": f"{name}:1"}


def _location(finding: FindingView, fallback: str) -> dict[str, Any]:
    file, _, line = finding.place.rpartition(":") if finding.place[-1:].isdigit() else (finding.place, "", "")
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file or fallback)}}
    if file and line.isdigit() and int(line) > 0:
        physical["region"] = {"startLine": int(line)}
    return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": finding.subject}]}


def _uri(path: str) -> str:
    """Return a relative reference: nothing in a path may become a scheme, a host or a step upwards."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(quote(part, safe="") for part in parts) or "govkit.yaml"


def _fallback(assessment: Assessment) -> str:
    """Return the file for findings without a place, because code scanning refuses results without one."""
    paths = [plain(entry["path"]) for entry in assessment["provenance"]["inputs"]]
    return "govkit.yaml" if "govkit.yaml" in paths or not paths else paths[0]


def _inert(text: str) -> str:
    """Escape what SARIF's embedded links and placeholders are made of."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("{", "{{").replace("}", "}}")
