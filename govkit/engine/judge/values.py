"""The value of an answer: whether it is of the form that the question asks for, and whether it passes."""

from __future__ import annotations

from datetime import date

from govkit.model.checklist import Question
from govkit.model.day import day_of
from govkit.model.message import Message

Value = bool | int | float | str

_OLDEST = date(1900, 1, 1)


def form_fault(question: Question, value: Value) -> Message | None:
    """Say why a value is of another form than was asked for: it is no gap then, and no yes.

    The word `yes` is no truth value: it stays text in every file.
    """
    if question.type == "yes_no" and not isinstance(value, bool):
        return Message("the value of the answer is neither `true` nor `false`")
    if question.type == "choice" and value not in question.choices:
        return Message("the value of the answer is none of the choices")
    if question.type == "number" and (isinstance(value, bool) or not isinstance(value, (int, float))):
        return Message("the value of the answer is no number")
    if question.type == "date" and _day(value) is None:
        return Message("the value of the answer is no day, written YYYY-MM-DD")
    return None


def passes(question: Question, value: Value) -> bool:
    """Tell whether a value of the right form is what passes."""
    wanted = question.passes
    if question.type == "yes_no":
        return value is (True if wanted is None else wanted)
    if question.type == "number":
        return isinstance(value, (int, float)) and isinstance(wanted, (int, float)) and value >= wanted
    if question.type == "date":
        return True
    return value in (wanted if isinstance(wanted, tuple) else (wanted,))


def is_odd(question: Question, value: Value, as_of: date) -> bool:
    """Tell whether a day is still to come, or longer ago than anybody remembers: it may be meant, and it may not."""
    day = _day(value) if question.type == "date" else None
    return day is not None and not _OLDEST <= day <= as_of


def _day(value: Value) -> date | None:
    """Return a day that is written YYYY-MM-DD; other forms of ISO are more likely slips."""
    try:
        return day_of(value) if isinstance(value, str) else None
    except ValueError:
        return None
