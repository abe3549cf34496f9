"""What in an assessment points to something that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govkit.model.worded import worded
from govkit_submission.seal.refusal import Objection

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts


def dangling(assessment: Assessment, facts: Facts) -> Iterator[Objection]:
    """Yield what points to something that neither the assessment nor its facts have."""
    judged_by = sorted(f"{entry['id']}@{entry['edition']}" for entry in assessment["provenance"]["checklists"])
    if judged_by != sorted(f"{entry['id']}@{entry['edition']}" for entry in assessment["frameworks"]):
        yield Objection("dangling", worded("the checklists that are named are not those of the frameworks"))
    controls = {(entry["id"], control["id"]) for entry in assessment["frameworks"] for control in entry["controls"]}
    waivers = len(assessment["waivers"])
    for entry in (*assessment["findings"], *assessment["groups"], *assessment["questions"]):
        if (entry["framework"], entry["control"]) not in controls:
            yield Objection("dangling", worded("a finding or question is about a control that is not there"))
            return
    for finding in (*assessment["findings"], *assessment["groups"]):
        if not 0 <= finding.get("waived", 0) < max(waivers, 1) or ("waived" in finding and not waivers):
            yield Objection("dangling", worded("a finding is waived by a waiver that is not there"))
            return
    known = {entry["path"] for entry in (*facts["evidence"], *facts["inputs"])}
    lists = [answer["evidence"] for answer in facts["answers"] if isinstance(answer.get("evidence"), list)]
    paths = [file.get("path") for files in lists for file in files if isinstance(file, dict)]
    if any(isinstance(path, str) and path not in known for path in paths):
        yield Objection("dangling", worded("an answer refers to evidence that is not listed"))
