"""What govkit does for the commands of plugins: the other side of `govkit.plugin.host.Host`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import UsageError

if TYPE_CHECKING:
    import httpx

    from govkit.engine.faults import Fault
    from govkit.engine.read import Document
    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.model.inventory import Inventory


class CommandHost:
    """A `govkit.plugin.host.Host`; everything is imported when it is first used."""

    def load(self, folder: Path) -> Inventory:
        """Read and normalise the inventory of a folder or file; raise `InputError` for a broken one."""
        from govkit.engine.load import load

        return load(folder).normalised.inventory

    def gather(self, folder: Path, *, as_of: date | None = None, network: bool = False) -> Facts:
        """Load a folder and run the probes that its frameworks need."""
        from govkit.cli.terminal import progress
        from govkit.engine.run import Run, today

        run = Run(as_of=as_of or today(), network=network)
        with progress() as run.progress:
            return run.gather(run.load(folder))

    def judge(self, facts: Facts, *, as_of: date | None = None) -> Assessment:
        """Judge facts by the checklists that they name and those that are installed, by default on their own date."""
        from govkit.engine.run import Run

        return Run(as_of=as_of or date.fromisoformat(facts["as_of"])).judge(facts)

    def render(self, assessment: Assessment, reporter: str, *, language: str = "en") -> str:
        """Render an assessment by a reporter's name; raise `UsageError` where one text can't hold it."""
        from govkit.cli.reporters import reporter as named

        rendered = named(reporter).render(assessment, language=language)
        if not isinstance(rendered, dict):
            return rendered.decode() if isinstance(rendered, bytes) else rendered
        raise UsageError(f"{reporter} needs {len(rendered)} files for so much", hint="choose another format")

    def read(self, path: Path) -> Any:
        """Read a YAML, JSON or JSON lines file strictly; raise `InputError` with `file:line:column`."""
        from govkit.engine.read import read_document

        return read_document(path).value

    def document(self, path: Path) -> Document:
        """Read a file as `read` does, and keep the place of everything in it."""
        from govkit.engine.read import read_document

        return read_document(path)

    def sift(self, records: dict[str, list[dict[str, Any]]]) -> list[Fault]:
        """Check records as those of an inventory file; texts that state nothing become unknown in place."""
        from govkit.engine.sift import sift

        return sift(records)

    def write(self, path: Path, content: str | bytes) -> None:
        """Write a file whole or not at all."""
        from govkit.engine.atomic import write_atomic

        write_atomic(path, content)

    def http(self) -> httpx.Client:
        """Return the one kind of HTTP client that govkit builds."""
        from govkit.net import client

        return client()

    def progress(self, done: int, total: int | None, what: str) -> None:
        """Tell the person who waits, on a line of standard error that is written over; nothing without a terminal."""
        from govkit.report.clean import plain

        if sys.stderr.isatty():
            of = "" if total is None else f"/{total}"
            sys.stderr.write(f"\r\x1b[K{done}{of} {plain(what)[:60]}")
            if total is not None and done >= total:
                sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
