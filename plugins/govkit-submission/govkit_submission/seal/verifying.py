"""Check a submission against itself and against whom the verifier trusts; judge it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from govkit.model.placeholder.blank import MOST, shows_nothing
from govkit.model.worded import worded
from govkit_submission.keys.period import fault_on
from govkit_submission.seal.comparing import Difference
from govkit_submission.seal.dangling import dangling
from govkit_submission.seal.listing import is_listing
from govkit_submission.seal.names import ASSESSMENT, EVIDENCE, FACTS, REDACTED, STAMPS, UNLISTED
from govkit_submission.seal.opening import Opened
from govkit_submission.seal.refusal import Objection, Refused
from govkit_submission.seal.rejudging import Judge
from govkit_submission.seal.statement import listed, make_statement
from govkit_submission.stamp import is_available, proven, read_stamps

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host
    from govkit_submission.keys.store import TrustStore
    from govkit_submission.seal.envelope import Signature


def check(
    opened: Opened, trust: TrustStore | None, *, today: date | None = None, existed: date | None = None
) -> tuple[Objection, ...]:
    """Return what is wrong with members, digests, signatures, forms and references; nothing is judged.

    Without a trust store, signatures and their time-stamps are not looked at. `today` is the day by which keys are
    judged, and `existed` one on which the verifier had the file already.
    """
    objections = list(_members(opened))
    if trust is not None:
        objections += _signatures(opened, trust, today or datetime.now(UTC).date(), existed)
    try:
        assessment, facts = opened.assessment(), opened.facts()
    except Refused as refused:
        return (*objections, Objection(refused.code, refused.what))
    objections += _documents(opened, assessment)
    objections += _evidence(opened, facts)
    if REDACTED in opened.members and not is_listing(opened.read(REDACTED)):
        objections.append(
            Objection("redacted-form", worded("redacted.json has not the form of a list of what was left out"))
        )
    objections += dangling(assessment, facts)
    return tuple(objections)


def rejudge(opened: Opened, host: Host) -> tuple[Difference, ...]:
    """Return what is claimed and does not follow from the facts, by the checklists and plugins of the host."""
    return Judge(host).rejudge(opened).differences


def _members(opened: Opened) -> Iterator[Objection]:
    named = listed(opened.statement)
    there = {name: member.sha256 for name, member in opened.members.items() if name not in UNLISTED}
    for name in sorted(named.keys() | there.keys()):
        if name not in there:
            yield Objection("missing", worded("the member {name} is sealed, and is not there", name=_shown(name)))
        elif name not in named:
            yield Objection("unlisted", worded("the member {name} is there, and is not sealed", name=_shown(name)))
        elif named[name] != there[name]:
            yield Objection("changed", worded("the member {name} is not the one that was sealed", name=_shown(name)))


def _signatures(opened: Opened, trust: TrustStore, today: date, existed: date | None) -> Iterator[Objection]:
    organisation = opened.statement["predicate"]["organisation"].get("id", "")
    stamps = _stamps(opened)
    if isinstance(stamps, Objection):
        yield stamps
        stamps = {}
    if stamps.keys() - set(opened.signers):
        yield Objection("bad-stamp", worded("a time-stamp is about a signature that is not there"))
    for signature in opened.envelope.signatures:
        key = trust.find(signature.keyid)
        if key is None:
            yield Objection("unknown-signer", worded("nobody here knows the key {keyid}", keyid=signature.keyid[:16]))
            continue
        name = key.name or signature.keyid[:16]
        known = [] if existed is None else [existed]
        try:
            stamped = _proven(stamps.get(signature.keyid), signature, trust)
        except Refused as refused:
            yield Objection(refused.code, refused.what)
        else:
            known += [] if stamped is None else [stamped.date()]
        if not opened.envelope.holds(signature, key.ed25519):
            yield Objection("bad-signature", worded("the signature of {name} does not fit", name=name))
        elif key.organisations and organisation not in key.organisations:
            yield Objection(
                "other-organisation",
                worded(
                    "{name} signs for {organisation} only, not for this organisation",
                    name=name,
                    organisation=", ".join(sorted(key.organisations)),
                ),
            )
        elif fault := fault_on(key, existed=min(known, default=None), today=today):
            yield Objection(*fault)


def stamp_of(opened: Opened, signature: Signature, trust: TrustStore) -> datetime | None:
    """Return when an authority that is trusted has seen a signature, or `None` where nothing shows it."""
    stamps = _stamps(opened)
    try:
        return None if isinstance(stamps, Objection) else _proven(stamps.get(signature.keyid), signature, trust)
    except Refused:
        return None


def _stamps(opened: Opened) -> dict[str, bytes] | Objection:
    try:
        return read_stamps(opened.read(STAMPS)) if STAMPS in opened.members else {}
    except Refused as refused:
        return Objection(refused.code, refused.what)


def _proven(token: bytes | None, signature: Signature, trust: TrustStore) -> datetime | None:
    """Return when a signature was there; `None` where nobody here could believe a time-stamp, or there is none."""
    if token is None or not trust.authorities or not is_available():
        return None
    return proven(token, signature, trust.authorities)


def _documents(opened: Opened, assessment: Assessment) -> Iterator[Objection]:
    predicate = opened.statement["predicate"]
    if assessment["provenance"]["facts_sha256"] != opened.members[FACTS].sha256:
        yield Objection("other-facts", worded("the assessment rests on other facts than those that came with it"))
    digests = listed(opened.statement)
    expected = make_statement(digests, assessment, evidence=predicate["evidence"], call=predicate["call"])
    if expected != opened.statement:
        parts = expected["predicate"]
        names = [name for name in sorted(parts.keys() | predicate.keys()) if parts.get(name) != predicate.get(name)]
        yield Objection(
            "statement", worded("what is signed says another {names} than the assessment", names=", ".join(names))
        )


def _evidence(opened: Opened, facts: Facts) -> Iterator[Objection]:
    named = {entry["sha256"] for entry in facts["evidence"] if "sha256" in entry}
    there = {name.removeprefix(EVIDENCE) for name in opened.members if name.startswith(EVIDENCE)}
    for sha256 in sorted(there - named):
        yield Objection(
            "unlisted-evidence", worded("the evidence {sha256} is there, and nothing refers to it", sha256=sha256[:16])
        )
    if opened.statement["predicate"]["evidence"] == "files":
        for sha256 in sorted(named - there):
            yield Objection(
                "missing-evidence", worded("the evidence {sha256} is referred to, and is not there", sha256=sha256[:16])
            )
    elif there:
        yield Objection("unlisted-evidence", worded("there are evidence files, and only digests were sealed"))
    said = {entry["sha256"] for entry in facts["evidence"] if "sha256" in entry and entry.get("blank")}
    for sha256 in sorted(there - said):
        if _shows_nothing(opened, f"{EVIDENCE}{sha256}"):
            what = worded(
                "there is nothing to read in the evidence {name}, and the facts do not say so", name=sha256[:16]
            )
            yield Objection("blank-evidence", what)
    for name in opened.members:
        if name.startswith(EVIDENCE) and opened.members[name].sha256 != name.removeprefix(EVIDENCE):
            yield Objection(
                "changed", worded("the evidence {name} is another file than its name says", name=name[9:25])
            )


def _shows_nothing(opened: Opened, name: str) -> bool:
    """Tell whether an enclosed file is a blank; one too large to be is not read."""
    return opened.members[name].size <= MOST and shows_nothing(opened.read(name))


def _shown(name: str) -> str:
    """Return a name as far as it can be shown: those of a statement are a stranger's."""
    known = name in (ASSESSMENT, FACTS, REDACTED) or name.startswith(EVIDENCE)
    return name[:80] if known and name.isascii() and name.isprintable() else "of another name"
