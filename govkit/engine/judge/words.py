"""What the words of an answer are worth: some say nothing, and some say otherwise than its value."""

from __future__ import annotations

from collections.abc import Sequence

from govkit.model.answers import Answer
from govkit.model.checklist import Control, Question
from govkit.model.placeholder import Silence, silence_of
from govkit.model.placeholder.retraction import puts_off, says_yes, takes_back


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
    if answer.value is True:
        return takes_back(answer.text, asked=question.text, advice=question.help or "")
    if answer.value is False and says_yes(answer.text):
        return True
    return puts_off(answer.text, asked=question.text)
