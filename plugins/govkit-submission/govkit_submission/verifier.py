"""`govkit verify FILE.govkit`: who sealed it, whether it holds, what was examined, and what was only declared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import VerificationFailed
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.seal.names import SUFFIX
from govkit_submission.shared_options import day as as_day
from govkit_submission.shared_options import trust_folder_or_own, trust_option

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_submission.keys.store import TrustStore
    from govkit_submission.seal.verified import Verified

_MOST = 20
_INCOMPLETE = 3
_BASES = ("declared", "documented", "examined", "confirmed")


def accepts(head: bytes, path: Path) -> bool:
    """Tell a submission by its name, or by the head of the first member that each has."""
    return path.suffix == SUFFIX or (head.startswith(b"PK\x03\x04") and b"assessment.json" in head[:64])


def command(host: Host) -> click.Command:
    """Return the command, which asks `host` for judging."""

    @click.command("verify")
    @click.argument("submission", type=click.Path(path_type=Path))
    @trust_option
    @click.option(
        "--key",
        "keys",
        type=click.Path(path_type=Path),
        multiple=True,
        help="A public key to trust this once; a known one keeps its limits.",
    )
    @click.option("--untrusted", is_flag=True, help="Look at a submission that nobody whom you know has signed.")
    @click.option("--call", metavar="TEXT", help="What you asked the sender to seal with it.")
    @click.option("--not-before", type=as_day, help="Refuse an assessment of an earlier day.")
    @click.option("--received", type=as_day, help="A day on which you had the file already.")
    @click.option("--on", "today", type=as_day, help="The day by which keys are judged; today if left out.")
    @click.option(
        "-c", "--checklist", "files", type=click.Path(path_type=Path), multiple=True, help="A checklist of your own."
    )
    @click.option("--json", "as_json", is_flag=True, help="Write JSON.")
    def verify_(
        submission: Path,
        trust_folder: Path | None,
        keys: tuple[Path, ...],
        untrusted: bool,
        call: str | None,
        not_before: date | None,
        received: date | None,
        today: date | None,
        files: tuple[Path, ...],
        as_json: bool,
    ) -> int:
        """Verify a sealed submission, offline: form, digests, signatures, and every verdict judged again.

        Signed is not true: the facts are the sender's. Exit code 5 where anything does not hold, and 3 where it holds
        as far as it can be judged here.
        """
        from govkit_submission.seal.rejudging import Judge
        from govkit_submission.seal.verified import Terms, verify

        trust = _trusted(trust_folder, keys)
        terms = Terms(today, received, call, not_before, untrusted)
        verified = verify(submission, trust, Judge(host, files), terms)
        click.echo(
            json.dumps(as_data(verified, trust), ensure_ascii=False, indent=1) if as_json else as_text(verified, trust)
        )
        return exit_code(verified)

    return verify_


def _trusted(folder: Path | None, keys: Sequence[Path]) -> TrustStore:
    """Return the keys of the trust folder, and those that are trusted this once."""
    from govkit_submission.keys.keyfile import read_public
    from govkit_submission.keys.store import key_of, read_store

    trust = read_store(trust_folder_or_own(folder))
    for file in keys:
        key = key_of(read_public(file), file.name.removesuffix(".pub"))
        if not trust.find(key.keyid):  # what limits a known key limits it here, too
            trust = trust.with_key(key)
    return trust


def exit_code(verified: Verified) -> int:
    """Return 0 for a submission that holds, 5 for one that does not, 3 for one that can't all be judged here."""
    if not verified.holds:
        return VerificationFailed.exit_code
    return _INCOMPLETE if verified.rejudged is not None and verified.rejudged.not_judged else 0


def as_data(verified: Verified, trust: TrustStore) -> dict[str, Any]:
    """Return everything that was found, for programs."""
    from govkit_submission.seal.blanks import blanks

    rejudged, opened = verified.rejudged, verified.opened
    return {
        "file": str(verified.path),
        "sha256": opened.sha256 if opened else None,
        "holds": verified.holds,
        "to_come": verified.to_come,
        "objections": [{"code": entry.code, "what": entry.what} for entry in verified.objections],
        "differences": [
            {"kind": entry.kind, "name": entry.name, "claimed": entry.claimed, "found": entry.found}
            for entry in (rejudged.differences if rejudged else ())
        ],
        "signers": [
            {"keyid": keyid, "name": key.name if (key := trust.find(keyid)) else None} for keyid in opened.signers
        ]
        if opened
        else [],
        "statement": dict(opened.statement) if opened else None,
        "unrecognised": list(rejudged.unrecognised) if rejudged else [],
        "not_judged": list(rejudged.not_judged) if rejudged else [],
        "passes_by_basis": bases(verified),
        "blank_evidence": list(blanks(opened.facts())) if opened and rejudged else [],
    }


def bases(verified: Verified) -> dict[str, int]:
    """Return how many controls are met by what they rest on, as judged here."""
    judged = verified.judged
    controls = [entry for framework in judged["frameworks"] for entry in framework["controls"]] if judged else []
    found: Counter[str] = Counter(entry.get("basis", "declared") for entry in controls if entry["status"] == "pass")
    return {basis: found[basis] for basis in _BASES}


def as_text(verified: Verified, trust: TrustStore) -> str:
    """Return what a person reads: what is wrong first, then whose word it is and what it rests on."""
    from govkit_submission.desk.shown import shown

    return "\n".join(shown(spoken(line), 400) for line in _lines(verified, trust))


def _lines(verified: Verified, trust: TrustStore) -> Iterator[str]:
    for objection in verified.objections[:_MOST]:
        yield worded("refused ({code}): {what}", code=objection.code, what=objection.what)
    rejudged = verified.rejudged
    differences = rejudged.differences if rejudged else ()
    for difference in differences[:_MOST]:
        yield worded("differs: {difference}", difference=difference)
    if len(differences) > _MOST:
        yield worded("and {number} more differ", number=len(differences) - _MOST)
    if verified.opened is None:
        yield worded("the submission does not hold: nothing in it was read")
        return
    yield from _senders(verified, trust)
    yield from _contents(verified)
    yield _conclusion(verified)


def _senders(verified: Verified, trust: TrustStore) -> Iterator[str]:
    from govkit_submission.seal.verifying import stamp_of

    if verified.opened is None:
        return
    organisation = verified.opened.statement["predicate"]["organisation"]
    name = organisation.get("name") or organisation.get("id") or worded("somebody unnamed")
    ahead = worded(", a day that is still to come") if verified.to_come else ""
    yield worded(
        "says of itself:    {name}, as of {as_of}{ahead}",
        name=name,
        as_of=verified.opened.statement["predicate"]["as_of"],
        ahead=ahead,
    )
    bad = any(entry.code in ("bad-signature", "unsigned") for entry in verified.objections)
    for signature in verified.opened.envelope.signatures:
        key = trust.find(signature.keyid)
        if key is None:
            yield worded(
                "signed by:         a key that nobody here knows ({keyid}); not verified", keyid=signature.keyid[:16]
            )
            continue
        stamp = stamp_of(verified.opened, signature, trust)
        when = (
            worded("time-stamped {stamp} UTC", stamp=f"{stamp:%Y-%m-%d %H:%M}")
            if stamp
            else worded("no time-stamp shows when")
        )
        fits = (
            "" if not bad or verified.opened.envelope.holds(signature, key.ed25519) else worded(", which does not fit")
        )
        yield worded(
            "signed by:         {value} ({keyid}){fits}; {when}",
            value=key.name or worded("unnamed"),
            keyid=signature.keyid[:16],
            fits=fits,
            when=when,
        )


def _contents(verified: Verified) -> Iterator[str]:
    from govkit_submission.seal.blanks import blanks

    rejudged, judged, opened = verified.rejudged, verified.judged, verified.opened
    if rejudged is None or opened is None:
        yield worded("judged again:      nothing, as the documents do not hold")
        return
    for line in rejudged.unrecognised:
        yield worded("not recognised:    {line}", line=line)
    if rejudged.not_judged:
        yield worded(
            "not judged again:  {not_judged}; do not believe what is claimed of these",
            not_judged=_some(rejudged.not_judged),
        )
    if judged is not None:
        controls = sum(len(framework["controls"]) for framework in judged["frameworks"])
        again = controls - len(set(rejudged.not_judged) & set(_names(judged)))
        yield worded(
            "judged again:      {again} controls of {count} frameworks by your checklists",
            again=again,
            count=len(judged["frameworks"]),
        )
        yield worded(
            "met rests on:      {verified}",
            verified=", ".join(f"{count} {basis}" for basis, count in bases(verified).items()),
        )
        probes = judged["provenance"]["probes"]
        seen = ", ".join(f"{entry['id']} ({entry['counts'].get('observed', 0)})" for entry in probes)
        nothing = worded("nothing: all of it is what the sender says")
        yield worded("examined:          {what}", what=seen or nothing)
    predicate = opened.statement["predicate"]
    files = sum(name.startswith("evidence/") for name in opened.members)
    if predicate["evidence"] == "files":
        yield worded("evidence:          {count} files enclosed", count=files)
    else:
        yield worded("evidence:          digests only")
    if names := blanks(opened.facts()):
        yield worded("nothing to read:   {names}; it supports nothing", names=_some(names))
    if "redacted.json" in opened.members:
        yield worded("left out:          internal names and texts; redacted.json lists what")


def _names(judged: Any) -> Iterator[str]:
    for framework in judged["frameworks"]:
        for control in framework["controls"]:
            yield f"{framework['id']}@{framework['edition']}/{control['id']}"


def _some(names: tuple[str, ...]) -> str:
    first = ", ".join(names[:3])
    return worded("{first} and {number} more", first=first, number=len(names) - 3) if len(names) > 3 else first


def _conclusion(verified: Verified) -> str:
    wrong = len(verified.objections) + (len(verified.rejudged.differences) if verified.rejudged else 0)
    if wrong:
        return worded(
            "the submission does not hold: {n} thing is wrong",
            plural="the submission does not hold: {n} things are wrong",
            n=wrong,
        )
    facts = worded("the facts themselves are the sender's word, save what you gather again")
    if verified.strangers:
        return worded("the submission holds, on nobody's word: you do not know who signed it; {facts}", facts=facts)
    if verified.rejudged is not None and verified.rejudged.not_judged:
        return worded("the submission holds as far as it can be judged here; {facts}", facts=facts)
    return worded("the submission holds; {facts}", facts=facts)
