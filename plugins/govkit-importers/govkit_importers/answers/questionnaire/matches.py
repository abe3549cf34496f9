"""The file in which a person confirms which control each question of a questionnaire is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from govkit.model.errors import nearest
from govkit.model.placeholder.vouching import names_somebody
from govkit.model.worded import worded
from govkit_importers.answers.filled import Refused
from govkit_importers.answers.questionnaire.posed import Posed
from govkit_importers.answers.questionnaire.similar import Index

if TYPE_CHECKING:
    from govkit.plugin.host import Host, Located

VERSION = "matches/1"
CANDIDATES = 3
_LEAST = 0.05
_HEAD = """\
# Which requirement is each question about? Write its name into `control`, your name and role into `confirmed_by`,
# and the day into `on`; then run the same command again. The candidates are only near in wording: read the question.
# What you leave empty is left empty in the questionnaire, too.
"""


@dataclass(frozen=True)
class Confirmed:
    """A match that a person has confirmed."""

    posed: Posed
    control: str
    by: str
    on: date


def proposed(questions: Sequence[Posed], index: Index, titles: Mapping[str, str], file: Path) -> str:
    """Return the file with a few candidates for each question, and none chosen."""
    matches = [
        {
            "cell": question.cell,
            "question": question.text,
            "candidates": [
                {"control": found.control, "score": found.score, "title": titles[found.control]}
                for found in index.nearest(question.text, CANDIDATES, _LEAST)
            ],
            "control": "",
            "confirmed_by": "",
            "on": "",
        }
        for question in questions
    ]
    document = {"govkit": VERSION, "questionnaire": file.name, "matches": matches}
    return _HEAD + yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


def confirmed(
    path: Path, questions: Sequence[Posed], controls: Sequence[str], today: date, host: Host
) -> tuple[list[Confirmed], list[Refused]]:
    """Return what a person confirmed, and what of it does not fit the questionnaire or the assessment."""
    document = host.document(path)
    content = document.value
    if (
        not isinstance(content, dict)
        or content.get("govkit") != VERSION
        or not isinstance(content.get("matches"), list)
    ):
        raise document.error(
            (), worded("this is no file of matches"), worded("leave it out, and `govkit answer fill` writes one")
        )
    if not any(_asks(questions, entry) for entry in content["matches"]):
        raise document.error(
            ("questionnaire",),
            worded("the matches are of another questionnaire"),
            worded("give this one a file of its own by --matches"),
        )
    reader = _Reader(document, path, {question.cell: question for question in questions}, controls, today)
    return list(reader.read()), reader.refused


def _asks(questions: Sequence[Posed], entry: object) -> bool:
    """Tell whether a match is about a question of the workbook, wherever it stands there now."""
    return isinstance(entry, dict) and any(question.text == entry.get("question") for question in questions)


class _Reader:
    def __init__(
        self, document: Located, path: Path, questions: Mapping[str, Posed], controls: Sequence[str], today: date
    ) -> None:
        self._document, self._path, self._today = document, path, today
        self._questions, self._controls = questions, controls
        self._seen: set[str] = set()
        self.refused: list[Refused] = []

    def read(self) -> Iterator[Confirmed]:
        """Yield the matches that are confirmed and fit."""
        for number, entry in enumerate(self._document.value["matches"]):
            if not isinstance(entry, dict):
                self._refuse(number, "", worded("this is no match"), worded("a match is a mapping"))
            elif entry.get("control"):
                match = self._match(number, entry)
                if match is not None:
                    yield match

    def _match(self, number: int, entry: Mapping[str, Any]) -> Confirmed | None:
        cell, control, by = (str(entry.get(key) or "").strip() for key in ("cell", "control", "confirmed_by"))
        question = self._questions.get(cell)
        day = _day(entry.get("on"))
        if question is None or question.text != entry.get("question"):
            what = worded("the questionnaire does not ask this at {cell}", cell=cell[:60])
            self._refuse(number, "cell", what, worded("match the questions of the file that you give"))
        elif cell in self._seen:
            self._refuse(number, "cell", worded("{cell} is matched twice", cell=cell), worded("keep one of them"))
        elif control not in self._controls:
            hint = nearest(control, self._controls) or worded(
                "write `framework/control` of a framework that is assessed"
            )
            self._refuse(number, "control", worded("there is no requirement `{control}`", control=control[:80]), hint)
        elif not names_somebody(by):
            self._refuse(
                number, "confirmed_by", worded("nobody has confirmed the match"), worded("write your name and role")
            )
        elif day is None or day > self._today:
            self._refuse(
                number,
                "on",
                worded("the day of the confirmation is missing or not yet"),
                worded("write the day: 2026-11-21"),
            )
        else:
            self._seen.add(cell)
            return Confirmed(question, control, by, day)
        return None

    def _refuse(self, number: int, part: str, what: str, mend: str) -> None:
        place = self._document.locate(("matches", number, part) if part else ("matches", number))
        self.refused.append(Refused(f"{self._path.name}:{place.line}", what, mend))


def _day(said: Any) -> date | None:
    try:
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    except ValueError:
        return None
