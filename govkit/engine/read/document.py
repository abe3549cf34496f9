"""What a file says, and where it says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from govkit.engine.read.text import Position, error_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from govkit.engine.read.census import Census
    from govkit.model.errors import InputError

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
Pointer: TypeAlias = "Sequence[str | int]"


class Place(NamedTuple):
    """Where a value stands, and where its key does (the value's own place where it has no key)."""

    value: Position
    key: Position


class Places(Protocol):
    """Finds the places of values in one file."""

    def find(self, pointer: Pointer) -> Place:
        """Return the place of what the pointer leads to, or of its nearest ancestor that exists."""


@dataclass(frozen=True)
class Document:
    """A file that was read: its plain value, the digest of its bytes, and the places of everything in it.

    Values that YAML aliases repeat are shared: treat `value` as read-only.
    """

    path: str
    value: JsonValue
    sha256: str
    places: Callable[[], Places] = field(repr=False, compare=False)
    settling: Callable[[Census], None] | None = field(default=None, repr=False, compare=False)
    """What is left to do of reading, where that was put off: see `settle`."""

    @cached_property
    def _places(self) -> Places:
        return self.places()

    def settle(self, census: Census) -> None:
        """Hold the census of the whole value, as it was read, against what is written; raise `InputError`.

        Until then, the value of a document that was read unsettled may lack what a duplicate key has hidden.
        """
        if self.settling is not None:
            self.settling(census)

    def locate(self, pointer: Pointer) -> Position:
        """Return where the value stands that the pointer leads to, or its nearest ancestor that exists."""
        return self._places.find(pointer).value

    def locate_key(self, pointer: Pointer) -> Position:
        """Return where the key stands that the pointer ends in; for elements of a list, where the element does."""
        return self._places.find(pointer).key

    def error(self, pointer: Pointer, what: str, hint: str = "", key: bool = False) -> InputError:
        """Return an error about the value at the pointer, or about its `key`."""
        return error_at(self.path, self.locate_key(pointer) if key else self.locate(pointer), what, hint)
