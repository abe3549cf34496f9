"""Let one govkit at a time write into a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from govkit.model.disk import refusal
from govkit.model.errors import Locked, UsageError
from govkit.model.mask import mask
from govkit.model.worded import worded

OUT = "out"
"""The folder, below the assessed one, that holds what govkit writes."""
_NAME = ".lock"


@contextmanager
def sole_writer(folder: Path) -> Iterator[Path]:
    """Hold the lock of an assessed folder and give its `out/`; raise `Locked` where another process holds it.

    The system lets go of the lock when the process ends, however it ends: a crash locks nobody out.
    """
    out = folder / OUT
    shown = mask(str(out))
    try:
        if out.is_symlink():
            hint = worded("a link there could lead what govkit writes anywhere; remove it")
            raise UsageError(worded("`out` has to be a folder of its own"), hint=hint, path=shown)
        out.mkdir(exist_ok=True)
        number = os.open(out / _NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as fault:
        reason = refusal(fault)
        hint = worded("check the permissions; `govkit assess --no-out` writes nothing there")
        raise UsageError(worded("can't be written: {reason}", reason=reason), hint=hint, path=shown) from None
    try:
        if not _take(number):
            raise Locked(
                worded("another govkit is writing to this folder"),
                hint=worded("wait for it, or end it"),
                path=mask(str(folder)),
            )
        yield out
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
