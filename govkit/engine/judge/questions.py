"""Judge answers: what people said about a control, whether it still holds, and which questions are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from operator import itemgetter
from typing import Any

from govkit.engine.columns import Table
from govkit.engine.judge.leaf import Heard, OpenQuestion, hear_rows
from govkit.engine.judge.values import form_fault, is_odd, passes
from govkit.engine.judge.words import (
    says_nothing,
    takes_back_its_confirmation,
    takes_back_its_value,
    texts_of,
)
from govkit.engine.plan import CheckLeaf
from govkit.engine.truth import rows_of
from govkit.model.answers import Answer
from govkit.model.checklist import Control, Question, content_hash
from govkit.model.finding import Evidence, Finding
from govkit.model.message import Message, Param
from govkit.model.status import Basis, Grade, Status
from govkit.plugin.check import Check

EMPTY = sha256(b"").hexdigest()


@dataclass
class Answers:
    """The answers of a folder, looked up by question and subject, as they stand on the date of the assessment."""

    entries: Sequence[Answer]
    as_of: date
    digests: Mapping[str, str | None]
    """Evidence path → the SHA-256 found when the facts were gathered; `None` where the file can't be read."""
    organisation: str
    """The subject of questions that are asked once."""
    statements: frozenset[str] = frozenset()
    """The SHA-256 of what the organisation itself states or asks: a statement is no evidence of what it says."""
    blank: frozenset[str] = frozenset()
    """The paths of evidence in which there is nothing to read."""
    used: set[int] = field(default_factory=set)

    def about(self, question: str, subject: str) -> list[Answer]:
        """Return the answers to a question about a subject that were given by the date of the assessment."""
        return [entry for entry in self._by_key.get((question, subject), ()) if entry.date <= self.as_of]

    def __post_init__(self) -> None:
        """Index the answers."""
        self._by_key: dict[tuple[str, str], list[Answer]] = {}
        for entry in self.entries:
            self._by_key.setdefault((entry.question, entry.subject), []).append(entry)

    def evidence_fault(self, answer: Answer) -> Message | None:
        """Say why evidence does not support an answer: expired, missing, blank, younger, or changed since."""
        for file in answer.evidence:
            if file.date is not None and file.date > answer.date:
                return Message("the evidence {path} is younger than the answer", {"path": file.path})
            if file.valid_to is not None and file.valid_to < self.as_of:
                return Message("the evidence {path} expired on {day}", {"path": file.path, "day": file.valid_to})
            found = self.digests.get(file.path)
            if found is None:
                return Message("the evidence {path} can't be read", {"path": file.path})
            if found == EMPTY or file.path in self.blank:
                return Message("the evidence {path} is empty", {"path": file.path})
            if found in self.statements:
                return Message(
                    "the evidence {path} is the inventory, an answer or a checklist itself", {"path": file.path}
                )
            if file.sha256 is not None and file.sha256 != found:
                return Message("the evidence {path} has changed since the answer", {"path": file.path})
        return None


def hear_question(
    framework: str, control: Control, question: Question, table: Table, answers: Answers, scope: int
) -> Heard:
    """Return what people answered for the rows in `scope`; a question without an answer that holds is open."""
    key = f"{framework}/{control.id}#{question.ask}"
    open_: dict[str, tuple[Message, list[int]]] = {}
    findings = []
    for row in rows_of(scope, len(table)):
        subject = answers.organisation if question.per == "organisation" else table.subject(row)
        finding = _judge(control, question, key, subject, answers)
        if finding.status is Status.REVIEW and finding.note is not None:
            open_.setdefault(repr(finding.note), (finding.note, []))[1].append(row)
        findings.append((row, finding))
    return hear_rows(findings, len(table), [_open(question, why, rows) for why, rows in open_.values()])


def _open(question: Question, why: Message, rows: list[int]) -> OpenQuestion:
    return OpenQuestion(
        question=question.ask,
        text=question.text,
        help=question.help or "",
        hash=question.content_hash,
        type=question.type,
        choices=question.choices,
        evidence=question.evidence,
        why=why,
        rows=rows,
        once=question.per == "organisation",
    )


def _judge(control: Control, question: Question, key: str, subject: str, answers: Answers) -> Finding:
    given = answers.about(key, subject)
    if not given:
        return _review("nobody has answered", question)
    current = [entry for entry in given if entry.question_hash == question.content_hash]
    if not current:
        # A text may change under its id: without its hash, an answer can't be shown to be one to what is asked now.
        unpinned = any(entry.question_hash is None for entry in given)
        return _review(
            "the answer does not say which text of the question it answers"
            if unpinned
            else "the question has changed since it was answered",
            question,
        )
    latest = max(entry.date for entry in current)
    last = [entry for entry in current if entry.date == latest]
    verdicts = [_verdict(control, question, entry, answers) for entry in last]
    statuses = {verdict.status for verdict in verdicts}
    if len(statuses) > 1 and (Status.FAIL in statuses or Status.REVIEW not in statuses):
        note = Message("the answers of {authors} disagree", {"authors": tuple(sorted(e.author for e in last))})
        return Finding(Status.FAIL, Message.literal(question.text), contradiction=True, note=note)
    return next((verdict for verdict in verdicts if verdict.status is Status.REVIEW), verdicts[0])


def _verdict(control: Control, question: Question, answer: Answer, answers: Answers) -> Finding:
    if answer.qualification is not None:
        return _qualified(control, question, answer, answers)
    if answer.value is None or question.type == "text" or says_nothing(answer, question, texts_of(control)):
        return _review("the answer has to be judged by a person", question)
    misfit = form_fault(question, answer.value)
    if misfit is not None:
        return Finding(Status.REVIEW, Message.literal(question.text), note=misfit)
    if passes(question, answer.value) and takes_back_its_value(answer, question):
        return _review("the words of the answer take back its value", question)
    if is_odd(question, answer.value, answers.as_of):
        return _review("the day of the answer is still to come, or too long ago", question)
    if question.evidence == "required" and not answer.evidence:
        return _review("the answer names no evidence", question)
    fault = answers.evidence_fault(answer)
    if fault is not None:
        return Finding(Status.REVIEW, Message.literal(question.text), note=fault)
    text = Message.literal(question.text)
    params: dict[str, Param] = {"author": answer.author, "day": answer.date}
    if not passes(question, answer.value):
        return Finding(Status.FAIL, text, note=Message("answered otherwise by {author} on {day}", params))
    evidence = tuple(
        Evidence(Message("named in the answer"), file=file.path, sha256=answers.digests.get(file.path) or "")
        for file in answer.evidence
    )
    note = Message("confirmed by {author} on {day}", params)
    return Finding(Status.PASS, text, evidence=evidence, basis=Basis.CONFIRMED, note=note)


def _qualified(control: Control, question: Question, answer: Answer, answers: Answers) -> Finding:
    qualification = answer.qualification
    assert qualification is not None  # noqa: S101 - asked for by the caller
    if qualification.id not in {permitted.id for permitted in control.qualifications}:
        return _review("the framework permits no such qualification here", question)
    if qualification.date > answers.as_of:
        return _review("the qualification is of a later day than the assessment", question)
    fault = answers.evidence_fault(answer)
    if fault is not None:
        return Finding(Status.REVIEW, Message.literal(question.text), note=fault)
    params: dict[str, Param] = {
        "id": qualification.id,
        "approver": qualification.approver,
        "day": qualification.date,
    }
    note = Message("qualified as {id}, approved by {approver} on {day}", params)
    return Finding(Status.NOT_APPLICABLE, Message.literal(question.text), note=note)


def _review(text: str, question: Question) -> Finding:
    return Finding(Status.REVIEW, Message.literal(question.text), note=Message(text))


def confirmation_hash(check: Check[Any], finding: Finding) -> str:
    """Return what binds a confirmation to what was found: when that changes, a person is asked again."""
    return content_hash({"check": check.id, "title": check.title, "found": finding.message.to_json()})


def confirm(heard: Heard, leaf: CheckLeaf, key: str, table: Table, answers: Answers) -> Heard:
    """Let people confirm what a check leaves to them: its reviews become passes that rest on a person."""
    if not isinstance(leaf.check, Check) or not _may_be_confirmed(heard, leaf.check):
        return heard
    question = Question(ask="confirm", text=leaf.check.title, evidence="required")
    findings = sorted(_confirmed(heard, leaf.check, f"{key}#{leaf.id}", question, table, answers), key=itemgetter(0))
    open_: dict[str, list[int]] = {}
    for row, finding in findings:
        if finding.status is Status.REVIEW:
            open_.setdefault(confirmation_hash(leaf.check, finding), []).append(row)
    why = Message("the check leaves it to a person")
    asked = [
        replace(_open(question, why, rows), question=leaf.id, hash=hash_, type="confirm")
        for hash_, rows in open_.items()
    ]
    return hear_rows(findings, len(table), asked)


def _may_be_confirmed(heard: Heard, check: Check[Any]) -> bool:
    return check.grade is Grade.PARTIAL or any(shared.finding.status is Status.REVIEW for shared in heard.shared)


def _confirmed(
    heard: Heard, check: Check[Any], key: str, question: Question, table: Table, answers: Answers
) -> Iterator[tuple[int, Finding]]:
    for shared in heard.shared:
        hash_ = confirmation_hash(check, shared.finding)
        opposed = shared.finding.status is Status.FAIL and check.grade is Grade.PARTIAL
        for row in rows_of(shared.mask(len(table)), len(table)):
            finding = shared.finding
            if opposed or finding.status is Status.REVIEW:
                given = [e for e in answers.about(key, table.subject(row)) if opposed or e.question_hash == hash_]
                finding = _combined(finding, given, question, answers) if given else finding
            yield row, finding


def _confirms(answer: Answer, question: Question, answers: Answers) -> bool:
    """Tell whether an answer says yes, on evidence that holds."""
    holds = bool(answer.evidence) and answers.evidence_fault(answer) is None
    return (
        answer.value is True
        and holds
        and not says_nothing(answer, question)
        and not takes_back_its_confirmation(answer)
    )


def _combined(finding: Finding, given: Sequence[Answer], question: Question, answers: Answers) -> Finding:
    """Combine what a check found with the last confirmation of it.

    A check that refutes, and a person who confirms, contradict each other; as the check is partial, that is review.
    Of several people on the last day, all have to confirm.
    """
    latest = max(given, key=lambda entry: (entry.date, entry.author))
    last = [entry for entry in given if entry.date == latest.date]
    if finding.examined == 0:
        return finding  # there was nothing that a person could have confirmed
    if not all(_confirms(entry, question, answers) for entry in last):
        if finding.status is Status.REVIEW and any(map(takes_back_its_confirmation, last)):
            return replace(finding, note=Message("the words of the answer take back its value"))
        return finding
    if finding.status is Status.FAIL or finding.contradiction:
        note = Message("{author} confirms it, and the check speaks against it", {"author": latest.author})
        return replace(finding, status=Status.REVIEW, contradiction=True, note=note)
    note = Message("confirmed by {author} on {day}", {"author": latest.author, "day": latest.date})
    return replace(finding, status=Status.PASS, basis=Basis.CONFIRMED, note=note)
