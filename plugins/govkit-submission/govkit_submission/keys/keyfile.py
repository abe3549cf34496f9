"""Key files: Ed25519 keys as PEM, and the id by which a key is named."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.disk import refusal
from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_LARGEST = 64 * 1024
"""Bytes of a file that could be a key."""
_OTHERS_MAY = 0o077


def key_id(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of the public key's SubjectPublicKeyInfo in DER, in hex."""
    return hashlib.sha256(public_der(key)).hexdigest()


def public_der(key: Ed25519PublicKey) -> bytes:
    """Return the public key as SubjectPublicKeyInfo in DER."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def public_pem(key: Ed25519PublicKey) -> bytes:
    """Return the public key as PEM, as `openssl` reads it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def write_new(path: Path, passphrase: bytes | None) -> Ed25519PublicKey:
    """Make a key: the private one in `path`, for its owner's eyes only, the public one beside it in `path`.pub.

    Raises `UsageError` where either file is there already: a lost key can't be had again.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    beside = public_path(path)
    for place in (path, beside):
        if os.path.lexists(place):
            raise UsageError(worded("there is a file already"), hint=worded("choose another name"), path=str(place))
    key = Ed25519PrivateKey.generate()
    lock = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase)
    _create(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), 0o600)
    _create(beside, public_pem(key.public_key()), 0o644)
    return key.public_key()


def public_path(path: Path) -> Path:
    """Return where the public key of a private one lies."""
    return path.with_name(f"{path.name}.pub")


def read_private(path: Path, passphrase: bytes | None = None) -> Ed25519PrivateKey:
    """Return a private key; raise `InputError` for a file that holds none, or that others may read."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = _bytes_of(path)
    if os.name == "posix" and path.stat().st_mode & _OTHERS_MAY:
        hint = worded("run `chmod 600 {name}`, and make a new key if others could have read this one", name=path.name)
        raise InputError(worded("others may read this private key"), hint=hint, path=str(path))
    try:
        key = load_pem_private_key(data, passphrase)
    except TypeError:
        hint = worded("give --passphrase") if passphrase is None else worded("leave --passphrase out")
        what = worded("the key needs a passphrase") if passphrase is None else worded("the key has no passphrase")
        raise InputError(what, hint=hint, path=str(path)) from None
    except (ValueError, UnsupportedAlgorithm):
        what = (
            worded("this is no private key in PEM")
            if passphrase is None
            else worded("this is no private key, or the passphrase is wrong")
        )
        raise InputError(what, hint=worded("make one with `govkit keys new`"), path=str(path)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(
            worded("this is no Ed25519 key"), hint=worded("make one with `govkit keys new`"), path=str(path)
        )
    return key


def read_public(path: Path) -> Ed25519PublicKey:
    """Return a public key; raise `InputError` for a file that holds none."""
    key = parse_public(_bytes_of(path))
    if key is None:
        raise InputError(
            worded("this is no Ed25519 public key in PEM"),
            hint=worded("give the file that ends in .pub"),
            path=str(path),
        )
    return key


def parse_public(data: bytes) -> Ed25519PublicKey | None:
    """Return the Ed25519 public key that PEM or DER holds, or `None`."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key, load_pem_public_key

    load = load_pem_public_key if data.lstrip().startswith(b"-----BEGIN") else load_der_public_key
    try:
        key = load(data)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as fault:
        what = worded("can't be read: {value}", value=refusal(fault))
        raise InputError(what, hint=worded("make a key with `govkit keys new`"), path=str(path)) from None


def _create(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, with its permissions from the first moment on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
    except OSError as fault:
        reason = refusal(fault)
        raise UsageError(
            worded("can't be written: {reason}", reason=reason), hint=worded("check the folder"), path=str(path)
        ) from None
