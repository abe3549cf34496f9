"""Reads one submission of those that were received, within bounds."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.disk import refusal
from govkit.model.errors import GovkitError
from govkit.model.worded import worded
from govkit_submission.desk.shown import file_name, shown
from govkit_submission.desk.walk import DOCUMENTS, OUT, SEALED, Source

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host
    from govkit_submission.keys.store import TrustStore

MOST_BYTES = 64 * 1024 * 1024
"""Of one document, or of one sealed submission."""


class Rejected(Exception):
    """A submission that can't be taken in; the text is the one line that says why."""


@dataclass(frozen=True)
class Received:
    """A submission that has been read and is what it says it is; whether it is true is not looked at yet."""

    assessment: Assessment
    """As it is read from its JSON."""
    facts: Facts
    facts_sha256: str
    """Of the document as it lies there."""
    sealed: bool
    signers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    """What the checks of a sealed file object to without refusing it."""


def identify(source: Source) -> str:
    """Return the SHA-256 by which a submission is known: of a file its bytes, of a folder those of its two documents.

    What can't be read is known by its name and what it is, so that it has its own record all the same.
    """
    try:
        if source.path.is_symlink() or not source.path.is_dir():
            return _digest(source.path)
        parts = [f"{name} {_digest(_document(source.path, name))}" for name in DOCUMENTS]
    except (Rejected, OSError) as fault:
        parts = [source.name, type(fault).__name__]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def receive(source: Source, host: Host, trust: TrustStore | None = None, day: date | None = None) -> Received:
    """Read a submission; raise `Rejected` with the reason for anything else than a whole one.

    Without trusted keys nobody looks at who signed it; `day` is the one by which keys are judged, today if left out.
    """
    try:
        if source.path.is_symlink():
            raise Rejected(worded("it is a link to elsewhere, and links are not followed"))
        if source.path.is_dir():
            return _folder(source.path, host)
        if source.path.suffix == SEALED:
            return _sealed(source.path, host, trust, day)
    except (GovkitError, OSError) as fault:
        raise Rejected(_reason(fault, source)) from None
    raise Rejected(
        worded("it is neither a sealed submission ({sealed}) nor a folder with an assessment", sealed=SEALED)
    )


def _reason(fault: Exception, source: Source) -> str:
    if isinstance(fault, OSError):
        return worded("it can't be read: {value}", value=refusal(fault))
    what = str(fault).replace(f"{source.path}{os.sep}", "").replace(str(source.path), source.path.name)
    return shown(what)


def _folder(folder: Path, host: Host) -> Received:
    read: dict[str, Any] = {}
    digests: dict[str, str] = {}
    for name in DOCUMENTS:
        document = host.document(_document(folder, name))
        read[name], digests[name] = document.value, document.sha256
    host.assessment(read["assessment.json"], "assessment.json")
    facts = host.facts(read["facts.json"], "facts.json")
    return Received(read["assessment.json"], facts, digests["facts.json"], sealed=False)


def _document(folder: Path, name: str) -> Path:
    """Return the path of a document, directly in the folder or in its `out/`; neither may be a link."""
    for place in (folder, folder / OUT):
        if os.path.lexists(place / name):
            if place.is_symlink():
                raise Rejected(worded("`out` is a link to elsewhere, and links are not followed"))
            _regular(place / name)
            return place / name
    raise Rejected(worded("there is no {name} in the folder", name=name))


def _regular(path: Path) -> int:
    """Return the size of a plain file within bounds; raise `Rejected` for a link, a pipe, a device, or too much."""
    state = path.lstat()
    if stat.S_ISLNK(state.st_mode):
        raise Rejected(worded("{name} is a link to elsewhere, and links are not followed", name=file_name(path.name)))
    if not stat.S_ISREG(state.st_mode):
        raise Rejected(worded("{name} is no plain file", name=file_name(path.name)))
    if state.st_size > MOST_BYTES:
        raise Rejected(
            worded("{name} is larger than {number} MB", name=file_name(path.name), number=MOST_BYTES // 1024**2)
        )
    return state.st_size


def _digest(path: Path) -> str:
    _regular(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sealed(path: Path, host: Host, trust: TrustStore | None, day: date | None) -> Received:
    """Read a sealed file; without trusted keys it is whole, and who signed it stays open."""
    from pydantic_core import from_json

    from govkit_submission.seal.names import ASSESSMENT, FACTS
    from govkit_submission.seal.opening import open_submission
    from govkit_submission.seal.refusal import Refused
    from govkit_submission.seal.verifying import check

    _regular(path)
    try:
        opened = open_submission(path)
        objections = check(opened, trust, today=day)
        if objections:
            more = f" (and {len(objections) - 1} more)" if len(objections) > 1 else ""
            raise Rejected(shown(objections[0].what + more))
        facts = host.facts(opened.facts(), FACTS)
        opened.assessment()
        claimed = from_json(opened.read(ASSESSMENT))
    except Refused as refused:
        raise Rejected(shown(refused.reason)) from None
    remarks = () if trust is not None else (worded("who signed it was not checked: no trusted keys were given"),)
    return Received(claimed, facts, opened.members[FACTS].sha256, sealed=True, signers=opened.signers, remarks=remarks)
