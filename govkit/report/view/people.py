"""What only people can settle, in words: open questions and waivers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from govkit.model.assessment import Assessment, QuestionEntry, WaiverEntry
from govkit.model.ranges import Where, subjects_in
from govkit.report.clean import plain
from govkit.report.view.vocabulary import SEVERITIES, severity_words
from govkit.report.words import Day, Phrase, Words

NAMED_SUBJECTS = 5
"""How many subjects a list names before it counts."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """An open question."""

    id: str
    control: str
    text: Phrase
    help: Phrase | None
    why: Phrase
    answer: str
    """What kind of answer is asked for, and whether evidence is needed."""
    severity: str
    severity_word: str
    subjects: str


@dataclass(frozen=True, slots=True)
class WaiverView:
    """An accepted departure."""

    control: str
    subject: str
    owner: str
    approved_by: str
    reason: str
    expires: Day
    state: str
    state_words: str
    covers: str


def questions(assessment: Assessment, words: Words) -> tuple[QuestionView, ...]:
    """Return the open questions, graver first, else in the order of the assessment."""
    order = {name: i for i, name in enumerate(SEVERITIES)}
    entries = sorted(assessment["questions"], key=lambda entry: order.get(entry["severity"], 9))
    return tuple(_question(entry, assessment["subjects"], words) for entry in entries)


def _question(entry: QuestionEntry, subjects: dict[str, list[str]], words: Words) -> QuestionView:
    return QuestionView(
        plain(entry["id"]),
        f"{plain(entry['framework'])}/{plain(entry['control'])}",
        words.phrase(entry["text"]),
        words.phrase(entry["help"]) if entry.get("help") else None,
        words.sentence(entry["why"]),
        _answer(entry, words),
        entry["severity"],
        severity_words(words).get(entry["severity"], plain(entry["severity"])),
        named_subjects(entry["subjects"], entry["count"], subjects, words),
    )


def _answer(entry: QuestionEntry, words: Words) -> str:
    _ = words.text
    kinds = {
        "yes_no": _("yes or no"),
        "choice": _("one of: {choices}", choices=", ".join(map(words.text, entry.get("choices", [])))),
        "number": _("a number"),
        "date": _("a date"),
        "text": _("a text, which a person judges"),
        "confirm": _("confirmation of what was found"),
    }
    kind = kinds.get(entry["type"], "")
    return _("{answer}; evidence required", answer=kind) if entry["evidence"] == "required" else kind


def named_subjects(where: Where, count: int, subjects: dict[str, list[str]], words: Words) -> str:
    """Return the first few subjects of a set by name, and how many more there are."""
    names = [plain(subject) for subject in islice(subjects_in(where, subjects), NAMED_SUBJECTS)]
    if count > len(names):
        listed = ", ".join(names)
        return words.text("{names} and {n} more", names=listed, n=count - len(names)) if names else words.value(count)
    return ", ".join(names)


def waivers(entries: list[WaiverEntry], words: Words) -> tuple[WaiverView, ...]:
    """Return the waivers, those that need attention first: expired, then by days left, then unused ones."""
    order = {"expired": 0, "in_force": 1, "unused": 2}
    ranked = sorted(entries, key=lambda entry: (order.get(entry["state"], 3), entry["days_left"]))
    return tuple(_waiver(entry, words) for entry in ranked)


def _waiver(entry: WaiverEntry, words: Words) -> WaiverView:
    _ = words.text
    days = entry["days_left"]
    if entry["state"] == "expired":
        state = _("expired {n} day ago", plural="expired {n} days ago", n=-days) if days < 0 else _("expired")
    elif entry["state"] == "unused":
        state = _("covers nothing any more")
    else:
        state = _("{n} day left", plural="{n} days left", n=days)
    covers = entry["covers"]
    return WaiverView(
        f"{plain(entry['framework'])}/{plain(entry['control'])}",
        plain(entry["subject"]) if entry.get("subject") else _("all subjects"),
        plain(entry["owner"]),
        plain(entry.get("approved_by", "")),
        plain(entry["reason"]),
        words.day(entry["expires"]),
        entry["state"],
        state,
        _("covers {n} finding", plural="covers {n} findings", n=covers),
    )
