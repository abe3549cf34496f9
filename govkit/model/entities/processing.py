"""What is done with data: activities and cross-border transfers."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import (
    ActivityRef,
    DatasetRef,
    DatasetRefs,
    Entity,
    NoticeRefs,
    OrganisationRef,
    PartyRef,
    PartyRefs,
    RiskAssessmentRefs,
    SystemRefs,
)
from govkit.model.slots import EmptyIsNone, Part, Place, Term


class Reviewed(Part):
    """When something was last looked over, and by which role."""

    on: Day | None
    by: str | None


class Activity(Entity):
    """One processing activity: an entry of the record of processing."""

    type: ClassVar[str] = "activity"
    plural: ClassVar[str] = "activities"

    purposes: tuple[Term, ...]
    kind: Term | None
    """What it is for: operations, marketing, hr, ai_training, analytics, security."""
    legal_basis: Term | None
    special_basis: Term | None
    """The basis for sensitive data."""
    consent_record: str | None
    legal_order: str | None
    data_categories: tuple[Term, ...]
    data_subjects: tuple[Term, ...]
    datasets: DatasetRefs
    systems: SystemRefs
    recipients: PartyRefs
    responsibility: Literal["controller", "joint_controller", "processor"] | None
    retention: Duration | None
    automated_decision: Literal["assisted", "sole"] | None
    """Whether a machine decides about people; `none` where it does not."""
    profiling: bool | None
    source: str | None
    notices: NoticeRefs
    risk_level: Literal["low", "medium", "high"] | None
    risk_assessments: RiskAssessmentRefs
    access_conditions: str | None
    safeguards: tuple[Term, ...]
    reviewed: Reviewed | None


class Mechanism(Part):
    """A legal mechanism under which data cross a border."""

    kind: Term
    """From the closed list of kinds: adequacy.listed, clauses.model, bcr.approved, cert.cbpr.global, …"""
    holder: Literal["exporter", "recipient"] | None
    edition: Literal["apec-1.0", "global-1.0", "global-2.0"] | None
    valid_from: Day | None
    valid_to: Day | None
    signed_on: Day | None
    adopted_on: Day | None
    approved_on: Day | None
    approved_by: str | None
    obtained: bool | None
    told_of_inadequacy: bool | None
    names_destination: bool | None
    names_risk: bool | None
    covers_transfer: bool | None
    covers: tuple[str, ...]
    countries: tuple[Place, ...]
    destination: Place | None
    parties: tuple[str, ...]
    recipients: tuple[str, ...]
    comparable_protection: bool | None
    set: Term | None
    module: Term | None
    annex_filled: bool | None
    altered: bool | None
    contradicts_set: bool | None
    binding: bool | None
    filed_on: Day | None
    authority: str | None
    regime: Term | None
    before: Day | None
    after: Day | None
    scheme: Term | None
    decision: str | None
    listed: bool | None
    assessed_on: Day | None
    passed_on: Day | None
    routine: bool | None
    single_purpose: bool | None
    alternative_available: bool | None
    same_policies: bool | None
    by_data_administrator: bool | None
    document: str | None


class TransferAssessment(Part):
    """An assessment of the risks of a transfer; no route by itself."""

    done_on: Day | None
    valid_to: Day | None
    destination: Place | None
    conclusion: str | None


class Leg(Part):
    """A further movement by the recipient, judged by the law where it starts."""

    origin: Place | None
    destination: Place | None
    recipient: PartyRef
    recipient_role: Literal["controller", "processor", "affiliate", "public_body"] | None


class Transfer(Entity):
    """One movement of personal data across a border."""

    type: ClassVar[str] = "transfer"
    plural: ClassVar[str] = "transfers"

    dataset: DatasetRef
    activity: ActivityRef
    exporter: OrganisationRef
    recipient: PartyRef
    datasets: DatasetRefs
    purposes: tuple[Term, ...]
    date: Day | None
    law: Term | None
    origin: Place | None
    establishment: Place | None
    destination: Place | None
    data_subject_countries: tuple[Place, ...]
    recipient_role: Literal["controller", "processor", "affiliate", "public_body"] | None
    intra_group: bool | None
    children: bool | None
    children_ages: str | None
    third_party_access: bool | None
    publicly_available: bool | None
    kind: Literal["send", "view", "store_only", "transit"] | None
    data_categories: tuple[Term, ...]
    sensitivity: Literal["ordinary", "sensitive"] | None
    subjects_per_year: int | None
    sensitive_subjects_per_year: int | None
    exporter_subjects_year_to_date: int | None
    purpose_kind: Term | None
    legal_basis: Term | None
    exporter_kind: Term | None
    exporter_is_ciio: bool | None
    public_scope_operator: bool | None
    important_data: bool | None
    sector: Term | None
    recipient_sector: Term | None
    recipient_supervised_by: str | None
    recipient_covered_person: bool | None
    deidentified: bool | None
    us_transaction: Literal["data_brokerage", "vendor", "employment", "investment"] | None
    security_requirements_met: bool | None
    first_transfer_on: Day | None
    regulator_stop_order: bool | None
    against_national_interest: bool | None
    tia: TransferAssessment | None
    mechanisms: Annotated[tuple[Mechanism, ...], EmptyIsNone]
    """The complete list of mechanisms: a kind that is not in it is known to be absent."""
    onward: tuple[Leg, ...]
