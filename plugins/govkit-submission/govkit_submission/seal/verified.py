"""Verify a submission: structure first, then members, signatures and forms, and verdicts last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from govkit.model.assessment import Assessment
from govkit.model.day import day_of
from govkit.model.worded import worded
from govkit_submission.keys.store import TrustStore
from govkit_submission.seal.opening import Opened, open_submission
from govkit_submission.seal.refusal import Objection, Refused
from govkit_submission.seal.rejudging import Judge, Rejudgement
from govkit_submission.seal.verifying import check

_UNKNOWN = "unknown-signer"
_ELSEWHERE = timedelta(days=1)
"""How far a day may be ahead that is no day to come: elsewhere it is tomorrow already."""


@dataclass(frozen=True)
class Terms:
    """What the verifier asks of a submission beyond that it holds."""

    today: date | None = None
    """The day by which keys are judged; today if left out."""
    received: date | None = None
    """A day on which the verifier had the file already."""
    call: str | None = None
    """What the sender was asked to seal with it."""
    not_before: date | None = None
    """An assessment of an earlier day is refused."""
    untrusted: bool = False
    """Whether a submission is looked at that nobody known has signed."""

    @property
    def day(self) -> date:
        """Return the day by which keys and days are judged."""
        return self.today or datetime.now(UTC).date()


@dataclass(frozen=True)
class Verified:
    """What was found in a submission."""

    path: Path
    objections: tuple[Objection, ...]
    """What is wrong; where there are any that concern its form, nothing was judged."""
    strangers: tuple[str, ...] = ()
    """Keys that have signed and that nobody here knows, where the verifier has said to look all the same."""
    opened: Opened | None = None
    rejudged: Rejudgement | None = None
    to_come: bool = False
    """Whether it was judged by a day that is still to come."""

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong and nothing is claimed that does not follow."""
        return not self.objections and self.rejudged is not None and not self.rejudged.differences

    @property
    def judged(self) -> Assessment | None:
        """Return the assessment as it was judged here."""
        return None if self.rejudged is None else self.rejudged.judged


def is_to_come(as_of: date, today: date) -> bool:
    """Tell whether an assessment judges by a day that is still to come, on which what is not yet so may be so."""
    return as_of > today + _ELSEWHERE


def verify(path: Path, trust: TrustStore, judge: Judge, terms: Terms) -> Verified:
    """Return what is found in a submission; raise `InputError` only for a file that can't be read."""
    try:
        opened = open_submission(path)
    except Refused as refused:
        return Verified(path, (Objection(refused.code, refused.reason),))
    found = check(opened, trust, today=terms.day, existed=terms.received)
    strangers = tuple(keyid for keyid in opened.signers if trust.find(keyid) is None) if terms.untrusted else ()
    objections = (*(entry for entry in found if not (strangers and entry.code == _UNKNOWN)), *_terms(opened, terms))
    as_of = _as_of(opened)
    ahead = as_of is not None and is_to_come(as_of, terms.day)
    verified = Verified(path, objections, strangers, opened, to_come=ahead)
    if any(entry.code in ("assessment-form", "facts-form") for entry in objections):
        return verified
    try:
        return replace(verified, rejudged=judge.rejudge(opened))
    except Refused as refused:
        return replace(verified, objections=(*objections, Objection(refused.code, refused.reason)))


def _as_of(opened: Opened) -> date | None:
    """Return the day that the statement names; a stranger may have written none."""
    try:
        return day_of(opened.statement["predicate"]["as_of"])
    except ValueError:
        return None


def _terms(opened: Opened, terms: Terms) -> list[Objection]:
    predicate, as_of = opened.statement["predicate"], _as_of(opened)
    found = []
    if terms.call is not None and predicate["call"] != terms.call:
        found.append(Objection("other-call", worded("it was sealed for another occasion than the one asked for")))
    if terms.not_before is not None and (as_of is None or as_of < terms.not_before):
        found.append(
            Objection("too-old", worded("it is an assessment of before {not_before}", not_before=terms.not_before))
        )
    return found
