"""Documents as the inventory's reading needs them: those of files, and those that are in memory already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from govkit.engine.read.census import Census
from govkit.model.errors import InputError


class Written(Protocol):
    """A document, as `govkit.engine.read` gives it: its value, and where each part stands."""

    @property
    def path(self) -> str:
        """The file."""

    @property
    def value(self) -> Any:
        """What it says."""

    def locate(self, pointer: Sequence[str | int]) -> Any:
        """Return an object with `line` and `column`, or `None` where nothing has a place."""

    def error(self, pointer: Sequence[str | int], what: str, hint: str = "", key: bool = False) -> InputError:
        """Return an error at a place."""

    def settle(self, census: Census) -> None:
        """Hold the census of the value as it was read against what is written; raise `InputError`."""


@dataclass(frozen=True)
class InMemory:
    """A document without a file."""

    path: str
    value: Any

    def locate(self, _pointer: Sequence[str | int]) -> Any:
        """Return no place."""
        return None

    def settle(self, census: Census) -> None:
        """Have nothing to settle."""

    def error(self, pointer: Sequence[str | int], what: str, hint: str = "", key: bool = False) -> InputError:
        """Return an error that names the way to the fault instead of a line."""
        del key
        return InputError(what, hint=hint, path=f"{self.path} at {'/'.join(map(str, pointer))}")
