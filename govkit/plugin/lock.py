"""The lock of a file: one process at a time does what the file stands for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from govkit.model.errors import Locked
from govkit.model.worded import worded


@contextmanager
def held(file: Path, shown: str) -> Iterator[None]:
    """Hold the lock of a file, which is made where there is none, for the time of a `with`.

    Raise `Locked`, which names what is `shown`, where another process holds it, and `OSError` where the file can't be
    opened. The system lets go of the lock when the process ends, however it ends: a crash locks nobody out.
    """
    number = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if not _take(number):
            what = worded("another govkit is writing to this folder")
            raise Locked(what, hint=worded("wait for it, or end it"), path=shown)
        yield
    finally:
        with suppress(OSError):
            os.close(number)


def _take(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
