"""Millions of plain values without the costs of a few: neither searched for cycles, nor freed one by one at the end."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY_OBJECTS: Final = 200_000


@contextmanager
def no_gc() -> Iterator[None]:
    """Switch the garbage collector off inside the block, and back to what it was after it.

    Only cycles wait; everything else is freed as always. Blocks may be nested. Where very many objects were made they
    are set aside, else the collector looks for cycles in millions of plain values as soon as it is on again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_count()[0] > _MANY_OBJECTS:
                gc.freeze()
            gc.enable()


def keep_to_the_end(value: object) -> None:
    """Never free a large value: the process is about to end, and the system takes all of it back at once.

    A cycle that the collector does not look at is the one thing that Python leaves alone even when it ends.
    """
    cycle = [value]
    cycle.append(cycle)
    gc.freeze()
