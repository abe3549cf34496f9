"""Three-valued reasoning over collections of which perhaps not everything is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from govkit.plugin import NotStated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
_LISTED = 10


@dataclass(frozen=True)
class Known(Generic[T]):
    """What is known to belong to a collection, and the first reason why there may be more."""

    items: tuple[T, ...] = ()
    gap: NotStated | None = None

    def settled(self) -> tuple[T, ...]:
        """Return everything; raise `NotStated` where there may be more."""
        if self.gap is not None:
            raise again(self.gap)
        return self.items


def again(gap: NotStated) -> NotStated:
    """Return a fresh copy of a kept exception, so that no traceback grows with every use."""
    return NotStated(gap.path, gap.reason)


def some(known: Known[T], holds: Callable[[T], bool]) -> bool:
    """Tell whether one item fulfils `holds`; raise `NotStated` where none does but one still might."""
    gap = known.gap
    for item in known.items:
        try:
            if holds(item):
                return True
        except NotStated as silence:
            gap = gap or silence
    if gap is not None:
        raise again(gap)
    return False


def failing(known: Known[T], holds: Callable[[T], bool]) -> tuple[T, ...]:
    """Return the items that do not fulfil `holds`; raise `NotStated` where there are none but one still might be."""
    gap = known.gap
    found = []
    for item in known.items:
        try:
            if not holds(item):
                found.append(item)
        except NotStated as silence:
            gap = gap or silence
    if gap is not None and not found:
        raise again(gap)
    return tuple(found)


def together(*tests: Callable[[], bool]) -> bool:
    """Tell whether all tests hold: false if one is false, `NotStated` if none is but one is open."""
    return not failing(Known(tests), lambda test: test())


def either(*tests: Callable[[], bool]) -> bool:
    """Tell whether one test holds: true if one is true, `NotStated` if none is but one is open."""
    return some(Known(tests), lambda test: test())


def listed(names: Iterable[object]) -> tuple[str, ...]:
    """Return the first few names, sorted, for a message that also gives their number."""
    return tuple(sorted({str(name) for name in names})[:_LISTED])


def merged(parts: Iterable[Known[T]]) -> Known[T]:
    """Return the items of all parts, each once, and the first gap of any."""
    pieces = tuple(parts)

    def items() -> Iterator[T]:
        for piece in pieces:
            yield from piece.items

    gap = next((piece.gap for piece in pieces if piece.gap is not None), None)
    return Known(tuple(dict.fromkeys(items())), gap)
