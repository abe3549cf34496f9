"""The report `oscal-plan`: an OSCAL assessment plan, which says what the assessment looked at and by which rules."""

from __future__ import annotations

import json
from typing import Any

from govkit.model.assessment import Assessment
from govkit_submission.oscal.document import BackMatter, Ids, metadata, selection
from govkit_submission.oscal.wording import line, prop

suffix = ".json"
media_type = "application/oscal.ap+json"


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the document, in English whatever the language."""
    return json.dumps(plan(assessment), ensure_ascii=False, indent=1) + "\n"


def plan(assessment: Assessment) -> dict[str, Any]:
    """Return the plan as plain data."""
    ids = Ids(assessment)
    back = BackMatter(ids)
    facts = assessment["provenance"]["facts_sha256"]
    ssp = back.put(
        {
            "uuid": ids.of("inventory"),
            "title": "The inventory, in place of a system security plan",
            "description": line(assessment["scope"], "the organisation states no scope"),
            "rlinks": [{"href": "facts.json", "hashes": [{"algorithm": "SHA-256", "value": facts}]}],
        }
    )
    checklists = assessment["provenance"]["checklists"]
    for entry in checklists:
        back.put(
            {
                "uuid": ids.lasting("checklist", entry["id"], entry["edition"], entry["sha256"]),
                "title": line(f"{entry['id']}@{entry['edition']}, revision {entry['revision']}"),
                "props": [prop("origin", entry["origin"]), prop("sha256", entry["sha256"])],
            }
        )
    reviewed = {
        "control-selections": [selection(framework) for framework in assessment["frameworks"]] or [{"include-all": {}}]
    }
    document = {
        "uuid": ids.of("plan"),
        "metadata": metadata(assessment, ids, "Assessment plan"),
        "import-ssp": {"href": f"#{ssp}", "remarks": "govkit assesses an inventory; there is no system security plan."},
        "reviewed-controls": reviewed,
        "back-matter": back.to_json(),
    }
    return {"assessment-plan": document}
