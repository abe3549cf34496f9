"""Run one check on one subject, and hold its verdict against its evidence: a pass is never better than that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govkit.model.entities import Entity
from govkit.model.fact import Fact
from govkit.model.finding import Finding
from govkit.model.message import Message
from govkit.model.not_stated import Disputed, NotStated, silence_message
from govkit.model.status import Basis, Grade, Status
from govkit.plugin.check import Check
from govkit.plugin.context import Context, FactMissing


def decide(check: Check[Any], subject: Entity, ctx: Context[Any]) -> Finding:
    """Return the finding of a check on a subject. Never raises: what the check can't decide is unknown or error."""
    try:
        finding = check.decide(subject, ctx)
    except NotStated as silence:
        return not_stated(silence.path, silence.reason)
    except Disputed as dispute:
        return disputed(dispute.path, dispute.origins)
    except FactMissing as missing:
        status = Status.ERROR if missing.failed else Status.UNKNOWN
        return Finding(status, missing.reason)
    except Exception as fault:  # a plugin's fault must not end the run, and its text may hold values
        return _broken(check, "the check {check} raised {error}", error=type(fault).__name__)
    if not isinstance(finding, Finding):
        return _broken(check, "the check {check} returned {type} instead of a finding", type=type(finding).__name__)
    finding = _count(finding, ctx.read)
    if finding.status is Status.PASS:
        finding = _hold(finding, check, facts_read=bool(ctx.read))
    return _by_grade(finding, check.grade)


def not_stated(path: str, reason: str = "") -> Finding:
    """Return the finding for a value that the inventory does not state."""
    slot = path.partition(".")[2]
    return Finding(Status.UNKNOWN, silence_message(path, reason), at=(slot,) if slot else ())


def disputed(path: str, origins: tuple[str, ...]) -> Finding:
    """Return the finding for a value on which its sources disagree."""
    slot = path.partition(".")[2]
    message = Message("the sources of {path} disagree: {origins}", {"path": path, "origins": origins})
    return Finding(Status.FAIL, message, at=(slot,) if slot else (), contradiction=True)


def _broken(check: Check[Any], text: str, **params: str) -> Finding:
    return Finding(Status.ERROR, Message(text, {"check": check.id, **params}))


def _count(finding: Finding, facts: list[Fact]) -> Finding:
    """Take over from the facts how much was looked at, where the check does not say it."""
    if finding.examined is not None or not facts:
        return finding
    units = {fact.unit for fact in facts}
    return replace(
        finding,
        examined=sum(fact.examined for fact in facts),
        expected=sum(fact.expected for fact in facts),
        unit=units.pop() if len(units) == 1 else "",
    )


def _hold(finding: Finding, check: Check[Any], *, facts_read: bool) -> Finding:
    """Refuse a pass with nothing examined, and turn one that needs a full look into review after a partial one."""
    basis = finding.basis or (Basis.EXAMINED if facts_read else Basis.DECLARED)
    if basis is Basis.EXAMINED and not finding.examined:
        return _broken(check, "the check {check} passed with nothing examined")
    if finding.examined == 0:
        return _broken(check, "the check {check} passed with nothing examined")
    if finding.examined is not None and finding.expected is not None and finding.examined < finding.expected:
        if not finding.presence:
            note = Message(
                "{examined} of {expected} {unit} were examined; what was not seen there may still be in the rest",
                {"examined": finding.examined, "expected": finding.expected, "unit": finding.unit or "units"},
            )
            return replace(finding, status=Status.REVIEW, basis=None, note=note)
    return replace(finding, basis=basis)


def _by_grade(finding: Finding, grade: Grade) -> Finding:
    """Turn what a partial check may not decide into review: a pass, and a contradiction."""
    if grade is Grade.FULL:
        return finding
    if finding.status is Status.PASS:
        note = Message("nothing speaks against it, but this check can't confirm it: a person has to")
        return replace(finding, status=Status.REVIEW, basis=None, note=note)
    if finding.status is Status.FAIL and finding.contradiction:
        note = Message("one of the two sources is only an indication: a person has to look")
        return replace(finding, status=Status.REVIEW, note=note)
    return finding
