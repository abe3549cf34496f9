"""Find China's AIGC metadata object in bytes or text, and tell its label and which of its fields are filled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

Label = Literal["1", "2", "3", "AIGC", "other", "none"]
"""The label as it is written; `other` stands for any other word, `none` for no label."""
AigcField = Literal[
    "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2"
]
_LABELS: dict[str, Label] = {label: label for label in get_args(Label) if label not in ("other", "none")}
_FIELDS: tuple[AigcField, ...] = get_args(AigcField)
_MAX_OBJECT = 16_384
_MAX_TRIES = 32
_MAX_GAP = 64
"""How far behind the word AIGC its object begins at the latest."""


@dataclass(frozen=True)
class Aigc:
    """An AIGC object, without its values."""

    label: Label
    fields: tuple[AigcField, ...] = ()
    """The fields that are filled."""

    @property
    def known(self) -> bool:
        """Tell whether its label is one that was seen to mean "by AI"; `0` or `no` is none."""
        return self.label not in ("other", "none")


def find(content: bytes) -> Aigc | None:
    """Return the first AIGC object in bytes: UTF-8, or UTF-16 as comments of Exif and ID3 may have it."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        word, at = "AIGC".encode(encoding), -1
        for _ in range(_MAX_TRIES):
            at = content.find(word, at + 1)
            if at < 0:
                break
            behind = content[at + len(word) : at + len(word) + 2 * _MAX_OBJECT].decode(encoding, "replace")
            found = _behind(behind)
            if found is not None:
                return found
    return None


def read(text: str) -> Aigc | None:
    """Return the object that a text is, as XMP has it."""
    return _behind(text[: 2 * _MAX_OBJECT])


def _behind(text: str) -> Aigc | None:
    begin = text.find("{", 0, _MAX_GAP)
    if begin < 0:
        return None
    for candidate in (text[begin:], text[begin:].replace('\\"', '"')):
        for record in _objects(candidate):
            found = _of(record)
            if found is not None:
                return found
    return None


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON object that begins a text, and the one under its key AIGC."""
    try:
        value, _ = json.JSONDecoder().raw_decode(text[:_MAX_OBJECT])
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict):
        yield value
        inner = value.get("AIGC")
        if isinstance(inner, dict):
            yield inner


def _of(record: dict[str, Any]) -> Aigc | None:
    filled = tuple(name for name in _FIELDS if str(record.get(name) or "").strip())
    if "Label" not in record and not filled:
        return None
    label = str(record.get("Label") or "").strip()
    return Aigc(_LABELS.get(label, "other") if label else "none", filled)
