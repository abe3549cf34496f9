"""Texts as OSCAL has them: sentences in English, lines of Markdown in which nothing is live, tokens and dates."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import Any

from govkit.model.message import Message
from govkit_submission.desk.shown import shown

NAMESPACE = "urn:govkit:oscal"
"""Of properties that OSCAL has no place for."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}|\{\{|\}\}")
_LIVE = re.compile(r"[\\`*_{}\[\]#|!~]")
_NO_TOKEN = re.compile(r"[^A-Za-z0-9._-]")
_LONGEST = 2000


def sentence(message: Any) -> str:
    """Return a message of an assessment in English."""
    found = Message.from_json(message)
    number = found.params.get("n")
    plural = found.plural and isinstance(number, (int, float)) and number != 1
    values = {name: _value(value) for name, value in found.params.items()}
    template = found.plural if plural else found.text
    return _PLACEHOLDER.sub(lambda place: values[place[1]] if place[1] else place[0][0], template)


def line(text: str, otherwise: str = "not stated") -> str:
    """Return a text as one line of Markdown that shows what it says, and no more."""
    return _LIVE.sub(lambda letter: f"\\{letter[0]}", escape(shown(text, _LONGEST), quote=False)).strip() or otherwise


def plain(text: str, otherwise: str = "not stated") -> str:
    """Return a text as the value of a property: one line, without blanks around it."""
    return shown(text, _LONGEST).strip() or otherwise


def token(*parts: str) -> str:
    """Return an identifier of the form that OSCAL allows."""
    joined = _NO_TOKEN.sub("-", ".".join(parts))
    return joined if joined[:1].isalpha() or joined.startswith("_") else f"_{joined}"


def moment(day: str) -> str:
    """Return the beginning of a day as OSCAL writes it."""
    return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"


def prop(name: str, value: str | int | float) -> dict[str, str]:
    """Return a property of govkit's own."""
    return {"name": name, "ns": NAMESPACE, "value": plain(str(value))}


def _value(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
