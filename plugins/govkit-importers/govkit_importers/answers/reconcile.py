"""Weighs what came back against what is asked and what is on file: new, changed, at odds, outdated or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from govkit.model.answers import Answer, EvidenceFile
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit_importers.answers.filled import Filled, Refused
from govkit_importers.answers.own_files import refuse_own
from govkit_importers.answers.words import Unreadable, number, plain_text, yes_or_no
from govkit_importers.answers.words import day as read_day

if TYPE_CHECKING:
    from govkit.plugin.inquiry import Asked, Inquiry

_PARTS = ("value", "text", "evidence", "qualification")
Key = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """An answer that is taken in, and the person's earlier one."""

    answer: Answer
    earlier: Answer | None
    place: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what differs from the earlier answer."""
        if self.earlier is None:
            return ("value",)
        return tuple(part for part in _PARTS if _plain(self.answer, part) != _plain(self.earlier, part))


@dataclass(frozen=True)
class Conflict:
    """Answers of several people to one question that do not agree."""

    key: Key
    sides: tuple[tuple[Answer, str], ...]
    """Each answer, and where it stands."""


@dataclass
class Weighed:
    """What becomes of everything that came back."""

    taken: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    outdated: list[Filled] = field(default_factory=list)
    """Answers to a text that is not asked any more, or to nothing that is asked."""
    older: list[Filled] = field(default_factory=list)
    """Answers of people who have answered otherwise since."""
    refused: list[Refused] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Desk:
    """What is needed to weigh: the questions, who and when by default, and where evidence is looked for."""

    inquiry: Inquiry
    author: str
    today: date
    folder: Path
    evidence: Path | None
    keep_both: bool = False

    def weigh(self, filled: Sequence[Filled]) -> Weighed:
        """Sort all that came back; nothing is written."""
        weighed = Weighed()
        asked = {(question.id, question.subject): question for question in self.inquiry.questions}
        candidates: dict[Key, list[tuple[Answer, str]]] = {}
        for entry in filled:
            self._weigh_one(entry, asked.get(entry.key), weighed, candidates)
        for key, found in candidates.items():
            self._settle(key, asked[key], found, weighed)
        return weighed

    def source_of(self, path: str, file: Path) -> Path | None:
        """Return where named evidence lies: in the folder, in `--evidence`, or beside the file that names it."""
        for base in (self.folder, self.folder / "evidence", self.evidence, file.parent):
            if base is None:
                continue
            place = (base / path).resolve()
            if place.is_relative_to(base.resolve()) and place.is_file():
                return place
        return None

    def _weigh_one(
        self, filled: Filled, question: Asked | None, weighed: Weighed, candidates: dict[Key, list[tuple[Answer, str]]]
    ) -> None:
        on_file = [a for a in self.inquiry.answers if (a.question, a.subject) == filled.key]
        if question is None or filled.entry.get("question_hash") != question.hash:
            same = [a for a in on_file if a.question_hash == filled.entry.get("question_hash")]
            if any(a.date.isoformat() == filled.entry.get("date") for a in same):
                weighed.unchanged += 1
            else:
                weighed.outdated.append(filled)
            return
        faults = list(self._faults(filled, question))
        if faults:
            weighed.refused += faults
            return
        answer = self._answer(filled, question, weighed)
        if answer is None:
            return
        own = [a for a in question.earlier if _same_person(a, answer)]
        if any(_says(a) == _says(answer) and a.question_hash == answer.question_hash for a in own):
            weighed.unchanged += 1
        elif own and max(a.date for a in own) > answer.date:
            weighed.older.append(filled)
        else:
            candidates.setdefault(filled.key, []).append((answer, filled.place("value")))

    def _settle(self, key: Key, question: Asked, found: list[tuple[Answer, str]], weighed: Weighed) -> None:
        """Take the answers of people who agree; show side by side those who do not."""
        latest: dict[str, tuple[Answer, str]] = {}
        clashing = False
        for answer, place in sorted(found, key=lambda one: one[0].date):
            person = answer.author.casefold()
            before = latest.get(person)
            clashing |= before is not None and before[0].date == answer.date and _stand(before[0]) != _stand(answer)
            latest[person] = (answer, place)
        current = [a for a in question.earlier if a.question_hash == question.hash]
        others = {a.author.casefold(): a for a in sorted(current, key=lambda a: a.date)}
        standing = [(a, "on file") for person, a in others.items() if person not in latest]
        sides = (*standing, *(found if clashing else latest.values()))
        agreed = len({_stand(answer) for answer, _ in sides}) == 1
        if clashing or not (agreed or self.keep_both):
            weighed.conflicts.append(Conflict(key, tuple(sides)))
            return
        for answer, place in latest.values():
            own = [a for a in question.earlier if _same_person(a, answer)]
            weighed.taken.append(Change(answer, max(own, key=lambda a: a.date) if own else None, place))

    def _faults(self, filled: Filled, question: Asked) -> Iterator[Refused]:
        entry = filled.entry
        if not (entry.get("author") or self.author):
            mend = worded("write your name and role on the first sheet, or give --author")
            yield Refused(filled.place("author"), worded("nobody is named as the author"), mend)
        permitted = {id_ for id_, _ in question.qualifications}
        departure = entry.get("qualification")
        if departure is not None and (not isinstance(departure, dict) or departure.get("id") not in permitted):
            mend = (
                worded("permitted: {permitted}", permitted=", ".join(sorted(permitted)))
                if permitted
                else worded("leave the cell empty")
            )
            yield Refused(filled.place("qualification"), worded("the framework permits no such departure here"), mend)
        elif departure is not None:
            for part, what in (("text", worded("a reason")), ("approver", worded("who approved it"))):
                if not departure.get(part):
                    yield Refused(
                        filled.place(part), worded("a departure needs {what}", what=what), worded("fill in the cell")
                    )

    def _answer(self, filled: Filled, question: Asked, weighed: Weighed) -> Answer | None:
        """Return the answer with typed values and pinned evidence; whatever does not fit is refused by its cell."""
        entry = {key: value for key, value in filled.entry.items() if value not in (None, "", [])}
        entry["author"] = entry.get("author") or self.author
        entry["date"] = entry.get("date") or self.today.isoformat()
        if isinstance(entry.get("qualification"), dict):
            entry["qualification"] = {"date": entry["date"], **entry["qualification"]}
        try:
            if "value" in entry:
                entry["value"] = typed_value(entry["value"], question)
            entry["evidence"] = tuple(self._evidence(entry.get("evidence", ()), filled))
            answer = Answer.model_validate(entry)
        except Unreadable as fault:
            weighed.refused.append(Refused(filled.place("value"), worded("the answer can't be read"), fault.args[0]))
        except UsageError as fault:
            weighed.refused.append(Refused(filled.place("evidence"), fault.what, fault.hint))
        except ValidationError as fault:
            part = str(fault.errors()[0]["loc"][0]) if fault.errors()[0]["loc"] else "question"
            weighed.refused.append(
                Refused(filled.place(part), worded("`{part}` does not fit", part=part), worded("see docs/answers.md"))
            )
        else:
            if answer.date <= self.today:
                return answer
            weighed.refused.append(
                Refused(filled.place("date"), worded("the day lies in the future"), worded("write the day"))
            )
        return None

    def _evidence(self, given: Any, filled: Filled) -> Iterator[EvidenceFile]:
        if not isinstance(given, (list, tuple)):
            what = worded("`{key}` has to be a list of mappings", key="evidence")
            raise UsageError(what, hint=worded("see docs/answers.md"))
        for entry in given:
            file = EvidenceFile.model_validate(entry)
            place = self.source_of(file.path, filled.file)
            if place is None:
                raise UsageError(
                    worded("the evidence `{path}` is not there", path=file.path[:80]),
                    hint=worded("put it beside the form or into the folder, or name its folder with --evidence"),
                )
            refuse_own(place)
            yield file


def typed_value(value: Any, question: Asked) -> bool | int | float | str:
    """Return what was written as a value of the question's type; raise `Unreadable` where it is none."""
    if question.type in ("yes_no", "confirm"):
        return yes_or_no(value)
    if question.type == "number":
        return number(value)
    if question.type == "date":
        return read_day(value).day.isoformat()
    said = plain_text(value)
    if question.type == "choice":
        by_name = {choice.casefold(): choice for choice in question.choices}
        if said.casefold() not in by_name:
            raise Unreadable(worded("choose one of: {choices}", choices=", ".join(question.choices)))
        return by_name[said.casefold()]
    return said


def _same_person(one: Answer, other: Answer) -> bool:
    return one.author.casefold() == other.author.casefold()


def _stand(answer: Answer) -> tuple[Any, str]:
    """Return what people can agree on or not: the value, or the departure."""
    departure = answer.qualification.id if answer.qualification is not None else ""
    return (type(answer.value).__name__, answer.value), departure


def _says(answer: Answer) -> Mapping[str, Any]:
    return {part: _plain(answer, part) for part in _PARTS}


def _plain(answer: Answer, part: str) -> Any:
    value = getattr(answer, part)
    if part == "evidence":
        return [(Path(file.path).name, file.valid_to, file.date, file.owner) for file in value]
    if part == "text":
        return plain_text(value)
    return (value.id, value.text, value.approver) if part == "qualification" and value is not None else value
