"""What can be counted of one submission and of one control, and the measures by which submissions are compared."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govkit.model.worded import worded
from govkit_submission.desk.shingles import ideographs

STATUSES = ("pass", "fail", "unknown", "review", "not_applicable", "error")
BASES = ("declared", "documented", "examined", "confirmed")
SEVERITIES = ("critical", "high", "medium", "low")
Titles = Callable[[str, str], Mapping[str, Any]]
"""Digest of a checklist and id of a control → what is kept of the control: number, title, severity, weight."""


@dataclass(frozen=True)
class Verdict:
    """One control of one submission."""

    framework: str
    edition: str
    control: str
    claimed: str
    """Empty where the submission claims nothing about it."""
    found: str
    basis: str
    checklist: str
    """The digest of the checklist that it was judged by."""

    @property
    def key(self) -> str:
        """Return `framework/control`."""
        return f"{self.framework}/{self.control}"


def verdicts(record: Mapping[str, Any]) -> list[Verdict]:
    """Return every verdict of a record, in the order of frameworks and controls."""
    return [
        Verdict(framework["id"], framework["edition"], control, entry[0], entry[1], entry[2], framework["sha256"])
        for framework in record["frameworks"]
        for control, entry in sorted(framework["controls"].items())
    ]


@dataclass(frozen=True)
class Line:
    """One submission in figures."""

    sha256: str
    organisation: str
    name: str
    sector: str
    as_of: str
    reason: str
    sealed: bool
    claimed: Counter[str]
    found: Counter[str]
    """Controls by status: as claimed, and as the facts give it here."""
    bases: Counter[str]
    """Passes by what they rest on."""
    gaps: Counter[str]
    """Gaps by the severity of their control."""
    better: int
    other: int
    """Claims better than the facts give, and other statements that differ."""
    subjects: int
    answers: int
    letters: float
    """The median length of its answers in letters; an ideograph says as much as three."""
    repeats: float
    """The share of its answers whose words it gives more than once."""


def line_of(record: Mapping[str, Any], sector: str, titles: Titles) -> Line:
    """Return a record in figures."""
    entries = verdicts(record)
    words = [text for _, _, text in record["texts"]]
    lengths = sorted(len(text) + 2 * ideographs(text) for text in words)
    often = Counter(words)
    severity = {entry.key: titles(entry.checklist, entry.control).get("severity", "medium") for entry in entries}
    return Line(
        sha256=record["sha256"],
        organisation=record["organisation"].get("id", ""),
        name=record["organisation"].get("name", "") or record["organisation"].get("id", ""),
        sector=sector,
        as_of=record["as_of"],
        reason=record["reason"],
        sealed=record["sealed"],
        claimed=Counter(entry.claimed for entry in entries if entry.claimed),
        found=Counter(entry.found for entry in entries),
        bases=Counter(entry.basis for entry in entries if entry.found == "pass"),
        gaps=Counter(severity[entry.key] for entry in entries if entry.found == "fail"),
        better=record["differences"]["better"],
        other=record["differences"]["other"],
        subjects=sum(record["subjects"].values()),
        answers=len(words),
        letters=float(lengths[len(lengths) // 2]) if lengths else 0.0,
        repeats=sum(n for n in often.values() if n > 1) / len(words) if words else 0.0,
    )


@dataclass(frozen=True)
class Measure:
    """A figure by which submissions are compared, on the scale on which it is compared."""

    id: str
    name: str
    of: Callable[[Line], float]
    base: Callable[[Line], int]
    """How many things the figure is taken of."""
    is_share: bool
    least: float
    """A difference from the peers that is smaller than this means nothing: of shares, or a ratio of counts."""

    def scaled(self, line: Line) -> float:
        """Return the figure where its spread does not depend on its size: arc sine of shares, logarithm of counts."""
        value = self.of(line)
        return math.asin(math.sqrt(min(max(value, 0.0), 1.0))) if self.is_share else math.log1p(value)

    def differs(self, line: Line, centre: float) -> bool:
        """Tell whether a figure is far enough from the peers' to mean something, of so few things as it is of."""
        value, base = self.of(line), self.base(line)
        if self.is_share:
            likely = (centre * base + 1) / (base + 2)
            by_chance = math.sqrt(likely * (1 - likely) / max(base, 1))
            return abs(value - centre) >= max(self.least, _BEYOND_CHANCE * by_chance)
        return base >= _FEWEST and abs(math.log1p(value) - math.log1p(centre)) >= math.log(self.least)


_BEYOND_CHANCE = 3.5
"""Standard deviations of a share of so many things."""
_FEWEST = 10
"""A median of fewer things says little."""


def _verdicts(line: Line) -> int:
    return sum(line.found.values())


def _share(*statuses: str) -> Callable[[Line], float]:
    return lambda line: sum(line.found[status] for status in statuses) / max(_verdicts(line), 1)


def _itself(_line: Line) -> int:
    return _FEWEST


def _answers(line: Line) -> int:
    return line.answers


MEASURES = (
    Measure("met", worded("share of controls that are met"), _share("pass"), _verdicts, is_share=True, least=0.1),
    Measure("gaps", worded("share of controls with a gap"), _share("fail"), _verdicts, is_share=True, least=0.1),
    Measure(
        "not-applicable",
        worded("share of controls that do not apply"),
        _share("not_applicable"),
        _verdicts,
        is_share=True,
        least=0.1,
    ),
    Measure(
        "undecided",
        worded("share of controls that are undecided"),
        _share("unknown", "review", "error"),
        _verdicts,
        is_share=True,
        least=0.1,
    ),
    Measure(
        "subjects", worded("subjects in the inventory"), lambda line: line.subjects, _itself, is_share=False, least=2.0
    ),
    Measure("answers", worded("answers in words"), lambda line: line.answers, _itself, is_share=False, least=2.0),
    Measure(
        "letters",
        worded("letters of an answer, median"),
        lambda line: line.letters,
        _answers,
        is_share=False,
        least=2.0,
    ),
    Measure(
        "repeats",
        worded("share of answers in words given before"),
        lambda line: line.repeats,
        _answers,
        is_share=True,
        least=0.2,
    ),
)


@dataclass
class ControlFigures:
    """How the submissions stand on one control."""

    key: str
    checklist: str
    submissions: int = 0
    found: Counter[str] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)
    better: int = 0
    """Submissions whose claim is another verdict than the facts give."""

    def rate(self, *statuses: str) -> float:
        """Return the share of submissions with one of these statuses."""
        return sum(self.found[status] for status in statuses) / max(self.submissions, 1)


def by_control(records: Iterable[Mapping[str, Any]]) -> list[ControlFigures]:
    """Return the figures of every control, by framework and control."""
    found: dict[str, ControlFigures] = {}
    for record in records:
        for entry in verdicts(record):
            figures = found.setdefault(entry.key, ControlFigures(entry.key, entry.checklist))
            figures.submissions += 1
            figures.found[entry.found] += 1
            if entry.found == "pass":
                figures.bases[entry.basis] += 1
            figures.better += entry.claimed != entry.found
    return [found[key] for key in sorted(found)]


def by_sector(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Return the submissions of each sector; those whose sector is not known stand under an empty name."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.sector].append(line)
    return dict(sorted(found.items()))
