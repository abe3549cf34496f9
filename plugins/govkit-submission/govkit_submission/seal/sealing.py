"""Seal an assessment: what is sealed fits its facts, its files and its evidence, or nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import from_json, to_json

from govkit.model.errors import UsageError
from govkit.model.mask import mask
from govkit.model.placeholder.blank import shows_nothing
from govkit.model.worded import worded
from govkit_submission.seal.archive import LARGEST, LARGEST_DOCUMENT, MEGABYTE, pack
from govkit_submission.seal.comparing import compare
from govkit_submission.seal.envelope import STATEMENT_TYPE, Envelope
from govkit_submission.seal.names import ASSESSMENT, ENVELOPE, EVIDENCE, FACTS, SUFFIX
from govkit_submission.seal.opening import document_bytes, ways_to_write
from govkit_submission.seal.refusal import Refused
from govkit_submission.seal.statement import EvidenceMode, make_statement, statement_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host


@dataclass(frozen=True)
class Sealable:
    """An assessment and its facts, which fit each other."""

    assessment: Assessment
    facts: Facts
    facts_bytes: bytes
    folder: Path | None
    """The assessed folder, where it is at hand."""


def read_sealable(target: Path, host: Host, folder: Path | None = None) -> Sealable:
    """Return what lies in `out/` of an assessed folder, or the assessment in a file with `facts.json` beside it.

    Raises `Refused` where the verdicts do not follow from the facts, `GovkitError` for what can't be read.
    """
    if not target.exists():
        raise UsageError(
            worded("there is nothing of this name"), hint=worded("name an assessed folder"), path=str(target)
        )
    if target.suffix == SUFFIX:
        raise UsageError(
            worded("this is sealed already"), hint=worded("add --countersign to sign it, too"), path=str(target)
        )
    file = target / "out" / ASSESSMENT if target.is_dir() else target
    beside = file.with_name(FACTS)
    if not beside.is_file():
        hint = (
            worded("run `govkit assess` first") if target.is_dir() else worded("an assessment is sealed with its facts")
        )
        raise UsageError(worded("there is no {facts} beside the assessment", facts=FACTS), hint=hint, path=str(beside))
    assessment = host.assessment(host.read(file), str(file))
    raw = host.read(beside)
    facts = host.facts(raw, str(beside))
    wanted = assessment["provenance"]["facts_sha256"]
    data = next((way for way in ways_to_write(raw) if hashlib.sha256(way).hexdigest() == wanted), None)
    if data is None:
        raise Refused(
            "other-facts",
            worded("the assessment rests on other facts than {facts}", facts=FACTS),
            hint=worded("assess again"),
        )
    require_fit(assessment, facts, host)
    return Sealable(assessment, facts, data, folder or _around(file, facts, target))


def require_fit(assessment: Assessment, facts: Facts, host: Host) -> None:
    """Refuse verdicts that do not follow from the facts."""
    judged = from_json(to_json(host.judge(facts, as_of=date.fromisoformat(assessment["as_of"]))))
    plain = from_json(to_json(assessment))
    found = list(compare(plain, judged, exact=True))
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise Refused("unfit", f"the assessment does not follow from its facts: {found[0]}{more}", hint="assess again")


def seal(
    sealable: Sealable,
    key: Ed25519PrivateKey,
    *,
    evidence: EvidenceMode,
    call: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the submission. The same assessment, choices and key give the same bytes.

    With `evidence="files"`, the evidence files go into it, each held against its digest in the facts.
    """
    members = {
        ASSESSMENT: document_bytes(sealable.assessment),
        FACTS: sealable.facts_bytes,
        **(more or {}),
        **(dict(_evidence(sealable)) if evidence == "files" else {}),
    }
    _require_small(members)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    statement = make_statement(digests, from_json(members[ASSESSMENT]), evidence=evidence, call=call)
    envelope = Envelope(STATEMENT_TYPE, statement_bytes(statement), ()).signed_by(key)
    return pack({**members, ENVELOPE: envelope.to_bytes()})


def require_unchanged(sealable: Sealable) -> None:
    """Refuse an assessment of files that have changed since, where the folder is at hand."""
    if sealable.folder is None:
        return
    for entry in sealable.facts["inputs"]:
        if _digest_in(sealable.folder, entry["path"]) != entry.get("sha256"):
            what = worded("{path} has changed since the assessment", path=mask(entry["path"]))
            raise Refused("changed-input", what, hint=worded("assess again"))


def _evidence(sealable: Sealable) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in sealable.facts["evidence"] if "sha256" in entry]
    if entries and sealable.folder is None:
        hint = worded("name the assessed folder with --folder, or seal their digests alone with `--evidence digests`")
        raise UsageError(worded("the evidence files are not at hand"), hint=hint)
    for entry in entries:
        path, sha256 = entry["path"], entry["sha256"]
        data = _bytes_in(sealable.folder, path) if sealable.folder is not None else None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            what = f"the evidence {mask(path)} {'is missing' if data is None else 'has changed since the assessment'}"
            raise Refused(
                "changed-evidence", what, hint=worded("assess again, or seal digests with `--evidence digests`")
            )
        if not entry.get("blank") and shows_nothing(data):
            what = worded(
                "there is nothing to read in the evidence {name}, and the facts do not say so", name=mask(path)
            )
            raise Refused("blank-evidence", what, hint=worded("assess again"))
        yield f"{EVIDENCE}{sha256}", data


def _around(file: Path, facts: Facts, target: Path) -> Path | None:
    """Return the folder whose `out/` holds the assessment, if its inputs are still there."""
    if target.is_dir():
        return target
    place = file.resolve().parent
    near = place.name == "out" and any((place.parent / entry["path"]).is_file() for entry in facts["inputs"])
    return place.parent if near else None


def _digest_in(folder: Path, path: str) -> str | None:
    data = _bytes_in(folder, path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _bytes_in(folder: Path, path: str) -> bytes | None:
    """Return the bytes of a regular file inside the folder, or `None`."""
    root, place = folder.resolve(), (folder / path).resolve()
    try:
        if not place.is_relative_to(root) or not place.is_file():
            return None
        if place.stat().st_size > LARGEST_DOCUMENT:
            hint = worded("seal digests with `--evidence digests`")
            raise UsageError(
                worded("{path} is larger than {number} MB", path=mask(path), number=LARGEST_DOCUMENT // MEGABYTE),
                hint=hint,
            )
        return place.read_bytes()
    except OSError:
        return None


def _require_small(members: Mapping[str, bytes]) -> None:
    if sum(map(len, members.values())) > LARGEST - 16 * MEGABYTE:
        hint = worded("seal digests with `--evidence digests`")
        raise UsageError(
            worded("the submission would be larger than {number} MB", number=LARGEST // MEGABYTE), hint=hint
        )
