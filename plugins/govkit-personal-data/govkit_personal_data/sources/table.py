"""What a reader gives: tables whose rows stream by, and the one error that says why a source can't be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from govkit_personal_data.kernel import LONGEST as LONGEST_CELL
from govkit_personal_data.observed import State

LONGEST_LINE = 16 * 1024 * 1024
"""Characters of a line or a cell beyond which a file is not a table but something else."""


class Gap(Enum):
    """A cell that is there and can't be looked at."""

    UNREAD = "unread"


Cell = str | Gap | None
"""A text of at most `LONGEST_CELL` + 1 characters (one more says that it was cut), `None` for no value, or a gap."""


class Unreadable(Exception):
    """A source, or a part of it, can't be read. Never carries content."""

    def __init__(self, state: State, extra: str = "") -> None:
        """Say in which way; `extra` names the optional part of the plugin that would read it."""
        super().__init__(state, extra)
        self.state, self.extra = state, extra


@dataclass
class Rows:
    """A table that is being read. `columns` may grow while the rows stream by."""

    name: str
    columns: list[str]
    raw: Iterator[Any]
    """Rows in the form that is cheapest to get; each is turned into cells only where it is in the sample."""
    cells: Callable[[Any], list[Cell]]
    """Turns a raw row into cells in the order of `columns`."""


_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\udc80-\udcff]")
"""Control characters, which show that it is no text, and bytes that did not decode."""


def clip(text: str) -> Cell:
    """Return a cell of a text: bounded, and a gap where it holds what is no text."""
    short = text[: LONGEST_CELL + 1]
    return Gap.UNREAD if _NO_TEXT.search(short) else short
