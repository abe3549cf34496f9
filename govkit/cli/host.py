"""What govkit does for the commands of plugins: the other side of `govkit.plugin.host.Host`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import UsageError
from govkit.model.worded import worded

if TYPE_CHECKING:
    import httpx

    from govkit.engine.checklists import Library
    from govkit.engine.faults import Fault
    from govkit.engine.read import Document
    from govkit.model.answers import Answer, EvidenceFile
    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.model.inventory import Inventory
    from govkit.plugin.inquiry import Inquiry
    from govkit.plugin.manager import Plugins


_FOREIGN_CONTAINERS = 2_000_000
"""Lists and mappings of a file of another tool, each of which an importer walks and accounts for."""


class CommandHost:
    """A `govkit.plugin.host.Host`; everything is imported when it is first used, and plugins are loaded once."""

    @cached_property
    def _plugins(self) -> Plugins:
        from govkit.plugin.manager import Plugins

        return Plugins()

    @cached_property
    def _library(self) -> Library:
        from govkit.engine.checklists import Library

        return Library()

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

        day = as_of or date.fromisoformat(facts["as_of"])
        return Run(as_of=day, plugins=self._plugins, library=self._library).judge(facts)

    def facts(self, content: Any, name: str) -> Facts:
        """Check that plain data are a facts document; raise `InputError`, which calls it `name`, for anything else."""
        from govkit.engine.facts import parse_facts

        return parse_facts(content, name)

    def assessment(self, content: Any, name: str) -> Assessment:
        """Check that plain data are an assessment; raise `InputError`, which calls it `name`, for anything else."""
        from govkit.engine.documents import parse_assessment

        return parse_assessment(content, name)

    def checklists(
        self, names: Sequence[str] | None, files: Sequence[Path] = (), *, as_of: date | None = None
    ) -> list[dict[str, Any]]:
        """Return installed checklists and those in files, as they travel in a facts document."""
        from govkit.engine.checklists import read_checklist
        from govkit.engine.facts import checklist_doc
        from govkit.engine.observe import choose
        from govkit.engine.run import today

        given = [read_checklist(path) for path in files]
        return [checklist_doc(chosen) for chosen in choose(names, given, self._library, as_of or today())]

    def render(self, assessment: Assessment, reporter: str, *, language: str = "en") -> str:
        """Render an assessment by a reporter's name; raise `UsageError` where one text can't hold it."""
        from govkit.cli.reporters import reporter as named

        rendered = named(reporter).render(assessment, language=language)
        if isinstance(rendered, dict):
            raise UsageError(
                worded("{reporter} needs {count} files for so much", reporter=reporter, count=len(rendered)),
                hint=worded("choose another format"),
            )
        try:
            return rendered.decode() if isinstance(rendered, bytes) else rendered
        except UnicodeDecodeError:
            raise UsageError(
                worded("{reporter} is no text", reporter=reporter), hint=worded("choose another format")
            ) from None

    def read(self, path: Path) -> Any:
        """Read a YAML, JSON or JSON lines file strictly; raise `InputError` with `file:line:column`."""
        from govkit.engine.read import read_document

        return read_document(path).value

    def document(self, path: Path) -> Document:
        """Read a file as `read` does, and keep the place of everything in it."""
        from govkit.engine.read import read_document

        return read_document(path, containers=_FOREIGN_CONTAINERS)

    def sift(self, records: dict[str, list[dict[str, Any]]]) -> list[Fault]:
        """Check records as those of an inventory file; texts that state nothing become unknown in place."""
        from govkit.engine.sift import sift

        return sift(records)

    def write(self, path: Path, content: str | bytes) -> None:
        """Write a file whole or not at all."""
        from govkit.engine.atomic import write_atomic

        write_atomic(path, content)

    def inquire(
        self, folder: Path, *, as_of: date | None = None, checklists: Sequence[Path] = (), language: str = ""
    ) -> Inquiry:
        """Return what is asked of people about a folder, by default in its first language."""
        from govkit.cli.inquiries import inquire
        from govkit.engine.run import Run, today

        run = Run(as_of=as_of or today(), checklists=checklists, plugins=self._plugins, library=self._library)
        return inquire(run, folder, language)

    def keep(self, folder: Path, answers: Sequence[Answer]) -> list[Path]:
        """Add answers to the folder and return the files that were written."""
        from govkit.engine.kept_answers import keep_answers
        from govkit.engine.lock import sole_writer

        with sole_writer(folder):
            return keep_answers(folder, [answer.model_dump(mode="json", exclude_defaults=True) for answer in answers])

    def attach(self, folder: Path, file: Path) -> EvidenceFile:
        """Return a file as evidence, pinned by its digest; one from outside the folder is copied into `evidence/`."""
        from govkit.engine.attach import attach

        return attach(folder, file)

    def texts(self, language: str, locales: Path) -> Callable[[str], str]:
        """Return what translates English texts by the catalogues of a plugin, then by govkit's own."""
        from govkit.i18n import Renderer, catalogue_of

        return Renderer(language, {language: {"messages": catalogue_of(locales, language)}}).text

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
