"""Gather the translations of the texts that an assessment holds, so that it reads the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.i18n import catalogue_of
from govkit.model.checklist import Control, ControlTexts, Question, Require, Translation
from govkit.model.message import Message

Pairs = list[tuple[str | None, str | None]]


def translations(chosen: Sequence[Chosen], locales: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """Return language → texts of the checklists and plugins in that language, and which of them were reviewed."""
    result: dict[str, dict[str, Any]] = {}
    for entry in chosen:
        for translation in entry.translations:
            language = result.setdefault(translation.language, {"messages": {}, "reviewed": {}})
            language["messages"].update(_texts(entry, translation))
            language["reviewed"][entry.checklist.key] = translation.status
    for folder in sorted(locales):
        for place in sorted(folder.glob("*/LC_MESSAGES")):
            language = result.setdefault(place.parent.name, {"messages": {}, "reviewed": {}})
            language["messages"].update(catalogue_of(folder, place.parent.name))
    return {
        language: {"messages": dict(sorted(texts["messages"].items())), "reviewed": texts["reviewed"]}
        for language, texts in sorted(result.items())
    }


def _texts(entry: Chosen, translation: Translation) -> Mapping[str, str]:
    framework = entry.checklist.framework
    pairs: Pairs = [
        (framework.title, translation.title),
        (framework.note, translation.note),
    ]
    for control in entry.checklist.controls:
        texts = translation.controls.get(control.id)
        if texts is not None:
            pairs += _control_pairs(control, texts)
    return {_literal(english): _literal(text) for english, text in pairs if english and text}


def _control_pairs(control: Control, texts: ControlTexts) -> Pairs:
    pairs: Pairs = [
        (control.title, texts.title),
        (control.why, texts.why),
        (control.fix, texts.fix),
        *texts.sentences.items(),
    ]
    for question in questions_of(control):
        translated = texts.questions.get(question.ask, {})
        pairs += [(question.text, translated.get("text")), (question.help, translated.get("help"))]
    return pairs


def questions_of(control: Control) -> list[Question]:
    """Return every question of a control, at any depth."""
    return [member for member in members_of(control) if isinstance(member, Question)]


def members_of(control: Control) -> list[Question | Require | Any]:
    """Return every leaf of a control's tree, at any depth."""
    found: list[Any] = []
    todo: list[Any] = list(control.all_ or control.any_ or ())
    while todo:
        member = todo.pop(0)
        nested = getattr(member, "all_", None) or getattr(member, "any_", None)
        if nested:
            todo = [*nested, *todo]
        else:
            found.append(member)
    return found


def _literal(text: str) -> str:
    return Message.literal(text).text
