"""Lets one govkit at a time read, change and write what lies in a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from govkit.model.disk import refusal
from govkit.model.errors import Locked, UsageError
from govkit.model.worded import worded

_NAME = ".lock"


@contextmanager
def sole_writer(folder: Path, name: str = _NAME) -> Iterator[None]:
    """Hold the lock of a folder, which is made where there is none; raise `Locked` where another process holds it.

    Whoever changes what it has read reads it under the lock, too. The system lets go of the lock when the process
    ends, however it ends: a crash locks nobody out.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder / name, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as fault:
        what = worded("can't be written: {reason}", reason=refusal(fault))
        raise UsageError(what, hint=worded("choose another"), path=str(folder)) from None
    try:
        if not _take(number):
            what = worded("another govkit is writing to this folder")
            raise Locked(what, hint=worded("wait for it, or end it"), path=str(folder))
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
