"""Sentences kept apart from their values, so that one assessment can be read in several languages.

The English template is the message id. Values are typed, so that a date or a span of time is written as the reader's
language writes it, and no value can slip into a template unseen.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from govkit.model.duration import Duration

Param = str | int | float | bool | date | Duration | tuple[str, ...]
"""What a template may be filled with. A tuple of texts is written as a list in the reader's language."""


@dataclass(frozen=True, slots=True)
class Message:
    """A template (`kept for {period}`), its plural form chosen by the parameter `n`, and its parameters."""

    text: str
    params: dict[str, Param] = field(default_factory=dict)
    plural: str = ""

    def __post_init__(self) -> None:
        """Refuse a template that asks for a parameter it was not given: it could never be shown."""
        missing = placeholders(self.text) | placeholders(self.plural)
        if not missing <= self.params.keys():
            raise ValueError(f"the message {self.text!r} lacks {sorted(missing - self.params.keys())}")

    @classmethod
    def literal(cls, text: str) -> Message:
        """Return a sentence without parameters that was written as data, braces and all."""
        return cls(text.replace("{", "{{").replace("}", "}}"))

    def to_json(self) -> dict[str, Any]:
        """Return the message as plain data; dates and spans carry their type."""
        data: dict[str, Any] = {"text": self.text}
        if self.plural:
            data["plural"] = self.plural
        if self.params:
            data["params"] = {name: _pack(value) for name, value in sorted(self.params.items())}
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Message:
        """Read what `to_json` wrote."""
        params = {name: _unpack(value) for name, value in data.get("params", {}).items()}
        return cls(data["text"], params, data.get("plural", ""))


@lru_cache(maxsize=4096)
def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces; raise `ValueError` for a template with anything but plain `{name}`."""
    names: set[str] = set()
    for _, name, spec, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{template!r} may hold only plain {{name}} placeholders")
        names.add(name)
    return frozenset(names)


def _pack(value: Param) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Duration):
        return {"duration": str(value)}
    return list(value) if isinstance(value, tuple) else value


def _unpack(value: Any) -> Param:
    if isinstance(value, dict):
        if "date" in value:
            return date.fromisoformat(value["date"])
        return Duration.parse(value["duration"])
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"not a message parameter: {type(value).__name__}")
