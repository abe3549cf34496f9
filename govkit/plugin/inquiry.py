"""What is asked of people about an assessed folder, in their language: what a plugin needs to ask it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from govkit.model.answers import Answer
from govkit.model.assessment import Assessment, SeverityName, StatusName

AnswerType = Literal["yes_no", "choice", "number", "date", "text", "confirm"]


@dataclass(frozen=True)
class Seen:
    """What a check or requirement of the same control says about the same subject."""

    status: StatusName
    word: str
    """The status as people read it: gap, needs facts."""
    sentence: str


@dataclass(frozen=True)
class Asked:
    """One question about one subject; texts are in the reader's language, cleaned and masked."""

    id: str
    """`framework/control#question`."""
    subject: str
    """`type:id`."""
    hash: str
    """What binds an answer to the text that was asked."""
    open: bool
    """Whether no answer settles it yet."""
    type: AnswerType
    choices: tuple[str, ...]
    """The values that a choice may have, as the checklist writes them."""
    evidence_required: bool
    framework: str
    framework_title: str
    number: str
    """The control's number in its document; empty where it has none."""
    control_title: str
    severity: SeverityName
    text: str
    why: str
    help: str
    """What counts as an answer and as evidence; empty where the checklist does not say."""
    open_because: str
    subject_kind: str
    """What subjects of its type are called: datasets."""
    subject_name: str
    owner: str
    """Who keeps the subject, as the inventory states; empty where it does not."""
    qualifications: tuple[tuple[str, str], ...]
    """Id and text of each departure that the framework permits here."""
    seen: tuple[Seen, ...]
    earlier: tuple[Answer, ...]
    """What was answered before, oldest first, whether it still holds or not."""


@dataclass(frozen=True)
class Inquiry:
    """The questions of an assessed folder."""

    assessment: Assessment
    language: str
    questions: Sequence[Asked]
    """The open ones first, gravest first; then those that an answer settles."""
    answers: Sequence[Answer]
    """Every answer on file, also to questions that are not asked any more."""
