"""Who is assessed and with whom it deals: organisations and parties."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from govkit.model.duration import Duration
from govkit.model.entities.base import CertificateRefs, ContractRefs, Entity, OrganisationRef, PartyRefs
from govkit.model.entities.governance import AiGovernance, VulnerabilityProcess
from govkit.model.slots import Part, Place


class Contact(Part):
    """Somebody who can be asked: a role-holder, or a role."""

    name: str | None
    """The person or unit; a role alone is enough."""
    role: str | None
    """What they are here: `data protection officer`."""
    email: str | None
    """An e-mail address, better of the role than of a person."""
    phone: str | None
    """A telephone number in international form."""
    url: str | None
    """A form or page."""
    address: str | None
    """A postal address."""
    qualification: str | None
    """Why the person is fit for the task."""
    appointed_on: date | None
    """The day of the appointment."""
    notified_on: date | None
    """When the authority was told of the appointment."""


class Identifier(Part):
    """A number in a register."""

    scheme: str | None
    """The register: `th-juristic-person`, `sg-uen`, `lei`."""
    value: str | None
    """The number in it."""


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
    """How people are answered: in writing, by download."""
    refusal_states_reason: bool | None
    """Whether a refusal says why."""
    refusal_states_remedy: bool | None
    """Whether a refusal says where to complain."""


class ComplaintsProcess(Part):
    """How complaints are received, looked into and answered."""

    channels: tuple[str, ...]
    """How people complain."""
    answer_within: Duration | None
    """The time in which they are answered."""
    owner: str | None
    """The role that looks into complaints."""
    answer_states_remedy: bool | None
    """Whether an answer says what is done to put it right."""


class IncidentProcess(Part):
    """What happens when something goes wrong."""

    owner: str | None
    """The role that leads."""
    notify_people: bool | None
    """Whether the process reaches the people affected."""
    notice_contents: tuple[Literal["facts", "mitigation", "contact"], ...]
    """What the notice to people says."""
    notify_within: Duration | None
    """The time the organisation sets itself, such as PT72H."""
    last_tested_on: date | None
    """The day of the last exercise."""
    orders_procedure: bool | None
    """Whether there is a procedure for orders of courts and governments."""


class Organisation(Entity):
    """An organisation that is assessed."""

    type: ClassVar[str] = "organisation"
    plural: ClassVar[str] = "organisations"

    legal_name: str | None
    """The name in the register."""
    part_of: OrganisationRef
    """The organisation that this one belongs to."""
    country: Place | None
    """Where it is established."""
    sector: str | None
    """What it does: `retail`, `lending`, `health`."""
    identifiers: tuple[Identifier, ...]
    """Its numbers in registers."""
    affiliates: PartyRefs
    """Parties under the same ownership."""
    markets: tuple[Place, ...]
    """Where the people are whom it serves."""
    staff_count: int | None
    """How many people work for it."""
    privacy_contact: Contact | None
    """The public point of contact for privacy."""
    dpo: Contact | None
    """The person responsible for data protection."""
    representative: Contact | None
    """Its representative where it has no establishment."""
    critical_infrastructure: bool | None
    """Whether it was designated an operator of critical information infrastructure."""
    rights_process: RightsProcess | None
    """How people see, correct, delete or move their data."""
    complaints_process: ComplaintsProcess | None
    """How complaints are handled."""
    incident_process: IncidentProcess | None
    """What happens when something goes wrong."""
    ai_governance: AiGovernance | None
    """How it keeps its AI systems under control."""
    vulnerability_process: VulnerabilityProcess | None
    """How outsiders report flaws, and how they are mended."""
    certificates: CertificateRefs
    """The certificates that it holds."""


class Party(Entity):
    """Somebody outside the assessed organisation: vendor, recipient, affiliate, authority."""

    type: ClassVar[str] = "party"
    plural: ClassVar[str] = "parties"

    legal_name: str | None
    """The name in the register."""
    country: Place | None
    """Where it is established."""
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
    """What it is to the organisation."""
    contact: Contact | None
    """Whom to ask there."""
    sector: str | None
    """What it does."""
    group_member: bool | None
    """Whether it belongs to the assessed organisation's group."""
    covered_person: bool | None
    """Whether it is a covered person under 28 CFR 202."""
    supervised_by: str | None
    """The authority that supervises it."""
    certificates: CertificateRefs
    """The certificates that it holds."""
    contracts: ContractRefs
    """The contracts with it."""
    subprocessors: PartyRefs
    """The parties that it hands data to on the organisation's behalf."""
    breach_notice_within: Duration | None
    """How fast it has to tell of a breach, such as PT24H."""
    correction_channel: str | None
    """How corrections are sent on to it."""
    last_self_assessment: date | None
    """The day on which it last assessed itself for the organisation."""
    last_review: date | None
    """When it was last checked by the organisation."""
