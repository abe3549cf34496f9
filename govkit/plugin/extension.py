"""Typed fields that a plugin adds to subjects under `x-<plugin>`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from govkit.model.entities import Entity
from govkit.model.not_stated import NotStated
from govkit.model.slots import Part

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Extension:
    """The slots under `x-<namespace>` of a type of subject."""

    namespace: str
    """The plugin's namespace: `acme` for `x-acme`."""
    on: type[Entity]
    slots: type[Part]


def extension(subject: Entity, namespace: str, slots: type[P]) -> P:
    """Return the view over `x-<namespace>` of a subject; raise `NotStated` where it has none."""
    key = f"x-{namespace}"
    record = subject._record.get(key)
    path = f"{subject.where}.{key}"
    if not isinstance(record, dict) or not record:
        raise NotStated(path)
    return slots(record, path)
