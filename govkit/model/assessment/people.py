"""What an assessment holds for people to act on: open questions, waivers and contradictions."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from govkit.model.assessment.findings import MessageDoc, SeverityName
from govkit.model.ranges import Range, Scatter


class QuestionEntry(TypedDict):
    """An open question, and whom it concerns."""

    id: str
    """`framework/control#question`."""
    framework: str
    control: str
    text: str
    help: NotRequired[str]
    hash: str
    type: Literal["yes_no", "choice", "number", "date", "text", "confirm"]
    """`confirm` asks a person to confirm what a partial check found."""
    choices: NotRequired[list[str]]
    evidence: Literal["required", "optional"]
    severity: SeverityName
    why: MessageDoc
    """Why it is open: never asked, changed since, evidence expired."""
    count: int
    subjects: list[Range | Scatter]
    """Empty where it is asked once, of the organisation."""


class WaiverEntry(TypedDict):
    """A waiver and what it covers."""

    framework: str
    control: str
    subject: NotRequired[str]
    owner: str
    reason: str
    approved_by: NotRequired[str]
    expires: str
    state: Literal["in_force", "expired", "unused"]
    days_left: int
    covers: int


class ContradictionEntry(TypedDict):
    """Two sources that disagree outside any check: a reference to what is not declared, a subject that vanished."""

    subject: str
    message: MessageDoc
    shown_by: list[str]
    file: NotRequired[str]
    line: NotRequired[int]
