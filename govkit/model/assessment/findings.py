"""Findings as an assessment holds them: one by one, or many that say the same as a group."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from govkit.model.ranges import Range, Scatter

StatusName = Literal["fail", "error", "unknown", "review", "pass", "not_applicable"]
BasisName = Literal["declared", "documented", "examined", "confirmed"]
SeverityName = Literal["critical", "high", "medium", "low"]


class MessageDoc(TypedDict):
    """A sentence: its template, its plural form and its typed parameters (see `govkit.model.message`)."""

    text: str
    plural: NotRequired[str]
    params: NotRequired[dict[str, Any]]


class EvidenceDoc(TypedDict):
    """A pointer to what supports a finding."""

    what: MessageDoc
    file: NotRequired[str]
    line: NotRequired[int]
    sha256: NotRequired[str]
    url: NotRequired[str]
    at: NotRequired[str]


class DecidedBy(TypedDict):
    """The leaf of a control's tree that a finding comes from."""

    kind: Literal["check", "require", "ask", "applies"]
    id: str
    """The check's id, the question's id, the predicate in canonical JSON, or an empty text."""
    options: NotRequired[dict[str, Any]]


class FindingEntry(TypedDict):
    """A finding on which somebody has to act."""

    id: str
    """16 hex digits: the same check, options and subject have the same id in every run and every framework."""
    framework: str
    control: str
    by: DecidedBy
    subject: str
    status: StatusName
    severity: SeverityName
    message: MessageDoc
    note: NotRequired[MessageDoc]
    """Why its status differs from what the check said: a sample, a partial check, an unconfirmed requirement."""
    fix: NotRequired[MessageDoc]
    at: NotRequired[list[str]]
    file: NotRequired[str]
    """Where the subject, or the slot in `at`, was written."""
    line: NotRequired[int]
    evidence: NotRequired[list[EvidenceDoc]]
    examined: NotRequired[int]
    expected: NotRequired[int]
    unit: NotRequired[str]
    contradiction: NotRequired[Literal[True]]
    waived: NotRequired[int]
    """Index of the waiver in `waivers` that covers it, while it is in force."""


class GroupEntry(TypedDict):
    """Findings kept together: those on which nobody has to act, and the many that one remedy mends (`acting`)."""

    framework: str
    control: str
    by: DecidedBy
    status: StatusName
    basis: NotRequired[BasisName]
    message: MessageDoc
    note: NotRequired[MessageDoc]
    """Why the status differs from what the check said, or who confirmed it."""
    examined: NotRequired[int]
    expected: NotRequired[int]
    unit: NotRequired[str]
    evidence: NotRequired[list[EvidenceDoc]]
    count: int
    subjects: list[Range | Scatter]
    acting: NotRequired[Literal[True]]
    """Somebody has to act on these, too: they say the same as the first thousand, which stand among `findings`."""
    severity: NotRequired[SeverityName]
    """Of an acting group, as its findings have them: severity, fix, slots, contradiction and waiver."""
    fix: NotRequired[MessageDoc]
    at: NotRequired[list[str]]
    contradiction: NotRequired[Literal[True]]
    waived: NotRequired[int]
