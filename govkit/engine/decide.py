"""Run one check on one subject, and hold its verdict against its evidence: a pass is never better than that."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from govkit.engine.wellformed import fault_of
from govkit.model.entities import Entity
from govkit.model.fact import Fact
from govkit.model.finding import Finding
from govkit.model.message import Message, Param
from govkit.model.not_stated import Disputed, NotStated, silence_message
from govkit.model.status import Basis, Grade, Status
from govkit.plugin.blame import error_name
from govkit.plugin.check import Check
from govkit.plugin.context import Context, FactMissing


def decide(check: Check[Any], subject: Entity, ctx: Context[Any]) -> Finding:
    """Return the finding of a check on a subject: what the check can't decide is unknown or error.

    Whatever a check raises ends with it, `SystemExit` too; only who runs govkit may interrupt it.
    """
    try:
        return _decided(check, subject, ctx)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # a plugin's fault must not end the run, and its text may hold values
        return _broken(Message("the check {check} raised {error}", {"check": check.id, "error": error_name(fault)}))


def _decided(check: Check[Any], subject: Entity, ctx: Context[Any]) -> Finding:
    try:
        finding: object = check.decide(subject, ctx)
    except NotStated as silence:
        return not_stated(silence.path.removeprefix(f"{subject.where}."), silence.reason)
    except Disputed as dispute:
        return _whole(disputed(dispute.path.removeprefix(f"{subject.where}."), dispute.origins))
    except FactMissing as missing:
        return _whole(Finding(Status.ERROR if missing.failed else Status.UNKNOWN, missing.reason))
    params: dict[str, Param] = {"check": check.id}
    if not isinstance(finding, Finding):
        params["type"] = type(finding).__name__
        return _broken(Message("the check {check} returned {type} instead of a finding", params))
    fault = fault_of(finding)
    if fault:
        params["part"] = fault
        return _broken(Message("the check {check} returned a finding whose {part} is not of its type", params))
    if not finding.message.text.strip():
        return _broken(Message("the check {check} does not say what it found", params))
    counted = _count(finding, ctx.read)
    if counted.status is Status.PASS:
        counted = _hold(counted, check, ctx.read)
    return _by_grade(counted, check.grade)


def _whole(finding: Finding) -> Finding:
    """Return a finding that was made of what a check raised; raise `TypeError` where a report could not show it."""
    if fault_of(finding):
        raise TypeError(fault_of(finding))
    return finding


@lru_cache(maxsize=4096)
def not_stated(path: str, reason: str = "") -> Finding:
    """Return the finding for a value that is not stated: a slot of the subject, or `type:id.slot` of another one.

    The same silence is the same object, so that what a hundred thousand subjects leave out is kept once.
    """
    return _whole(Finding(Status.UNKNOWN, silence_message(path, reason), at=_slot(path)))


def disputed(path: str, origins: tuple[str, ...]) -> Finding:
    """Return the finding for a value on which its sources disagree."""
    message = Message("the sources of {path} disagree: {origins}", {"path": path, "origins": origins})
    return Finding(Status.FAIL, message, at=_slot(path), contradiction=True)


def _slot(path: str) -> tuple[str, ...]:
    return () if ":" in path else (path,)


def _broken(reason: Message) -> Finding:
    return Finding(Status.ERROR, reason)


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


def _nothing_there(facts: list[Fact]) -> Finding:
    """Return what a pass is worth where there was nothing to look at: a file without a row has shown nothing."""
    units = sorted({fact.unit for fact in facts if fact.unit})
    if not units:
        return Finding(Status.UNKNOWN, Message("there is nothing in what was to be examined"))
    return Finding(Status.UNKNOWN, Message("there are no {units} to examine", {"units": tuple(units)}))


def _hold(finding: Finding, check: Check[Any], facts: list[Fact]) -> Finding:
    """Refuse a pass with nothing examined, and turn one that needs a full look into review after a partial one."""
    if facts and not any(fact.expected for fact in facts):
        return _nothing_there(facts)
    if facts and not any(fact.examined for fact in facts):
        return _broken(Message("the check {check} passed with nothing examined", {"check": check.id}))
    basis = finding.basis or (Basis.EXAMINED if facts else Basis.DECLARED)
    if basis is Basis.CONFIRMED:
        return _broken(Message("the check {check} speaks for a person", {"check": check.id}))
    if basis is Basis.EXAMINED and not (facts and finding.examined):
        return _broken(Message("the check {check} passed with nothing examined", {"check": check.id}))
    if finding.examined == 0:
        return _broken(Message("the check {check} passed with nothing examined", {"check": check.id}))
    if not finding.presence and (finding.examined or 0) < (finding.expected or 0):
        note = Message(
            "{examined} of {expected} {unit} were examined; what was not seen there may still be in the rest",
            {"examined": finding.examined or 0, "expected": finding.expected or 0, "unit": finding.unit or "units"},
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
