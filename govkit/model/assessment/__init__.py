"""The Assessment: the one document that leaves the engine. Its types are the types of its JSON.

Everything is plain data, so that a hundred thousand findings are written without being converted, and what a program
reads from the file is what a reporter reads in memory. The published JSON Schema is generated from these types.
Two runs on the same facts differ only in `run`.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from govkit.model.assessment.findings import (
    BasisName,
    DecidedBy,
    EvidenceDoc,
    FindingEntry,
    GroupEntry,
    MessageDoc,
    SeverityName,
    StatusName,
)
from govkit.model.assessment.frameworks import ControlEntry, FrameworkEntry, ReviewState, ScoreDoc, SourceDoc
from govkit.model.assessment.people import ContradictionEntry, QuestionEntry, WaiverEntry
from govkit.model.assessment.provenance import (
    ChecklistEntry,
    DigestEntry,
    PluginEntry,
    ProbeEntry,
    ProblemEntry,
    Provenance,
    ReferenceEntry,
    RunEntry,
)

__all__ = [
    "Assessment",
    "BasisName",
    "ChecklistEntry",
    "ContradictionEntry",
    "ControlEntry",
    "DecidedBy",
    "DigestEntry",
    "EvidenceDoc",
    "FindingEntry",
    "FrameworkEntry",
    "GroupEntry",
    "MessageDoc",
    "PluginEntry",
    "ProbeEntry",
    "ProblemEntry",
    "Provenance",
    "QuestionEntry",
    "ReferenceEntry",
    "ReviewState",
    "RunEntry",
    "ScoreDoc",
    "SeverityName",
    "SourceDoc",
    "StatusName",
    "WaiverEntry",
]


class Assessment(TypedDict):
    """The whole assessment."""

    govkit: Literal["assessment/1"]
    organisation: dict[str, str]
    """`id`, `name` and `country` of the assessed organisation, as far as stated."""
    scope: str
    """What the organisation says is covered; empty where it says nothing."""
    as_of: str
    languages: list[str]
    subjects: dict[str, list[str]]
    """Type → ids, sorted. Subjects that are not declared but shown by something are among them."""
    former: NotRequired[dict[str, str]]
    """`type:id` that a subject had → the one that it has, where subjects were renamed."""
    summary: dict[str, Any]
    """Counts for a first look: controls and findings by status, open questions, subjects."""
    frameworks: list[FrameworkEntry]
    contradictions: list[ContradictionEntry]
    findings: list[FindingEntry]
    """By severity, then control, then subject; contradictions first."""
    groups: list[GroupEntry]
    questions: list[QuestionEntry]
    waivers: list[WaiverEntry]
    exhibits: list[dict[str, Any]]
    problems: list[ProblemEntry]
    translations: dict[str, dict[str, Any]]
    """Language → `{"messages": {English: translation}, "reviewed": {...}}` for texts of checklists and plugins."""
    provenance: Provenance
    run: RunEntry
