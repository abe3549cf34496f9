"""What an organisation can show: notices, policies, contracts, certificates, assessments and evidence."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import AnySubjects, DatasetRefs, Entity, PartyRef
from govkit.model.entities.organisation import Contact
from govkit.model.slots import Digest, Language, Part, Term


class Document(Entity):
    """A document, or the page that shows it."""

    url: str | None
    """The page that shows it."""
    path: str | None
    """A path below the assessed folder."""


class Notice(Document):
    """What people are told about their data."""

    type: ClassVar[str] = "notice"
    plural: ClassVar[str] = "notices"

    languages: tuple[Language, ...]
    """The languages in which it can be read."""
    covers: DatasetRefs
    """The datasets that it speaks of."""
    states: tuple[Term, ...]
    """What it tells: collection_method, purposes, recipients, identity, contact, use, access, retention, ai, …"""
    purposes: tuple[Term, ...]
    """The purposes that it names; the list is complete."""
    recipients: tuple[Term, ...]
    """The recipients, or kinds of recipients, that it names; the list is complete."""
    shown_at: tuple[str, ...]
    """Where people meet it."""
    contact: Contact | None
    """Whom it names as the one to ask."""
    published_on: date | None
    """The day of its publication."""
    reviewed_on: date | None
    """The day on which it was last looked over."""


class Policy(Document):
    """An internal rule that was approved."""

    type: ClassVar[str] = "policy"
    plural: ClassVar[str] = "policies"

    kind: Term | None
    """What it governs: security, privacy, retention, incident, ai, acceptable_use, disposal."""
    scope: str | None
    """What and whom it binds."""
    version: str | None
    """The version in force."""
    approved_on: date | None
    """The day of its approval."""
    approved_by: str | None
    """The role or body that approved it."""
    review_due: date | None
    """The day by which it has to be looked over again."""


class Contract(Document):
    """An agreement with a party."""

    type: ClassVar[str] = "contract"
    plural: ClassVar[str] = "contracts"

    party: PartyRef
    """The party with whom it was made."""
    kind: Term | None
    """dpa, scc, asean-mcc, joint-controller, service."""
    signed_on: date | None
    """The day on which the last side signed."""
    valid_to: date | None
    """The last day on which it binds."""
    clauses: tuple[Term, ...]
    """Clause codes: instructions, equivalent_practices, subprocessor_consent, breach_notice, inaccuracy_notice, …"""
    covers: AnySubjects
    """What it is about: datasets, transfers, activities."""
    breach_notice_within: Duration | None
    """How soon the party has to tell of a breach."""


class Certificate(Document):
    """A certification that somebody holds."""

    type: ClassVar[str] = "certificate"
    plural: ClassVar[str] = "certificates"

    scheme: Term | None
    """global-cbpr, global-prp, apec-cbpr, iso27001, iso27701, …"""
    edition: Literal["apec-1.0", "global-1.0", "global-2.0"] | None
    """The edition of the Global CBPR or PRP requirements, for such a certificate."""
    holder: PartyRef
    """The party that holds it; the organisation itself where it is left out."""
    role: Literal["controller", "processor"] | None
    """The role of the holder to which it was granted."""
    agent: str | None
    """Who certified."""
    number: str | None
    """Its number in the register."""
    scope: str | None
    """What it says that it covers."""
    covers: AnySubjects
    """The subjects of this inventory that fall in its scope."""
    valid_from: date | None
    """Its first day."""
    valid_to: date | None
    """Its last day."""
    registry_checked_on: date | None
    """The day on which somebody last looked it up in the public register."""


class Mitigation(Part):
    """Something to be done about a risk."""

    text: str | None
    """What is to be done."""
    owner: str | None
    """The role that does it."""
    due: date | None
    """The day by which it is to be done."""
    done_on: date | None
    """The day on which it was done."""


class RiskAssessment(Document):
    """An assessment of risk: for privacy, a transfer, an AI system or security."""

    type: ClassVar[str] = "risk_assessment"
    plural: ClassVar[str] = "risk_assessments"

    kind: Literal["privacy", "transfer", "ai", "security", "vendor"] | None
    """What it looks at."""
    covers: AnySubjects
    """The subjects that it is about."""
    done_on: date | None
    """The day on which it was finished."""
    valid_to: date | None
    """The day until which it holds."""
    by: str | None
    """The role that made it."""
    conclusion: str | None
    """What it came to."""
    mitigations: tuple[Mitigation, ...]
    """What is to be done."""


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
    """What it is."""
    sha256: Digest | None
    """The hash of the file when it was filed; a changed file no longer supports anything."""
    dated: date | None
    """The day that it bears."""
    valid_to: date | None
    """The last day on which it may be relied on."""
    supports: AnySubjects
    """The subjects that it is about."""
