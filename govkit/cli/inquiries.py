"""Puts what is asked about a folder into words, for the commands of plugins that carry questions to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from govkit.cli.latest import chosen_of, latest_facts
from govkit.cli.tongue import voice
from govkit.engine.facts import inventory_of
from govkit.engine.open_questions import OpenQuestion, answered_questions, open_questions
from govkit.engine.run import Run
from govkit.engine.verdict import judge
from govkit.model.answers import Answer
from govkit.model.entities.data import Field
from govkit.model.errors import UsageError
from govkit.model.inventory import Inventory
from govkit.model.message import Message
from govkit.model.not_stated import NotStated
from govkit.model.worded import worded
from govkit.plugin.inquiry import Asked, Inquiry, Seen
from govkit.report.clean import plain
from govkit.report.view.vocabulary import status_words, type_words
from govkit.report.words import Words


def inquire(run: Run, folder: Path, language: str) -> Inquiry:
    """Judge a folder and return its questions in a language, by default the folder's first."""
    if not folder.is_dir():
        raise UsageError(
            worded("answers are kept in a folder, and this is none"), hint=worded("name the folder"), path=str(folder)
        )
    loaded = run.load(folder)
    facts = latest_facts(run, loaded)
    assessment = judge(facts, as_of=run.as_of, plugins=run.plugins, library=run.library)
    chosen = chosen_of(run, facts)
    tongue = language or next(iter(assessment["languages"]), "en")
    titles = {entry["id"]: entry["title"] for entry in assessment["frameworks"]}
    writer = _Writer(Words.of(assessment, tongue), inventory_of(facts), titles, loaded.answers)
    questions = [
        *(writer.asked(question, still_open=True) for question in open_questions(assessment, chosen)),
        *(writer.asked(question, still_open=False) for question in answered_questions(assessment, chosen)),
    ]
    return Inquiry(assessment, tongue, questions, loaded.answers)


def owner_of(subject: str, inventory: Inventory) -> str:
    """Return who keeps a subject, for a column who keeps its dataset; empty where the inventory does not say."""
    kind, _, name = subject.partition(":")
    for place in (subject, f"dataset:{name.partition('/')[0]}" if kind == Field.type else ""):
        entity = inventory.get(place) if place else None
        try:
            if entity is not None and entity.owner is not None:
                return entity.owner
        except NotStated:
            continue
    return ""


class _Writer:
    """Writes questions in one language."""

    def __init__(
        self, words: Words, inventory: Inventory, titles: Mapping[str, str], answers: Iterable[Answer]
    ) -> None:
        self._words, self._inventory, self._titles = words, inventory, titles
        self._statuses, self._types = status_words(words), type_words(words)
        self._earlier: dict[tuple[str, str], list[Answer]] = {}
        for answer in answers:
            self._earlier.setdefault((answer.question, answer.subject), []).append(answer)

    def asked(self, question: OpenQuestion, *, still_open: bool) -> Asked:
        entry, control, text = question.entry, question.control, self._words.text
        kind = question.subject.partition(":")[0]
        return Asked(
            id=entry["id"],
            subject=question.subject,
            hash=entry["hash"],
            open=still_open,
            type=entry["type"],
            choices=tuple(entry.get("choices", ())),
            evidence_required=entry["evidence"] == "required",
            framework=entry["framework"],
            framework_title=self._literal(self._titles.get(entry["framework"], entry["framework"])),
            number=control.number or "" if control else "",
            control_title=self._literal(control.title) if control else "",
            severity=entry["severity"],
            text=self._literal(entry["text"]),
            why=self._literal(control.why) if control else "",
            help=self._literal(entry.get("help", "")),
            open_because=text(entry["why"]),
            subject_kind=self._types.get(kind, kind),
            subject_name=plain(_name_of(question.subject, self._inventory)),
            owner=plain(owner_of(question.subject, self._inventory)),
            qualifications=tuple((one.id, self._departure(one.text)) for one in question.qualifications),
            seen=self._seen(question),
            earlier=tuple(self._earlier.get((entry["id"], question.subject), ())),
        )

    def _departure(self, text: str) -> str:
        """Return what a permitted departure says, whose translation no assessment carries."""
        return self._literal(voice(self._words.language)(worded(text)))

    def _seen(self, question: OpenQuestion) -> tuple[Seen, ...]:
        return tuple(
            Seen(status, self._statuses[status], self._words.sentence(message).text)
            for status, message in question.found
        )

    def _literal(self, text: str) -> str:
        return self._words.text(Message.literal(text)) if text else ""


def _name_of(subject: str, inventory: Inventory) -> str:
    name = subject.partition(":")[2]
    entity = inventory.get(subject)
    try:
        return (entity.name if entity is not None else None) or name
    except NotStated:
        return name
