"""A registry: the ids that a published framework gives its requirements, so that no mapping leads nowhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from govkit.model.answers import Document, Text
from govkit.model.checklist import Name, Related, Source


class Entry(Document):
    """What an id stands for, in our own words or by the name that the source permits to be used."""

    topic: Text | None = None
    related: tuple[Related, ...] = ()
    """The ids of other frameworks that are about the same."""


def _named(raw: object) -> object:
    return {"topic": raw} if isinstance(raw, str) else {} if raw is None else raw


Ids = dict[Name, Annotated[Entry, BeforeValidator(_named, json_schema_input_type=Entry | str | None)]]


class Registry(Document):
    """The ids of one framework, in every edition that mappings may name."""

    govkit: Literal["registry/1"]
    framework: Name
    title: Text
    source: Source
    terms: Text | None = None
    """Under which terms the source lets its ids and names be used, and how it wants to be named."""
    note: Text | None = None
    groups: Ids = Field(default_factory=dict)
    """Chapters, principles or themes that a mapping may name, too."""
    ids: Ids = Field(min_length=1)
    """The requirements themselves."""

    @property
    def names(self) -> frozenset[str]:
        """Return every id that a mapping may name."""
        return frozenset(self.groups) | frozenset(self.ids)
