"""A checklist in another language: the sidecar file beside it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from govkit.model.answers import Document, Text
from govkit.model.checklist.tree import Name


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
