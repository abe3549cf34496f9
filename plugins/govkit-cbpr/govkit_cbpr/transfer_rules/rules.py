"""The form of a law's file and of stricter rules beside it: sources, rules, regimes and overlays, as frozen data."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS, Answer

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


def kind_of(need: str | Spec) -> str:
    """Return the mechanism kind that an entry of `any_of` names."""
    return need if isinstance(need, str) else str(need.get("kind", ""))


def kinds_of(pattern: str) -> tuple[str, ...]:
    """Return the kinds that a kind or a family such as `cert.cbpr.*` stands for."""
    if pattern.endswith(".*"):
        return tuple(kind for kind in MECHANISM_KINDS if kind.startswith(pattern[:-1]))
    return (pattern,) if pattern in MECHANISM_KINDS else ()
