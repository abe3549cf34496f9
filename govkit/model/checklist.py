"""A checklist: one edition of a framework, encoded as data that names checks. See `docs/checklists.md`."""

from __future__ import annotations

import hashlib
import json
from datetime import date as Day
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from govkit.model.answers import Document, Text
from govkit.model.predicate import Rule, Scalar
from govkit.model.status import Severity

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$", max_length=120)]
"""Lower-case words joined by `-`, levels joined by `.`: `choice.honour`."""


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
            raise ValueError("`grace_until` needs an earlier `from`: it is for what was there before")
        return self

    def in_grace(self, day: Day) -> bool:
        """Tell whether, on this day, what was there before `from` need not meet it yet."""
        return self.from_ is not None and self.grace_until is not None and self.from_ <= day < self.grace_until


class CheckUse(Document):
    """A check, with options."""

    model_config = ConfigDict(populate_by_name=True)

    check: Name
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")


class Require(Document):
    """A predicate that the subject has to fulfil, with the sentences of both outcomes."""

    require: Rule
    met: Text | None = None
    gap: Text | None = None
    fix: Text | None = None


class Question(Document):
    """What only a person can say."""

    ask: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
    """The question's id, unique in its control."""
    text: Text
    help: Text | None = None
    """Why it is asked, and what counts as evidence."""
    type: Literal["yes_no", "choice", "number", "date", "text"] = "yes_no"
    choices: tuple[Text, ...] = ()
    passes: Scalar | tuple[Scalar, ...] | None = None
    """What passes: by default yes; a choice or choices; the least number. Free text alone is review."""
    evidence: Literal["required", "optional"] = "optional"
    per: Literal["subject", "organisation"] = "subject"
    """Whether it is asked for each subject of the control, or once."""
    agrees_with: tuple[Name, ...] = ()
    """Checks that look at the same thing: an answer that disagrees with them is a contradiction."""

    @model_validator(mode="after")
    def _decidable(self) -> Question:
        if self.type == "choice" and (not self.choices or self.passes is None):
            raise ValueError("a choice needs `choices`, and `passes` to say which of them pass")
        if self.type == "number" and not isinstance(self.passes, (int, float)):
            raise ValueError("a number needs `passes`: the least that passes")
        return self

    @cached_property
    def content_hash(self) -> str:
        """Return the hash that binds an answer to the question's text: a changed question asks again."""
        return content_hash({"text": self.text, "type": self.type, "choices": self.choices, "passes": self.passes})


class All(Document):
    """Every member has to hold."""

    model_config = ConfigDict(populate_by_name=True)
    all_: tuple[Node, ...] = Field(alias="all", min_length=1)


class AnyOf(Document):
    """One member is enough."""

    model_config = ConfigDict(populate_by_name=True)
    any_: tuple[Node, ...] = Field(alias="any", min_length=1)


_MEMBERS: dict[str, type[Document]] = {"check": CheckUse, "require": Require, "ask": Question, "all": All, "any": AnyOf}


def _member(raw: Any) -> str | None:
    if isinstance(raw, str):
        return "name"
    if isinstance(raw, dict):
        return next((key for key in _MEMBERS if key in raw), None)
    return next((key for key, model in _MEMBERS.items() if type(raw) is model), None)


Node = Annotated[
    Annotated[Name, Tag("name")]
    | Annotated[CheckUse, Tag("check")]
    | Annotated[Require, Tag("require")]
    | Annotated[Question, Tag("ask")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")],
    Discriminator(
        _member,
        custom_error_type="control_member",
        custom_error_message="a member is a check id, or a mapping with one of `check`, `require`, `ask`, `all`, `any`",
    ),
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
            raise ValueError("a control is decided by exactly one of `all` and `any`")
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


class ControlTexts(Document):
    """The translated texts of one control."""

    title: Text | None = None
    why: Text | None = None
    fix: Text | None = None
    questions: dict[str, dict[Literal["text", "help"], Text]] = Field(default_factory=dict)
    sentences: dict[str, Text] = Field(default_factory=dict)
    """English `met`, `gap` and `fix` sentences of requirements → their translation."""


class Translation(Document):
    """A sidecar file `NAME.LANGUAGE.yaml`: the texts of a checklist in another language."""

    govkit: Literal["translation/1"]
    framework: Name
    edition: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    status: Literal["unreviewed", "reviewed", "official"] = "unreviewed"
    reviewer: Text | None = None
    title: Text | None = None
    note: Text | None = None
    controls: dict[str, ControlTexts] = Field(default_factory=dict)


def content_hash(content: Any) -> str:
    """Return 16 hex digits of the SHA-256 of plain data in canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
