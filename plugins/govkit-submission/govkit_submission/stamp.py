"""Time-stamps of an authority (RFC 3161): what shows that a signature was there on a day.

A time-stamp is over the bytes of one signature. It is asked for with `request_for`, by whatever way reaches the
authority, and its reply is kept beside the envelope. Needs the extra `timestamp`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_submission.seal.envelope import KEY_ID, Signature
from govkit_submission.seal.refusal import Refused

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

_FORMAT = "stamps/1"
_GRANTED = bytes.fromhex("3003020100")
"""PKIStatusInfo with the status `granted`: what stands before the token in a reply."""


def is_available() -> bool:
    """Tell whether time-stamps can be looked at here."""
    return find_spec("rfc3161_client") is not None


def request_for(signature: Signature) -> bytes:
    """Return the request in DER, the same one for the same signature; raise `UsageError` without the extra."""
    _require()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder(signature.sig, HashAlgorithm.SHA256, nonce=False, cert_req=True)
    return bytes(builder.build().as_bytes())


def token_in(reply: bytes, signature: Signature) -> bytes:
    """Return the token of an authority's reply; raise `InputError` for one that is not about the signature."""
    _require()
    hint = worded("ask the authority again with the request that `--stamp-request` writes")
    try:
        from rfc3161_client import decode_timestamp_response

        response = decode_timestamp_response(reply)
        granted, about = response.status == 0, response.status == 0 and _is_about(response, signature)
    except (ValueError, UnicodeDecodeError):
        raise InputError(worded("this is no reply of a time-stamping authority"), hint=hint) from None
    if not granted:
        raise InputError(worded("the authority has refused the time-stamp"), hint=hint)
    if not about:
        raise InputError(worded("the time-stamp is about something else than the signature"), hint=hint)
    return response.time_stamp_token()


def write_stamps(tokens: Mapping[str, bytes]) -> bytes:
    """Return the member that holds tokens, by the id of the key whose signature each is about."""
    stamps = [{"keyid": keyid, "token": base64.b64encode(tokens[keyid]).decode("ascii")} for keyid in sorted(tokens)]
    return json.dumps({"govkit": _FORMAT, "stamps": stamps}, separators=(",", ":")).encode() + b"\n"


def read_stamps(data: bytes) -> dict[str, bytes]:
    """Return what `write_stamps` has written; raise `Refused` for anything else."""
    try:
        document: Any = json.loads(data)
        tokens = {entry["keyid"]: base64.b64decode(entry["token"], validate=True) for entry in document["stamps"]}
        whole = all(map(KEY_ID.fullmatch, tokens)) and write_stamps(tokens) == data
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise Refused("stamps", worded("the time-stamps are broken"))
    return tokens


def proven(token: bytes, signature: Signature, authorities: Sequence[str]) -> datetime:
    """Return when a signature was there, by the word of one of the authorities (root certificates in PEM).

    Raises `Refused` for a token that is about something else, broken, or of nobody known.
    """
    from cryptography.x509 import load_pem_x509_certificate
    from rfc3161_client import VerificationError, VerifierBuilder

    response = _response(token)
    try:
        if not _is_about(response, signature):
            raise Refused("bad-stamp", worded("a time-stamp is about something else than the signature"))
        for pem in authorities:
            verifier = VerifierBuilder(roots=[load_pem_x509_certificate(pem.encode())]).build()
            with suppress(VerificationError):
                verifier.verify_message(response, signature.sig)
                return response.tst_info.gen_time.astimezone(UTC)
    except ValueError:  # parts are read when they are asked for
        raise Refused("bad-stamp", worded("a time-stamp is broken")) from None
    raise Refused("bad-stamp", worded("no time-stamping authority that is known here made a time-stamp"))


def _response(token: bytes) -> TimeStampResponse:
    """Wrap a token as the reply that it came in, which says nothing more than that it was granted."""
    from rfc3161_client import decode_timestamp_response

    inside = _GRANTED + token
    try:
        return decode_timestamp_response(b"\x30" + _length(len(inside)) + inside)
    except (ValueError, UnicodeDecodeError):
        raise Refused("bad-stamp", worded("a time-stamp is broken")) from None


def _length(size: int) -> bytes:
    """Return a length as DER writes it."""
    if size < 0x80:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def _is_about(response: TimeStampResponse, signature: Signature) -> bool:
    return response.tst_info.message_imprint.message == hashlib.sha256(signature.sig).digest()


def _require() -> None:
    if not is_available():
        hint = worded("install it with `pip install 'govkit-submission[timestamp]'`")
        raise UsageError(worded("time-stamps need a library that is not installed"), hint=hint)
