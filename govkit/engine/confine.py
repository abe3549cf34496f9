"""Limits that a worker puts on itself before it imports a plugin."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from govkit.engine.landlock import forbid_changes

MAX_FILE_BYTES = 4 * 1024**3
"""The largest file that a probe may write, into its scratch folder."""


def confine(scratch: Path, memory_mb: int | None = None) -> None:
    """Leave no core dump, end with the parent's decision only, be the first to go when memory runs out.

    On Linux nothing can be written but below `scratch`, and no process signalled but those that this one started.
    `memory_mb` limits the address space, where the system can: a probe that needs more gets a `MemoryError`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name != "posix":
        return
    import resource

    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, MAX_FILE_BYTES)
    if memory_mb is not None:
        _limit(resource.RLIMIT_AS, memory_mb * 1024**2)
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    forbid_changes(scratch)


def _limit(kind: int, value: int) -> None:
    """Lower a limit, never raise it; macOS refuses some kinds, which then stay as they are."""
    import resource

    _, hard = resource.getrlimit(kind)
    new = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (new, new))
