"""Models and the systems that people meet them in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from govkit.model.entities.base import ActivityRefs, DatasetRef, DatasetRefs, Entity, ModelRefs, PartyRef, SystemRefs
from govkit.model.entities.organisation import Contact
from govkit.model.slots import Language, Part, Place, Ref, Term

Modality = Literal["text", "image", "audio", "video", "code", "tabular", "other"]


class TrainingData(Part):
    """One body of data that a model was made from."""

    dataset: DatasetRef
    name: str | None
    kind: Literal["public", "licensed", "crawled", "own_product", "human_made", "synthetic", "other"] | None
    personal_data: Literal["yes", "no"] | None
    legal_basis: Term | None
    licence: str | None
    opt_out: str | None
    size: str | None


class Evaluation(Part):
    """One measured result."""

    dataset: str | None
    metric: str | None
    value: float | None
    slice: str | None
    risk: Term | None
    done_on: date | None
    by: str | None


class Risk(Part):
    """A risk that was considered."""

    name: str | None
    harm: str | None
    group_at_risk: str | None
    mitigation: str | None


class Oversight(Part):
    """How people keep control."""

    level: Literal["before_release", "during", "after", "on_request"] | None
    who: str | None
    how_to_stop: str | None


class Disclosure(Part):
    """How people are told that they deal with a machine."""

    method: str | None
    text: str | None
    shown_at: str | None
    languages: tuple[Language, ...]
    url: str | None


class Marking(Part):
    """How outputs are marked as made by a machine."""

    method: Literal["c2pa", "watermark", "visible_label", "metadata"] | None
    covers: tuple[Modality, ...]
    tested_on: date | None


class Model(Entity):
    """A model, as its card and its keeper describe it."""

    type: ClassVar[str] = "model"
    plural: ClassVar[str] = "models"

    card: str | None
    """The model card, a path below the assessed folder."""
    version: str | None
    provider: PartyRef
    contact: Contact | None
    licence: str | None
    release_date: date | None
    generative: bool | None
    modalities: tuple[Modality, ...]
    base_models: tuple[str, ...]
    languages: tuple[Language, ...]
    intended_use: str | None
    out_of_scope_use: str | None
    acceptable_use_policy: str | None
    training_data: tuple[TrainingData, ...]
    training_procedure: str | None
    compute: str | None
    energy: str | None
    evaluations: tuple[Evaluation, ...]
    limitations: str | None
    bias: str | None
    risks: tuple[Risk, ...]
    oversight: Oversight | None
    marking: tuple[Marking, ...]
    feedback_channel: str | None
    deployment_countries: tuple[Place, ...]


class AiSystem(Entity):
    """Models, systems and activities that people meet as one thing."""

    type: ClassVar[str] = "ai_system"
    plural: ClassVar[str] = "ai_systems"

    models: ModelRefs
    systems: SystemRefs
    activities: ActivityRefs
    datasets: DatasetRefs
    vendor: PartyRef
    role: tuple[Literal["developer", "integrator", "deployer"], ...]
    """What the organisation is to this system."""
    generative: bool | None
    modalities: tuple[Modality, ...]
    audience: tuple[Literal["public", "customers", "staff", "children", "business"], ...]
    interacts_with_people: bool | None
    served_languages: tuple[Language, ...]
    served_countries: tuple[Place, ...]
    autonomy: Literal["assists", "recommends", "acts_with_approval", "acts_alone"] | None
    risk_tier: Term | None
    fail_safes: tuple[str, ...]
    oversight: Oversight | None
    disclosure: Disclosure | None
    accuracy_caution: str | None
    human_contact: str | None
    """How to reach a person instead."""
    privacy_notice: Annotated[str | None, Ref("notice")]
    acceptable_use_policy: str | None
    feedback_channel: str | None
    appeal_channel: str | None
    incident_contact: Contact | None
    marking: tuple[Marking, ...]
    output_samples: tuple[str, ...]
    """Sample outputs, paths below the assessed folder."""
    urls: tuple[str, ...]
    """Pages on which people meet the system."""
    customer_content_trains: bool | None
    evaluations: tuple[Evaluation, ...]
    risks: tuple[Risk, ...]
    first_used_on: date | None
