"""Frameworks, their scores and their controls, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from govkit.model.assessment import (
    FindingEntry,
    FrameworkEntry,
    GroupEntry,
    ScoreDoc,
)
from govkit.report.clean import plain
from govkit.report.view.controls import ControlView, Key, control_view, web_address
from govkit.report.view.vocabulary import (
    BASES,
    STATUSES,
    basis_words,
    citation,
    status_words,
)
from govkit.report.words import Day, Phrase, Words


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the applicable weight: what is met, by basis, what is undecided, and what is a gap."""

    key: str
    label: str
    weight: int
    start: float
    """Where it begins and ends on the scale of the score, 0 to 1."""
    end: float


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score as an interval with its parts."""

    low: int
    high: int
    sentence: str
    decided: str
    critical: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """One edition of a framework."""

    id: str
    name: str
    """Title and edition."""
    why_edition: str
    """Why this edition, where there were several to choose from."""
    label: str
    """`not law`, for an author's own rules."""
    note: Phrase | None
    force: str
    citation: str
    url: str
    starts: Day | None
    score: ScoreView | None
    counts: tuple[tuple[str, str, int], ...]
    """Status, its word, and how many controls have it."""
    controls: tuple[ControlView, ...]
    """What needs somebody first, graver before lighter."""
    controls_by_number: tuple[ControlView, ...]
    """In the order of the checklist."""


def frameworks(
    entries: list[FrameworkEntry],
    findings: Mapping[Key, list[FindingEntry]],
    groups: Mapping[Key, list[GroupEntry]],
    words: Words,
) -> tuple[FrameworkView, ...]:
    """Return the frameworks; law before an author's own rules, else in the order of the assessment."""
    ordered = sorted(entries, key=lambda entry: not entry["law"])
    return tuple(_framework(entry, findings, groups, words) for entry in ordered)


def _framework(
    entry: FrameworkEntry,
    findings: Mapping[Key, list[FindingEntry]],
    groups: Mapping[Key, list[GroupEntry]],
    words: Words,
) -> FrameworkView:
    _ = words.text
    known = status_words(words)
    controls = [control_view(entry, control, findings, groups, words) for control in entry["controls"]]
    order: dict[str, int] = {status: i for i, status in enumerate(STATUSES)}
    gravity = {"critical": 0, "high": 1, "medium": 2, "low": 3}
    counts = [(status, known[status], n) for status in STATUSES if (n := entry["counts"].get(status, 0))]
    starts = (entry.get("effective") or {}).get("from", "")
    return FrameworkView(
        id=plain(entry["id"]),
        name=_("{title}, edition {edition}", title=words.text(entry["title"]), edition=entry["edition"]),
        why_edition=words.sentence(entry["why_edition"]).text if "why_edition" in entry else "",
        label="" if entry["law"] else _("not law"),
        note=words.phrase(entry["note"]) if entry.get("note") else None,
        force=_("in force") if entry["in_force"] else _("not in force on the date of this assessment"),
        citation=citation(entry["source"], words),
        url=web_address(entry["source"].get("url", "")),
        starts=words.day(starts) if starts else None,
        score=_score(entry["score"], words) if entry["score"] else None,
        counts=tuple(counts),
        controls_by_number=tuple(controls),
        controls=tuple(sorted(controls, key=lambda c: (order.get(c.status, 9), gravity.get(c.severity, 9)))),
    )


def _score(score: ScoreDoc, words: Words) -> ScoreView:
    _ = words.text
    low, high = math.floor(score["low"] * 100 + 1e-9), math.ceil(score["high"] * 100 - 1e-9)
    if score["low"] == score["high"]:
        high = low
    if low == high:
        sentence = _("{low} of 100, with everything decided", low=low)
    else:
        sentence = _("between {low} and {high} of 100", low=low, high=high)
    critical = score["critical_gaps"]
    return ScoreView(
        low,
        high,
        sentence,
        _("{percent} is decided", percent=f"{math.floor(score['decided_percent'])}%"),
        _("{n} critical gap", plural="{n} critical gaps", n=critical) if critical else "",
        _parts(score, words),
    )


def _parts(score: ScoreDoc, words: Words) -> tuple[Part, ...]:
    _ = words.text
    total = score["applicable"] or 1
    named = basis_words(words)
    weights: list[tuple[str, str, int]] = [(basis, named[basis], score["by_basis"].get(basis, 0)) for basis in BASES]
    rest = score["met"] - sum(weight for _key, _label, weight in weights)
    weights.append(("unsaid", _("met, basis not said"), rest))
    weights += [("undecided", _("undecided"), score["undecided"]), ("gap", _("gaps"), score["gaps"])]
    parts, start = [], 0
    for key, label, weight in weights:
        if weight > 0:
            parts.append(Part(key, label, weight, start / total, (start + weight) / total))
            start += weight
    return tuple(parts)
