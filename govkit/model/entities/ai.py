"""Models and the systems that people meet them in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from govkit.model.entities.base import (
    ActivityRefs,
    DatasetRef,
    DatasetRefs,
    Entity,
    ModelRefs,
    PartyRef,
    RiskAssessmentRefs,
    SystemRefs,
)
from govkit.model.entities.organisation import Contact
from govkit.model.slots import Digest, Language, Part, Place, Ref, Term

Modality = Literal["text", "image", "audio", "video", "code", "tabular", "other"]


class TrainingData(Part):
    """One body of data that a model was made from."""

    dataset: DatasetRef
    """The dataset of this inventory, where it is one."""
    name: str | None
    """The name under which others know it."""
    kind: Literal["public", "licensed", "crawled", "own_product", "human_made", "synthetic", "other"] | None
    """Where it comes from."""
    personal_data: Literal["yes", "no"] | None
    """Whether there are personal data in it."""
    legal_basis: Term | None
    """The legal ground for training on the personal data in it."""
    licence: str | None
    """The terms under which it may be used."""
    opt_out: str | None
    """How people or right-holders keep their material out."""
    size: str | None
    """How much it is, with its unit: `1.2 million records`, `300 billion tokens`."""


class Evaluation(Part):
    """One measured result."""

    dataset: str | None
    """What was measured on."""
    metric: str | None
    """What was measured: `f1`, `refusal_rate`, `word_error_rate`."""
    value: float | None
    """The measured value, in the metric's own unit."""
    slice: str | None
    """The group or condition to which the value belongs."""
    risk: Term | None
    """The risk that the measurement is about, where it is about one."""
    done_on: date | None
    """The day of the measurement."""
    by: str | None
    """Who measured: the developer, or an outside body by name."""
    language: Language | None
    """The language in which it was measured, where it is about one."""
    threshold: float | None
    """The value that had to be reached, or not passed."""
    passed: bool | None
    """Whether the value was good enough."""


class Risk(Part):
    """A risk that was considered."""

    name: str | None
    """The risk in a few words."""
    kind: Term | None
    """Which risk it is: mistakes, disinformation, misuse, intellectual_property, privacy, bias, security, …"""
    harm: str | None
    """What could happen."""
    group_at_risk: str | None
    """To whom it could happen."""
    mitigation: str | None
    """What is done against it."""


class Oversight(Part):
    """How people keep control."""

    level: Literal["before_release", "during", "after", "on_request"] | None
    """When people come in."""
    who: str | None
    """The role that oversees."""
    how_to_stop: str | None
    """How it is stopped, and by whom."""


class Disclosure(Part):
    """How people are told that they deal with a machine."""

    method: str | None
    """How they are told: a sentence, an icon, a spoken line."""
    text: str | None
    """The words that people read or hear."""
    shown_at: str | None
    """Where and when it is shown."""
    languages: tuple[Language, ...]
    """The languages in which it is shown."""
    url: str | None
    """The page that shows it."""


class Marking(Part):
    """How outputs are marked as made by a machine."""

    method: Literal["c2pa", "watermark", "visible_label", "metadata"] | None
    """The technique."""
    covers: tuple[Modality, ...]
    """The kinds of output that carry the mark."""
    tested_on: date | None
    """The day on which it was last tested that the mark is there and can be read."""


class Artifact(Part):
    """A file or service in which a model is handed over."""

    path: str | None
    """A path below the assessed folder."""
    url: str | None
    """Where it can be had."""
    sha256: Digest | None
    """The hash by which whoever receives it knows it again."""
    signed: bool | None
    """Whether it carries a signature."""


class PublishedReport(Part):
    """A report that comes out again and again."""

    url: str | None
    """Where it can be read."""
    published_on: date | None
    """The day of the latest one."""


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
