"""Whether the numbers of an assessment add up by themselves: that can be told whatever version has judged it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from govkit.model.assessment import Assessment


def false_sums(claimed: Assessment) -> Iterator[tuple[str, Any, Any]]:
    """Yield where it stands, what is stated and what its own parts give, for every number that does not follow.

    A part of the summary that the assessment does not have, or that nobody here knows, is left to those who know it.
    """
    known = _summary(claimed)
    for part in sorted(known.keys() & claimed["summary"].keys()):
        if claimed["summary"][part] != known[part]:
            yield f"summary {part}", claimed["summary"][part], known[part]
    listed = _gaps(claimed)
    for framework in claimed["frameworks"]:
        for control in framework["controls"]:
            name = f"{framework['id']}@{framework['edition']}/{control['id']}"
            gaps = max(control["counts"].get("fail", 0), control["status"] == "fail")
            if listed[framework["id"], control["id"]] < gaps:
                yield f"{name} gaps", listed[framework["id"], control["id"]], gaps


def _summary(claimed: Assessment) -> Mapping[str, Any]:
    """Return what the summary has to say of the rest."""
    findings = Counter[str](entry["status"] for entry in claimed["findings"])
    contradicted = sum("contradiction" in entry for entry in claimed["findings"])
    for group in claimed["groups"]:
        if "acting" in group:
            findings[group["status"]] += group["count"]
            contradicted += group["count"] * ("contradiction" in group)
    controls = Counter(control["status"] for framework in claimed["frameworks"] for control in framework["controls"])
    return {
        "controls": dict(controls),
        "findings": dict(findings),
        "contradictions": contradicted,
        "questions": sum(entry["count"] for entry in claimed["questions"]),
        "subjects": {kind: len(names) for kind, names in claimed["subjects"].items()},
    }


def _gaps(claimed: Assessment) -> Counter[tuple[str, str]]:
    """Return how many gaps are listed of each control: one at least of each of its subjects that has one."""
    found: Counter[tuple[str, str]] = Counter()
    for finding in claimed["findings"]:
        found[finding["framework"], finding["control"]] += finding["status"] == "fail"
    for group in claimed["groups"]:
        found[group["framework"], group["control"]] += group["count"] * (group["status"] == "fail")
    return found
