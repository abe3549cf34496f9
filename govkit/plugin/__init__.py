"""All that a plugin author may import, together with `govkit.model` and `govkit.testing`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.model.duration import Duration
from govkit.model.entities import (
    Activity,
    AiSystem,
    Certificate,
    Contract,
    Dataset,
    Entity,
    Evidence,
    Field,
    Incident,
    Model,
    Notice,
    Organisation,
    Party,
    Policy,
    Request,
    RiskAssessment,
    System,
    Training,
    Transfer,
)
from govkit.model.exhibit import Cell, Drawing, Exhibit, Shape, Table
from govkit.model.finding import Finding
from govkit.model.message import Message
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.status import Basis, Grade, Severity, Status
from govkit.plugin.builders import contradicted, evidence, failed, needs_review, not_applicable, passed, unknown
from govkit.plugin.check import Check, check
from govkit.plugin.context import Context, FactMissing
from govkit.plugin.executor import Executor
from govkit.plugin.exhibit import ExhibitMaker, exhibit
from govkit.plugin.extension import Extension, extension
from govkit.plugin.hookspecs import hookimpl
from govkit.plugin.probe import Declined, Observed, Probe, World, probe
from govkit.plugin.reference import Reference, reference

if TYPE_CHECKING:
    from govkit.plugin.options import Options

__all__ = [
    "Activity",
    "AiSystem",
    "Basis",
    "Cell",
    "Certificate",
    "Check",
    "Context",
    "Contract",
    "Dataset",
    "Declined",
    "Disputed",
    "Drawing",
    "Duration",
    "Entity",
    "Evidence",
    "Executor",
    "Exhibit",
    "ExhibitMaker",
    "Extension",
    "FactMissing",
    "Field",
    "Finding",
    "Grade",
    "Incident",
    "Message",
    "Model",
    "NotStated",
    "Notice",
    "Observed",
    "Options",
    "Organisation",
    "Party",
    "Policy",
    "Probe",
    "Reference",
    "Request",
    "RiskAssessment",
    "Severity",
    "Shape",
    "Status",
    "System",
    "Table",
    "Training",
    "Transfer",
    "World",
    "check",
    "contradicted",
    "evidence",
    "exhibit",
    "extension",
    "failed",
    "hookimpl",
    "needs_review",
    "not_applicable",
    "passed",
    "probe",
    "reference",
    "unknown",
]


def __getattr__(name: str) -> Any:
    """Import `Options` when a plugin asks for it: pydantic takes longer than all of the rest."""
    if name == "Options":
        from govkit.plugin.options import Options

        return Options
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
