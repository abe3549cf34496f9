"""The accountability agent's pack: one JSON for all requirements of Global CBPR and PRP, and one document for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from govkit.model.assessment import Assessment, ControlEntry, FrameworkEntry
from govkit.model.mask import mask
from govkit_cbpr.reading_assessments import acting, entries_of, numbers, review_of, said, state, word

suffix = ".json"
media_type = "application/json"

_FRAMEWORKS = ("global-cbpr", "global-prp")


def render(assessment: Assessment, *, language: str = "en") -> dict[str, str]:
    """Return the JSON under an empty name, and the document of each requirement under `<number>.md`.

    The pack is for an accountability agent and in English, whatever the language of the report.
    """
    requirements = list(_requirements(assessment))
    head = {
        "govkit": "cbpr-pack/1",
        "organisation": assessment["organisation"],
        "scope": assessment["scope"],
        "as_of": assessment["as_of"],
        "participation": _participation(assessment),
        "frameworks": [
            {"id": each["id"], "edition": each["edition"], "title": each["title"], "why_edition": _why(each)}
            for each in _chosen(assessment)
        ],
        "engine": assessment["provenance"].get("engine", ""),
        "facts_sha256": assessment["provenance"].get("facts_sha256", ""),
        "checklists": assessment["provenance"].get("checklists", []),
        "plugins": assessment["provenance"].get("plugins", []),
        "note": "Pre-answered from the organisation's own inventory; no certification, and not reviewed by counsel.",
        "requirements": requirements,
    }
    files = {"": json.dumps(head, ensure_ascii=False, indent=1) + "\n"}
    for requirement in requirements:
        files[f"{requirement['file']}.md"] = _document(requirement, assessment)
    return files


def _chosen(assessment: Assessment) -> list[FrameworkEntry]:
    return [entry for entry in assessment["frameworks"] if entry["id"] in _FRAMEWORKS]


def _why(framework: FrameworkEntry) -> str:
    """Say why this edition was chosen, where there were several."""
    return said(framework["why_edition"]) if "why_edition" in framework else ""


def _requirements(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield each numbered requirement with the controls that stand for it."""
    for framework in _chosen(assessment):
        by_number: dict[str, list[ControlEntry]] = {}
        for control in framework["controls"]:
            by_number.setdefault(control.get("number", control["id"]), []).append(control)
        for number, controls in by_number.items():
            short = framework["id"].removeprefix("global-")
            yield {
                "framework": framework["id"],
                "edition": framework["edition"],
                "why_edition": _why(framework),
                "number": number,
                "numbers": numbers(controls[0], framework["edition"]),
                "file": f"{short}-{number.lower()}",
                "controls": [_control(assessment, framework, control) for control in controls],
            }


def _control(assessment: Assessment, framework: FrameworkEntry, control: ControlEntry) -> dict[str, Any]:
    entries = list(entries_of(assessment, framework["id"], control["id"]))
    return {
        "id": control["id"],
        "title": control["title"],
        "answer": word(control),
        "state": state(control),
        "basis": control.get("basis", ""),
        "subjects": control["counts"],
        "reason": said(control["reason"]),
        "requirement": {**control["source"], "review": review_of(control)},
        "qualifications": [text for entry in entries if (text := _qualification(entry))],
        "evidence": _evidence(assessment, entries),
        "checked_by": _checked_by(entries),
        "confirmed": sorted({said(note) for entry in entries if (note := _confirmation(entry))}),
        "gaps": [_gap(entry) for entry in acting(assessment, framework["id"], control["id"])],
        "questions": [
            question["text"]
            for question in assessment["questions"]
            if (question["framework"], question["control"]) == (framework["id"], control["id"])
        ],
    }


def _qualification(entry: Mapping[str, Any]) -> str:
    note = entry.get("note")
    return said(note) if note is not None and note["text"].startswith("qualified as") else ""


def _confirmation(entry: Mapping[str, Any]) -> Any:
    note = entry.get("note")
    return note if note is not None and note["text"].startswith("confirmed by") else None


def _evidence(assessment: Assessment, entries: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each piece of evidence once, with its hash and the day on which it was seen."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        for piece in entry.get("evidence", []):
            file = mask(piece.get("file", piece.get("url", "")))
            key = (file, piece.get("sha256", ""))
            found.setdefault(
                key, {"what": said(piece["what"]), "file": file, "sha256": key[1], "seen_on": assessment["as_of"]}
            )
    return list(found.values())


def _checked_by(entries: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        by = entry["by"]
        found.setdefault(json.dumps(by, sort_keys=True), dict(by))
    return [found[key] for key in sorted(found)]


def _gap(entry: Mapping[str, Any]) -> dict[str, Any]:
    subject = entry.get("subject")
    return {
        "subject": mask(subject) if subject else "",
        "count": entry.get("count", 1),
        "status": entry["status"],
        "message": said(entry["message"]),
        "note": said(entry.get("note")),
        "fix": said(entry.get("fix")),
    }


def _participation(assessment: Assessment) -> list[list[str]]:
    """Return whether the organisation's own jurisdiction takes part, from the exhibit of this plugin."""
    for exhibit in assessment["exhibits"]:
        if exhibit.get("id") == "cbpr.participation":
            return [[_cell(cell) for cell in row] for row in exhibit["rows"]]
    return []


def _cell(cell: Mapping[str, Any]) -> str:
    content = cell["content"]
    return said(content) if isinstance(content, Mapping) else str(content)  # type: ignore[arg-type]


def _document(requirement: Mapping[str, Any], assessment: Assessment) -> str:
    editions = ", ".join(f"{edition}: {number}" for edition, number in sorted(requirement["numbers"].items()))
    why = f" ({_text(requirement['why_edition'])})" if requirement["why_edition"] else ""
    lines = [
        f"# {requirement['framework']} {requirement['number']}",
        "",
        f"Organisation: {_text(assessment['organisation'].get('name', assessment['organisation'].get('id', '')))}  ",
        f"As of: {assessment['as_of']}  ",
        f"Edition: {requirement['edition']}{why}  ",
        f"Numbers: {editions}",
    ]
    for control in requirement["controls"]:
        source = control["requirement"]
        lines += ["", f"## {_text(control['title'])}", "", f"**{control['answer']}**: {_text(control['reason'])}", ""]
        read = f"read as {source['read']}" if "read" in source else "not read"
        lines.append(
            f"Source: {_text(source.get('document', ''))}, {_text(source.get('section', ''))}; "
            f"grade {source.get('grade', '–')}, {read}, as of {source.get('as_of', '–')}; {source['review']}."
        )
        lines += _list("Qualification", control["qualifications"])
        lines += _list("Confirmed", control["confirmed"])
        lines += _list("Evidence", [_pointer(piece) for piece in control["evidence"]])
        lines += _list("Gaps and open points", [_point(gap) for gap in control["gaps"]])
        lines += _list("Questions", control["questions"])
    return "\n".join([*lines, "", "Pre-answered; no certification, and not reviewed by counsel."]) + "\n"


def _list(title: str, items: list[str]) -> list[str]:
    return ["", f"{title}:", "", *(f"- {_text(item)}" for item in items)] if items else []


def _pointer(piece: Mapping[str, Any]) -> str:
    digest = f", SHA-256 {piece['sha256']}" if piece["sha256"] else ", no hash"
    return f"{piece['what']}: {piece['file']}{digest}, seen on {piece['seen_on']}"


def _point(gap: Mapping[str, Any]) -> str:
    subject = f"{gap['subject']}: " if gap["subject"] else f"{gap['count']} subjects: "
    fix = f" → {gap['fix']}" if gap["fix"] else ""
    return f"{subject}{gap['message']}{fix}"


def _text(text: str) -> str:
    """Return a stranger's text so that Markdown and HTML make nothing of it."""
    flat = " ".join(str(text).split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[").replace("`", "'").replace("|", "\\|")
