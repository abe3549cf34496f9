"""What an assessment rests on: inputs, checklists, plugins and probes, and what went wrong with them."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from govkit.model.assessment.findings import MessageDoc


class ProblemEntry(TypedDict):
    """What kept govkit from its work, what leads nowhere, or a checklist that stands in for another."""

    kind: Literal["plugin", "probe", "exhibit", "reference", "answer", "waiver", "review", "checklist"]
    name: str
    message: MessageDoc


class PluginEntry(TypedDict):
    """A plugin that took part, or should have."""

    name: str
    distribution: str
    version: str
    state: Literal["loaded", "failed", "missing"]


class DigestEntry(TypedDict):
    """A file and its SHA-256."""

    path: str
    sha256: str


class ReferenceEntry(TypedDict):
    """Reference data that checks used."""

    id: str
    edition: str
    sha256: str


class ChecklistEntry(TypedDict):
    """A checklist that was judged by."""

    id: str
    edition: str
    revision: int
    sha256: str
    origin: str
    """The distribution that it came from, or the file given with `-c`."""


class ProbeEntry(TypedDict):
    """What a probe brought home."""

    id: str
    version: int
    counts: dict[Literal["observed", "not_stated", "declined", "failed"], int]


class Provenance(TypedDict):
    """What the verdicts rest on, so that they can be verified and derived again."""

    engine: str
    facts_sha256: str
    """Digest of the canonical facts document."""
    inputs: list[DigestEntry]
    checklists: list[ChecklistEntry]
    plugins: list[PluginEntry]
    probes: list[ProbeEntry]
    references: list[ReferenceEntry]


class RunEntry(TypedDict):
    """What differs from run to run and decides nothing."""

    started: str
    seconds: float
    python: str
    platform: str
