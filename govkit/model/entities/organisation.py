"""Who is assessed and with whom it deals: organisations and parties."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import CertificateRefs, ContractRefs, Entity, OrganisationRef, PartyRefs
from govkit.model.slots import Part, Place


class Contact(Part):
    """Somebody who can be asked: a role-holder, or a role."""

    name: str | None
    role: str | None
    email: str | None
    phone: str | None
    url: str | None
    address: str | None
    qualification: str | None
    """Why the person is fit for the task."""
    appointed_on: date | None
    notified_on: date | None
    """When the authority was told of the appointment."""


class Identifier(Part):
    """A number in a register."""

    scheme: str | None
    value: str | None


class RightsProcess(Part):
    """How people see, correct, delete or move their data."""

    channels: tuple[str, ...]
    """Where a request can be made."""
    rights: tuple[
        Literal["confirm", "access", "correction", "deletion", "objection", "portability", "restriction"], ...
    ]
    """What can be asked for."""
    answer_within: Duration | None
    """The promised time, such as P30D."""
    fee: str | None
    """What a request costs; `none` where it is free."""
    identity_check: str | None
    """How the asker is recognised."""
    answer_form: str | None
    refusal_states_reason: bool | None
    refusal_states_remedy: bool | None


class ComplaintsProcess(Part):
    """How complaints are received, looked into and answered."""

    channels: tuple[str, ...]
    answer_within: Duration | None
    owner: str | None
    answer_states_remedy: bool | None


class IncidentProcess(Part):
    """What happens when something goes wrong."""

    owner: str | None
    notify_people: bool | None
    """Whether the process reaches the people affected."""
    notice_contents: tuple[Literal["facts", "mitigation", "contact"], ...]
    """What the notice to people says."""
    notify_within: Duration | None
    """The time the organisation sets itself, such as PT72H."""
    last_tested_on: date | None
    orders_procedure: bool | None
    """Whether there is a procedure for orders of courts and governments."""


class Organisation(Entity):
    """An organisation that is assessed."""

    type: ClassVar[str] = "organisation"
    plural: ClassVar[str] = "organisations"

    legal_name: str | None
    part_of: OrganisationRef
    """The organisation that this one belongs to."""
    country: Place | None
    """Where it is established."""
    sector: str | None
    identifiers: tuple[Identifier, ...]
    affiliates: PartyRefs
    markets: tuple[Place, ...]
    """Where the people are whom it serves."""
    staff_count: int | None
    privacy_contact: Contact | None
    """The public point of contact for privacy."""
    dpo: Contact | None
    """The person responsible for data protection."""
    representative: Contact | None
    critical_infrastructure: bool | None
    """Whether it was designated an operator of critical information infrastructure."""
    rights_process: RightsProcess | None
    complaints_process: ComplaintsProcess | None
    incident_process: IncidentProcess | None
    certificates: CertificateRefs


class Party(Entity):
    """Somebody outside the assessed organisation: vendor, recipient, affiliate, authority."""

    type: ClassVar[str] = "party"
    plural: ClassVar[str] = "parties"

    legal_name: str | None
    country: Place | None
    roles: tuple[
        Literal[
            "controller",
            "processor",
            "sub_processor",
            "joint_controller",
            "exporter",
            "importer",
            "authority",
            "vendor",
            "third_party",
        ],
        ...,
    ]
    contact: Contact | None
    sector: str | None
    group_member: bool | None
    """Whether it belongs to the assessed organisation's group."""
    covered_person: bool | None
    """Whether it is a covered person under 28 CFR 202."""
    supervised_by: str | None
    certificates: CertificateRefs
    contracts: ContractRefs
    subprocessors: PartyRefs
    breach_notice_within: Duration | None
    """How fast it has to tell of a breach, such as PT24H."""
    correction_channel: str | None
    """How corrections are sent on to it."""
    last_self_assessment: date | None
    last_review: date | None
    """When it was last checked by the organisation."""
