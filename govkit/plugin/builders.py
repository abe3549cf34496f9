"""How an author of a check says what it found: `passed`, `failed`, `needs_review`, `not_applicable`, `contradicted`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from govkit.model.finding import Evidence, Finding
from govkit.model.message import Message, Param
from govkit.model.status import Basis, Status

if TYPE_CHECKING:
    from collections.abc import Iterable


def _slots(at: str | Iterable[str]) -> tuple[str, ...]:
    return (at,) if isinstance(at, str) else tuple(at)


def _found(
    status: Status, message: Message, at: str | Iterable[str], fix: str, evidence: Iterable[Evidence]
) -> Finding:
    """Return what somebody has to act on; the advice is filled with the parameters of the message."""
    advice = Message(fix, message.params) if fix else None
    return Finding(status, message, at=_slots(at), fix=advice, evidence=tuple(evidence))


def passed(
    message: str,
    *,
    at: str | Iterable[str] = (),
    evidence: Iterable[Evidence] = (),
    basis: Basis | None = None,
    presence: bool = False,
    examined: int | None = None,
    expected: int | None = None,
    plural: str = "",
    **params: Param,
) -> Finding:
    """Say that there is positive evidence. `presence`: something was seen, so that a sample is enough.

    `basis` is `examined` where facts were read and `declared` elsewhere; pass `Basis.DOCUMENTED` where an evidence file
    decided. `message` is a template, filled with `params` when a report is written; `plural` is the one for `n` other
    than 1.
    """
    return Finding(
        Status.PASS,
        Message(message, params, plural),
        at=_slots(at),
        evidence=tuple(evidence),
        basis=basis,
        presence=presence,
        examined=examined,
        expected=expected,
    )


def failed(
    message: str,
    *,
    at: str | Iterable[str] = (),
    fix: str = "",
    plural: str = "",
    evidence: Iterable[Evidence] = (),
    **params: Param,
) -> Finding:
    """Say that there is positive evidence of a gap. `plural` is the template for `n` other than 1."""
    return _found(Status.FAIL, Message(message, params, plural), at, fix, evidence)


def contradicted(
    message: str, *, at: str | Iterable[str] = (), fix: str = "", evidence: Iterable[Evidence] = (), **params: Param
) -> Finding:
    """Say that two sources disagree: a card and a scan, an answer and a contract. The gravest finding."""
    return replace(_found(Status.FAIL, Message(message, params), at, fix, evidence), contradiction=True)


def needs_review(
    message: str,
    *,
    at: str | Iterable[str] = (),
    fix: str = "",
    plural: str = "",
    evidence: Iterable[Evidence] = (),
    **params: Param,
) -> Finding:
    """Say that a person has to judge, and what was found that helps them."""
    return _found(Status.REVIEW, Message(message, params, plural), at, fix, evidence)


def unknown(message: str, *, at: str | Iterable[str] = (), fix: str = "", **params: Param) -> Finding:
    """Say that facts are missing in a way that reading a slot does not show, such as a card that says nothing."""
    return Finding(Status.UNKNOWN, Message(message, params), at=_slots(at), fix=Message(fix, params) if fix else None)


def not_applicable(reason: str, *, at: str | Iterable[str] = (), **params: Param) -> Finding:
    """Say that the check does not concern this subject, and why."""
    return Finding(Status.NOT_APPLICABLE, Message(reason, params), at=_slots(at))


def evidence(
    what: str,
    *,
    file: str = "",
    line: int | None = None,
    sha256: str = "",
    url: str = "",
    seen: str = "",
    **params: Param,
) -> Evidence:
    """Point to what supports a finding. Never pass a raw personal value: a mask, a shape, a count."""
    return Evidence(Message(what, params), file=file, line=line, sha256=sha256, url=url, at=seen)
