"""A checklist: one edition of a framework, encoded as data that names checks. See `docs/checklists.md`."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from govkit.model.answers import Document, Text
from govkit.model.checklist.source import Effective, Read, Source, SourceGrade
from govkit.model.checklist.translation import ControlTexts, Translation
from govkit.model.checklist.tree import All, AnyOf, CheckUse, Name, Node, Question, Require, content_hash
from govkit.model.predicate import Rule
from govkit.model.status import Severity
from govkit.model.worded import worded

__all__ = [
    "All",
    "AnyOf",
    "Applies",
    "CheckUse",
    "Checklist",
    "Control",
    "ControlTexts",
    "Effective",
    "Framework",
    "Name",
    "Node",
    "PermittedQualification",
    "Question",
    "Read",
    "Related",
    "Require",
    "Source",
    "SourceGrade",
    "Translation",
    "content_hash",
]


class Applies(Document):
    """Whom a control concerns: a type of subject, and which of them."""

    on: Name | Annotated[str, Field(pattern=r"^[a-z_]+$")]
    where: Rule | None = None


class Related(Document):
    """A link to a control of another framework, in the words of OSCAL's mapping model."""

    framework: Name
    control: Name
    relation: Literal["equal", "subset", "superset", "intersects"]
    note: Text | None = None


class PermittedQualification(Document):
    """A departure that the framework permits, with text, date and approver."""

    id: Name
    text: Text


class Control(Document):
    """One requirement."""

    model_config = ConfigDict(populate_by_name=True)

    id: Name
    number: Text | None = None
    title: Text
    """What holds when the requirement is met, in a sentence."""
    why: Text
    severity: Severity
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    applies: Applies
    all_: tuple[Node, ...] | None = Field(default=None, alias="all", min_length=1)
    any_: tuple[Node, ...] | None = Field(default=None, alias="any", min_length=1)
    fix: Text | None = None
    """What to do about a gap, where the checks do not say it."""
    source: Source = Source()
    """What differs from the framework's source: at least the section."""
    effective: Effective | None = None
    obligation: Literal["mandatory", "voluntary", "informative"] | None = None
    derivation: Literal["direct", "derived", "govkit"] = "direct"
    """Whether the source asks organisations this, or the question was derived from it."""
    qualifications: tuple[PermittedQualification, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_tree(self) -> Control:
        if (self.all_ is None) == (self.any_ is None):
            raise ValueError(worded("a control is decided by exactly one of `all` and `any`"))
        return self

    @property
    def tree(self) -> All | AnyOf:
        """Return what decides the control."""
        return All(all_=self.all_) if self.all_ is not None else AnyOf(any_=self.any_ or ())

    @cached_property
    def content_hash(self) -> str:
        """Return the hash that binds a review to what was reviewed."""
        return content_hash(
            self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"related", "tags"})
        )


class Framework(Document):
    """A published body of requirements, with edition and source."""

    id: Name
    edition: Text
    revision: Annotated[int, Field(ge=1)] = 1
    """Raised by a correction of a released edition."""
    title: Text
    source: Source
    effective: Effective = Effective()
    note: Text | None = None
    certified_as: tuple[Text, ...] = ()
    """The schemes under which organisations are certified to it: the edition then follows the next renewal."""
    default: bool = True
    """Whether it is assessed when a folder names no frameworks."""


class Checklist(Document):
    """One edition of a framework, ready to be assessed."""

    govkit: Literal["checklist/1"]
    framework: Framework
    controls: Annotated[tuple[Control, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        """Return `framework@edition`."""
        return f"{self.framework.id}@{self.framework.edition}"
