"""Models and the systems that people meet them in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from govkit.model.entities.ai_parts import (
    Artifact,
    Disclosure,
    Evaluation,
    Marking,
    Modality,
    Oversight,
    PublishedReport,
    Risk,
    TrainingData,
)
from govkit.model.entities.base import (
    ActivityRefs,
    DatasetRefs,
    Entity,
    ModelRefs,
    PartyRef,
    RiskAssessmentRefs,
    SystemRefs,
)
from govkit.model.entities.organisation import Contact
from govkit.model.slots import Language, Place, Ref, Term


class Model(Entity):
    """A model, as its card and its keeper describe it."""

    type: ClassVar[str] = "model"
    plural: ClassVar[str] = "models"
    begins: ClassVar[str] = "release_date"

    card: str | None
    """The model card, a path below the assessed folder."""
    version: str | None
    """The version number or dated name."""
    role: tuple[Literal["developer", "integrator", "deployer"], ...]
    """What the organisation is to this model; where it is left out, what it is to the AI systems that use it."""
    provider: PartyRef
    """The party that made the model; the organisation itself where it is left out of `parties`."""
    contact: Contact | None
    """Whom to ask about the model."""
    licence: str | None
    """The terms of the weights."""
    release_date: date | None
    """The day of the release or of the last update."""
    generative: bool | None
    """Whether it makes text, images, audio, video or code."""
    modalities: tuple[Modality, ...]
    """What it takes in and gives out."""
    base_models: tuple[str, ...]
    """The models that it was made from; `none` where it was trained from scratch."""
    languages: tuple[Language, ...]
    """The natural languages that it is meant for."""
    intended_use: str | None
    """What it is for, and for whom."""
    out_of_scope_use: str | None
    """What it is not to be used for."""
    acceptable_use_policy: str | None
    """The rules of conduct for its users, or where they stand."""
    training_data: tuple[TrainingData, ...]
    """The bodies of data that it was made from; the list is complete."""
    training_procedure: str | None
    """How it was trained: stages, method, main settings."""
    compute: str | None
    """The hardware that training took, or that use takes."""
    energy: str | None
    """Energy or carbon of its training, with the unit."""
    evaluations: tuple[Evaluation, ...]
    """The measured results."""
    limitations: str | None
    """What it is known to do badly."""
    bias: str | None
    """Known differences between groups, and what is done about them."""
    risks: tuple[Risk, ...]
    """The risks that were considered."""
    oversight: Oversight | None
    """How people keep control of its outputs."""
    marking: tuple[Marking, ...]
    """How its outputs are marked."""
    feedback_channel: str | None
    """Where users report problems."""
    deployment_countries: tuple[Place, ...]
    """Where it is used."""
    artifacts: tuple[Artifact, ...]
    """The files or services in which it is handed over."""
    distribution_channels: tuple[str, ...]
    """Where it can be had: a hub, an interface, a product."""
    support_until: date | None
    """The day until which this version is kept up."""
    change_log: str | None
    """What changed from version to version, or where it stands."""
    architecture: str | None
    """The family of its architecture: `decoder-only transformer`."""
    parameters: int | None
    """How many parameters it has in total."""
    context_length: int | None
    """How much it can take in at once, in tokens."""
    knowledge_cutoff: date | None
    """The day after which its training data know nothing."""
    training_flop: float | None
    """The computation of its training, in floating-point operations."""
    training_energy_mwh: float | None
    """The energy of its training, in megawatt-hours."""
    training_carbon_kg: float | None
    """The carbon of its training, in kilograms of CO2 equivalent."""
    training_summary: str | None
    """The public summary of its training content, or where it stands."""
    copyright_policy: str | None
    """The policy on rights in training content, or where it stands."""
    behaviour_policy: str | None
    """What it is meant to do, and to refuse, or where that stands."""
    downstream_guide: str | None
    """The guide for those who build on it, or where it stands."""


class AiSystem(Entity):
    """Models, systems and activities that people meet as one thing."""

    type: ClassVar[str] = "ai_system"
    plural: ClassVar[str] = "ai_systems"
    begins: ClassVar[str] = "first_used_on"

    models: ModelRefs
    """The models in it."""
    systems: SystemRefs
    """The applications that it runs in."""
    activities: ActivityRefs
    """The processing activities that it serves."""
    datasets: DatasetRefs
    """The datasets that it reads or writes while in use."""
    vendor: PartyRef
    """The party from which it was bought."""
    role: tuple[Literal["developer", "integrator", "deployer"], ...]
    """What the organisation is to this system."""
    generative: bool | None
    """Whether it makes text, images, audio, video or code."""
    modalities: tuple[Modality, ...]
    """What it takes in and gives out."""
    audience: tuple[Literal["public", "customers", "staff", "children", "business"], ...]
    """Who meets it."""
    interacts_with_people: bool | None
    """Whether people talk with it or act on what it shows them directly."""
    served_languages: tuple[Language, ...]
    """The languages in which its users are served."""
    served_countries: tuple[Place, ...]
    """Where its users are."""
    autonomy: Literal["assists", "recommends", "acts_with_approval", "acts_alone"] | None
    """How much it does by itself."""
    risk_tier: Term | None
    """The tier of risk that the organisation, or the law that it follows, gave it."""
    fail_safes: tuple[str, ...]
    """What limits the damage where it fails: fall-backs, limits, a switch."""
    oversight: Oversight | None
    """How people keep control."""
    disclosure: Disclosure | None
    """How people are told that they deal with a machine."""
    accuracy_caution: str | None
    """The words that warn of wrong outputs."""
    human_contact: str | None
    """How to reach a person instead."""
    privacy_notice: Annotated[str | None, Ref("notice")]
    """The notice that covers what people enter."""
    acceptable_use_policy: str | None
    """The rules of conduct for its users, or where they stand."""
    feedback_channel: str | None
    """Where users report problems with it."""
    appeal_channel: str | None
    """Where people have a decision looked at again by a person."""
    incident_contact: Contact | None
    """Whom to tell of an incident."""
    marking: tuple[Marking, ...]
    """How its outputs are marked."""
    output_samples: tuple[str, ...]
    """Sample outputs, paths below the assessed folder."""
    urls: tuple[str, ...]
    """Pages on which people meet the system."""
    customer_content_trains: bool | None
    """Whether what customers enter is used for training."""
    evaluations: tuple[Evaluation, ...]
    """Measured results of the whole system."""
    risks: tuple[Risk, ...]
    """The risks that were considered."""
    first_used_on: date | None
    """The day on which people first met it."""
    terms_of_service: str | None
    """The terms for its users, or where they stand."""
    detection_tool: str | None
    """Where anybody can find out whether something was made by it."""
    agent_card: str | None
    """The address at which it introduces itself to other machines, where it is an agent."""
    transparency_report: PublishedReport | None
    """The report in which the organisation tells at intervals how the system did."""
    risk_assessments: RiskAssessmentRefs
    """The assessments of its risks."""
