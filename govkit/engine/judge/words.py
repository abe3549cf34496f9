"""What the words of an answer are worth: some say nothing, and some say otherwise than its value."""

from __future__ import annotations

from collections.abc import Sequence

from govkit.model.answers import Answer
from govkit.model.checklist import Control, Question
from govkit.model.placeholder import Silence, silence_of
from govkit.model.placeholder.beside import unsay_confirmation, unsay_no, unsay_value, unsay_yes


def texts_of(control: Control) -> tuple[str, ...]:
    """Return what a checklist says of a control: whoever copies it into an answer has told nothing of himself."""
    return tuple(filter(None, (control.title, control.why, control.fix)))


def says_nothing(answer: Answer, question: Question, copied: Sequence[str] = ()) -> bool:
    """Tell whether the words of an answer say nothing: a placeholder, the question repeated."""
    said = [text for text in (answer.text, answer.value) if isinstance(text, str) and text]
    return any(
        silence_of(text, asked=(question.text,)) is not None
        or any(silence_of(text, asked=(own,)) is Silence.QUESTION_REPEATED for own in copied)
        for text in said
    )


def takes_back_its_value(answer: Answer, question: Question) -> bool:
    """Tell whether the words of an answer that would pass say otherwise than its value: no, not yet, only some."""
    if not answer.text:
        return False
    asked, year = question.text, answer.date.year
    if answer.value is True:
        return unsay_yes(answer.text, asked=asked, advice=question.help or "", year=year)
    if answer.value is False:
        return unsay_no(answer.text, asked=asked, year=year)
    return unsay_value(answer.text, asked=asked, year=year)


def takes_back_its_confirmation(answer: Answer) -> bool:
    """Tell whether who confirms what a check left open says in words that it is not so, not yet, or not all."""
    return bool(answer.text) and unsay_confirmation(answer.text, year=answer.date.year)
