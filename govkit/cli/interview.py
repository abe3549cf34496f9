"""Asks one question in the terminal and turns what a person types into an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from govkit.cli.evidence_prompt import EvidencePrompt
from govkit.cli.prompts import day_of, tell, typed
from govkit.engine.open_questions import OpenQuestion
from govkit.model.placeholder.vouching import names_somebody, says_something
from govkit.report.view.vocabulary import status_words
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
        answer["text"] = typed(self.words.text("in words (Enter to skip)"), default="")
        evidence = EvidencePrompt(self.folder, self.words).ask(required=question.entry["evidence"] == "required")
        return answer | ({"evidence": [evidence]} if evidence else {})

    def _show(self, question: OpenQuestion, number: int, total: int) -> None:
        entry, text = question.entry, self.words.text
        tell("")
        progress = text("{number} of {total}", number=number, total=total)
        tell(f"{progress} · {entry['framework']}/{entry['control']} · {question.subject}")
        tell(text(_literal(entry["text"])))
        if question.control is not None:
            tell("  " + text("why: {reason}", reason=text(_literal(question.control.why))))
        if "help" in entry:
            tell("  " + text("help: {help}", help=text(_literal(entry["help"]))))
        tell("  " + text("open because: {reason}", reason=text(entry["why"])))
        for status, message in question.found:
            tell("  " + text("found: {what}", what=f"{status_words(self.words)[status]}: {text(message)}"))

    def _value(self, question: OpenQuestion) -> Any:
        entry, text = question.entry, self.words.text
        unknown = text("I don't know")
        ways = [f"{DONT_KNOW} {unknown}", f"{LEAVE} {text('leave')}"]
        if question.qualifications:
            ways.append(f"{NOT_APPLICABLE} {text('does not apply, because …')}")
        form, read = _reader(entry["type"], entry.get("choices", []), self.words)
        while True:
            said = typed(" · ".join([form, *ways]))
            if said == DONT_KNOW:
                return None
            if said == LEAVE:
                raise Left
            if said == NOT_APPLICABLE and question.qualifications:
                return NOT_APPLICABLE
            value = read(said)
            if value is not None:
                return value
            tell(text("that is none of them: {form}", form=form))

    def _qualification(self, question: OpenQuestion) -> dict[str, str]:
        text, permitted = self.words.text, question.qualifications
        for index, one in enumerate(permitted, 1):
            tell(f"  {index} {one.id}: {text(_literal(one.text))}")
        index = click.prompt(text("which one"), type=click.IntRange(1, len(permitted)), err=True)
        because = self._meant(text("because"), says_something, text("that says nothing; write what is meant"))
        nobody = text("that names nobody; write the person or the role that stands behind it")
        approver = self._meant(text("approved by"), names_somebody, nobody)
        return {"id": permitted[index - 1].id, "text": because, "date": self.today.isoformat(), "approver": approver}

    @staticmethod
    def _meant(prompt: str, is_meant: Callable[[str], bool], otherwise: str) -> str:
        while not is_meant(said := typed(prompt)):
            tell(otherwise)
        return said


def _reader(kind: str, choices: list[str], words: Words) -> tuple[str, Callable[[str], Any]]:
    """Return the form of an answer in words, and what turns typed text into its value, `None` where it does not fit."""
    text = words.text
    if kind in ("yes_no", "confirm"):
        known = _YES_NO | {text("yes").casefold(): True, text("no").casefold(): False}
        return f"y {text('yes')} · n {text('no')}", lambda said: known.get(said.casefold())
    if kind == "choice":
        listed = " · ".join(f"{index} {choice}" for index, choice in enumerate(choices, 1))
        by_number = {str(index): choice for index, choice in enumerate(choices, 1)}
        return listed, lambda said: said if said in choices else by_number.get(said)
    if kind == "number":
        return text("a number"), _number
    if kind == "date":
        return text("a date such as 2026-11-21"), day_of
    return text("in words"), lambda said: said or None


def _number(said: str) -> int | float | None:
    try:
        return int(said) if said.lstrip("-").isdecimal() else float(said) if re.search(r"\d", said) else None
    except ValueError:
        return None


def _literal(text: str) -> Any:
    return {"text": text.replace("{", "{{").replace("}", "}}")}
