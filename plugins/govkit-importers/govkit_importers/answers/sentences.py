"""Puts what belongs to a question into sentences for a form: whom it is about, what is known, what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govkit.model.answers import Answer
from govkit.model.mask import mask
from govkit.plugin.inquiry import Asked
from govkit_importers.answers.columns import Translate

_MOST = 6


def about(question: Asked) -> str:
    """Return the subject in words: its kind, and its name."""
    return f"{question.subject_kind.capitalize()}: {question.subject_name}"


def what_counts(question: Asked, _: Translate) -> str:
    """Return the help, and whether evidence is required."""
    required = _("Evidence is required.") if question.evidence_required else ""
    return "\n".join(part for part in (question.help, required) if part)


def known(question: Asked, _: Translate) -> list[str]:
    """Return what checks found and people answered, why the question is open, and who keeps the subject."""
    lines = [f"{entry.word}: {entry.sentence}" for entry in question.seen[:_MOST]]
    lines += [f"{_('Answered')}: {told(answer, _)}" for answer in question.earlier[-_MOST:]]
    if question.open and (question.earlier or question.type == "confirm"):
        lines.append(f"{_('Still open')}: {question.open_because}")
    if question.owner:
        lines.append(f"{_('Kept by')}: {question.owner}")
    return lines


def told(answer: Answer, _: Translate) -> str:
    """Return an earlier answer on one line, personal values masked."""
    said = spoken(answer.value, _)
    if answer.qualification is not None:
        said = f"{_('does not apply')} ({answer.qualification.id})"
    text = f" · {answer.text}" if answer.text else ""
    return mask(f"{said}{text} · {answer.author}, {answer.date.isoformat()}")


def spoken(value: Any, _: Translate) -> str:
    """Return a value as people say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value is None else str(value)


def permitted(questions: Sequence[Asked]) -> bool:
    """Tell whether a departure is permitted for any of these questions."""
    return any(question.qualifications for question in questions)
