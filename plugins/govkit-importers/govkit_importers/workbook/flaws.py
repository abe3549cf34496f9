"""Where a text breaks its format: the first places one by one, and the others by their number."""

from __future__ import annotations

from govkit.model.worded import worded
from govkit.plugin.draft import Flaw
from govkit_importers.workbook import limits


class Flaws:
    """The flaws of one file, as they are met."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: list[Flaw] = []
        self._others = 0

    def add(self, what: str, line: int, hint: str) -> None:
        """Add a flaw; of so many that nobody reads them, only the number is kept."""
        if len(self._found) < limits.LISTED:
            self._found.append(Flaw(what, line, hint))
        else:
            self._others += 1

    @property
    def listed(self) -> tuple[Flaw, ...]:
        """Return the flaws, the last of them the number of those that are not listed."""
        more = worded("so it is in {n} other places", n=self._others)
        return (*self._found, *([Flaw(more)] if self._others else []))
