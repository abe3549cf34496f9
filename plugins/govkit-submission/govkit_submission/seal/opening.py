"""Open a submission: its structure is looked at first, then the envelope is read; nothing is believed yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from govkit.model.assessment import Assessment
from govkit.model.day import day_of
from govkit.model.errors import InputError
from govkit.model.facts import Facts
from govkit.model.worded import worded
from govkit_submission.seal.archive import Slot, scan
from govkit_submission.seal.envelope import STATEMENT_TYPE, Envelope, read_envelope
from govkit_submission.seal.names import ASSESSMENT, ENVELOPE, FACTS, REQUIRED
from govkit_submission.seal.refusal import Refused
from govkit_submission.seal.statement import read_statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Member:
    """A member's digest and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Opened:
    """A submission whose structure is right. Whether it is true, and whose it is, is not known yet."""

    path: Path
    sha256: str
    """Of the whole file."""
    members: Mapping[str, Member]
    envelope: Envelope
    statement: Mapping[str, Any]
    slots: Mapping[str, Slot] = field(repr=False)

    @property
    def signers(self) -> tuple[str, ...]:
        """Return the ids of the keys that are said to have signed."""
        return tuple(signature.keyid for signature in self.envelope.signatures)

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raise `Refused` where there is none, or the file has changed meanwhile."""
        if name not in self.slots:
            raise Refused("missing", worded("the member {name} is missing", name=name))
        slot = self.slots[name]
        try:
            with self.path.open("rb") as file:
                file.seek(slot.start)
                data = file.read(slot.size)
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != slot.sha256:
            raise Refused("changing", worded("the file changes while it is read"))
        return data

    def assessment(self) -> Assessment:
        """Return what is claimed; raise `Refused` for what is no assessment."""
        return self._assessment

    def facts(self) -> Facts:
        """Return what the claims rest on; raise `Refused` for what has not the form of facts.

        Whether they are fit to be judged is shown when they are.
        """
        return self._facts

    @cached_property
    def _assessment(self) -> Assessment:
        return _parsed(Assessment, self.read(ASSESSMENT), "assessment")

    @cached_property
    def _facts(self) -> Facts:
        return _parsed(Facts, self.read(FACTS), "facts")


def open_submission(path: Path) -> Opened:
    """Return a submission; raise `Refused` for a file that is none, `InputError` for one that can't be read."""
    slots = {slot.name: slot for slot in scan(path)}
    missing = sorted(REQUIRED - slots.keys())
    if missing:
        raise Refused("missing", worded("the member {missing} is missing", missing=missing[0]))
    members = MappingProxyType({name: Member(slot.sha256, slot.size) for name, slot in slots.items()})
    opened = Opened(path, _digest(path), members, Envelope("", b"", ()), {}, slots)
    envelope = read_envelope(opened.read(ENVELOPE), STATEMENT_TYPE)
    return Opened(path, opened.sha256, members, envelope, read_statement(envelope.payload), slots)


def document_bytes(document: Mapping[str, Any]) -> bytes:
    """Return a document as it is sealed."""
    return to_json(document) + b"\n"


def ways_to_write(document: Any) -> tuple[bytes, bytes]:
    """Return both ways in which govkit writes a document: in one line, and for people."""
    return document_bytes(document), to_json(document, indent=1) + b"\n"


def _parsed(form: type[T], data: bytes, kind: str) -> T:
    """Read a document that is written as govkit writes it: no key is there twice or unknown, and no number odd."""
    try:
        raw: T = from_json(data)
        document: Any = TypeAdapter(form).validate_python(raw)
        known = from_json(to_json(document)) == raw and document["govkit"] == f"{kind}/1"
        day_of(document["as_of"])
    except (ValidationError, ValueError, RecursionError):
        known = False
    if not known:
        raise Refused(f"{kind}-form", worded("{kind}.json has not the form of {kind}", kind=kind))
    if data not in ways_to_write(raw):
        raise Refused(f"{kind}-form", worded("{kind}.json is not written as govkit writes it", kind=kind))
    return raw


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise InputError(worded("can't be read any more"), hint=worded("try again"), path=str(path)) from None
