"""Large values at the end of a process: kept from the collector, and from being taken apart."""

from __future__ import annotations

import gc
import weakref

from govkit.engine.read.bulk import keep_to_the_end


class Value:
    """Something that weak references can tell the end of."""


def test_what_is_kept_to_the_end_is_never_freed() -> None:
    value = Value()
    seen = weakref.ref(value)
    keep_to_the_end(value)
    del value
    gc.collect()
    try:
        assert seen() is not None
    finally:
        gc.unfreeze()
    gc.collect()
    assert seen() is None
