"""Where a requirement comes from: the document, its grade, how it was read, and when it was true."""

from __future__ import annotations

from datetime import date as Day
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from govkit.model.answers import Document, Text
from govkit.model.worded import worded


class SourceGrade(StrEnum):
    """How good a source is."""

    OFFICIAL = "A"
    PROFESSIONAL = "B"
    """A law firm, a standards body, an accountability agent."""
    PRESS = "C"
    UNRELIABLE = "X"
    OWN = "O"
    """An author's own rule: it decides, labelled "not law", in a score of its own."""


class Read(StrEnum):
    """How the requirement was read."""

    TEXT = "text"
    SUMMARY = "summary"
    RECALLED = "recalled"


class Source(Document):
    """Where a requirement stands, how good the source is, how it was read, and when it was true."""

    publisher: Text | None = None
    document: Text | None = None
    section: Text | None = None
    """The pinpoint: article, paragraph, question number."""
    url: Text | None = None
    date: Day | None = None
    """The date of the document."""
    grade: SourceGrade | None = None
    read: Read | None = None
    as_of: Day | None = None
    mark: Literal["verified", "derived", "recalled"] | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None

    def over(self, base: Source) -> Source:
        """Return this source with what it leaves out taken from `base`, the framework's own."""
        return Source(**{**base.model_dump(exclude_none=True), **self.model_dump(exclude_none=True)})

    @property
    def decides(self) -> bool:
        """Tell whether a requirement from this source may decide a verdict before a person has confirmed it."""
        if self.grade is SourceGrade.OWN:
            return True
        return self.grade in (SourceGrade.OFFICIAL, SourceGrade.PROFESSIONAL) and self.read in (Read.TEXT, Read.SUMMARY)


class Effective(Document):
    """When a requirement applies."""

    model_config = ConfigDict(populate_by_name=True)

    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    grace_until: Day | None = None
    """The first day on which it has to be met, too, by what was there before `from`."""

    @model_validator(mode="after")
    def _grace_after_start(self) -> Effective:
        if self.grace_until is not None and (self.from_ is None or self.grace_until <= self.from_):
            raise ValueError(worded("`grace_until` needs an earlier `from`: it is for what was there before"))
        return self

    def in_grace(self, day: Day) -> bool:
        """Tell whether, on this day, what was there before `from` need not meet it yet."""
        return self.from_ is not None and self.grace_until is not None and self.from_ <= day < self.grace_until
