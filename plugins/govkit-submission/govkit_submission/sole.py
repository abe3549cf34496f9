"""Lets one govkit at a time read, change and write what lies in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from govkit.model.disk import refusal
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.lock import held

_NAME = ".lock"


@contextmanager
def sole_writer(folder: Path, name: str = _NAME) -> Iterator[None]:
    """Hold the lock of a folder, which is made where there is none; raise `Locked` where another process holds it.

    Whoever changes what it has read reads it under the lock, too.
    """
    with ExitStack() as lock:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.enter_context(held(folder / name, str(folder)))
        except OSError as fault:
            what = worded("can't be written: {reason}", reason=refusal(fault))
            raise UsageError(what, hint=worded("choose another"), path=str(folder)) from None
        yield
