"""Whether a check's finding is one through and through: judging relies on its types, and reports on its texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import isfinite
from operator import attrgetter
from typing import Any

from pydantic_core import to_json

from govkit.model.duration import Duration
from govkit.model.finding import Evidence, Finding
from govkit.model.message import Message
from govkit.model.status import Basis, Status

_LARGEST = 2**53
"""Beyond it, not every reader of JSON sees the same number."""


def fault_of(finding: Finding) -> str:
    """Return the first attribute that is not of its type or can't be written, or an empty text.

    This runs for every subject: what most findings leave out is told at a glance. Raises what a stranger's object does.
    """
    said = _ALL(finding)
    looked_at = _RULES if said[_OFTEN:] != _USUAL[_OFTEN:] else _FIRST
    for value, (name, holds) in zip(said, looked_at, strict=False):
        if not holds(value):
            return name
    return ""


def is_message(message: object) -> bool:
    """Tell whether something is a message whose template and parameters can be written."""
    return (
        isinstance(message, Message)
        and _is_text(message.text)
        and (not message.plural or _is_text(message.plural))
        and type(message.params) is dict
        and all(map(_is_param, message.params.values()))
    )


def is_number(value: object) -> bool:
    """Tell whether something is a number that every reader of JSON sees as the same."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and -_LARGEST <= value <= _LARGEST


def _is_param(value: object) -> bool:
    if isinstance(value, str):
        return _is_text(value)
    if isinstance(value, tuple):
        return all(map(_is_text, value))
    return is_number(value) or isinstance(value, (date, Duration))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and (value.isascii() or _is_written(value))


@lru_cache(maxsize=4096)
def _is_written(text: str) -> bool:
    """Tell whether a text can be written; one half of a pair of surrogates can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_evidence(evidence: object) -> bool:
    return (
        isinstance(evidence, Evidence)
        and is_message(evidence.what)
        and all(map(_is_text, (evidence.file, evidence.sha256, evidence.url, evidence.at)))
        and _is_count(evidence.line)
    )


def _is_count(value: object) -> bool:
    return value is None or (type(value) is int and 0 <= value <= _LARGEST)


def _is_plain(parts: object) -> bool:
    """Tell whether extras are plain JSON data; raises what `to_json` does for anything else."""
    return isinstance(parts, Mapping) and (not parts or bool(to_json(parts)))


_RULES: Sequence[tuple[str, Callable[[Any], bool]]] = (
    ("status", lambda value: isinstance(value, Status)),
    ("message", is_message),
    ("at", lambda value: isinstance(value, tuple) and all(map(_is_text, value))),
    ("fix", lambda value: value is None or is_message(value)),
    ("evidence", lambda value: isinstance(value, tuple) and all(map(_is_evidence, value))),
    ("basis", lambda value: value is None or isinstance(value, Basis)),
    ("examined", _is_count),
    ("expected", _is_count),
    ("presence", lambda value: isinstance(value, bool)),
    ("contradiction", lambda value: isinstance(value, bool)),
    ("note", lambda value: value is None or is_message(value)),
    ("unit", _is_text),
    ("parts", _is_plain),
)
_OFTEN = 3
_FIRST = _RULES[:_OFTEN]
_ALL = attrgetter(*(name for name, _ in _RULES))
_USUAL = _ALL(Finding(Status.FAIL, Message("")))
