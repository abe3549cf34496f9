"""Reads the card by which an agent introduces itself to other machines (A2A), and says what it lacks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

REQUIRED = ("name", "description", "version", "capabilities", "skills", "defaultInputModes", "defaultOutputModes")
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
    lacking = [name for name in REQUIRED if card.get(name) in (None, "", [])]
    if not (card.get("url") or card.get("supportedInterfaces") or card.get("additionalInterfaces")):
        lacking.append("url")
    skills, signatures = card.get("skills"), card.get("signatures")
    return AgentCard(
        readable=True,
        lacking=tuple(lacking),
        skills=len(skills) if isinstance(skills, list) else 0,
        provider=isinstance(card.get("provider"), dict),
        signed=isinstance(signatures, list) and bool(signatures),
    )
