"""Reads the card by which an agent introduces itself to other machines (A2A), and says what it lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govkit_genai.live.stand_in import is_stand_in

_TEXTS = ("name", "description", "version")
_LISTS = ("defaultInputModes", "defaultOutputModes")
WELL_KNOWN = "/.well-known/agent-card.json"


@dataclass(frozen=True)
class AgentCard:
    """What a card states."""

    readable: bool
    lacking: tuple[str, ...] = ()
    skills: int = 0
    provider: bool = False
    signed: bool = False
    """Whether it carries signatures; they are not verified."""


def parse(text: str) -> AgentCard:
    """Return what a card states; a text that is no JSON object is not readable."""
    try:
        card: Any = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return AgentCard(readable=False)
    if not isinstance(card, dict):
        return AgentCard(readable=False)
    skills = [each for each in _items(card, "skills") if any(_says(each, name) for name in ("id", "name"))]
    return AgentCard(
        readable=True,
        lacking=tuple(_lacking(card, len(skills))),
        skills=len(skills),
        provider=isinstance(card.get("provider"), dict),
        signed=bool(_items(card, "signatures")),
    )


def _lacking(card: dict[str, Any], skills: int) -> Iterator[str]:
    """Yield the fields that are not there, hold text of a template, or something else than the protocol asks for."""
    yield from (name for name in _TEXTS if not _says(card, name))
    if not isinstance(card.get("capabilities"), dict):
        yield "capabilities"
    if not skills:
        yield "skills"
    for name in _LISTS:
        if not any(isinstance(each, str) and each for each in _items(card, name)):
            yield name
    offered = [card, *_items(card, "supportedInterfaces"), *_items(card, "additionalInterfaces")]
    if not any(_says(each, "url") and each["url"].strip().lower().startswith("https://") for each in offered):
        yield "url"


def _says(part: Any, name: str) -> bool:
    """Tell whether a field of an object holds a text that is none of a template."""
    value = part.get(name) if isinstance(part, dict) else None
    return isinstance(value, str) and bool(value.strip()) and not is_stand_in(value, name)


def _items(card: dict[str, Any], name: str) -> list[Any]:
    value = card.get(name)
    return value if isinstance(value, list) else []
