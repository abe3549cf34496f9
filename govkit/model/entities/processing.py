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
    purpose_text: str | None
    """What is pursued, in the organisation's own words."""
    kind: Term | None
    """What it is for: operations, marketing, hr, ai_training, analytics, security."""
    legal_basis: Term | None
    """The legal ground: `consent`, `contract`, `legal_obligation`, `legitimate_interest`."""
    special_basis: Term | None
    """The basis for sensitive data."""
    national_condition: str | None
    """The condition of national law for sensitive or criminal data: a paragraph of a schedule."""
    legitimate_interest: str | None
    """The interest that is pursued, where that is the ground."""
    balancing_test: str | None
    """The weighing of that interest against the people's, or where it stands."""
    consent_record: str | None
    """Where consents are recorded."""
    legal_order: str | None
    """The law, warrant or order, where that is the ground."""
    data_categories: tuple[Term, ...]
    """The kinds of data."""
    data_categories_text: tuple[str, ...]
    """The kinds of data in the organisation's own words, where no term is sure."""
    data_subjects: tuple[Term, ...]
    """The kinds of people."""
    data_subjects_text: tuple[str, ...]
    """The kinds of people in the organisation's own words, where no term is sure."""
    datasets: DatasetRefs
    """The datasets that it reads or writes."""
    systems: SystemRefs
    """The systems that it runs on."""
    recipients: PartyRefs
    """The parties that get data; the list is complete."""
    joint_controllers: PartyRefs
    """The parties that decide together with the organisation."""
    disclosure_basis: str | None
    """What is used or handed out without consent, and on what ground."""
    responsibility: Literal["controller", "joint_controller", "processor"] | None
    """The role in which the organisation acts."""
    retention: Duration | None
    """How long the data are kept; `none` for without end."""
    retention_from: str | None
    """The event that starts the clock."""
    retention_policy: str | None
    """The rules on keeping and erasing, or where they stand."""
    retention_followed: bool | None
    """Whether the data are kept and erased as those rules say."""
    retention_departure: str | None
    """Why not, where they are not."""
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
    assessment_needed: bool | None
    """Whether an assessment of its risks for people is due."""
    assessment_status: Literal["planned", "started", "finished"] | None
    """How far that assessment is."""
    rights: tuple[
        Literal["confirm", "access", "correction", "deletion", "objection", "portability", "restriction"], ...
    ]
    """What people can ask for here."""
    refusal_record: str | None
    """Where refused requests and objections are recorded."""
    incident_occurred: bool | None
    """Whether something went wrong with its data so far."""
    incident_record: str | None
    """Where that is recorded."""
    access_conditions: str | None
    """Who may use the data, and under which conditions."""
    safeguards: tuple[Term, ...]
    """The safeguards by kind, where they are not listed on systems or datasets."""
    safeguards_text: tuple[str, ...]
    """The safeguards in the organisation's own words, where no kind is sure."""
    reviewed: Reviewed | None
    """When the entry was last looked over."""
