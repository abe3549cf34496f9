"""The form of the rule files: regimes, country groups, conditions, authorities and overlays, as frozen data."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS, Answer
from govkit_cbpr.transfer_rules.words import Words

Spec = dict[str, Any]
"""A condition on facts: see `govkit_cbpr.transfer_rules.predicates`."""


class Strict(BaseModel):
    """Data of a rule file: unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(Strict):
    """A document on which rules rest."""

    id: str
    title: str
    publisher: str = ""
    grade: Literal["A", "B", "C", "X"]
    """A official text or regulator, B law firm or standards body, C press or aggregator, X unreliable."""
    read: Literal["text", "summary", "recalled"]
    """How it was read; what is only recalled decides nothing by default."""
    seen_on: date | None = None
    url: str = ""

    @property
    def decides(self) -> bool:
        """Tell whether a rule may rest on it."""
        return self.grade in ("A", "B") and self.read != "recalled"


class Because(Strict):
    """Where a rule stands: a source, and the place in it."""

    source: str
    at: str = Field(min_length=1)


class Effective(Strict):
    """The first and the last day on which a rule is law."""

    since: date | None = Field(default=None, alias="from")
    to: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the rule is law on a day."""
        return (self.since is None or self.since <= day) and (self.to is None or day <= self.to)


class Rule(Strict):
    """What every rule has."""

    id: str
    title: str
    """What the rule says, in a sentence of our own."""
    because: Because
    effective: Effective = Effective()
    when: Spec = Field(default_factory=dict)
    topic: str = ""
    """Names the rule in `missing` where it cannot decide."""


class Scope(Rule):
    """Where `when` holds, the law sees no transfer."""

    then: Literal["out_of_scope", "unknown"] = "out_of_scope"


class Gate(Rule):
    """What bars a flow where `when` holds, unless one of `passed_by` is in place."""

    passed_by: tuple[str | Spec, ...] = ()
    then: Literal["not_permitted", "unknown"] = "not_permitted"
    conditions: tuple[str, ...] = ()
    if_not_stated: str = ""
    """A condition to be shown instead of `unknown`, where the facts of `when` are not stated."""


class Route(Rule):
    """A way that is enough: `when` holds and one mechanism of `any_of`, and one of `and_also`, is in place."""

    any_of: tuple[str | Spec, ...] = ()
    and_also: tuple[str | Spec, ...] = ()
    conditions: tuple[str, ...] = ()
    then: Literal["permitted", "permitted_with_conditions", "unknown"]


class Duty(Rule):
    """What never blocks, but has to be shown."""

    conditions: tuple[str, ...] = Field(min_length=1)


class Otherwise(Strict):
    """The answer where no route is there."""

    answer: Answer
    because: Because
    effective: Effective = Effective()
    topic: str = ""


class Review(Strict):
    """Who confirmed a rule, and when."""

    state: Literal["draft", "counsel_reviewed", "regulator_confirmed"] = "draft"
    by: str | None = None
    on: date | None = None
    digest: str | None = None
    """Of what was confirmed, or found wrong; a changed rule is a draft again."""
    comment: str = ""


class Reach(Strict):
    """Through what a law governs a flow: where it starts, where the exporter sits, where the people are."""

    origin: tuple[str, ...] = ()
    establishment: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Example(Strict):
    """A flow and its right answer; every example is a test."""

    id: str
    facts: dict[str, Any]
    answer: Answer
    missing: tuple[str, ...] | None = None
    conditions: tuple[str, ...] | None = None
    scope: Literal["in_scope", "out_of_scope"] | None = None
    assume_reviewed: Literal["both", "only", "never"] = "both"
    """Whether the answer holds with and without `--assume-reviewed`."""


class Regime(Strict):
    """One law's rules on transfers: one file, one owner."""

    govkit: Literal["transfer-rules/1"]
    regime: str
    title: str
    status: Literal["in_force", "phased", "draft", "none"]
    as_of: date
    """The day on which the file was true and read."""
    review_by: date
    reviews: dict[str, Review] = Field(default_factory=dict)
    """Who confirmed which rule, by the rule's id."""
    reach: Reach
    home: tuple[str, ...] = ()
    """Places and groups to which sending is no transfer."""
    sources: tuple[Source, ...] = Field(min_length=1)
    definitions: dict[str, Spec] = Field(default_factory=dict)
    """Terms that the rules use, defined once: `{is: sensitive}`."""
    scope: tuple[Scope, ...] = ()
    gates: tuple[Gate, ...] = ()
    routes: tuple[Route, ...] = ()
    duties: tuple[Duty, ...] = ()
    otherwise: tuple[Otherwise, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return every rule with an id, in the order of judging."""
        return (*self.scope, *self.gates, *self.routes, *self.duties)


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


class Authorities(Strict):
    """By which names records call the authorities of a place."""

    govkit: Literal["authorities/1"]
    authorities: dict[str, tuple[str, ...]]


class Vocabulary(Strict):
    """The terms of open vocabularies, and the words that stand for them."""

    govkit: Literal["transfer-terms/1"]
    terms: dict[str, dict[str, tuple[str, ...]]]

    @field_validator("terms")
    @classmethod
    def _plain(cls, terms: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, dict[str, tuple[str, ...]]]:
        Words(terms)
        return terms


class OverlayRule(Strict):
    """A stricter rule of a regulator's or company's own."""

    id: str
    title: str
    because: str = Field(min_length=1)
    effective: Effective = Effective()
    regimes: tuple[str, ...] = ()
    """The regimes that it adds to; all where it names none."""
    when: Spec = Field(default_factory=dict)
    answer: Literal["permitted_with_conditions", "unknown", "not_permitted"]
    conditions: tuple[str, ...] = ()


class Overlay(Strict):
    """Rules that may only lower an answer."""

    govkit: Literal["transfer-overlay/1"]
    overlay: str
    title: str
    owner: str
    rules: tuple[OverlayRule, ...]

    @field_validator("overlay")
    @classmethod
    def _named(cls, name: str) -> str:
        if not name or "." in name:
            raise ValueError("an overlay has a name without dots")
        return name


def codes_of(rule: Rule) -> tuple[str, ...]:
    """Return the conditions that a rule sets, that of its silence last."""
    silent = getattr(rule, "if_not_stated", "")
    return (*getattr(rule, "conditions", ()), *([silent] if silent else ()))


def within(place: str, area: str) -> bool:
    """Tell whether a place is an area or a province of it."""
    return place == area or place.startswith(f"{area}-")


def kind_of(need: str | Spec) -> str:
    """Return the mechanism kind that an entry of `any_of` names."""
    return need if isinstance(need, str) else str(need.get("kind", ""))


def kinds_of(pattern: str) -> tuple[str, ...]:
    """Return the kinds that a kind or a family such as `cert.cbpr.*` stands for."""
    if pattern.endswith(".*"):
        return tuple(kind for kind in MECHANISM_KINDS if kind.startswith(pattern[:-1]))
    return (pattern,) if pattern in MECHANISM_KINDS else ()
