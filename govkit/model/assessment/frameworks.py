"""Frameworks and their controls as an assessment holds them: what was asked, by which source, and how it came out."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from govkit.model.assessment.findings import BasisName, MessageDoc, SeverityName, StatusName


class SourceDoc(TypedDict):
    """Where a requirement stands, and how well that is known."""

    publisher: NotRequired[str]
    document: NotRequired[str]
    section: NotRequired[str]
    url: NotRequired[str]
    date: NotRequired[str]
    grade: NotRequired[Literal["A", "B", "C", "X", "O"]]
    read: NotRequired[Literal["text", "summary", "recalled"]]
    as_of: NotRequired[str]
    mark: NotRequired[Literal["verified", "derived", "recalled"]]
    sha256: NotRequired[str]


class ReviewState(TypedDict):
    """Whether somebody confirmed a requirement against the official document."""

    state: Literal["draft", "confirmed", "rejected", "outdated"]
    reviewer: NotRequired[str]
    date: NotRequired[str]
    document: NotRequired[str]


class ControlEntry(TypedDict):
    """One requirement and its verdict."""

    id: str
    number: NotRequired[str]
    title: str
    why: str
    fix: NotRequired[str]
    severity: SeverityName
    weight: int
    applies_on: str
    status: StatusName
    basis: NotRequired[BasisName]
    """The weakest basis among its passes."""
    reason: MessageDoc
    """Why it has this status, in a sentence."""
    counts: dict[StatusName, int]
    """Subjects by status."""
    source: SourceDoc
    review: ReviewState
    unconfirmed: NotRequired[Literal[True]]
    """Pre-answered: its requirement has not been confirmed, so that its verdict is review at best."""
    preanswer: NotRequired[StatusName]
    """What an unconfirmed control would say."""
    waived: NotRequired[Literal[True]]
    """Every one of its gaps is waived."""
    obligation: NotRequired[Literal["mandatory", "voluntary", "informative"]]
    derivation: Literal["direct", "derived", "govkit"]
    effective: NotRequired[dict[str, str]]
    related: NotRequired[list[dict[str, str]]]
    tags: NotRequired[list[str]]


class ScoreDoc(TypedDict):
    """What is met, as an interval: undecided controls may turn out either way. Weights, not percentages."""

    low: float
    """Met ÷ applicable, 0 to 1: the least that the facts allow."""
    high: float
    """(Met + undecided) ÷ applicable: the most that they allow."""
    met: int
    gaps: int
    undecided: int
    applicable: int
    decided_percent: float
    """The share of applicable weight that is decided."""
    by_basis: dict[BasisName, int]
    """Weight of met controls by what they rest on."""
    critical_gaps: int


class FrameworkEntry(TypedDict):
    """One framework and its controls."""

    id: str
    edition: str
    revision: int
    why_edition: NotRequired[MessageDoc]
    """Why this edition was chosen among several."""
    title: str
    note: NotRequired[str]
    source: SourceDoc
    effective: NotRequired[dict[str, str]]
    in_force: bool
    """Whether it applies on the date of the assessment."""
    law: bool
    """False for an author's own rules: a score of its own, labelled "not law"."""
    score: ScoreDoc | None
    """None where nothing applies."""
    counts: dict[StatusName, int]
    """Controls by status."""
    controls: list[ControlEntry]
