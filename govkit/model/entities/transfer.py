"""Movements of personal data across borders, and the mechanisms on which they rest."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar, Literal

from govkit.model.entities.base import (
    ActivityRef,
    DatasetRef,
    DatasetRefs,
    Entity,
    OrganisationRef,
    PartyRef,
)
from govkit.model.slots import EmptyIsNone, Part, Place, Term


class Mechanism(Part):
    """A legal mechanism under which data cross a border."""

    kind: Term
    """From the closed list of kinds: adequacy.listed, clauses.model, bcr.approved, cert.cbpr.global, …"""
    holder: Literal["exporter", "recipient"] | None
    """Which side holds it."""
    edition: Literal["apec-1.0", "global-1.0", "global-2.0"] | None
    """The edition, for a Global CBPR or PRP certificate."""
    valid_from: Day | None
    """Its first day."""
    valid_to: Day | None
    """Its last day."""
    signed_on: Day | None
    """The day on which the last side signed."""
    adopted_on: Day | None
    """The day on which rules were adopted."""
    approved_on: Day | None
    """The day of the approval."""
    approved_by: str | None
    """The authority that approved it."""
    obtained: bool | None
    """Whether a consent was in fact obtained."""
    told_of_inadequacy: bool | None
    """Whether people were told that the destination protects less."""
    names_destination: bool | None
    """Whether it names the destination."""
    names_risk: bool | None
    """Whether it names the risk."""
    covers_transfer: bool | None
    """Whether it covers this very transfer."""
    covers: tuple[str, ...]
    """What it covers."""
    countries: tuple[Place, ...]
    """The countries for which it holds."""
    destination: Place | None
    """The destination for which it was made."""
    parties: tuple[str, ...]
    """Who is bound by it."""
    recipients: tuple[str, ...]
    """The recipients for whom it holds."""
    comparable_protection: bool | None
    """Whether it secures protection comparable to that of the origin."""
    set: Term | None
    """The set of clauses: `asean-mcc-m1`, `eu-2021-914`, `cn-scc`."""
    module: Term | None
    """The module of the set."""
    annex_filled: bool | None
    """Whether the annexes are filled in."""
    altered: bool | None
    """Whether the set's text was changed."""
    contradicts_set: bool | None
    """Whether another term of the contract contradicts the set."""
    binding: bool | None
    """Whether it binds in law."""
    filed_on: Day | None
    """The day on which it was filed with the authority."""
    authority: str | None
    """The authority with which it was filed."""
    regime: Term | None
    """The law under which it was made."""
    before: Day | None
    """The day before which something had to be done."""
    after: Day | None
    """The day after which it holds."""
    scheme: Term | None
    """The certification scheme: `cn-pip`, `kr-isms-p`, `th-pdpc`."""
    decision: str | None
    """The decision that it rests on."""
    listed: bool | None
    """Whether the exporter claims that the destination is on the list; govkit looks in its own dated lists."""
    assessed_on: Day | None
    """The day of an assessment."""
    passed_on: Day | None
    """The day on which an assessment by the authority was passed."""
    routine: bool | None
    """Whether such transfers happen as a routine."""
    single_purpose: bool | None
    """Whether it serves one purpose only."""
    alternative_available: bool | None
    """Whether there was another way."""
    same_policies: bool | None
    """Whether both sides follow the same policies."""
    by_data_administrator: bool | None
    """Whether the administrator of the data gave it."""
    document: str | None
    """The evidence or contract that holds it."""


class TransferAssessment(Part):
    """An assessment of the risks of a transfer; no route by itself."""

    done_on: Day | None
    """The day on which it was finished."""
    valid_to: Day | None
    """The day until which it holds."""
    destination: Place | None
    """The destination that it looks at."""
    conclusion: str | None
    """What it came to."""


class Leg(Part):
    """A further movement by the recipient, judged by the law where it starts."""

    origin: Place | None
    """Where it starts."""
    destination: Place | None
    """Where it ends."""
    recipient: PartyRef
    """Who receives."""
    recipient_role: Literal["controller", "processor", "affiliate", "public_body"] | None
    """What the recipient is in law."""


class Transfer(Entity):
    """One movement of personal data across a border."""

    type: ClassVar[str] = "transfer"
    plural: ClassVar[str] = "transfers"

    dataset: DatasetRef
    """The dataset that moves."""
    activity: ActivityRef
    """The processing activity that it serves."""
    exporter: OrganisationRef
    """The organisation that sends."""
    recipient: PartyRef
    """The party that receives."""
    datasets: DatasetRefs
    """The datasets that move, where they are several."""
    purposes: tuple[Term, ...]
    """What the recipient uses the data for."""
    date: Day | None
    """The day that selects the law in force; the day of the assessment where it is left out."""
    law: Term | None
    """The one regime to judge by, where only that one is asked about."""
    origin: Place | None
    """Where the data leave from."""
    establishment: Place | None
    """Where the exporter is established."""
    destination: Place | None
    """Where the data arrive, or are seen."""
    data_subject_countries: tuple[Place, ...]
    """Where the people are."""
    recipient_role: Literal["controller", "processor", "affiliate", "public_body"] | None
    """What the recipient is in law."""
    intra_group: bool | None
    """Whether both sides belong to one group."""
    children: bool | None
    """Whether children are among the people."""
    children_ages: str | None
    """Their ages: `6-12`."""
    third_party_access: bool | None
    """Whether anybody besides the exporter can read the data at the destination."""
    publicly_available: bool | None
    """Whether the data were public before."""
    kind: Literal["send", "view", "store_only", "transit"] | None
    """What happens to the data there."""
    data_categories: tuple[Term, ...]
    """The kinds of data."""
    sensitivity: Literal["ordinary", "sensitive"] | None
    """Whether sensitive data in the law's sense are among them."""
    subjects_per_year: int | None
    """How many people in the calendar year of `date`."""
    sensitive_subjects_per_year: int | None
    """How many of them with sensitive data."""
    exporter_subjects_year_to_date: int | None
    """How many people's data the exporter sent abroad in the year so far."""
    purpose_kind: Term | None
    """The purpose in a word: `operations`, `hr`, `backup`, `ai_training`."""
    legal_basis: Term | None
    """The legal ground of the transfer."""
    exporter_kind: Term | None
    """What the exporter is, where a law treats some otherwise."""
    exporter_is_ciio: bool | None
    """Whether the exporter operates critical information infrastructure."""
    public_scope_operator: bool | None
    """Whether the exporter is an electronic system operator of public scope (Indonesia)."""
    important_data: bool | None
    """Whether important data in the sense of China's law are among them."""
    sector: Term | None
    """The sector of the exporter."""
    recipient_sector: Term | None
    """The sector of the recipient."""
    recipient_supervised_by: str | None
    """The authority that supervises the recipient."""
    recipient_covered_person: bool | None
    """Whether the recipient is a covered person (28 CFR 202)."""
    deidentified: bool | None
    """Whether the data were de-identified before."""
    us_transaction: Literal["data_brokerage", "vendor", "employment", "investment"] | None
    """The kind of transaction, for 28 CFR 202."""
    security_requirements_met: bool | None
    """Whether the security requirements of 28 CFR 202 are met."""
    first_transfer_on: Day | None
    """The day of the first such transfer."""
    regulator_stop_order: bool | None
    """Whether an authority ordered it to stop."""
    against_national_interest: bool | None
    """Whether an authority found it against the national interest."""
    tia: TransferAssessment | None
    """The assessment of its risks; no route by itself."""
    mechanisms: Annotated[tuple[Mechanism, ...], EmptyIsNone]
    """The complete list of mechanisms: a kind that is not in it is known to be absent."""
    onward: tuple[Leg, ...]
    """Further movements by the recipient."""
