"""Partial inventories, as importers make them: each value with its place, and nothing left out without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from govkit.model.entities import BY_TYPE, Collection, Entity, Field
from govkit.model.slots import Part, slots_of
from govkit.model.status import Standing


@dataclass(frozen=True, slots=True)
class Said:
    """One value that a source states about one slot."""

    value: Any
    at: str
    """Where in the source: a line, a JSON pointer, a cell."""
    what: str
    """The source's own name of it."""
    standing: Standing = Standing.DECLARED


@dataclass(frozen=True, slots=True)
class Left:
    """Something in the source that did not become a value as it stands, and why."""

    what: str
    """The source's own name of it: a key, a column. Never its value."""
    why: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where a source breaks its own format, so that what was read near it may be something else."""

    what: str
    """What is wrong, without any value: "the row has 4 cells, and the columns of line 1 are 3"."""
    line: int | None = None
    hint: str = ""
    """How to mend it."""


@dataclass
class Entry:
    """A subject, or a collection or field of one, as far as a source tells of it."""

    kind: type[Part]
    key: str
    """The id; of a collection or field the name."""
    draft: Draft = field(repr=False)
    said: dict[str, list[Said]] = field(default_factory=dict)
    parts: dict[str, Entry] = field(default_factory=dict)
    """Of a dataset its collections, of a collection its fields, by name."""

    def say(
        self, slot: str, value: Any, at: str = "", *, what: str = "", standing: Standing = Standing.DECLARED
    ) -> None:
        """Take over a value; a list is taken as a whole. Nothing is taken where there is no value at all.

        `what` is the source's own name of it. Whether the slot can hold the value is found out later, for all at once.
        """
        if slot not in slots_of(self.kind):
            raise KeyError(f"{self.kind.__name__} has no slot {slot}")
        if value is None or value in ("", [], {}, ()):
            return
        whole = _plain(value)
        if slots_of(self.kind)[slot].many and not isinstance(whole, list):
            whole = [whole]
        said = self.said.setdefault(slot, [])
        if all((entry.value, entry.standing) != (whole, standing) for entry in said):
            said.append(Said(whole, at, what or slot, standing))

    def collection(self, name: str) -> Entry:
        """Return the collection of a dataset by its name, a new one if need be."""
        return self.parts.setdefault(name, Entry(Collection, name, self.draft))

    def field(self, name: str) -> Entry:
        """Return the field of a collection by its name, a new one if need be."""
        return self.parts.setdefault(name, Entry(Field, name, self.draft))


@dataclass
class Draft:
    """What one source tells, as it grows."""

    source: str
    """The file, as the person named it."""
    format: str = ""
    """The format and its version, as far as the source says it."""
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    """(type, id) → subject."""
    left: list[Left] = field(default_factory=list)
    """What has no slot, or does not fit into it."""
    placeholders: list[Left] = field(default_factory=list)
    """What is filled in and states nothing."""
    converted: list[Left] = field(default_factory=list)
    """What was read as something else than it says: a Buddhist-era date, Thai digits."""
    passed: Counter[str] = field(default_factory=Counter)
    """Keys that serve the format or its tool alone, and how often each stands in the source."""
    warnings: list[Left] = field(default_factory=list)
    """What a person should know: a newer version, an encoding that was told from the text."""
    flaws: list[Flaw] = field(default_factory=list)
    """Where the source breaks its format. A source with any is refused, unless a person wants the rest of it anyway."""

    def subject(self, kind: str, name: str, at: str = "") -> Entry:
        """Return a subject by its type and its name in the source, a new one if need be."""
        id_ = id_of(name)
        entry = self.entries.setdefault((kind, id_), Entry(BY_TYPE[kind], id_, self))
        if id_ != name and issubclass(entry.kind, Entity) and "name" not in entry.said:
            entry.say("name", name, at)
        return entry

    def warn(self, what: str, why: str, at: str = "") -> None:
        """List something that a person should know."""
        self.warnings.append(Left(what, why, at))

    def flaw(self, what: str, line: int | None = None, hint: str = "") -> None:
        """List a place at which the source breaks its format."""
        self.flaws.append(Flaw(what, line, hint))

    def leave(self, what: str, why: str = "govkit has no slot for it", at: str = "") -> None:
        """List something that is not taken over."""
        self.left.append(Left(what, why, at))


def id_of(name: str) -> str:
    """Return an id for a name: what an id can't hold becomes `-`, and where too little is left, a hash of the name."""
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "-" for letter in name)
    short = kept.strip("-._")[:200]
    lost = sum(not letter.isascii() for letter in name)
    if short and lost == 0:
        return short
    digest = sha256(name.encode()).hexdigest()[:8]
    stem = "-".join(filter(None, short.split("-")))[:180]
    return f"{stem}-{digest}" if stem else f"n-{digest}"


def _plain(value: Any) -> Any:
    """Return a value as an inventory file holds it."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
