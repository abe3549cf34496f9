"""Importers: code that reads a foreign file as a part of an inventory, every value with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from govkit.plugin.draft import Draft


class Proof(NamedTuple):
    """How sure an importer is that a file is of its format, and what in the file shows it."""

    score: float
    """0 for "not mine" to 1 for "nothing else looks like this"."""
    why: str = ""
    """In the file's own terms: "kind: DataContract, apiVersion v3.1.0"."""


NOT_MINE = Proof(0.0)


class Importer(Protocol):
    """What an entry point of the group `govkit.importers` gives: a function `importer(host: Host) -> Importer`.

    The name of the entry point is the importer's (`--as NAME`).
    """

    title: str
    """What it reads, for people: "ODCS data contract"."""

    def detect(self, head: bytes, path: Path) -> Proof:
        """Tell by the content whether the file is of this format; `head` is its first 64 KiB.

        The name of the file may raise a score, and alone it proves nothing.
        """

    def load(self, path: Path) -> Draft:
        """Read the file. Raise `InputError` with `file:line:column` where it is broken."""
