"""The columns of the form that people fill in: their keys, which a machine finds again, and their headings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
Translate = Callable[[str], str]


@dataclass(frozen=True)
class Column:
    """A column of a sheet of questions."""

    key: str
    heading: str
    width: float
    """In characters."""
    filled: bool = False
    """Whether a person writes in it."""


def hidden_columns() -> tuple[Column, ...]:
    """Return the columns that say which question, subject and text a row is about."""
    return (Column("question", "question", 12), Column("subject", "subject", 12), Column("hash", "hash", 12))


def shown_columns(_: Translate) -> tuple[Column, ...]:
    """Return what a person reads, in the order of reading."""
    return (
        Column("number", _("No."), 8),
        Column("about", _("About"), 20),
        Column("text", _("Question, and why it is asked"), 44),
        Column("help", _("What counts as an answer and as evidence"), 30),
        Column("known", _("What is known so far"), 32),
    )


def filled_columns(_: Translate, *, qualified: bool) -> tuple[Column, ...]:
    """Return what a person fills in; the last two only where a framework permits departures."""
    departures = (
        Column("qualification", _("Does not apply, because"), 26, filled=True),
        Column("approver", _("Departure approved by"), 18, filled=True),
    )
    return (
        Column("value", _("Your answer"), 15, filled=True),
        Column("words", _("In words"), 34, filled=True),
        Column("author", _("Name and role, if not yours"), 20, filled=True),
        Column("date", _("Day, if not the one on the first sheet"), 13, filled=True),
        Column("evidence", _("Evidence: name of the file"), 24, filled=True),
        Column("evidence_date", _("Day of that document"), 13, filled=True),
        Column("valid_to", _("Evidence valid until"), 13, filled=True),
        Column("keeper", _("Evidence kept by"), 18, filled=True),
        *(departures if qualified else ()),
    )


def instructions(_: Translate) -> tuple[str, ...]:
    """Return how to fill in the form, in five lines."""
    return (
        _("Each sheet holds the questions of one framework; each row is one question about one thing."),
        _("Choose or type your answer in the yellow cells. Leave empty what you do not know: it stays open."),
        _("Write your name with your role, and the day, once below; a row may name somebody else."),
        _("Where evidence is required, name a file and send it along: without one, a yes does not count."),
        _("Filter as you like; to sort or add columns, unprotect the sheet: there is no password. Send the file back."),
    )
