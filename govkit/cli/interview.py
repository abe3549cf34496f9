"""Asks one question in the terminal and turns what a person types into an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from govkit.engine.load import digest
from govkit.engine.open_questions import OpenQuestion
from govkit.report.words import Words

DONT_KNOW, LEAVE, NOT_APPLICABLE = "?", "q", "x"
_YES_NO = {"y": True, "yes": True, "n": False, "no": False}


class Left(Exception):
    """The person wants to go on another time."""


@dataclass(frozen=True)
class Interview:
    """Who is asked, where the evidence lies, in which language, and on which day."""

    author: str
    folder: Path
    words: Words
    today: date

    def ask(self, question: OpenQuestion, number: int, total: int) -> dict[str, Any] | None:
        """Return the answer as an entry of an answers file, or `None` where the person does not know."""
        self._show(question, number, total)
        value = self._value(question)
        if value is None:
            return None
        answer: dict[str, Any] = {
            "question": question.entry["id"],
            "subject": question.subject,
            "question_hash": question.entry["hash"],
            "author": self.author,
            "date": self.today.isoformat(),
        }
        if value == NOT_APPLICABLE:
            return answer | {"qualification": self._qualification(question)}
        answer["value"] = value
        answer["text"] = _typed("in words (Enter to skip)", default="")
        evidence = self._evidence(question.entry["evidence"] == "required")
        return answer | ({"evidence": [evidence]} if evidence else {})

    def _show(self, question: OpenQuestion, number: int, total: int) -> None:
        entry, text = question.entry, self.words.text
        _say("")
        _say(f"{number} of {total} · {entry['framework']}/{entry['control']} · {question.subject}")
        _say(text(_literal(entry["text"])))
        if question.control is not None:
            _say(f"  why: {text(_literal(question.control.why))}")
        if "help" in entry:
            _say(f"  help: {text(_literal(entry['help']))}")
        _say(f"  open because: {text(entry['why'])}")
        for message in question.found:
            _say(f"  found: {text(message)}")

    def _value(self, question: OpenQuestion) -> Any:
        entry = question.entry
        ways = f"{DONT_KNOW} I don't know · {LEAVE} leave"
        if question.qualifications:
            ways += f" · {NOT_APPLICABLE} does not apply, because …"
        form, read = _reader(entry["type"], entry.get("choices", []))
        while True:
            typed = _typed(f"{form} · {ways}")
            if typed == DONT_KNOW:
                return None
            if typed == LEAVE:
                raise Left
            if typed == NOT_APPLICABLE and question.qualifications:
                return NOT_APPLICABLE
            value = read(typed)
            if value is not None:
                return value
            _say(f"that is none of them: {form}")

    def _qualification(self, question: OpenQuestion) -> dict[str, str]:
        permitted = question.qualifications
        for index, one in enumerate(permitted, 1):
            _say(f"  {index} {one.id}: {one.text}")
        index = click.prompt("which one", type=click.IntRange(1, len(permitted)), err=True)
        text = _typed("because")
        approver = _typed("approved by")
        return {"id": permitted[index - 1].id, "text": text, "date": self.today.isoformat(), "approver": approver}

    def _evidence(self, required: bool) -> dict[str, str] | None:
        form = "evidence: a file below the folder (Enter if there is none{})"
        while True:
            typed = _typed(form.format("; it stays open without one" if required else ""), default="")
            if not typed:
                return None
            place = (self.folder / typed).resolve()
            root = self.folder.resolve()
            found = digest(place) if place.is_relative_to(root) else None
            if found is not None:
                return {"path": place.relative_to(root).as_posix(), "sha256": found}
            _say("there is no such file below the folder")


def slug(name: str) -> str:
    """Return a file name for a person's name, in any script."""
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in name.casefold())
    return re.sub("-+", "-", kept).strip("-")[:60] or "author"


def _reader(kind: str, choices: list[str]) -> tuple[str, Callable[[str], Any]]:
    """Return the form of an answer in words, and what turns typed text into its value, `None` where it does not fit."""
    if kind in ("yes_no", "confirm"):
        return "y yes · n no", lambda typed: _YES_NO.get(typed.casefold())
    if kind == "choice":
        listed = " · ".join(f"{index} {choice}" for index, choice in enumerate(choices, 1))
        by_number = {str(index): choice for index, choice in enumerate(choices, 1)}
        return listed, lambda typed: typed if typed in choices else by_number.get(typed)
    if kind == "number":
        return "a number", _number
    if kind == "date":
        return "a date such as 2026-11-21", _day
    return "in words", lambda typed: typed or None


def _number(typed: str) -> int | float | None:
    try:
        return int(typed) if typed.lstrip("-").isdecimal() else float(typed) if re.search(r"\d", typed) else None
    except ValueError:
        return None


def _day(typed: str) -> str | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day.isoformat() if day.year < 2400 else None


def _typed(prompt: str, default: str | None = None) -> str:
    typed: str = click.prompt(prompt, default=default, show_default=False, err=True, prompt_suffix=" > ")
    return typed.strip()


def _literal(text: str) -> Any:
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _say(text: str) -> None:
    from govkit.report.clean import plain

    click.echo(plain(text) if text.strip() == text else "  " + plain(text.strip()), err=True)
