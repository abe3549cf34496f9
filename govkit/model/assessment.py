"""The Assessment: the one document that leaves the engine. Its types are the types of its JSON.

Everything is plain data, so that a hundred thousand findings are written without being converted, and what a program
reads from the file is what a reporter reads in memory. The published JSON Schema is generated from these types.
Two runs on the same facts differ only in `run`.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from govkit.model.ranges import Range, Scatter

StatusName = Literal["fail", "error", "unknown", "review", "pass", "not_applicable"]
BasisName = Literal["declared", "documented", "examined", "confirmed"]
SeverityName = Literal["critical", "high", "medium", "low"]


class MessageDoc(TypedDict):
    """A sentence: its template, its plural form and its typed parameters (see `govkit.model.message`)."""

    text: str
    plural: NotRequired[str]
    params: NotRequired[dict[str, Any]]


class EvidenceDoc(TypedDict):
    """A pointer to what supports a finding."""

    what: MessageDoc
    file: NotRequired[str]
    line: NotRequired[int]
    sha256: NotRequired[str]
    url: NotRequired[str]
    at: NotRequired[str]


class DecidedBy(TypedDict):
    """The leaf of a control's tree that a finding comes from."""

    kind: Literal["check", "require", "ask", "applies"]
    id: str
    """The check's id, the question's id, the predicate in canonical JSON, or an empty text."""
    options: NotRequired[dict[str, Any]]


class FindingEntry(TypedDict):
    """A finding on which somebody has to act."""

    id: str
    """16 hex digits: the same check, options and subject have the same id in every run and every framework."""
    framework: str
    control: str
    by: DecidedBy
    subject: str
    status: StatusName
    severity: SeverityName
    message: MessageDoc
    note: NotRequired[MessageDoc]
    """Why its status differs from what the check said: a sample, a partial check, an unconfirmed requirement."""
    fix: NotRequired[MessageDoc]
    at: NotRequired[list[str]]
    file: NotRequired[str]
    """Where the subject, or the slot in `at`, was written."""
    line: NotRequired[int]
    evidence: NotRequired[list[EvidenceDoc]]
    examined: NotRequired[int]
    expected: NotRequired[int]
    unit: NotRequired[str]
    contradiction: NotRequired[Literal[True]]
    waived: NotRequired[int]
    """Index of the waiver in `waivers` that covers it, while it is in force."""


class GroupEntry(TypedDict):
    """Findings kept together: those on which nobody has to act, and the many that one remedy mends (`acting`)."""

    framework: str
    control: str
    by: DecidedBy
    status: StatusName
    basis: NotRequired[BasisName]
    message: MessageDoc
    note: NotRequired[MessageDoc]
    """Why the status differs from what the check said, or who confirmed it."""
    examined: NotRequired[int]
    expected: NotRequired[int]
    unit: NotRequired[str]
    evidence: NotRequired[list[EvidenceDoc]]
    count: int
    subjects: list[Range | Scatter]
    acting: NotRequired[Literal[True]]
    """Somebody has to act on these, too: they say the same as the first thousand, which stand among `findings`."""
    severity: NotRequired[SeverityName]
    """Of an acting group, as its findings have them: severity, fix, slots, contradiction and waiver."""
    fix: NotRequired[MessageDoc]
    at: NotRequired[list[str]]
    contradiction: NotRequired[Literal[True]]
    waived: NotRequired[int]


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


class QuestionEntry(TypedDict):
    """An open question, and whom it concerns."""

    id: str
    """`framework/control#question`."""
    framework: str
    control: str
    text: str
    help: NotRequired[str]
    hash: str
    type: Literal["yes_no", "choice", "number", "date", "text", "confirm"]
    """`confirm` asks a person to confirm what a partial check found."""
    choices: NotRequired[list[str]]
    evidence: Literal["required", "optional"]
    severity: SeverityName
    why: MessageDoc
    """Why it is open: never asked, changed since, evidence expired."""
    count: int
    subjects: list[Range | Scatter]
    """Empty where it is asked once, of the organisation."""


class WaiverEntry(TypedDict):
    """A waiver and what it covers."""

    framework: str
    control: str
    subject: NotRequired[str]
    owner: str
    reason: str
    approved_by: NotRequired[str]
    expires: str
    state: Literal["in_force", "expired", "unused"]
    days_left: int
    covers: int


class ContradictionEntry(TypedDict):
    """Two sources that disagree outside any check: a reference to what is not declared, a subject that vanished."""

    subject: str
    message: MessageDoc
    shown_by: list[str]
    file: NotRequired[str]
    line: NotRequired[int]


class ProblemEntry(TypedDict):
    """Something that kept govkit from doing its work, or an answer, waiver or review that leads nowhere."""

    kind: Literal["plugin", "probe", "exhibit", "reference", "answer", "waiver", "review"]
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
