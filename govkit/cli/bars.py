"""Progress bars on standard error, for work that takes longer than a second."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from govkit.model.mask import mask
from govkit.report.clean import clean

_PATIENCE = 1.0


class Bars:
    """One line for each probe that is at work, and one for all of them."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._begun = time.monotonic()
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[what]}", markup=False),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._shown = False

    def __enter__(self) -> Self:
        """Begin to wait."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bars away."""
        if self._shown:
            self._bars.stop()

    def tell(self, who: str, done: int, total: int | None, what: str) -> None:
        """Take a report of progress; see `govkit.engine.gather.Progress`."""
        if who not in self._tasks:
            self._tasks[who] = self._bars.add_task(clean(who), total=total, what="")
        shown = mask(clean(what))[:40]
        self._bars.update(self._tasks[who], completed=done, total=total, what=shown)
        if not self._shown and time.monotonic() - self._begun > _PATIENCE:
            self._bars.start()
            self._shown = True
