"""The envelope: a payload and its Ed25519 signatures, as DSSE has it, written in one way only.

The signature is over the pre-authentication encoding, so that neither the type nor the payload can be swapped:
https://github.com/secure-systems-lab/dsse
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from govkit.model.worded import worded
from govkit_submission.seal.refusal import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

STATEMENT_TYPE: Final = "application/vnd.in-toto+json"
KEY_ID = re.compile(r"[0-9a-f]{64}")
_SIGNATURE_BYTES = 64
_MOST_SIGNATURES = 100


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, and the id of the key that made it."""

    keyid: str
    sig: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload, what it is, and who signed it."""

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]
    """In the order of key ids; one a key."""

    @property
    def signed_bytes(self) -> bytes:
        """Return what signatures are over."""
        return pre_authentication(self.payload_type, self.payload)

    def signed_by(self, key: Ed25519PrivateKey) -> Envelope:
        """Return the envelope with one signature more; a key that has signed already signs the same again."""
        from govkit_submission.keys.keyfile import key_id

        keyid = key_id(key.public_key())
        others = (signature for signature in self.signatures if signature.keyid != keyid)
        signatures = (*others, Signature(keyid, key.sign(self.signed_bytes)))
        return replace(self, signatures=tuple(sorted(signatures, key=lambda signature: signature.keyid)))

    def holds(self, signature: Signature, key: Ed25519PublicKey) -> bool:
        """Tell whether a signature is this key's, over this payload of this type."""
        from cryptography.exceptions import InvalidSignature

        try:
            key.verify(signature.sig, self.signed_bytes)
        except InvalidSignature:
            return False
        return True

    def to_bytes(self) -> bytes:
        """Return the envelope as it is written."""
        signatures = [{"keyid": entry.keyid, "sig": _text(entry.sig)} for entry in self.signatures]
        document = {"payload": _text(self.payload), "payloadType": self.payload_type, "signatures": signatures}
        return json.dumps(document, separators=(",", ":")).encode() + b"\n"


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """Return the encoding in which type and payload are signed together."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def read_envelope(data: bytes, payload_type: str) -> Envelope:
    """Return the envelope that `to_bytes` has written; raise `Refused` for any other bytes."""
    try:
        document = json.loads(data)
        envelope = Envelope(
            document["payloadType"], _bytes(document["payload"]), tuple(_signatures(document["signatures"]))
        )
        whole = envelope.to_bytes() == data
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("envelope", worded("the envelope is broken")) from None
    if envelope.payload_type != payload_type:
        raise Refused("payload-type", worded("the envelope holds something of another type"))
    if not whole:
        raise Refused("envelope", worded("the envelope is not written as govkit writes it"))
    ids = [signature.keyid for signature in envelope.signatures]
    if not ids:
        raise Refused("unsigned", worded("nobody has signed"))
    if len(ids) > _MOST_SIGNATURES or ids != sorted(set(ids)):
        raise Refused(
            "signatures", worded("there are too many signatures, some twice, or not in the order of their keys")
        )
    return envelope


def _signatures(entries: Iterable[Any]) -> Iterable[Signature]:
    for entry in entries:
        keyid, sig = entry["keyid"], _bytes(entry["sig"])
        if KEY_ID.fullmatch(keyid) is None or len(sig) != _SIGNATURE_BYTES:
            raise ValueError(worded("no Ed25519 signature"))
        yield Signature(keyid, sig)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    """Decode base64; that no other text gives the same bytes is shown by writing the envelope again."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as fault:  # no base64, or letters beyond ASCII
        raise ValueError(worded("no base64")) from fault
