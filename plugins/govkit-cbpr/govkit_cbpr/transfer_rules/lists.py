"""The form of what the laws' files share: country groups, conditions, authorities and terms, as frozen data."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from govkit_cbpr.transfer_rules.places import within
from govkit_cbpr.transfer_rules.rules import Because, Source, Spec, Strict
from govkit_cbpr.transfer_rules.words import Words


class Member(Strict):
    """A place in a country group, and since and until when."""

    place: str
    since: date = Field(alias="from")
    to: date | None = None
    because: Because
    note: str = ""


class Group(Strict):
    """A dated list of places."""

    govkit: Literal["country-group/1"]
    group: str
    title: str
    as_of: date
    """The day on which the list was read; each row may say later or earlier."""
    sources: tuple[Source, ...]
    members: tuple[Member, ...] = ()

    @cached_property
    def _rows(self) -> dict[str, list[Member]]:
        rows: dict[str, list[Member]] = {}
        for row in self.members:
            rows.setdefault(row.place, []).append(row)
        return rows

    def holds(self, place: str, day: date) -> bool:
        """Tell whether a place, or the country of a province, is in the group on a day."""
        rows = self._rows.get(place, [])
        if "-" in place:
            rows = [row for row in self.members if within(place, row.place)]
        return any(row.since <= day and (row.to is None or day <= row.to) for row in rows)


class ConditionBecause(Because):
    """Where a number that a condition holds stands in the law of a regime."""

    regime: str


class Condition(Strict):
    """Something that has to be shown, and by which facts it is."""

    sentence: str
    """What has to be shown, in words for people."""
    because: tuple[ConditionBecause, ...] = ()
    """The law of its own, beside that of the rules which set it."""
    shown_by: Spec = Field(default_factory=dict)
    """True: shown. False: known not to hold. Without it only a person can show it."""
    removes: bool = False
    """Whether the route is gone where it is known not to hold."""


class Conditions(Strict):
    """All conditions by code."""

    govkit: Literal["transfer-conditions/1"]
    conditions: dict[str, Condition]


class Names(Strict):
    """By which words records name a place, and its authorities."""

    places: tuple[str, ...] = Field(min_length=1)
    """Codes and names of the place, which may stand before or after the name of an authority."""
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    """Names that authorities elsewhere have too: they need the place."""


class Authorities(Strict):
    """How records call the authorities of places."""

    govkit: Literal["authorities/2"]
    authorities: dict[str, Names]


class Vocabulary(Strict):
    """The terms of open vocabularies, and the words that stand for them."""

    govkit: Literal["transfer-terms/1"]
    terms: dict[str, dict[str, tuple[str, ...]]]
    ambiguous: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    """Words that stand for no term, and between which terms a person has to choose."""

    @field_validator("terms")
    @classmethod
    def _plain(cls, terms: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, dict[str, tuple[str, ...]]]:
        Words(terms)
        return terms

    @field_validator("ambiguous")
    @classmethod
    def _choices(
        cls, ambiguous: dict[str, dict[str, tuple[str, ...]]], info: ValidationInfo
    ) -> dict[str, dict[str, tuple[str, ...]]]:
        if "terms" in info.data:
            Words(info.data["terms"], ambiguous)
        return ambiguous
