"""How a control is decided: a tree of checks, predicates and questions."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from govkit.model.answers import Document, Text
from govkit.model.predicate import Rule, Scalar
from govkit.model.worded import worded

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$", max_length=120)]
"""Lower-case words joined by `-`, levels joined by `.`: `choice.honour`."""


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
            raise ValueError(worded("a choice needs `choices`, and `passes` to say which of them pass"))
        if self.type == "number" and not isinstance(self.passes, (int, float)):
            raise ValueError(worded("a number needs `passes`: the least that passes"))
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
        custom_error_message=worded(
            "a member is a check id, or a mapping with one of `check`, `require`, `ask`, `all`, `any`"
        ),
    ),
]


def content_hash(content: Any) -> str:
    """Return 16 hex digits of the SHA-256 of plain data in canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
