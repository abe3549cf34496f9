"""Add to a submission what does not change what it says: a signature more, or a time-stamp."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit_submission.seal.archive import pack
from govkit_submission.seal.envelope import Signature
from govkit_submission.seal.names import ENVELOPE, STAMPS
from govkit_submission.seal.opening import Opened
from govkit_submission.seal.refusal import Refused
from govkit_submission.seal.verifying import check
from govkit_submission.stamp import read_stamps, token_in, write_stamps

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def countersigned(opened: Opened, key: Ed25519PrivateKey) -> bytes:
    """Return the submission with one signature more, over the same statement.

    Raises `Refused` for one whose members are not what the statement says: nobody should sign that.
    """
    objections = check(opened, None)
    if objections:
        raise Refused(objections[0].code, worded("it does not hold: {what}", what=objections[0].what))
    return _with(opened, {ENVELOPE: opened.envelope.signed_by(key).to_bytes()})


def signature_of(opened: Opened, keyid: str | None) -> Signature:
    """Return the signature whose key id begins so, or the only one; raise `UsageError` where that is not one."""
    found = [entry for entry in opened.envelope.signatures if entry.keyid.startswith(keyid or "")]
    if len(found) != 1:
        what = (
            worded("{count} of {count2} signatures fit", count=len(found), count2=len(opened.signers))
            if keyid
            else worded("there are several signatures")
        )
        raise UsageError(
            what,
            hint=worded("name one with --signer: {signers}", signers=", ".join(name[:16] for name in opened.signers)),
        )
    return found[0]


def stamped(opened: Opened, reply: bytes, signature: Signature) -> bytes:
    """Return the submission with the time-stamp of an authority's reply to the request for a signature."""
    tokens = read_stamps(opened.read(STAMPS)) if STAMPS in opened.members else {}
    return _with(opened, {STAMPS: write_stamps({**tokens, signature.keyid: token_in(reply, signature)})})


def _with(opened: Opened, changed: Mapping[str, bytes]) -> bytes:
    members = {name: opened.read(name) for name in opened.members if name not in changed}
    return pack({**members, **changed})
