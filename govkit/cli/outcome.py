"""The exit code of an assessment, and the sentences that say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from govkit.model.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from govkit.model.assessment import Assessment

CLEAN, GAPS, INCOMPLETE = 0, 1, 3
_SEVERITIES = ("critical", "high", "medium", "low")
_BROKEN = ("plugin", "probe", "exhibit", "reference")


class Outcome(NamedTuple):
    """An exit code, and why it is not 0."""

    code: int
    reasons: tuple[Message, ...] = ()


def outcome(assessment: Assessment, *, fail_on: str, min_decided: float) -> Outcome:
    """Return 3 for an assessment that is incomplete, 1 for gaps at or above `fail_on` that are not waived, else 0.

    A contradiction counts as a gap of its control's severity; a subject that something shows and nobody declares as
    one of high severity. `min_decided` is the least percentage of weight that has to be decided in each framework.
    """
    grave = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    incomplete = (*_failures(assessment), *_undecided(assessment, min_decided))
    if incomplete:
        return Outcome(INCOMPLETE, incomplete)
    gaps = tuple(_gaps(assessment, grave))
    return Outcome(GAPS, gaps) if gaps else Outcome(CLEAN)


def _failures(assessment: Assessment) -> Iterator[Message]:
    controls = [control for framework in assessment["frameworks"] for control in framework["controls"]]
    errors = sum(control["status"] == "error" for control in controls)
    findings = sum(entry.get("count", 1) for entry in _acting(assessment) if entry["status"] == "error")
    if errors or findings:
        yield Message(
            "{n} error: something needed could not do its work",
            {"n": max(errors, findings)},
            "{n} errors: something needed could not do its work",
        )
    for problem in assessment["problems"]:
        if problem["kind"] in _BROKEN:
            yield Message("{kind} {name} did not work", {"kind": problem["kind"], "name": problem["name"]})


def _undecided(assessment: Assessment, least: float) -> Iterator[Message]:
    for framework in assessment["frameworks"]:
        score = framework["score"]
        if score is not None and score["decided_percent"] < least:
            yield Message(
                "{framework}: {percent} % is decided, and {least} % has to be",
                {"framework": framework["id"], "percent": f"{score['decided_percent']:g}", "least": f"{least:g}"},
            )


def _gaps(assessment: Assessment, grave: tuple[str, ...]) -> Iterator[Message]:
    controls = [
        control
        for framework in assessment["frameworks"]
        for control in framework["controls"]
        if control["status"] == "fail" and not control.get("waived") and control["severity"] in grave
    ]
    if controls:
        yield Message(
            "{n} requirement with gaps at or above {severity}",
            {"n": len(controls), "severity": grave[-1]},
            "{n} requirements with gaps at or above {severity}",
        )
    disagreeing = sum(
        entry.get("count", 1)
        for entry in _acting(assessment)
        if entry.get("contradiction") and "waived" not in entry and entry["severity"] in grave
    )
    shown = len(assessment["contradictions"]) if "high" in grave else 0
    if disagreeing or shown:
        yield Message("{n} contradiction", {"n": disagreeing + shown}, "{n} contradictions")


def _acting(assessment: Assessment) -> Iterator[Mapping[str, Any]]:
    """Yield all on which somebody has to act, one by one or grouped."""
    yield from assessment["findings"]
    yield from (group for group in assessment["groups"] if "acting" in group)
