"""What is done with data: the record of processing."""

from __future__ import annotations

from datetime import date as Day
from typing import ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import (
    DatasetRefs,
    Entity,
    NoticeRefs,
    PartyRefs,
    RiskAssessmentRefs,
    SystemRefs,
)
from govkit.model.slots import Part, Term


class Reviewed(Part):
    """When something was last looked over, and by which role."""

    on: Day | None
    """The day."""
    by: str | None
    """The role."""


class Activity(Entity):
    """One processing activity: an entry of the record of processing."""

    type: ClassVar[str] = "activity"
    plural: ClassVar[str] = "activities"

    purposes: tuple[Term, ...]
    """What is pursued; the list is complete."""
    kind: Term | None
    """What it is for: operations, marketing, hr, ai_training, analytics, security."""
    legal_basis: Term | None
    """The legal ground: `consent`, `contract`, `legal_obligation`, `legitimate_interest`."""
    special_basis: Term | None
    """The basis for sensitive data."""
    consent_record: str | None
    """Where consents are recorded."""
    legal_order: str | None
    """The law, warrant or order, where that is the ground."""
    data_categories: tuple[Term, ...]
    """The kinds of data."""
    data_subjects: tuple[Term, ...]
    """The kinds of people."""
    datasets: DatasetRefs
    """The datasets that it reads or writes."""
    systems: SystemRefs
    """The systems that it runs on."""
    recipients: PartyRefs
    """The parties that get data; the list is complete."""
    responsibility: Literal["controller", "joint_controller", "processor"] | None
    """The role in which the organisation acts."""
    retention: Duration | None
    """How long the data are kept; `none` for without end."""
    automated_decision: Literal["assisted", "sole"] | None
    """Whether a machine decides about people; `none` where it does not."""
    profiling: bool | None
    """Whether people are profiled."""
    source: str | None
    """Where the data come from, where not from the people themselves."""
    notices: NoticeRefs
    """The notices that cover it."""
    risk_level: Literal["low", "medium", "high"] | None
    """The risk for the people."""
    risk_assessments: RiskAssessmentRefs
    """The assessments of its risks."""
    access_conditions: str | None
    """Who may use the data, and under which conditions."""
    safeguards: tuple[Term, ...]
    """The safeguards by kind, where they are not listed on systems or datasets."""
    reviewed: Reviewed | None
    """When the entry was last looked over."""
