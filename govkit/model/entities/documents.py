"""What an organisation can show: notices, policies, contracts, certificates, assessments, logs and evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import DatasetRefs, Entity, PartyRef
from govkit.model.entities.organisation import Contact
from govkit.model.slots import Digest, Language, Part, Place, Ref, Term

AnySubjects = Annotated[
    tuple[str, ...],
    Ref("dataset", "activity", "transfer", "system", "model", "ai_system", "party", "organisation", "incident"),
]


class Document(Entity):
    """A document, or the page that shows it."""

    url: str | None
    path: str | None
    """A path below the assessed folder."""


class Notice(Document):
    """What people are told about their data."""

    type: ClassVar[str] = "notice"
    plural: ClassVar[str] = "notices"

    languages: tuple[Language, ...]
    covers: DatasetRefs
    states: tuple[Term, ...]
    """What it tells: collection_method, purposes, recipients, identity, contact, use, access, retention, ai, …"""
    purposes: tuple[Term, ...]
    recipients: tuple[Term, ...]
    shown_at: tuple[str, ...]
    contact: Contact | None
    published_on: date | None
    reviewed_on: date | None


class Policy(Document):
    """An internal rule that was approved."""

    type: ClassVar[str] = "policy"
    plural: ClassVar[str] = "policies"

    kind: Term | None
    """What it governs: security, privacy, retention, incident, ai, acceptable_use, disposal."""
    scope: str | None
    version: str | None
    approved_on: date | None
    approved_by: str | None
    review_due: date | None


class Contract(Document):
    """An agreement with a party."""

    type: ClassVar[str] = "contract"
    plural: ClassVar[str] = "contracts"

    party: PartyRef
    kind: Term | None
    """dpa, scc, asean-mcc, joint-controller, service."""
    signed_on: date | None
    valid_to: date | None
    clauses: tuple[Term, ...]
    """Clause codes: instructions, equivalent_practices, subprocessor_consent, breach_notice, inaccuracy_notice, …"""
    covers: AnySubjects
    breach_notice_within: Duration | None


class Certificate(Document):
    """A certification that somebody holds."""

    type: ClassVar[str] = "certificate"
    plural: ClassVar[str] = "certificates"

    scheme: Term | None
    """global-cbpr, global-prp, apec-cbpr, iso27001, iso27701, …"""
    edition: Literal["apec-1.0", "global-1.0", "global-2.0"] | None
    holder: PartyRef
    role: Literal["controller", "processor"] | None
    agent: str | None
    """Who certified."""
    number: str | None
    scope: str | None
    covers: AnySubjects
    valid_from: date | None
    valid_to: date | None
    registry_checked_on: date | None


class Mitigation(Part):
    """Something to be done about a risk."""

    text: str | None
    owner: str | None
    due: date | None
    done_on: date | None


class RiskAssessment(Document):
    """An assessment of risk: for privacy, a transfer, an AI system or security."""

    type: ClassVar[str] = "risk_assessment"
    plural: ClassVar[str] = "risk_assessments"

    kind: Literal["privacy", "transfer", "ai", "security", "vendor"] | None
    covers: AnySubjects
    done_on: date | None
    valid_to: date | None
    by: str | None
    conclusion: str | None
    mitigations: tuple[Mitigation, ...]


class Incident(Entity):
    """Something that went wrong with data or with an AI system."""

    type: ClassVar[str] = "incident"
    plural: ClassVar[str] = "incidents"

    kind: Term | None
    detected_at: datetime | None
    assessed_at: datetime | None
    regulator_notified_at: datetime | None
    people_notified_at: datetime | None
    closed_at: datetime | None
    countries: tuple[Place, ...]
    subjects_count: int | None
    sensitive: bool | None
    likely_harm: bool | None
    covers: AnySubjects
    notice_contents: tuple[Literal["facts", "mitigation", "contact"], ...]


class Training(Entity):
    """Training of staff."""

    type: ClassVar[str] = "training"
    plural: ClassVar[str] = "trainings"

    kind: Term | None
    """privacy, security, complaints, ai."""
    audience: str | None
    held_on: date | None
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
    received_on: date | None
    answered_on: date | None
    outcome: Literal["granted", "partly_granted", "refused", "withdrawn"] | None
    reason_given: bool | None
    told_to_recipients: bool | None


class Evidence(Document):
    """A file or page that supports what the inventory or an answer says."""

    type: ClassVar[str] = "evidence"
    plural: ClassVar[str] = "evidence"

    kind: (
        Literal[
            "policy",
            "contract",
            "notice",
            "log",
            "test_report",
            "certificate",
            "screenshot",
            "attestation",
            "card",
            "other",
        ]
        | None
    )
    sha256: Digest | None
    """The hash of the file when it was filed; a changed file no longer supports anything."""
    dated: date | None
    valid_to: date | None
    supports: AnySubjects
