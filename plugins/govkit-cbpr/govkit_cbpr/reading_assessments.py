"""Reads an assessment for the commands and packs of this plugin: sentences, and what was said of each control."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from govkit.model.assessment import Assessment, ControlEntry, FrameworkEntry, MessageDoc
from govkit.model.mask import mask
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORDS = {
    "pass": worded("met"),
    "fail": worded("gap"),
    "unknown": worded("needs facts"),
    "review": worded("needs review"),
    "error": worded("could not be judged"),
    "not_applicable": worded("not applicable"),
}
NOT_REVIEWED = worded("not reviewed by counsel")
Messages = Mapping[str, str]
"""English → translation, as an assessment carries them."""
_ENGLISH: Messages = {}


def said(message: MessageDoc | None, messages: Messages = _ENGLISH) -> str:
    """Return a message as a sentence, with personal values masked: in English, or by the translations given.

    What these lack, such as govkit's own sentences, is in the language of the command that is running.
    """
    if message is None:
        return ""
    params = message.get("params", {})
    plural = message.get("plural")
    template = plural if plural and params.get("n") != 1 else message["text"]
    if messages:
        template = messages.get(template) or spoken(worded(template))
    return mask(_PLACEHOLDER.sub(lambda match: _value(params.get(match[1], match[0])), template))


def translations_of(assessment: Assessment, language: str) -> Messages:
    """Return the translations that an assessment carries in a language; empty where there are none."""
    carried = assessment["translations"].get(language, {})
    found: Messages = carried.get("messages", _ENGLISH)
    return found


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(next(iter(value.values()), ""))
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_value, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def framework_of(assessment: Assessment, name: str) -> FrameworkEntry | None:
    """Return the entry of a framework, or `None` where it was not assessed."""
    return next((entry for entry in assessment["frameworks"] if entry["id"] == name), None)


def state(control: ControlEntry) -> str:
    """Return what was said of a control: of one that nobody has confirmed, what it would say."""
    return str(control.get("preanswer", control["status"]))


def word(control: ControlEntry) -> str:
    """Return the words for what was said of a control; a verdict that is not confirmed says that it is a pre-answer."""
    text = _WORDS[state(control)]
    unconfirmed = control.get("unconfirmed") and state(control) in ("pass", "fail")
    return worded("pre-answered: {text}", text=text) if unconfirmed else text


def review_of(control: ControlEntry) -> str:
    """Return whether somebody has confirmed the requirement against the official document."""
    review = control["review"]
    return NOT_REVIEWED if review["state"] == "draft" else str(review["state"])


def entries_of(assessment: Assessment, framework: str, control: str) -> Iterator[Mapping[str, Any]]:
    """Yield the findings of a control, those first on which somebody has to act, then the groups of the others."""
    for entry in (*assessment["findings"], *assessment["groups"]):
        if (entry["framework"], entry["control"]) == (framework, control):
            yield entry


def acting(assessment: Assessment, framework: str, control: str) -> Iterator[Mapping[str, Any]]:
    """Yield what somebody has to act on in a control."""
    for entry in entries_of(assessment, framework, control):
        if "subject" in entry or entry.get("acting"):
            yield entry


def to_do(assessment: Assessment, framework: str, control: ControlEntry, messages: Messages = _ENGLISH) -> list[str]:
    """Return what to do about a control that is not met, each remedy once; the control's own first."""
    if state(control) in ("pass", "not_applicable"):
        return []
    entries = acting(assessment, framework, control["id"])
    found = (said(entry.get("fix"), messages) or said(entry["message"], messages) for entry in entries)
    own = control.get("fix", "")
    texts = (messages.get(own, own), *found)
    return list(dict.fromkeys(text[0].upper() + text[1:] for text in texts if text))


def numbers(control: ControlEntry, edition: str) -> dict[str, str]:
    """Return the number of a requirement in each edition that has it."""
    tagged = (tag.partition(": ") for tag in control.get("tags", []) if ": " in tag)
    found = {name: number for name, _, number in tagged}
    return {edition: control["number"], **found} if control.get("number") else found
