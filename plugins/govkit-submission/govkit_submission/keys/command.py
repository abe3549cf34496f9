"""`govkit keys`: make keys, and say whose signatures are believed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_submission.keys.publish import publish_command
from govkit_submission.keys.saying import line, show, tell
from govkit_submission.shared_options import day as as_day
from govkit_submission.shared_options import passphrase_in, passphrase_option, trust_folder_or_own, trust_option
from govkit_submission.sole import sole_writer

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_submission.keys.store import BelievedKey, TrustStore

_FILE = click.Path(path_type=Path)


def command(host: Host) -> click.Command:
    """Return the commands, which ask `host` for writing."""

    @click.group("keys")
    def keys() -> None:
        """Make keys, and say whose signatures you believe."""

    for make in (_new, _trust, _list, _revoke, publish_command):
        keys.add_command(make(host))
    return keys


def _new(_host: Host) -> click.Command:
    @click.command("new")
    @click.argument("file", type=_FILE)
    @passphrase_option
    def new(file: Path, passphrase_file: Path | None) -> int:
        """Make a key: the private one in FILE, for you alone, and the public one in FILE.pub, for everybody."""
        from govkit_submission.keys.keyfile import key_id, public_path, write_new

        key = write_new(file, passphrase_in(passphrase_file))
        click.echo(key_id(key))
        tell(
            worded(
                "keep {file} to yourself; give {file2}, and this id by another way, to those who verify",
                file=file,
                file2=public_path(file),
            )
        )
        return 0

    return new


def _trust(host: Host) -> click.Command:
    @click.command("trust")
    @click.argument("file", type=_FILE)
    @trust_option
    @click.option("--name", default="", help="Whose key it is, in your words.")
    @click.option("--for", "organisation", default="", metavar="ID", help="The only organisation it may sign for.")
    @click.option("--from", "since", type=as_day, help="The first day of its use.")
    @click.option("--until", type=as_day, help="The last day of its use.")
    @click.option("--root", type=_FILE, help="FILE is a key list; this public key signs it, now and later.")
    @click.option("--authority", is_flag=True, help="FILE is the root certificate of a time-stamping authority.")
    def trust(
        file: Path,
        trust_folder: Path | None,
        name: str,
        organisation: str,
        since: date | None,
        until: date | None,
        root: Path | None,
        authority: bool,
    ) -> int:
        """Trust a public key, a signed key list (with --root the first time), or a time-stamping authority.

        Compare the id that is printed with the one that its owner tells you.
        """
        from govkit_submission.keys.keyfile import read_public
        from govkit_submission.keys.store import key_of, read_store

        folder = trust_folder_or_own(trust_folder)
        with sole_writer(folder):
            store = read_store(folder)
            if authority:
                store = store.with_authority(_certificate(file))
                tell(worded("time-stamps under {file} are believed", file=file))
            elif _is_key(file):
                dates = {"from_": since, "until": until}
                key = key_of(read_public(file), line(name), line(organisation)).model_copy(update=dates)
                store = store.with_key(key)
                click.echo(key.keyid)
            else:
                store = _followed(store, file, root, line(name), line(organisation))
            _save(host, folder, store)
        return 0

    return trust


def _list(_host: Host) -> click.Command:
    @click.command("list")
    @trust_option
    @click.option("--json", "as_json", is_flag=True, help="Write JSON.")
    def list_(trust_folder: Path | None, as_json: bool) -> int:
        """List the keys that you trust, and what is known of each."""
        import json

        from govkit_submission.keys.store import read_store

        store = read_store(trust_folder_or_own(trust_folder))
        rows = [_row(key) for key in store.known()]
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return 0
        for row in rows:
            limits = [f"{word} {row[word]}" for word in ("for", "from", "until", "revoked") if row[word]]
            show("  ".join([row["keyid"][:16], row["name"] or "unnamed", *limits]))
        for entry in store.lists:
            show(
                worded(
                    "list {value}: number {serial}, {count} keys",
                    value=entry.name or entry.root_key.keyid[:16],
                    serial=entry.serial,
                    count=len(entry.keys),
                )
            )
        if store.authorities:
            show(worded("time-stamping authorities: {count}", count=len(store.authorities)))
        if not rows:
            tell(worded("no key is trusted; `govkit keys trust FILE.pub` adds one"))
        return 0

    return list_


def _revoke(host: Host) -> click.Command:
    @click.command("revoke")
    @click.argument("keyid")
    @trust_option
    @click.option(
        "--on", "day", type=as_day, help="The first day on which it may have been another's; today if left out."
    )
    @click.option("--reason", default="", help="Why, in a line.")
    def revoke(keyid: str, trust_folder: Path | None, day: date | None, reason: str) -> int:
        """Believe a key no more, from a day on, whatever a list says. The beginning of its id will do.

        Of several days the earliest counts: a key that was lost stays lost.
        """
        from govkit_submission.keys.store import Revocation, earliest, read_store

        folder = trust_folder_or_own(trust_folder)
        revocation = Revocation(on=day or datetime.now(UTC).date(), reason=line(reason))
        with sole_writer(folder):
            store = read_store(folder)
            key = _named(store, keyid)
            store = store.with_revoked(key.keyid, revocation)
            _save(host, folder, store)
        counts = earliest(*(entry for entry in (revocation, key.revoked) if entry))
        tell(worded("{keyid} is not believed from {on} on", keyid=key.keyid[:16], on=counts.on))
        return 0

    return revoke


def _followed(store: TrustStore, file: Path, root: Path | None, name: str, organisation: str) -> TrustStore:
    """Return the store after a key list, whose root key is known already or given now."""
    from govkit_submission.keys.keyfile import read_public
    from govkit_submission.keys.keylist import followed
    from govkit_submission.keys.store import TrustedList, key_of
    from govkit_submission.seal.refusal import Refused

    if root is not None:
        public = key_of(read_public(root)).public
        known = [entry for entry in store.lists if entry.root == public]
        before = known or [TrustedList(root=public, name=name, organisation=organisation)]
    else:
        before = list(store.lists)
    if not before:
        hint = worded("name the public key that signs it with --root")
        raise InputError(worded("this is no public key, and no list is followed yet"), hint=hint, path=str(file))
    refusals: list[Refused] = []
    for entry in before:
        try:
            after = followed(entry, file)
        except Refused as refused:
            refusals.append(refused)
        else:
            tell(
                worded(
                    "the list number {serial} of {value} is followed",
                    serial=after.serial,
                    value=after.name or after.root_key.keyid[:16],
                )
            )
            return store.with_list(after)
    raise next((entry for entry in refusals if entry.code != "list-signer"), refusals[0])


def _named(store: TrustStore, keyid: str) -> BelievedKey:
    """Return the one trusted key whose id begins so; raise `UsageError` where it is not one."""
    found = [key for key in store.known() if keyid and key.keyid.startswith(keyid)]
    if len(found) != 1:
        hint = worded("run `govkit keys list` to see them")
        raise UsageError(
            worded("{count} trusted keys begin with {keyid}", count=len(found), keyid=repr(keyid[:64])), hint=hint
        )
    return found[0]


def _save(host: Host, folder: Path, store: TrustStore) -> None:
    from govkit_submission.keys.store import FILE

    host.write(folder / FILE, store.to_bytes())


def _is_key(file: Path) -> bool:
    from govkit_submission.keys.keyfile import read_public

    try:
        read_public(file)
    except InputError:
        if not file.is_file():
            raise
        return False
    return True


def _certificate(file: Path) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificate

    try:
        certificate = load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError):
        hint = worded("give the authority's root certificate")
        raise InputError(worded("this is no certificate in PEM"), hint=hint, path=str(file)) from None
    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def _row(key: BelievedKey) -> dict[str, Any]:
    revoked = f"{key.revoked.on}{f' ({key.revoked.reason})' if key.revoked.reason else ''}" if key.revoked else ""
    dates = {"from": str(key.from_ or ""), "until": str(key.until or ""), "revoked": revoked}
    return {"keyid": key.keyid, "name": key.name, "for": ", ".join(sorted(key.organisations)), **dates}
