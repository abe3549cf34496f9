"""Let one govkit at a time write into an assessed folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from govkit.model.disk import refusal
from govkit.model.errors import UsageError
from govkit.model.mask import mask
from govkit.model.worded import worded
from govkit.plugin.lock import held

OUT = "out"
"""The folder, below the assessed one, that holds what govkit writes."""
_NAME = ".lock"


@contextmanager
def sole_writer(folder: Path) -> Iterator[Path]:
    """Hold the lock of an assessed folder and give its `out/`; raise `Locked` where another process holds it."""
    out = folder / OUT
    shown = mask(str(out))
    with ExitStack() as lock:
        try:
            if out.is_symlink():
                hint = worded("a link there could lead what govkit writes anywhere; remove it")
                raise UsageError(worded("`out` has to be a folder of its own"), hint=hint, path=shown)
            out.mkdir(exist_ok=True)
            lock.enter_context(held(out / _NAME, mask(str(folder))))
        except OSError as fault:
            reason = refusal(fault)
            hint = worded("check the permissions; `govkit assess --no-out` writes nothing there")
            raise UsageError(worded("can't be written: {reason}", reason=reason), hint=hint, path=shown) from None
        yield out
