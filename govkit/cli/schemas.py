"""JSON Schemas whose descriptions, which editors show, are in the reader's language."""

from __future__ import annotations

import inspect
from typing import Any

from govkit.cli.tongue import ENGLISH, Tongue
from govkit.model.page import paragraphs
from govkit.model.schema import SCHEMAS
from govkit.model.worded import Sentence

_DESCRIPTION = "description"


def schema(kind: str, speak: Tongue) -> dict[str, Any]:
    """Return the schema of a kind of file, described in the language of `speak`."""
    made = SCHEMAS[kind]()
    return made if speak.language == ENGLISH else _said(made, speak)


def summary(kind: type, speak: Tongue) -> str:
    """Return what a class of things is, in a paragraph."""
    return _page(inspect.getdoc(kind) or "", speak).partition("\n")[0]


def _page(text: str, speak: Tongue) -> str:
    """Return a docstring, of which each paragraph is a text of its own, in the language."""
    return "\n\n".join(map(speak.constant, paragraphs(text)))


def _said(node: Any, speak: Tongue) -> Any:
    if isinstance(node, list):
        return [_said(item, speak) for item in node]
    if not isinstance(node, dict):
        return node
    said = {key: _said(value, speak) for key, value in node.items()}
    if isinstance(text := node.get(_DESCRIPTION), str):
        said[_DESCRIPTION] = speak(text) if isinstance(text, Sentence) else _page(text, speak)
    return said
