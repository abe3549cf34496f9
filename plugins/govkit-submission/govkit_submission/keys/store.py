"""The trust store: whose signatures the person who verifies believes, for how long, and for which organisation."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import to_json

from govkit.model.disk import refusal
from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_submission.keys.keyfile import key_id, parse_public, public_der

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

T = TypeVar("T")
FILE: Final = "trust.json"
KeyId = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$")]


class Strict(BaseModel):
    """A part of a document about keys: closed and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True)


class Revocation(Strict):
    """From when on a key's signatures are worth nothing."""

    on: date
    """The first day on which the key may have been somebody else's."""
    reason: Line = ""


def earliest(*revocations: Revocation) -> Revocation:
    """Return the one that counts: whoever had a key on a day may have it on every later one."""
    return min(revocations, key=lambda entry: entry.on)


class Key(Strict):
    """A public key, and when it is in use. Days are those of UTC."""

    public: str
    """SubjectPublicKeyInfo in DER, in base64."""
    name: Line = ""
    """Whose key it is, in the words of whoever trusts it or of the list that it comes from."""
    from_: Annotated[date | None, Field(alias="from")] = None
    """The first day of its use."""
    until: date | None = None
    """The last day of its use; a key that was rotated out has one."""
    revoked: Revocation | None = None

    @property
    def ed25519(self) -> Ed25519PublicKey:
        """Return the key; raise `ValueError` where there is none."""
        key = parse_public(base64.b64decode(self.public, validate=True))
        if key is None:
            raise ValueError(worded("no Ed25519 key"))
        return key

    @property
    def keyid(self) -> str:
        """Return the key's id, made from the key itself."""
        return key_id(self.ed25519)


class TrustedKey(Key):
    """A key in the store."""

    organisation: Line = ""
    """The id of the only organisation whose submissions it may sign; empty for an assessor, who signs for several."""


class BelievedKey(Key):
    """A key as all entries about it together have it: the narrowest of what they allow."""

    organisations: frozenset[str] = frozenset()
    """The ids of the only organisations whose submissions it may sign; empty for an assessor, who signs for several."""


class TrustedList(Strict):
    """A signed key list that is followed: its keys are trusted as the newest version says."""

    root: str
    """The public key that signs the list, in base64."""
    name: Line = ""
    organisation: Line = ""
    serial: Annotated[int, Field(ge=0)] = 0
    """Of the newest version seen; an older one is refused."""
    sha256: Digest | None = None
    """Of the newest version seen."""
    keys: tuple[Key, ...] = ()

    @property
    def root_key(self) -> Key:
        """Return the key that signs the list."""
        return Key(public=self.root, name=self.name)


class TrustStore(Strict):
    """All that is trusted. It never changes: a changed one is a new one."""

    govkit: Literal["trust/1"] = "trust/1"
    keys: tuple[TrustedKey, ...] = ()
    lists: tuple[TrustedList, ...] = ()
    revoked: dict[KeyId, Revocation] = Field(default_factory=dict)
    """Keys that this store does not trust any more, whatever a list says."""
    authorities: tuple[str, ...] = ()
    """Root certificates of time-stamping authorities, in PEM."""

    def find(self, keyid: str) -> BelievedKey | None:
        """Return a key as it is trusted here, or `None`: trusted by hand and in lists, no entry lifts another's limits.

        It is revoked from the earliest day on that any entry says, and out of use after the earliest last day.
        """
        entries = [key for key in self._all() if key.keyid == keyid]
        if not entries:
            return None
        revocations = [entry for entry in (self.revoked.get(keyid), *(key.revoked for key in entries)) if entry]
        return BelievedKey(
            public=entries[0].public,
            name=next((key.name for key in entries if key.name), ""),
            from_=min((key.from_ for key in entries if key.from_), default=None)
            if all(k.from_ for k in entries)
            else None,
            until=min((key.until for key in entries if key.until), default=None),
            revoked=earliest(*revocations) if revocations else None,
            organisations=frozenset(key.organisation for key in entries if key.organisation),
        )

    def with_key(self, key: TrustedKey) -> TrustStore:
        """Return the store with a key more, or with what is new about one that it has."""
        return self._with(keys=_put(self.keys, key, lambda entry: entry.keyid))

    def with_list(self, followed: TrustedList) -> TrustStore:
        """Return the store with a list more, or with the list's newest version."""
        return self._with(lists=_put(self.lists, followed, lambda entry: entry.root))

    def with_revoked(self, keyid: str, revocation: Revocation) -> TrustStore:
        """Return the store without trust in a key's signatures from a day on: never a later one than before."""
        kept = earliest(revocation, self.revoked.get(keyid, revocation))
        return self._with(revoked=dict(sorted({**self.revoked, keyid: kept}.items())))

    def with_authority(self, certificate: str) -> TrustStore:
        """Return the store with the root certificate of one time-stamping authority more."""
        return self._with(authorities=tuple(sorted({*self.authorities, certificate})))

    def known(self) -> Iterator[BelievedKey]:
        """Yield every key as it is trusted here, in the order of names."""
        found = {key.keyid: key for key in map(self.find, [key.keyid for key in self._all()]) if key is not None}
        yield from sorted(found.values(), key=lambda key: (key.name, key.keyid))

    def to_bytes(self) -> bytes:
        """Return the store as it is written."""
        return to_json(self, indent=1, by_alias=True) + b"\n"

    def _all(self) -> Iterator[TrustedKey]:
        yield from self.keys
        for followed in self.lists:
            for key in followed.keys:
                name = key.name or followed.name
                given = {**key.model_dump(), "name": name, "organisation": followed.organisation}
                yield TrustedKey.model_validate(given)

    def _with(self, **parts: object) -> TrustStore:
        return self.model_copy(update=parts)


def key_of(public: Ed25519PublicKey, name: str = "", organisation: str = "") -> TrustedKey:
    """Return a public key as one that is trusted from now on."""
    encoded = base64.b64encode(public_der(public)).decode("ascii")
    return TrustedKey(public=encoded, name=name, organisation=organisation)


def read_store(folder: Path) -> TrustStore:
    """Return the store of a folder, which is empty where there is none; raise `InputError` for a broken one."""
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return TrustStore()
    except OSError as fault:
        what = worded("can't be read: {value}", value=refusal(fault))
        raise InputError(what, hint=worded("name another folder with --trust"), path=str(path)) from None
    try:
        store = TrustStore.model_validate_json(data)
        _require_keys(store)
    except (ValidationError, ValueError):
        hint = worded("restore it, or move it away and trust the keys again")
        raise InputError(worded("this is no trust store"), hint=hint, path=str(path)) from None
    return store


def _require_keys(store: TrustStore) -> None:
    for key in (*store.keys, *(entry.root_key for entry in store.lists), *(k for e in store.lists for k in e.keys)):
        if not key.keyid:
            raise ValueError(worded("no key"))


def _put(entries: Iterable[T], entry: T, identity: Callable[[T], str]) -> tuple[T, ...]:
    others = [other for other in entries if identity(other) != identity(entry)]
    return tuple(sorted([*others, entry], key=identity))
