"""The items of a card and how they are recognised, read from `items.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one item is recognised; see the head of `items.yaml`."""

    item: str
    names: Pattern
    titles: Pattern | None = None
    least: int = 1
    needs: Pattern | None = None
    states: Pattern | None = None
    where: Pattern | None = None
    touches: Pattern | None = None
    generic: Pattern | None = None
    avoid: Pattern | None = None
    badges: Pattern | None = None
    links: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all items, in the order of the definitions, and the headings whose text is no evidence."""

    items: tuple[Rule, ...]
    elsewhere: Pattern
    instructions: Pattern


@cache
def rules() -> Rules:
    """Read the rules, once."""
    data = yaml.safe_load(files("govkit_genai").joinpath("card", "items.yaml").read_text(encoding="utf-8"))
    return Rules(
        items=tuple(Rule(item=item, **_compiled(entry)) for item, entry in data["items"].items()),
        elsewhere=_pattern(data["elsewhere"]),
        instructions=_pattern(data["instructions"]),
    )


def _compiled(entry: dict[str, str | int | bool]) -> dict[str, Any]:
    return {key: _pattern(value) if isinstance(value, str) else value for key, value in entry.items()}


def _pattern(source: str) -> Pattern:
    return re.compile(source, re.IGNORECASE)
