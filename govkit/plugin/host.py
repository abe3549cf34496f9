"""What the commands of a plugin may ask govkit to do: a protocol, so that a plugin never imports the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    import httpx

    from govkit.model.answers import Answer, EvidenceFile
    from govkit.model.assessment import Assessment
    from govkit.model.errors import InputError
    from govkit.model.facts import Facts
    from govkit.model.inventory import Inventory
    from govkit.plugin.inquiry import Inquiry


class Position(Protocol):
    """A place in a file, counted from 1."""

    line: int
    column: int


class Located(Protocol):
    """What a file says, and where it says it."""

    path: str
    value: Any
    """Plain data, to be read only."""
    sha256: str

    def locate(self, pointer: Sequence[str | int]) -> Position:
        """Return where the value stands that the pointer leads to, or its nearest ancestor that exists."""

    def error(self, pointer: Sequence[str | int], what: str, hint: str = "") -> InputError:
        """Return an error about the value at the pointer."""


class Misfit(Protocol):
    """Something in a record that an inventory can't hold."""

    pointer: tuple[str | int, ...]
    what: str
    hint: str


class Host(Protocol):
    """The services of govkit for a command that comes from the entry-point group `govkit.commands`.

    The entry point is a function `command(host: Host) -> click.Command`; its name is the command's.
    """

    def load(self, folder: Path) -> Inventory:
        """Read and normalise the inventory of a folder or file; raise `InputError` for a broken one."""

    def gather(self, folder: Path, *, as_of: date | None = None, network: bool = False) -> Facts:
        """Load a folder and run the probes that its frameworks need."""

    def judge(self, facts: Facts, *, as_of: date | None = None) -> Assessment:
        """Judge facts by the checklists that they name and those that are installed."""

    def facts(self, content: Any, name: str) -> Facts:
        """Check that plain data are a facts document; raise `InputError`, which calls it `name`, for anything else."""

    def assessment(self, content: Any, name: str) -> Assessment:
        """Check that plain data are an assessment; raise `InputError`, which calls it `name`, for anything else."""

    def checklists(
        self, names: Sequence[str] | None, files: Sequence[Path] = (), *, as_of: date | None = None
    ) -> list[dict[str, Any]]:
        """Return installed checklists (`id` or `id@edition`) and those in files, as they travel in a facts document.

        Each is `{"origin": …, "sha256": …, "content": …, "translations": […]}`. A name without an edition means the
        one in force on `as_of`, today by default; without names, every framework that assesses by default.
        """

    def render(self, assessment: Assessment, reporter: str, *, language: str = "en") -> str:
        """Render an assessment by a reporter's name."""

    def read(self, path: Path) -> Any:
        """Read a YAML, JSON or JSON lines file strictly; raise `InputError` with `file:line:column`."""

    def document(self, path: Path) -> Located:
        """Read a file as `read` does, and keep the place of everything in it."""

    def sift(self, records: dict[str, list[dict[str, Any]]]) -> list[Misfit]:
        """Check records by the key of their type (`datasets`), as those of an inventory file, and say what is wrong.

        Texts that state nothing become `{"unknown": reason}` in place.
        """

    def write(self, path: Path, content: str | bytes) -> None:
        """Write a file whole or not at all."""

    def inquire(
        self, folder: Path, *, as_of: date | None = None, checklists: Sequence[Path] = (), language: str = ""
    ) -> Inquiry:
        """Return what is asked of people about a folder, by default in its first language.

        Probes run only where the folder was never assessed. `checklists` are files that are not installed.
        """

    def keep(self, folder: Path, answers: Sequence[Answer]) -> list[Path]:
        """Add answers to the folder and return the files that were written.

        One of the same person to the same question about the same subject on the same day is replaced; others stay.
        """

    def attach(self, folder: Path, file: Path) -> EvidenceFile:
        """Return a file as evidence, pinned by its digest; one from outside the folder is copied into `evidence/`.

        Raises `UsageError` for a file that can't be read, is empty, or would overwrite another.
        """

    def texts(self, language: str, locales: Path) -> Callable[[str], str]:
        """Return what translates English texts by the catalogues of a plugin, then by govkit's own."""

    def http(self) -> httpx.Client:
        """Return the one kind of HTTP client that govkit builds."""

    def progress(self, done: int, total: int | None, what: str) -> None:
        """Tell the person who waits, on standard error."""
