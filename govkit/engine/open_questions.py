"""The questions of an assessment, one for each subject, with all that helps to answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govkit.engine.checklists import Chosen
from govkit.engine.translations import questions_of
from govkit.model.assessment import Assessment, FindingEntry, GroupEntry, MessageDoc, QuestionEntry, StatusName
from govkit.model.checklist import Control, PermittedQualification, Question
from govkit.model.ranges import covers, subjects_in

Place = tuple[str, str]
"""Framework and control."""


class Found(NamedTuple):
    """What a check or a requirement says."""

    status: StatusName
    message: MessageDoc


@dataclass(frozen=True)
class OpenQuestion:
    """One question about one subject."""

    entry: QuestionEntry
    subject: str
    control: Control | None
    found: tuple[Found, ...]
    """What checks and requirements of the same control say of the subject."""

    @property
    def qualifications(self) -> tuple[PermittedQualification, ...]:
        """Return the departures that the framework permits here."""
        return self.control.qualifications if self.control is not None else ()


def open_questions(assessment: Assessment, chosen: Sequence[Chosen]) -> Iterator[OpenQuestion]:
    """Yield each open question for each of its subjects, gravest first, in a steady order."""
    controls = _controls(chosen)
    gravity = ("critical", "high", "medium", "low")
    for entry in sorted(assessment["questions"], key=lambda entry: (gravity.index(entry["severity"]), entry["id"])):
        place = (entry["framework"], entry["control"])
        for subject in _subjects_of(entry, assessment):
            yield OpenQuestion(entry, subject, controls.get(place), _distinct(_found(assessment, place, subject)))


def answered_questions(assessment: Assessment, chosen: Sequence[Chosen]) -> Iterator[OpenQuestion]:
    """Yield each question that is settled by an answer, for each of its subjects; confirmations of checks left out."""
    still_open = {
        (entry["id"], subject) for entry in assessment["questions"] for subject in _subjects_of(entry, assessment)
    }
    asked = _asked(assessment)
    for place, control in _controls(chosen).items():
        for question in questions_of(control):
            subjects = asked.get((*place, question.ask), [])
            entry = _entry(place, control, question)
            for subject in [_organisation(assessment)] if question.per == "organisation" and subjects else subjects:
                if (entry["id"], subject) not in still_open:
                    yield OpenQuestion(entry, subject, control, _distinct(_found(assessment, place, subject)))


def _controls(chosen: Sequence[Chosen]) -> Mapping[Place, Control]:
    return {
        (entry.checklist.framework.id, control.id): control for entry in chosen for control in entry.checklist.controls
    }


def _organisation(assessment: Assessment) -> str:
    return f"organisation:{assessment['organisation'].get('id', '')}"


def _subjects_of(entry: QuestionEntry, assessment: Assessment) -> list[str]:
    return list(subjects_in(entry["subjects"], assessment["subjects"])) or [_organisation(assessment)]


def _asked(assessment: Assessment) -> dict[tuple[str, str, str], list[str]]:
    """Return (framework, control, question) → the subjects that it was asked about."""
    asked: dict[tuple[str, str, str], list[str]] = {}
    for group in assessment["groups"]:
        if group["by"]["kind"] == "ask":
            key = (group["framework"], group["control"], group["by"]["id"])
            asked.setdefault(key, []).extend(subjects_in(group["subjects"], assessment["subjects"]))
    for finding in assessment["findings"]:
        if finding["by"]["kind"] == "ask":
            key = (finding["framework"], finding["control"], finding["by"]["id"])
            asked.setdefault(key, []).append(finding["subject"])
    return {key: sorted(set(subjects)) for key, subjects in asked.items()}


def _entry(place: Place, control: Control, question: Question) -> QuestionEntry:
    framework, name = place
    entry = QuestionEntry(
        id=f"{framework}/{name}#{question.ask}",
        framework=framework,
        control=name,
        text=question.text,
        hash=question.content_hash,
        type=question.type,
        evidence=question.evidence,
        severity=control.severity.value,
        why={"text": "it is answered"},
        count=1,
        subjects=[],
    )
    if question.help is not None:
        entry["help"] = question.help
    if question.choices:
        entry["choices"] = list(question.choices)
    return entry


def _distinct(found: Iterator[Found]) -> tuple[Found, ...]:
    kept: list[Found] = []
    for entry in found:
        if entry not in kept:
            kept.append(entry)
    return tuple(kept)


def _found(assessment: Assessment, place: Place, subject: str) -> Iterator[Found]:
    for finding in assessment["findings"]:
        if _speaks(finding, place) and finding["subject"] == subject:
            yield Found(finding["status"], finding["message"])
    kind, _, name = subject.partition(":")
    names = assessment["subjects"].get(kind, [])
    index = names.index(name) if name in names else -1
    for group in assessment["groups"]:
        if _speaks(group, place) and index >= 0 and covers(group["subjects"], kind, index, len(names)):
            yield Found(group["status"], group["message"])


def _speaks(entry: FindingEntry | GroupEntry, place: Place) -> bool:
    """Tell whether an entry is of this control and says more than that nobody has answered."""
    return (entry["framework"], entry["control"]) == place and entry["by"]["kind"] in ("check", "require")
