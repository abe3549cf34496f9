"""Findings, contradictions and next actions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, NamedTuple, cast

from govkit.model.assessment import Assessment, EvidenceDoc, FindingEntry, GroupEntry
from govkit.model.ranges import subjects_in
from govkit.report.clean import clean, plain
from govkit.report.view.controls import ControlView, web_address
from govkit.report.view.frameworks import FrameworkView
from govkit.report.view.people import named_subjects
from govkit.report.view.vocabulary import SEVERITIES, STATUSES, severity_words, status_words
from govkit.report.words import Phrase, Words

Entry = FindingEntry | GroupEntry
NEXT_ACTIONS = 10
WORDED_CONTRADICTIONS = 500


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A pointer to what supports a finding."""

    what: Phrase
    place: str
    sha256: str
    url: str


class FindingView(NamedTuple):
    """One finding that somebody has to act on."""

    id: str
    control: str
    subject: str
    status: str
    word: str
    severity: str
    severity_word: str
    message: Phrase
    fix: Phrase | None
    place: str
    """`file:line` where the subject was written."""
    slots: str
    examined: str
    note: Phrase | None
    """Why the status differs from what the check said, or who confirmed it."""
    evidence: tuple[EvidenceView, ...]
    decided_by: str
    contradiction: bool
    waived: str
    times: int = 1
    """How many findings it stands for: more than one where findings are kept together."""


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """Two sources that disagree."""

    subject: str
    message: Phrase
    shown_by: str
    place: str
    control: str
    fix: Phrase | None


@dataclass(frozen=True, slots=True)
class ActionView:
    """One thing to do next, for all the subjects that it concerns."""

    text: Phrase
    status: str
    word: str
    severity: str
    severity_word: str
    subjects: str
    control: str
    title: str


class FindingWriter:
    """Turns findings into words, one at a time, so that a report that shows few pays for few."""

    def __init__(self, words: Words, assessment: Assessment) -> None:
        """Write in the language of `words`."""
        self.words = words
        self._waivers = assessment["waivers"]
        self._subjects = assessment["subjects"]
        self._statuses = status_words(words)
        self._severities = severity_words(words)

    def view(self, entry: FindingEntry) -> FindingView:
        """Return the finding in words."""
        words, fix = self.words, entry.get("fix")
        return FindingView(
            clean(entry["id"]),
            f"{plain(entry['framework'])}/{plain(entry['control'])}",
            plain(entry["subject"]),
            clean(entry["status"]),
            self._statuses.get(entry["status"], plain(entry["status"])),
            clean(entry["severity"]),
            self._severities.get(entry["severity"], plain(entry["severity"])),
            words.sentence(entry["message"]),
            words.sentence(fix) if fix else None,
            place(entry.get("file"), entry.get("line")),
            ", ".join(map(plain, entry.get("at", ()))),
            self.examined(entry.get("examined"), entry.get("expected"), entry.get("unit", "")),
            words.sentence(entry["note"]) if "note" in entry else None,
            tuple(map(self.evidence, entry.get("evidence", ()))),
            decider(entry),
            bool(entry.get("contradiction")),
            self._waived(entry.get("waived")),
        )

    def group(self, entry: GroupEntry) -> FindingView:
        """Return findings that are kept together as one: of all their subjects."""
        words, fix, severity = self.words, entry.get("fix"), clean(entry.get("severity", ""))
        return FindingView(
            "",
            f"{plain(entry['framework'])}/{plain(entry['control'])}",
            named_subjects(entry["subjects"], entry["count"], self._subjects, words),
            clean(entry["status"]),
            self._statuses.get(entry["status"], plain(entry["status"])),
            severity,
            self._severities.get(severity, plain(severity)),
            words.sentence(entry["message"]),
            words.sentence(fix) if fix else None,
            "",
            ", ".join(map(plain, entry.get("at", ()))),
            self.examined(entry.get("examined"), entry.get("expected"), entry.get("unit", "")),
            words.sentence(entry["note"]) if "note" in entry else None,
            tuple(map(self.evidence, entry.get("evidence", ()))),
            decider(entry),
            bool(entry.get("contradiction")),
            self._waived(entry.get("waived")),
            entry["count"],
        )

    def either(self, entry: Entry) -> FindingView:
        """Return a finding, or findings that are kept together."""
        single = "subject" in entry
        return self.view(cast("FindingEntry", entry)) if single else self.group(cast("GroupEntry", entry))

    def subjects(self, entry: GroupEntry) -> Iterator[str]:
        """Yield the subjects of findings that are kept together."""
        return map(plain, subjects_in(entry["subjects"], self._subjects))

    def evidence(self, entry: EvidenceDoc) -> EvidenceView:
        """Return a piece of evidence in words."""
        return EvidenceView(
            self.words.phrase(entry["what"]),
            place(entry.get("file"), entry.get("line")),
            plain(entry.get("sha256", "")),
            web_address(entry.get("url", "")),
        )

    def examined(self, examined: int | None, expected: int | None, unit: str) -> str:
        """Return how much was looked at of how much there is; empty where nothing was counted."""
        if examined is None:
            return ""
        counted = self.words.text(unit) if unit else ""
        if expected is None:
            return self.words.text("{examined} examined {unit}", examined=examined, unit=counted).strip()
        text = self.words.text(
            "{examined} of {expected} {unit} examined", examined=examined, expected=expected, unit=counted
        )
        return " ".join(text.split())

    def _waived(self, index: int | None) -> str:
        if index is None or not 0 <= index < len(self._waivers):
            return ""
        waiver = self._waivers[index]
        return self.words.text(
            "waived by {owner} until {date}", owner=waiver["owner"], date={"date": waiver["expires"]}
        )


def decider(entry: Entry) -> str:
    """Return the check or question that decided; empty for a predicate, which its control names better."""
    return plain(entry["by"]["id"]) if entry["by"]["kind"] in ("check", "ask") else ""


def place(file: str | None, line: int | None) -> str:
    """Return `file:line`, as far as known."""
    if not file:
        return ""
    return plain(file) if line is None else f"{plain(file)}:{line}"


def contradictions(assessment: Assessment, writer: FindingWriter) -> tuple[ContradictionView, ...]:
    """Return the first of what disagrees: found outside checks first, then by checks."""
    words = writer.words
    loose = [
        ContradictionView(
            plain(entry["subject"]),
            words.sentence(entry["message"]),
            words.list(list(map(plain, entry["shown_by"]))),
            place(entry.get("file"), entry.get("line")),
            "",
            None,
        )
        for entry in assessment["contradictions"][:WORDED_CONTRADICTIONS]
    ]
    disputed = (entry for entry in assessment["findings"] if "contradiction" in entry)
    found = map(writer.view, islice(disputed, WORDED_CONTRADICTIONS - len(loose)))
    checked = [ContradictionView(f.subject, f.message, "", f.place, f.control, f.fix) for f in found]
    return (*loose, *checked)


def actions(frameworks: Iterable[FrameworkView], writer: FindingWriter) -> tuple[ActionView, ...]:
    """Return at most ten things to do: graver first, then gaps before what is undecided, then by number of subjects."""
    found: dict[tuple[str, str], tuple[tuple[int, int, int], ControlView, Entry, int]] = {}
    for framework in frameworks:
        for control in framework.controls:
            for key, (first, count) in _alike(control).items():
                rank = (_position(SEVERITIES, first.get("severity", "")), _position(STATUSES, first["status"]), -count)
                if key not in found or rank < found[key][0]:
                    found[key] = (rank, control, first, count)
    ranked = sorted(found.values(), key=lambda item: item[0])
    return tuple(_action(control, first, count, writer) for _rank, control, first, count in ranked[:NEXT_ACTIONS])


def _alike(control: ControlView) -> dict[tuple[str, str], tuple[Entry, int]]:
    """Group findings that one deed would mend: same status, same decider; waived ones are nobody's next deed.

    Returns the first of each group, and how many there are.
    """
    firsts: dict[tuple[str, str], Entry] = {}
    counts: dict[tuple[str, str], int] = {}
    every: Iterable[Any] = chain(control.entries, control.acting)
    for entry in every:
        if "waived" in entry:
            continue
        key = entry["status"], entry["by"]["id"] or control.key
        firsts.setdefault(key, entry)
        counts[key] = counts.get(key, 0) + entry.get("count", 1)
    return {key: (first, counts[key]) for key, first in firsts.items()}


def _position(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _action(control: ControlView, first: Entry, count: int, writer: FindingWriter) -> ActionView:
    finding = writer.either(first)
    text = finding.fix
    if text is None and finding.status == "unknown" and finding.slots:
        text = Phrase(writer.words.text("State {slots} in the inventory.", slots=finding.slots))
    if text is None or (count > 1 and first.get("fix", {}).get("params") and control.fix):
        text = control.fix
    if text is None:  # a title says how things should be, and not what to do
        text = Phrase(writer.words.text("Find out, and answer with evidence: {title}", title=control.title.text))
    subjects = finding.subject if count == 1 else writer.words.text("{n} subject", plural="{n} subjects", n=count)
    return ActionView(
        text,
        finding.status,
        finding.word,
        finding.severity,
        finding.severity_word,
        subjects,
        control.key,
        control.title.text,
    )
