"""How far a scan is: cells a second and the time it has taken, on one line of standard error that is written over."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken

_EVERY = 0.2


class Meter:
    """Counts rows and cells, and shows them where somebody watches."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._start = time.monotonic()
        self._rows = self._cells = self._done = 0
        self._expected = 0
        self._shown = 0.0
        self._watched = sys.stderr.isatty()

    def expect(self, parts: int) -> None:
        """Take the number of parts."""
        self._expected = parts

    def add(self, rows: int, cells: int) -> None:
        """Count a part that is done."""
        self._rows, self._cells, self._done = self._rows + rows, self._cells + cells, self._done + 1
        now = time.monotonic()
        if self._watched and now - self._shown >= _EVERY:
            self._shown = now
            sys.stderr.write(f"\r\x1b[K{self.line(now)}")
            sys.stderr.flush()

    def line(self, now: float) -> str:
        """Return the line: rows, cells, speed, and the time left, by the parts that are done."""
        spent = max(now - self._start, 1e-3)
        left = ""
        if 0 < self._done < self._expected:
            left = worded(", {seconds} s left", seconds=f"{spent / self._done * (self._expected - self._done):.0f}")
        told = worded(
            "{rows} rows, {cells} cells, {speed} cells/s{left}",
            rows=f"{self._rows:,}",
            cells=f"{self._cells:,}",
            speed=f"{self._cells / spent:,.0f}",
            left=left,
        )
        return spoken(told)

    def __enter__(self) -> Meter:
        """Start the clock."""
        self._start = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the line."""
        if self._watched and self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
