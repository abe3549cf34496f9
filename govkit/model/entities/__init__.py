"""The subjects of an inventory, one class a type."""

from __future__ import annotations

from govkit.model.entities.ai import AiSystem, Model
from govkit.model.entities.ai_parts import (
    Artifact,
    Disclosure,
    Evaluation,
    Marking,
    Oversight,
    PublishedReport,
    Risk,
    TrainingData,
)
from govkit.model.entities.base import End, Entity
from govkit.model.entities.data import (
    ChoiceMechanism,
    Collection,
    CollectionPoint,
    Dataset,
    DataSource,
    Field,
    Hosting,
    Impact,
    Measure,
    System,
)
from govkit.model.entities.documents import (
    Certificate,
    Contract,
    Document,
    Evidence,
    Mitigation,
    Notice,
    Policy,
    RiskAssessment,
)
from govkit.model.entities.events import Incident, Request, Training
from govkit.model.entities.governance import AiGovernance, VulnerabilityProcess
from govkit.model.entities.organisation import (
    ComplaintsProcess,
    Contact,
    Identifier,
    IncidentProcess,
    Organisation,
    Party,
    RightsProcess,
)
from govkit.model.entities.processing import Activity, Reviewed
from govkit.model.entities.transfer import Leg, Mechanism, Transfer, TransferAssessment

ENTITIES: tuple[type[Entity], ...] = (
    Organisation,
    Party,
    System,
    Dataset,
    Field,
    Activity,
    Transfer,
    Model,
    AiSystem,
    Notice,
    Policy,
    Contract,
    Certificate,
    RiskAssessment,
    Incident,
    Training,
    Request,
    Evidence,
)
"""Every type of subject, in the order of reports."""

BY_TYPE: dict[str, type[Entity]] = {entity.type: entity for entity in ENTITIES}
"""The class of each type: `BY_TYPE["dataset"] is Dataset`."""

__all__ = [
    "BY_TYPE",
    "ENTITIES",
    "Activity",
    "AiGovernance",
    "AiSystem",
    "Artifact",
    "Certificate",
    "ChoiceMechanism",
    "Collection",
    "CollectionPoint",
    "ComplaintsProcess",
    "Contact",
    "Contract",
    "DataSource",
    "Dataset",
    "Disclosure",
    "Document",
    "End",
    "Entity",
    "Evaluation",
    "Evidence",
    "Field",
    "Hosting",
    "Identifier",
    "Impact",
    "Incident",
    "IncidentProcess",
    "Leg",
    "Marking",
    "Measure",
    "Mechanism",
    "Mitigation",
    "Model",
    "Notice",
    "Organisation",
    "Oversight",
    "Party",
    "Policy",
    "PublishedReport",
    "Request",
    "Reviewed",
    "RightsProcess",
    "Risk",
    "RiskAssessment",
    "System",
    "Training",
    "TrainingData",
    "Transfer",
    "TransferAssessment",
    "VulnerabilityProcess",
]
