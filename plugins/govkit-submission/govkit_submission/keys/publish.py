"""`govkit keys publish`: the next version of a key list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.worded import worded
from govkit_submission.keys.saying import line, tell
from govkit_submission.shared_options import day as as_day
from govkit_submission.shared_options import passphrase_in, passphrase_option
from govkit_submission.sole import sole_writer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from govkit.plugin.host import Host
    from govkit_submission.keys.keylist import KeyList

_FILE = click.Path(path_type=Path)


def publish_command(host: Host) -> click.Command:
    """Return the command `keys publish`, which asks `host` for writing."""

    @click.command("publish")
    @click.argument("file", type=_FILE)
    @click.option("--root", type=_FILE, required=True, help="The private key that signs the list and nothing else.")
    @passphrase_option
    @click.option("--name", default=None, help="Whose keys these are.")
    @click.option("--add", type=_FILE, multiple=True, help="A public key that comes into use.")
    @click.option("--retire", multiple=True, metavar="KEYID", help="A key that was used until today (or --on).")
    @click.option("--revoke", multiple=True, metavar="KEYID", help="A key that is worth nothing from today (or --on).")
    @click.option("--on", "day", type=as_day, help="The day of all this; today if left out.")
    @click.option("--reason", default="", help="Why a key is revoked, in a line.")
    def publish(
        file: Path,
        root: Path,
        passphrase_file: Path | None,
        name: str | None,
        add: tuple[Path, ...],
        retire: tuple[str, ...],
        revoke: tuple[str, ...],
        day: date | None,
        reason: str,
    ) -> int:
        """Sign the next version of your key list, for those who verify your submissions."""
        from govkit_submission.keys.keyfile import key_id, read_private

        private, today = read_private(root, passphrase_in(passphrase_file)), day or datetime.now(UTC).date()
        with sole_writer(file.parent, f".{file.name}.lock"):
            found = _next(file, private.public_key(), today)
            if name is not None:
                found = found.model_copy(update={"name": line(name)})
            found = _changed(found, today, add, retire, revoke, reason)
            host.write(file, found.signed(private))
        tell(
            worded(
                "wrote {file}: number {serial}, {count} keys, signed by {private}",
                file=file,
                serial=found.serial,
                count=len(found.keys),
                private=key_id(private.public_key())[:8],
            )
        )
        return 0

    return publish


def _next(file: Path, root: Ed25519PublicKey, today: date) -> KeyList:
    """Return the list in a file under its next number, or the first one."""
    from govkit_submission.keys.keylist import KeyList, read_list

    if not file.exists():
        return KeyList(serial=1, issued=today)
    before, _ = read_list(file, root)
    return before.model_copy(update={"serial": before.serial + 1, "issued": today})


def _changed(
    keys: KeyList, today: date, add: Sequence[Path], retire: Sequence[str], revoke: Sequence[str], reason: str
) -> KeyList:
    """Return the list with the keys that come into use, were used until today, or are worth nothing from today."""
    from govkit_submission.keys.keyfile import read_public
    from govkit_submission.keys.store import Key, Revocation, key_of

    for place in add:
        keys = keys.added(Key(public=key_of(read_public(place)).public, from_=today))
    for prefix in retire:
        keys = keys.retired(prefix, today)
    for prefix in revoke:
        keys = keys.without(prefix, Revocation(on=today, reason=line(reason)))
    return keys
