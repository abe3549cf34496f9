"""A key list: which keys an organisation uses and has withdrawn, signed by a key that is kept for that alone.

Its serial number only grows, so that an old list, in which a withdrawn key was good, is not taken again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field, ValidationError
from pydantic_core import to_json

from govkit.model.disk import refusal
from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_submission.keys.keyfile import key_id
from govkit_submission.keys.store import Key, Line, Revocation, Strict, TrustedList, earliest
from govkit_submission.seal.envelope import Envelope, read_envelope
from govkit_submission.seal.refusal import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LIST_TYPE: Final = "application/vnd.govkit.keys+json"
_LARGEST = 1024 * 1024


class KeyList(Strict):
    """The list, as it is signed."""

    govkit: Literal["keys/1"] = "keys/1"
    name: Line = ""
    """Whose keys these are."""
    serial: Annotated[int, Field(ge=1)]
    """One more than that of the list before."""
    issued: date
    keys: tuple[Key, ...] = ()

    def added(self, key: Key) -> KeyList:
        """Return the list with a key that comes into use; raise `InputError` for one that was revoked."""
        for entry in self.keys:
            if entry.keyid == key.keyid and entry.revoked is not None:
                raise InputError(
                    worded("the key {keyid} was revoked from {on} on", keyid=key.keyid[:16], on=entry.revoked.on),
                    hint=worded("make another one with `govkit keys new`"),
                )
        return self._with(key)

    def _with(self, key: Key) -> KeyList:
        others = [entry for entry in self.keys if entry.keyid != key.keyid]
        return self.model_copy(update={"keys": tuple(sorted([*others, key], key=lambda entry: entry.keyid))})

    def retired(self, prefix: str, until: date) -> KeyList:
        """Return the list with the last day of a key's use; raise `InputError` where not one key begins so."""
        return self._with(self._named(prefix).model_copy(update={"until": until}))

    def without(self, prefix: str, revocation: Revocation) -> KeyList:
        """Return the list with a key revoked, never later than before; raise `InputError` where not one begins so."""
        key = self._named(prefix)
        return self._with(key.model_copy(update={"revoked": earliest(revocation, key.revoked or revocation)}))

    def _named(self, prefix: str) -> Key:
        found = [key for key in self.keys if key.keyid.startswith(prefix)]
        if len(found) != 1 or not prefix:
            hint = worded("give more of the id that `govkit keys new` has printed")
            raise InputError(
                worded("{count} keys of the list begin with {prefix}", count=len(found), prefix=repr(prefix[:64])),
                hint=hint,
            )
        return found[0]

    def signed(self, root: Ed25519PrivateKey) -> bytes:
        """Return the list in its envelope."""
        payload = to_json(self, by_alias=True)
        return Envelope(LIST_TYPE, payload, ()).signed_by(root).to_bytes()


def read_list(path: Path, root: Ed25519PublicKey) -> tuple[KeyList, str]:
    """Return a list that the root key has signed, and the digest of its file; raise `Refused` for any other."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except OSError as fault:
        what = worded("can't be read: {value}", value=refusal(fault))
        raise InputError(what, hint=worded("name a list made by `govkit keys publish`"), path=str(path)) from None
    envelope = read_envelope(data, LIST_TYPE)
    mine = [entry for entry in envelope.signatures if entry.keyid == key_id(root)]
    if len(envelope.signatures) != 1 or not mine or not envelope.holds(mine[0], root):
        raise Refused("list-signer", worded("the list is not signed by the key that you trust for it"), path=str(path))
    try:
        found = KeyList.model_validate_json(envelope.payload)
        whole = to_json(found, by_alias=True) == envelope.payload and all(key.keyid for key in found.keys)
    except (ValidationError, ValueError):
        whole = False
    if not whole:
        raise Refused("list-form", worded("the list is broken"), path=str(path))
    return found, hashlib.sha256(data).hexdigest()


def followed(before: TrustedList, path: Path) -> TrustedList:
    """Return what is trusted after a list has been read; raise `Refused` for one that is older than what was seen."""
    found, sha256 = read_list(path, before.root_key.ed25519)
    if found.serial < before.serial:
        what = worded(
            "the list has the number {serial}, and {serial2} has been seen already",
            serial=found.serial,
            serial2=before.serial,
        )
        raise Refused("list-rollback", what, hint=worded("ask for the newest list"), path=str(path))
    if found.serial == before.serial and before.sha256 not in (None, sha256):
        raise Refused(
            "list-fork", worded("there are two lists with the number {serial}", serial=found.serial), path=str(path)
        )
    name = before.name or found.name
    keys = _still_revoked(before.keys, found.keys)
    return before.model_copy(update={"serial": found.serial, "sha256": sha256, "keys": keys, "name": name})


def _still_revoked(before: Iterable[Key], now: Iterable[Key]) -> tuple[Key, ...]:
    """Return the keys as they are now, those that were revoked as early at least: no list gives a lost key back."""
    keys = {key.keyid: key for key in now}
    for key in before:
        if key.revoked is not None:
            entry = keys.get(key.keyid, key)
            keys[key.keyid] = entry.model_copy(update={"revoked": earliest(key.revoked, entry.revoked or key.revoked)})
    return tuple(sorted(keys.values(), key=lambda key: key.keyid))
