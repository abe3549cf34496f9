"""Controls, their verdicts and their sources, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govkit.model.assessment import ControlEntry, FindingEntry, FrameworkEntry, GroupEntry, ReviewState, StatusName
from govkit.report.clean import clean, plain
from govkit.report.view.vocabulary import (
    STATUSES,
    basis_words,
    citation,
    severity_words,
    source_notes,
    status_words,
    type_words,
)
from govkit.report.words import Phrase, Words

Key = tuple[str, str]
"""A framework and a control, as the assessment writes them."""


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
    """Grade of the source, how it was read, as of when, its number in other editions, review state."""
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


def control_view(
    framework: FrameworkEntry,
    entry: ControlEntry,
    findings: Mapping[Key, list[FindingEntry]],
    groups: Mapping[Key, list[GroupEntry]],
    words: Words,
) -> ControlView:
    """Return a control with what belongs to it."""
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
        notes=(*source_notes(source, words), *_derivation(entry, words), *_editions(entry), review),
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
    effective = entry.get("effective") or {}
    if "grace_until" in effective:
        start, day = ({"date": effective[name]} for name in ("from", "grace_until"))
        notes.append(_("what was there before {start} has to meet it from {day}", start=start, day=day))
    return notes


def _editions(entry: ControlEntry) -> list[str]:
    """Return the tags that speak of editions: `global-1.0: 20`, `new in 2.0`."""
    return [plain(tag) for tag in entry.get("tags", []) if any(char.isdigit() for char in tag)]


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
