"""Law as reference data: breach clocks, participants of the Global CBPR Forum, laws of which too little is known."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from govkit.plugin import Duration, Reference, reference
from govkit_cbpr.transfer_rules.reading import validated, written

_PACKAGE = "govkit_checklists"

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z]{2}-[A-Z]+)?$")]
Grade = Literal["A", "B", "C", "X"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    country: Country
    grade: Grade
    as_of: date
    """The day on which it was last seen to be so."""


def _duration(raw: object) -> object:
    return Duration.parse(raw) if isinstance(raw, str) else raw


class BreachClock(_Row):
    """How soon somebody has to be told of a breach."""

    addressee: Literal["regulator", "people"]
    law: str
    """Law and provision."""
    start: Literal["detected", "assessed", "regulator-notified"]
    """What starts the clock."""
    limit: Annotated[Duration | None, BeforeValidator(_duration)] = None
    """When it ends; none where the law gives no number."""
    triggers: tuple[Literal["likely_harm", "sensitive"], ...] = ()
    """What sets it off: any one is enough; without any it is always on."""
    from_subjects: Annotated[int, Field(ge=1)] | None = None
    """The number of people from which it is on, whatever else holds."""
    also: str = ""
    """What else sets it off, of which an inventory says nothing."""
    since: date | None = None
    """The first day on which the law asks for it, where it is a late one."""
    read: Literal["text", "summary", "recalled"]
    mark: Literal["verified", "derived", "recalled"]

    @property
    def is_poor(self) -> bool:
        """Tell whether only a source on which nothing may rest names it."""
        return self.grade in ("C", "X")

    def runs_on(self, day: date) -> bool:
        """Tell whether the law asks for it on a day."""
        return self.since is None or self.since <= day


def _of_each_country(row: object) -> list[object]:
    if not isinstance(row, dict) or not isinstance(row.get("countries"), list) or "country" in row:
        return [row]
    shared = {key: value for key, value in row.items() if key != "countries"}
    return [{"country": country, **shared} for country in row["countries"]]


class BreachClocks(BaseModel):
    """The clocks of all countries, at most one for each country and addressee."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["breach-clocks/1"]
    edition: str
    clocks: tuple[BreachClock, ...]

    @field_validator("clocks", mode="before")
    @classmethod
    def _each_country(cls, rows: object) -> object:
        """Give each country of a row for several one of its own."""
        if not isinstance(rows, list):
            return rows
        return [one for row in rows for one in _of_each_country(row)]

    @model_validator(mode="after")
    def _once(self) -> BreachClocks:
        keys = [(clock.country, clock.addressee) for clock in self.clocks]
        if len(set(keys)) < len(keys):
            raise ValueError("two clocks for the same country and addressee")
        return self

    def find(self, country: str, addressee: str) -> BreachClock | None:
        """Return the clock of a country, or `None` where none is known."""
        return next((c for c in self.clocks if (c.country, c.addressee) == (country, addressee)), None)


class Participant(_Row):
    """A jurisdiction that takes part in the Global CBPR Forum."""

    standing: Literal["member", "associate"]
    since: str | None = None
    agents: tuple[str, ...] = ()
    """Recognised accountability agents, as far as a source names them."""


class EditionNeed(BaseModel):
    """From when a first or renewed certification needs an edition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: str
    required_from: date
    grade: Grade
    as_of: date


class LawStatus(_Row):
    """A law of which too little is known to judge by."""

    status: Literal["in_force", "phased", "draft", "none"]
    law: str
    known: str
    """What is known of it, in a sentence."""


class Jurisdictions(BaseModel):
    """Who takes part in the Forum, and whose law is not known well enough."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["jurisdictions/1"]
    edition: str
    forum: tuple[Participant, ...]
    laws: tuple[LawStatus, ...]
    editions: tuple[EditionNeed, ...] = ()

    def needed(self, day: date) -> EditionNeed | None:
        """Return the newest edition that a certification on a day needs, or `None` where an older one still serves."""
        held = [need for need in self.editions if need.required_from <= day]
        return max(held, key=lambda need: need.required_from, default=None)

    def participant(self, country: str) -> Participant | None:
        """Return how a country takes part, or `None` where no source shows that it does."""
        return next((entry for entry in self.forum if entry.country == country), None)

    def law(self, country: str) -> LawStatus | None:
        """Return what is known of a country's law, where that is too little to judge by."""
        return next((entry for entry in self.laws if entry.country == country), None)


D = TypeVar("D", BreachClocks, Jurisdictions)


def _parse(model: type[D], files: dict[str, bytes]) -> D:
    ((name, content),) = files.items()
    return validated(model, written(name, content))


CLOCKS: Reference[BreachClocks] = reference(
    "cbpr.breach-clocks",
    package=_PACKAGE,
    file="reference/breach-clocks.yaml",
    parse=partial(_parse, BreachClocks),
    edition=lambda clocks: clocks.edition,
)
JURISDICTIONS: Reference[Jurisdictions] = reference(
    "cbpr.jurisdictions",
    package=_PACKAGE,
    file="reference/jurisdictions.yaml",
    parse=partial(_parse, Jurisdictions),
    edition=lambda found: found.edition,
)
