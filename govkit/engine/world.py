"""The world as a probe sees it: the assessed folder, the inventory, and nothing that was not allowed."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from govkit.model.inventory import Inventory
from govkit.plugin.probe import Declined

if TYPE_CHECKING:
    import httpx

_SECONDS_BETWEEN_REPORTS = 0.1
_LONGEST_REPORT = 200


@dataclass
class FolderWorld:
    """A `govkit.plugin.World` over a folder."""

    folder: Path
    inventory: Inventory
    as_of: date
    seed: str
    options: dict[str, Any]
    network: bool
    task: str = ""
    """The name under which this probe's recording of this subject is kept."""
    keep: Path | None = None
    """The folder into which what a web server says is recorded."""
    replay: Path | None = None
    """The recording that stands in for the network."""
    tell: Callable[[int, int | None, str], None] = lambda _done, _total, _what: None
    """Where reports of progress go; called at most ten times a second."""
    _told: float = field(default=float("-inf"), init=False)

    def open_path(self, path: str) -> Path:
        """Return a file or folder below the assessed folder; raise `Declined` for any other path.

        The reason repeats the path as it was given, never where a link leads.
        """
        if _leaves(path):
            raise Declined("{path} leads outside the assessed folder", path=path)
        try:
            base = (self.folder if self.folder.is_dir() else self.folder.parent).resolve()
            found = (base / path).resolve(strict=True)
            mode = found.stat().st_mode
        except FileNotFoundError:
            raise Declined("{path} does not exist", path=path) from None
        except (OSError, ValueError, RuntimeError):
            raise Declined("{path} can't be read", path=path) from None
        if not found.is_relative_to(base):
            raise Declined("{path} leads outside the assessed folder", path=path)
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise Declined("{path} is neither a file nor a folder", path=path)
        return found

    def http(self) -> httpx.Client:
        """Return the client of `govkit.net`; raise `Declined` unless the network is allowed or replayed."""
        from govkit.net import client, replaying

        if self.replay is not None:
            try:
                return replaying(self.replay, self.task, self.as_of)
            except OSError as fault:
                raise Declined("the recording can't be read: {fault}", fault=type(fault).__name__) from None
            except ValueError as fault:
                raise Declined("the recording can't be read: {fault}", fault=str(fault)) from None
        if not self.network:
            raise Declined("the network is not allowed; allow it with --network")
        return client(keep=None if self.keep is None else self.keep / f"{self.task}.har")

    def progress(self, done: int, total: int | None, what: str = "") -> None:
        """Report how far the probe is; most reports in quick succession are dropped."""
        now = time.monotonic()
        if now - self._told >= _SECONDS_BETWEEN_REPORTS:
            self._told = now
            self.tell(int(done), None if total is None else int(total), str(what)[:_LONGEST_REPORT])


def _leaves(path: str) -> bool:
    """Tell whether a path is absolute or climbs, as any operating system writes it."""
    windows = PureWindowsPath(path)
    return (
        not path
        or bool(windows.drive or windows.root)
        or PurePosixPath(path).is_absolute()
        or ".." in windows.parts
        or ".." in PurePosixPath(path).parts
    )
