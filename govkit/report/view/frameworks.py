"""Frameworks, their scores and their controls, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from govkit.model.assessment import (
    ControlEntry,
    FindingEntry,
    FrameworkEntry,
    GroupEntry,
    ReviewState,
    ScoreDoc,
    StatusName,
)
from govkit.report.clean import clean, plain
from govkit.report.view.vocabulary import (
    BASES,
    STATUSES,
    basis_words,
    citation,
    severity_words,
    source_notes,
    status_words,
    type_words,
)
from govkit.report.words import Day, Phrase, Words

Key = tuple[str, str]
"""A framework and a control, as the assessment writes them."""


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
class ControlView:
    """One requirement, its verdict and what belongs to it."""

    key: str
    """`framework/control`."""
    number: str
    title: Phrase
    why: Phrase
    fix: Phrase | None
    severity: str
    severity_word: str
    status: str
    word: str
    basis: str
    reason: Phrase
    counts: str
    citation: str
    url: str
    notes: tuple[str, ...]
    """Grade of the source, how it was read, as of when, review state."""
    unconfirmed: str
    """Why its verdict is review at best, where its requirement has not been confirmed."""
    waived: str
    applicability: str
    """Whether it applies: yes or no."""
    concerns: str
    """What it is about: datasets, transfers."""
    entry_count: str
    related: tuple[str, ...]
    entries: tuple[FindingEntry, ...]
    """Findings to act on, one by one."""
    acting: tuple[GroupEntry, ...]
    """Further findings to act on, which say what `entries` say, kept together."""
    groups: tuple[GroupEntry, ...]
    """What nobody has to act on."""


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """One edition of a framework."""

    id: str
    name: str
    """Title and edition."""
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
    controls = [_control(entry, control, findings, groups, words) for control in entry["controls"]]
    order: dict[str, int] = {status: i for i, status in enumerate(STATUSES)}
    gravity = {"critical": 0, "high": 1, "medium": 2, "low": 3}
    counts = [(status, known[status], n) for status in STATUSES if (n := entry["counts"].get(status, 0))]
    starts = (entry.get("effective") or {}).get("from", "")
    return FrameworkView(
        id=plain(entry["id"]),
        name=_("{title}, edition {edition}", title=words.text(entry["title"]), edition=entry["edition"]),
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


def _control(
    framework: FrameworkEntry,
    entry: ControlEntry,
    findings: Mapping[Key, list[FindingEntry]],
    groups: Mapping[Key, list[GroupEntry]],
    words: Words,
) -> ControlView:
    _ = words.text
    raw_key = framework["id"], entry["id"]
    known = status_words(words)
    status = entry["status"]
    review = _review(entry["review"], words)
    source = entry["source"]
    acting = tuple(group for group in groups.get(raw_key, ()) if "acting" in group)
    concerns = type_words(words).get(entry["applies_on"], entry["applies_on"])
    count = len(findings.get(raw_key, ())) + sum(group["count"] for group in acting)
    return ControlView(
        key=f"{plain(raw_key[0])}/{plain(raw_key[1])}",
        number=plain(entry.get("number", "")),
        title=words.phrase(entry["title"]),
        why=words.phrase(entry["why"]),
        fix=words.phrase(entry["fix"]) if entry.get("fix") else None,
        severity=clean(entry["severity"]),
        severity_word=severity_words(words).get(entry["severity"], plain(entry["severity"])),
        status=clean(status),
        word=known.get(status, plain(status)),
        basis=basis_words(words).get(entry.get("basis", ""), "") if status == "pass" else "",
        reason=words.sentence(entry["reason"]),
        counts=_counts(entry["counts"], known, words),
        citation=citation(source, words),
        url=web_address(source.get("url", "")),
        notes=(*source_notes(source, words), *_derivation(entry, words), review),
        unconfirmed=_unconfirmed(entry, known, words),
        waived=_("every gap is waived") if entry.get("waived") else "",
        applicability=words.text("no") if status == "not_applicable" else words.text("yes"),
        concerns=words.text("about {subjects}", subjects=concerns),
        entry_count=words.text("{n} finding", plural="{n} findings", n=count) if count else "",
        related=tuple(_related(item, words) for item in entry.get("related", [])),
        entries=tuple(findings.get(raw_key, ())),
        acting=acting,
        groups=tuple(group for group in groups.get(raw_key, ()) if "acting" not in group),
    )


def _counts(counts: dict[StatusName, int], known: dict[str, str], words: Words) -> str:
    parts = [words.text("{word} {n}", word=known[s], n=n) for s in STATUSES if (n := counts.get(s, 0))]
    return " · ".join(parts)


def _unconfirmed(entry: ControlEntry, known: dict[str, str], words: Words) -> str:
    if not entry.get("unconfirmed"):
        return ""
    if answer := entry.get("preanswer"):
        return words.text("pre-answered ({word}), requirement unconfirmed", word=known.get(answer, plain(answer)))
    return words.text("requirement unconfirmed")


def _review(review: ReviewState, words: Words) -> str:
    _ = words.text
    state = review.get("state")
    if state == "confirmed" and review.get("reviewer") and review.get("date"):
        return _(
            "requirement confirmed by {reviewer} on {date}", reviewer=review["reviewer"], date={"date": review["date"]}
        )
    known = {
        "draft": _("requirement not yet reviewed"),
        "confirmed": _("requirement confirmed"),
        "rejected": _("requirement rejected in review"),
        "outdated": _("reviewed before it changed"),
    }
    return known.get(state, known["draft"])


def _derivation(entry: ControlEntry, words: Words) -> list[str]:
    _ = words.text
    notes = []
    if entry["derivation"] == "derived":
        notes.append(_("derived from the source"))
    elif entry["derivation"] == "govkit":
        notes.append(_("added by govkit"))
    known = {"mandatory": _("mandatory"), "voluntary": _("voluntary"), "informative": _("for information")}
    if (obligation := known.get(entry.get("obligation", ""))) is not None:
        notes.append(obligation)
    return notes


def _related(item: dict[str, str], words: Words) -> str:
    target = f"{item.get('framework', '')} {item.get('control', '')}"
    relations = {
        "equal": words.text("same as {target}", target=target),
        "subset": words.text("part of {target}", target=target),
        "superset": words.text("contains {target}", target=target),
    }
    return relations.get(item.get("relation", ""), words.text("overlaps with {target}", target=target))


def web_address(url: str) -> str:
    """Return the address if a browser may follow it, else an empty text."""
    url = plain(url)
    ordinary = url.startswith(("https://", "http://")) and not any(c in url for c in " <>\"'`\\{}|^•")
    return url if ordinary else ""
