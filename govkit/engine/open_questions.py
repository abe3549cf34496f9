"""The open questions of an assessment, one for each subject, with all that helps to answer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govkit.engine.checklists import Chosen
from govkit.model.assessment import Assessment, FindingEntry, GroupEntry, MessageDoc, QuestionEntry
from govkit.model.checklist import Control, PermittedQualification
from govkit.model.ranges import covers, subjects_in


@dataclass(frozen=True)
class OpenQuestion:
    """One question about one subject."""

    entry: QuestionEntry
    subject: str
    control: Control | None
    found: tuple[MessageDoc, ...]
    """What checks and requirements of the same control say of the subject."""

    @property
    def qualifications(self) -> tuple[PermittedQualification, ...]:
        """Return the departures that the framework permits here."""
        return self.control.qualifications if self.control is not None else ()


def open_questions(assessment: Assessment, chosen: Sequence[Chosen]) -> Iterator[OpenQuestion]:
    """Yield each open question for each of its subjects, gravest first, in a steady order."""
    controls = {
        (entry.checklist.framework.id, control.id): control for entry in chosen for control in entry.checklist.controls
    }
    organisation = f"organisation:{assessment['organisation'].get('id', '')}"
    gravity = ("critical", "high", "medium", "low")
    for entry in sorted(assessment["questions"], key=lambda entry: (gravity.index(entry["severity"]), entry["id"])):
        for subject in list(subjects_in(entry["subjects"], assessment["subjects"])) or [organisation]:
            place = (entry["framework"], entry["control"])
            yield OpenQuestion(entry, subject, controls.get(place), _distinct(_found(assessment, place, subject)))


def _distinct(messages: Iterator[MessageDoc]) -> tuple[MessageDoc, ...]:
    found: list[MessageDoc] = []
    for message in messages:
        if message not in found:
            found.append(message)
    return tuple(found)


def _found(assessment: Assessment, place: tuple[str, str], subject: str) -> Iterator[MessageDoc]:
    for finding in assessment["findings"]:
        if _speaks(finding, place) and finding["subject"] == subject:
            yield finding["message"]
    kind, _, name = subject.partition(":")
    names = assessment["subjects"].get(kind, [])
    index = names.index(name) if name in names else -1
    for group in assessment["groups"]:
        if _speaks(group, place) and index >= 0 and covers(group["subjects"], kind, index, len(names)):
            yield group["message"]


def _speaks(entry: FindingEntry | GroupEntry, place: tuple[str, str]) -> bool:
    """Tell whether an entry is of this control and says more than that nobody has answered."""
    return (entry["framework"], entry["control"]) == place and entry["by"]["kind"] in ("check", "require")
