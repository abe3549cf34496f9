"""The report `oscal`: OSCAL assessment results, with the plan that they need inside.

OSCAL knows two states. Only a control that is met is `satisfied`; whatever else a verdict says rides in the property
`status`, and a control that does not apply has no finding and is named as excluded.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from govkit.model.assessment import Assessment, ControlEntry, FrameworkEntry
from govkit.model.ranges import subjects_in
from govkit_submission.oscal.assessment_plan import plan
from govkit_submission.oscal.document import BackMatter, Ids, control_id, metadata, selection
from govkit_submission.oscal.wording import line, moment, plain, prop, sentence

suffix = ".json"
media_type = "application/oscal.ar+json"

MOST_SUBJECTS = 200
"""Subjects that one observation names; how many there are stands in a property."""
_REASONS = {"pass": "pass", "fail": "fail"}
_METHODS = {"examined": "EXAMINE", "documented": "EXAMINE", "confirmed": "INTERVIEW", "declared": "INTERVIEW"}
_KINDS = {"check": "TEST", "require": "EXAMINE", "ask": "INTERVIEW", "applies": "EXAMINE"}


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the document, in English whatever the language."""
    return json.dumps(results(assessment), ensure_ascii=False, indent=1) + "\n"


def results(assessment: Assessment) -> dict[str, Any]:
    """Return the results as plain data."""
    ids = Ids(assessment)
    back = BackMatter(ids)
    text = json.dumps(plan(assessment), ensure_ascii=False, separators=(",", ":")).encode()
    content = {"filename": "assessment-plan.json", "media-type": "application/oscal.ap+json"}
    plan_id = back.put(
        {
            "uuid": ids.of("plan-resource"),
            "title": "The assessment plan",
            "base64": {**content, "value": base64.b64encode(text).decode("ascii")},
        }
    )
    entries: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for entry in (*assessment["findings"], *assessment["groups"]):
        entries.setdefault((entry["framework"], entry["control"]), []).append(entry)
    found = [_Result(assessment, framework, ids, back).to_json(entries) for framework in assessment["frameworks"]]
    document = {
        "uuid": ids.of("results"),
        "metadata": metadata(assessment, ids, "Assessment results"),
        "import-ap": {"href": f"#{plan_id}"},
        "results": found,
        "back-matter": back.to_json(),
    }
    return {"assessment-results": document}


class _Result:
    """The result of one framework."""

    def __init__(self, assessment: Assessment, framework: FrameworkEntry, ids: Ids, back: BackMatter) -> None:
        self.assessment, self.framework, self.ids, self.back = assessment, framework, ids, back
        self.items: dict[str, dict[str, Any]] = {}
        self.day = moment(assessment["as_of"])

    def to_json(self, entries: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
        framework = self.framework
        observations, findings, risks = [], [], []
        for control in framework["controls"]:
            mine = entries.get((framework["id"], control["id"]), ())
            seen = [self._observation(control, number, entry) for number, entry in enumerate(mine)]
            observations += seen
            if control["status"] == "not_applicable":
                continue
            risk = self._risk(control, seen) if control["status"] == "fail" else None
            risks += [risk] if risk else []
            findings.append(self._finding(control, seen, risk))
        score = framework["score"]
        props = [] if score is None else [prop("score-low", score["low"]), prop("score-high", score["high"])]
        found = {
            "uuid": self.ids.of("result", framework["id"], framework["edition"]),
            "title": line(f"{framework['title']} ({framework['edition']})"),
            "description": line(self.assessment["scope"], "the organisation states no scope"),
            "start": self.day,
            "end": self.day,
            "props": [prop("framework", f"{framework['id']}@{framework['edition']}"), *props],
            "local-definitions": {"inventory-items": [self.items[name] for name in sorted(self.items)]},
            "reviewed-controls": {"control-selections": [selection(framework)]},
            "observations": observations,
            "risks": risks,
            "findings": findings,
        }
        if not self.items:
            del found["local-definitions"]
        return {key: value for key, value in found.items() if value != []}

    def _observation(self, control: ControlEntry, number: int, entry: Mapping[str, Any]) -> dict[str, Any]:
        subjects = [entry["subject"]] if "subject" in entry else list(islice(self._subjects(entry), MOST_SUBJECTS))
        notes = [prop(key, entry[key]) for key in ("examined", "expected", "unit", "basis") if key in entry]
        count = [prop("subjects", entry["count"])] if "count" in entry else []
        method = _METHODS.get(entry.get("basis", ""), _KINDS[entry["by"]["kind"]])
        observation = {
            "uuid": self.ids.of("observation", self.framework["id"], control["id"], str(number)),
            "description": line(sentence(entry["message"])),
            "props": [
                prop("status", entry["status"]),
                prop("decided-by", entry["by"]["id"] or "applies"),
                *notes,
                *count,
            ],
            "methods": ["TEST" if entry["by"]["kind"] == "check" and "examined" in entry else method],
            "types": ["finding"],
            "subjects": [self._subject(subject) for subject in subjects],
            "relevant-evidence": list(self._evidence(entry)),
            "collected": self.day,
        }
        return {key: value for key, value in observation.items() if value != []}

    def _subjects(self, entry: Mapping[str, Any]) -> Iterator[str]:
        return subjects_in(entry["subjects"], self.assessment["subjects"])

    def _subject(self, subject: str) -> dict[str, Any]:
        name = self.ids.lasting("subject", self.framework["id"], subject)
        self.items.setdefault(name, {"uuid": name, "description": line(subject)})
        return {"subject-uuid": name, "type": "inventory-item", "title": line(subject)}

    def _evidence(self, entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for evidence in entry.get("evidence", ()):
            described = {"description": line(sentence(evidence["what"]))}
            if "sha256" in evidence and "file" in evidence:
                described["href"] = f"#{self.back.file(evidence['file'], evidence['sha256'])}"
            yield described

    def _finding(
        self, control: ControlEntry, seen: Sequence[Mapping[str, Any]], risk: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        status = control["status"]
        extra = [prop(key, "yes") for key in ("unconfirmed", "waived") if key in control]
        basis = [prop("basis", control["basis"])] if "basis" in control else []
        state = {"state": "satisfied" if status == "pass" else "not-satisfied", "reason": _REASONS.get(status, "other")}
        finding = {
            "uuid": self.ids.of("finding", self.framework["id"], control["id"]),
            "title": line(control["title"]),
            "description": line(sentence(control["reason"])),
            "props": [prop("status", status), prop("severity", control["severity"]), *basis, *extra],
            "target": {"type": "objective-id", "target-id": control_id(self.framework, control["id"]), "status": state},
            "related-observations": [{"observation-uuid": entry["uuid"]} for entry in seen],
            "related-risks": [{"risk-uuid": risk["uuid"]}] if risk else [],
        }
        return {key: value for key, value in finding.items() if value != []}

    def _risk(self, control: ControlEntry, seen: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        waived = control.get("waived", False)
        waivers = [
            entry
            for entry in self.assessment["waivers"]
            if (entry["framework"], entry["control"], entry["state"])
            == (self.framework["id"], control["id"], "in_force")
        ]
        risk: dict[str, Any] = {
            "uuid": self.ids.of("risk", self.framework["id"], control["id"]),
            "title": line(control["title"]),
            "description": line(control["why"]),
            "statement": line(sentence(control["reason"])),
            "props": [prop("severity", control["severity"])],
            "status": "deviation-approved" if waived and waivers else "open",
            "related-observations": [{"observation-uuid": entry["uuid"]} for entry in seen],
        }
        if waived and waivers:
            risk["deadline"] = moment(min(entry["expires"] for entry in waivers))
            risk["props"] += [prop("waived-by", plain(entry["owner"])) for entry in waivers]
        return {key: value for key, value in risk.items() if value != []}
