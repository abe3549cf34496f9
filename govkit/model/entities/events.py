"""What happened and was logged: incidents, training, people's requests."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from govkit.model.entities.base import AnySubjects, Entity
from govkit.model.slots import Place, Term


class Incident(Entity):
    """Something that went wrong with data or with an AI system."""

    type: ClassVar[str] = "incident"
    plural: ClassVar[str] = "incidents"

    kind: Term | None
    """What happened: `confidentiality`, `integrity`, `availability`, `ai_harm`."""
    detected_at: datetime | None
    """When it came to be known."""
    assessed_at: datetime | None
    """When its gravity was decided."""
    regulator_notified_at: datetime | None
    """When the authority was told; `none` where it was not."""
    people_notified_at: datetime | None
    """When the people concerned were told; `none` where they were not."""
    closed_at: datetime | None
    """When it was over and worked through."""
    countries: tuple[Place, ...]
    """Where the people concerned are."""
    subjects_count: int | None
    """How many people it concerns."""
    sensitive: bool | None
    """Whether sensitive data are among what was touched."""
    likely_harm: bool | None
    """Whether harm to people is likely."""
    covers: AnySubjects
    """The datasets, systems or AI systems that it touched."""
    notice_contents: tuple[Literal["facts", "mitigation", "contact"], ...]
    """What the people were told."""


class Training(Entity):
    """Training of staff."""

    type: ClassVar[str] = "training"
    plural: ClassVar[str] = "trainings"

    kind: Term | None
    """privacy, security, complaints, ai."""
    audience: str | None
    """Who was trained."""
    held_on: date | None
    """The day on which it was held."""
    coverage: float | None
    """The share of the audience that took part, in percent."""


class Request(Entity):
    """One entry of the log of people's requests and complaints. No names: the entry's id is enough."""

    type: ClassVar[str] = "request"
    plural: ClassVar[str] = "requests"

    kind: (
        Literal[
            "access",
            "correction",
            "deletion",
            "objection",
            "portability",
            "withdrawal",
            "marketing_choice",
            "complaint",
            "order",
        ]
        | None
    )
    """What the person asked for."""
    received_on: date | None
    """The day on which it came in."""
    answered_on: date | None
    """The day of the answer; `none` where there is none yet."""
    outcome: Literal["granted", "partly_granted", "refused", "withdrawn"] | None
    """What came of it."""
    reason_given: bool | None
    """Whether a refusal said why."""
    told_to_recipients: bool | None
    """Whether recipients were told of the correction or deletion."""
