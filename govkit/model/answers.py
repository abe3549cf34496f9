"""What people say: answers to questions, waivers of findings, reviews of requirements, rejections of detections."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from govkit.model.placeholder.vouching import names_somebody, says_something
from govkit.model.worded import worded


def _meant(text: str) -> str:
    if not says_something(text):
        raise PydanticCustomError("says_nothing", worded("says nothing"))
    return text


def _somebody(text: str) -> str:
    if not names_somebody(text):
        raise PydanticCustomError("names_nobody", worded("names nobody"))
    return text


Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Meant = Annotated[Text, AfterValidator(_meant)]
"""What vouches for something, or why: a placeholder vouches for nothing."""
Somebody = Annotated[Text, AfterValidator(_somebody)]
"""Who vouches for something: a person or a role, and nobody who is still to be found."""
Subject = Annotated[str, Field(pattern=r"^[a-z_]+:.+$")]


class Document(BaseModel):
    """Base of what is read from files: frozen, nothing unknown, no coercion from other types."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, str_strip_whitespace=True)


class EvidenceFile(Document):
    """A file that supports a statement."""

    path: Text
    """A path below the assessed folder."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Its hash when the statement was made. A changed file no longer supports it."""
    valid_to: Day | None = None
    """The last day on which it supports a statement."""
    date: Day | None = None
    """The day that the document itself bears."""
    owner: Text | None = None
    """The role or team that keeps it up to date, rather than a person."""


class Qualification(Document):
    """A departure that the framework itself permits."""

    id: Text
    text: Meant
    date: Day
    approver: Somebody


class Answer(Document):
    """One answer of one person to one question about one subject."""

    question: Text
    """`framework/control#question`."""
    subject: Subject
    question_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] | None = None
    """Hash of the question's text when it was answered; a changed question asks again, and so does a missing hash."""
    value: bool | int | float | str | None = None
    """The typed value: true or false, a number, an ISO date, a choice."""
    text: Annotated[str, Field(max_length=20_000)] = ""
    author: Somebody
    date: Day
    evidence: tuple[EvidenceFile, ...] = ()
    qualification: Qualification | None = None


class Waiver(Document):
    """An accepted departure. A waived fail stays a fail and is scored; it does not end a run with exit code 1."""

    framework: Text
    control: Text
    subject: Subject | None = None
    """The subject waived; all subjects of the control where it is left out."""
    owner: Somebody
    reason: Meant
    approved_by: Somebody | None = None
    expires: Day


class Review(Document):
    """A person's confirmation that a control says what the official document requires."""

    framework: Text
    edition: Text
    control: Text
    content_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    """Hash of what was reviewed; a changed control asks again."""
    verdict: Literal["confirmed", "rejected"]
    reviewer: Somebody
    date: Day
    document: Meant
    """The official document that was compared."""
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    note: Annotated[str, Field(max_length=20_000)] = ""


class Rejection(Document):
    """A person's statement that a detection is wrong."""

    subject: Subject
    what: Text
    """What was detected, as the detecting check names it: `email`, `th-national-id`."""
    by: Somebody
    date: Day
    reason: Meant
    evidence: tuple[EvidenceFile, ...] = ()
    data_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Digest of the file that was looked at; the rejection lapses when it changes. Without it, a detection in a file
    stays a matter for review."""


class AnswerFile(Document):
    """A file in `answers/`."""

    govkit: Literal["answers/1"]
    answers: tuple[Answer, ...] = ()


class WaiverFile(Document):
    """The file `waivers.yaml`."""

    govkit: Literal["waivers/1"]
    waivers: tuple[Waiver, ...] = ()


class ReviewFile(Document):
    """A file in `reviews/`."""

    govkit: Literal["reviews/1"]
    reviews: tuple[Review, ...] = ()


class RejectionFile(Document):
    """The file `rejections.yaml`."""

    govkit: Literal["rejections/1"]
    rejections: tuple[Rejection, ...] = ()
