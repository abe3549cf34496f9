"""The closed vocabularies of a verdict: status, basis, grade and severity, each ordered where order has a meaning."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a finding or a control says. `error`, `unknown` and `review` are undecided, in that order of urgency."""

    FAIL = "fail"
    ERROR = "error"
    UNKNOWN = "unknown"
    REVIEW = "review"
    PASS = "pass"
    NOT_APPLICABLE = "not_applicable"

    @property
    def undecided(self) -> bool:
        """Tell whether somebody still has to find out."""
        return self in UNDECIDED

    @property
    def needs_action(self) -> bool:
        """Tell whether somebody has to act: everything but pass and not_applicable."""
        return self is Status.FAIL or self in UNDECIDED


UNDECIDED = (Status.ERROR, Status.UNKNOWN, Status.REVIEW)


class Basis(StrEnum):
    """What a pass rests on, weakest first."""

    DECLARED = "declared"
    """The inventory says so."""
    DOCUMENTED = "documented"
    """An evidence file does."""
    EXAMINED = "examined"
    """A probe looked."""
    CONFIRMED = "confirmed"
    """A person did, with author, date and evidence."""


class Grade(StrEnum):
    """How much a check can decide."""

    FULL = "full"
    """It may pass."""
    PARTIAL = "partial"
    """It can refute or pre-fill; its pass becomes review until a person confirms."""


class Severity(StrEnum):
    """How much a gap matters, gravest first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Standing(StrEnum):
    """What a claim about a value is worth. Only declared and confirmed claims state something."""

    DECLARED = "declared"
    DETECTED = "detected"
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
