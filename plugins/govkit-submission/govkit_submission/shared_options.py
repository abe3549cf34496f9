"""Options and small services that the commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from govkit.model.day import day_of
from govkit.model.disk import refusal
from govkit.model.errors import UsageError
from govkit.model.worded import worded

F = TypeVar("F", bound=Callable[..., Any])


def day(text: str | date) -> date:
    """Return an ISO date such as 2026-11-21; raise `click.BadParameter` that names the form."""
    if isinstance(text, date):
        return text
    try:
        return day_of(text)
    except ValueError:
        raise click.BadParameter(worded("write an ISO date such as 2026-11-21")) from None


def trust_option(function: F) -> F:
    """Declare `--trust`, the folder of the trust store."""
    return click.option(
        "--trust",
        "trust_folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="The folder of the keys that you trust; your own configuration if left out.",
    )(function)


def trust_folder_or_own(folder: Path | None) -> Path:
    """Return the folder of the trust store: the one that was named, or the user's own."""
    return folder if folder is not None else Path(click.get_app_dir("govkit")) / "trust"


def passphrase_option(function: F) -> F:
    """Declare `--passphrase`, a file with the key's passphrase: on a command line everybody could read it."""
    return click.option(
        "--passphrase",
        "passphrase_file",
        type=click.Path(path_type=Path),
        help="A file whose first line is the key's passphrase.",
    )(function)


def passphrase_in(file: Path | None) -> bytes | None:
    """Return the first line of a file, or `None` without one; raise `UsageError` where there is none."""
    if file is None:
        return None
    try:
        lines = file.read_bytes().splitlines()
    except OSError as fault:
        what = worded("can't be read: {value}", value=refusal(fault))
        raise UsageError(what, hint=worded("name a file with the passphrase"), path=str(file)) from None
    if not lines or not lines[0]:
        raise UsageError(
            worded("there is no passphrase in the file"), hint=worded("write it into the first line"), path=str(file)
        )
    return lines[0]
