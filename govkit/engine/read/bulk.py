"""Bulk loads without the garbage collector, which would walk millions of new objects again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_gc() -> Iterator[None]:
    """Switch the garbage collector off inside the block, and back to what it was after it.

    Only cycles wait; everything else is freed as always. Blocks may be nested.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
