"""Finds the sentence again that a line of a record was made from, so that it can be said in another language."""

from __future__ import annotations

import re
from functools import lru_cache

from govkit.model.worded import listed, worded

_BETWEEN = "; "
_TEMPLATES = (
    worded("{n} verdicts judged again", n=""),
    worded("all are as claimed"),
    worded("a claim is better than the facts give: {name}", name=""),
    worded("{n} claims are better than the facts give: {name}", n="", name=""),
    worded("a statement is not what the facts give: {kind} {name}", kind="", name=""),
    worded("{n} statements are not what the facts give: {kind} {name}", n="", kind="", name=""),
    worded("{n} could not be judged here", n=""),
    worded("it judges by {day}, a day that is still to come", day=""),
    worded("the same bytes were taken in before"),
    worded("it was taken in sealed, with the same facts and claims"),
    worded("other bytes with the same facts and claims were taken in"),
    worded("this is no submission"),
    worded("the process that judged it came to an end"),
    worded("it could not be judged within {seconds} seconds", seconds=""),
    worded("it breaks what judges it ({name})", name=""),
    worded("it was assessed as of {as_of}, before {not_before}", as_of="", not_before=""),
    worded("it was not assessed by {name}, which is registered", name=""),
    worded("it was assessed by another {name} than the registered one ({sha256})", name="", sha256=""),
    worded("the checklists that are named are not those of the frameworks"),
    worded("a finding or question is about a control that is not there"),
    worded("a finding is waived by a waiver that is not there"),
    worded("an answer refers to evidence that is not listed"),
    worded("the assessment does not rest on the facts that came with it"),
    worded("its facts can't be judged: {fault}", fault=""),
    worded("none of its checklists is known here: {names}", names=""),
    worded("it is a link to elsewhere, and links are not followed"),
    worded("it is neither a sealed submission ({sealed}) nor a folder with an assessment", sealed=""),
    worded("it can't be read: {value}", value=""),
    worded("there is no {name} in the folder", name=""),
    worded("{name} is a link to elsewhere, and links are not followed", name=""),
    worded("{name} is no plain file", name=""),
    worded("{name} is larger than {number} MB", name="", number=""),
    worded("who signed it was not checked: no trusted keys were given"),
)
"""What records say of submissions; a line that is none of these stays as it is."""


def retold(line: str) -> str:
    """Return a line as the sentences that it is made of."""
    return listed([_sentence(part) for part in line.split(_BETWEEN)], _BETWEEN)


def _sentence(text: str) -> str:
    for template, pattern in _patterns():
        if match := pattern.fullmatch(text):
            return worded(template, **match.groupdict())
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.template, _pattern(one.template)) for one in _TEMPLATES)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)))
