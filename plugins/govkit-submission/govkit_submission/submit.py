"""`govkit submit`: an assessment sealed into one file, countersigned or time-stamped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from govkit.model.disk import refusal
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.shared_options import passphrase_in, passphrase_option

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_FILE = click.Path(path_type=Path)
_MOST = 20
"""Blank files that are named."""


def command(host: Host) -> click.Command:
    """Return the command, which asks `host` for reading, judging and writing."""

    @click.command("submit")
    @click.argument("target", type=_FILE)
    @click.option("-o", "--output", type=_FILE, help="Where the submission goes, such as acme.govkit.")
    @click.option("--key", type=_FILE, help="Your private key, made by `govkit keys new`.")
    @passphrase_option
    @click.option("--evidence", type=click.Choice(["files", "digests"]), default="files", show_default=True)
    @click.option("--folder", type=_FILE, help="The assessed folder, where TARGET is a file elsewhere.")
    @click.option("--redact", is_flag=True, help="Leave out internal names and texts; no verdict changes.")
    @click.option("--call", default="", help="What the receiver asked to be sealed with it.")
    @click.option("--countersign", is_flag=True, help="TARGET is a submission: sign it, too.")
    @click.option("--stamp-request", type=_FILE, help="TARGET is a submission: write a request for a time-stamp here.")
    @click.option("--stamp-reply", type=_FILE, help="TARGET is a submission: keep this reply of the authority in it.")
    @click.option("--signer", metavar="KEYID", help="Whose signature is time-stamped, where there are several.")
    def submit(
        target: Path,
        output: Path | None,
        key: Path | None,
        passphrase_file: Path | None,
        evidence: Literal["files", "digests"],
        folder: Path | None,
        redact: bool,
        call: str,
        countersign: bool,
        stamp_request: Path | None,
        stamp_reply: Path | None,
        signer: str | None,
    ) -> int:
        """Seal an assessment with its facts, answers, waivers and evidence into one signed file.

        TARGET is an assessed folder (its out/ is sealed, as it is) or an assessment.json with facts.json beside it.
        """
        if countersign + (stamp_request is not None) + (stamp_reply is not None) > 1:
            raise click.UsageError(worded("--countersign, --stamp-request and --stamp-reply are steps of their own"))
        if stamp_request is not None or stamp_reply is not None:
            return _stamp(host, target, output, stamp_request, stamp_reply, signer)
        if key is None:
            raise click.UsageError(worded("name your private key with --key; `govkit keys new` makes one"))
        if countersign:
            return _countersign(host, target, output or target, key, passphrase_file)
        if output is None:
            raise click.UsageError(worded("name the submission with -o, such as -o acme.govkit"))
        if len(call) > 200 or not call.isprintable():
            raise click.UsageError(worded("--call is one line of at most 200 characters"))
        return _seal(host, target, output, (key, passphrase_file), (evidence, folder, redact, call))

    return submit


def _seal(
    host: Host,
    target: Path,
    output: Path,
    key: tuple[Path, Path | None],
    how: tuple[Literal["files", "digests"], Path | None, bool, str],
) -> int:
    from govkit_submission.keys.keyfile import key_id, read_private
    from govkit_submission.seal.blanks import blanks
    from govkit_submission.seal.sealing import read_sealable, require_unchanged, seal

    evidence, folder, redact, call = how
    private = read_private(key[0], passphrase_in(key[1]))
    sealable = read_sealable(target, host, folder)
    require_unchanged(sealable)
    _tell_blanks(blanks(sealable.facts))
    more: dict[str, bytes] = {}
    if redact:
        from govkit_submission.redact.redaction import redacted

        sealable, more, kept = redacted(sealable, host)
        evidence = "digests"
        if kept:
            _tell(worded("kept, as a verdict rests on the words: {kept}", kept=", ".join(kept)))
    data = seal(sealable, private, evidence=evidence, call=call, more=more)
    host.write(output, data)
    _tell(
        worded(
            "sealed {output} ({count} bytes), signed by {private}",
            output=output,
            count=f"{len(data):,}",
            private=key_id(private.public_key())[:16],
        )
    )
    return 0


def _tell_blanks(names: Sequence[str]) -> None:
    """Name the blank files before they are sealed: whoever attached them may have meant another."""
    for name in names[:_MOST]:
        _tell(worded("there is nothing to read in the evidence {name}: it supports nothing", name=name))
    if len(names) > _MOST:
        _tell(worded("and {number} more", number=len(names) - _MOST))


def _countersign(host: Host, target: Path, output: Path, key: Path, passphrase_file: Path | None) -> int:
    from govkit_submission.keys.keyfile import read_private
    from govkit_submission.seal.changing import countersigned
    from govkit_submission.seal.opening import open_submission

    private = read_private(key, passphrase_in(passphrase_file))
    opened = open_submission(target)
    host.write(output, countersigned(opened, private))
    _tell(
        worded(
            "signed {output}; verify it first if you have not: a signature says that you stand for it", output=output
        )
    )
    return 0


def _stamp(
    host: Host, target: Path, output: Path | None, request: Path | None, reply: Path | None, signer: str | None
) -> int:
    from govkit_submission.seal.changing import signature_of, stamped
    from govkit_submission.seal.opening import open_submission
    from govkit_submission.stamp import request_for

    opened = open_submission(target)
    signature = signature_of(opened, signer)
    if request is not None:
        host.write(request, request_for(signature))
        _tell(
            worded("wrote {request}; send it to the authority, and give its reply with --stamp-reply", request=request)
        )
        return 0
    if reply is not None:
        host.write(output or target, stamped(opened, _bytes(reply), signature))
        _tell(worded("kept the time-stamp in {value}", value=output or target))
    return 0


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024 * 1024)
    except OSError as fault:
        what = worded("can't be read: {value}", value=refusal(fault))
        raise UsageError(what, hint=worded("name the file with the authority's reply"), path=str(path)) from None


def _tell(text: str) -> None:
    from govkit_submission.desk.shown import shown

    click.echo(shown(spoken(text), 400), err=True)
