"""Verifiers that plugins bring for files of their own kind, found in the entry-point group `govkit.verifiers`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import PluginError
from govkit.model.worded import worded
from govkit.plugin.blame import code_location, error_name

if TYPE_CHECKING:
    import click

GROUP = "govkit.verifiers"
_HEAD = 512


def verifier_command(arguments: Sequence[str]) -> click.Command | None:
    """Return the command for the file among the arguments, if a plugin verifies files like it.

    Raises `PluginError` for a verifier that is broken: a file of its kind must not seem to be one of nobody's.
    """
    path = next((place for text in arguments if (place := _foreign_file(text)) is not None), None)
    if path is None:
        return None
    head = _head(path)
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        command = _command(point, head, path)
        if command is not None:
            return command
    return None


def _command(point: EntryPoint, head: bytes, path: Path) -> click.Command | None:
    import click

    from govkit.cli.helping import speaking
    from govkit.cli.host import CommandHost

    try:
        verifier: Any = point.load()
        command = verifier.command(CommandHost()) if verifier.accepts(head, path) else None
    except (Exception, SystemExit) as fault:  # an exit would end the run as if all were well
        where = f"{error_name(fault)} at {code_location(fault, point.module)}"
        hint = worded("update the distribution that brings it, or tell its author")
        raise PluginError(
            worded("the verifier `{name}` can't be had: {where}", name=point.name, where=where), hint=hint
        ) from fault
    if command is not None and not isinstance(command, click.Command):
        raise PluginError(
            worded("`{value}`, a verifier, gives no Click command", value=point.value), hint=worded("tell its author")
        )
    return speaking(command) if command is not None else None


def _foreign_file(text: str) -> Path | None:
    """Return the file that an argument names, unless it is one of govkit's own documents."""
    if text.startswith("-") or text.endswith(".json"):
        return None
    path = Path(text)
    try:
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
