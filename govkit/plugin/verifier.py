"""What a plugin offers to `govkit verify` for files of a kind of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from govkit.plugin.host import Host


class Verifier(Protocol):
    """A module, or any object, in the entry-point group `govkit.verifiers`.

    `govkit verify FILE …` asks each in the order of their names, for any file that does not end in `.json`; the command
    of the first that accepts it gets all that was given to `verify`, its options among it.
    """

    def accepts(self, head: bytes, path: Path) -> bool:
        """Tell by the first 512 bytes, or the name, whether the file is of its kind; it may be broken all the same."""

    def command(self, host: Host) -> click.Command:
        """Return the command, which leaves with exit code 5 for a file that does not hold."""
