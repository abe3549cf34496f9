"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from govkit.model.disk import refusal
from govkit.model.errors import UsageError
from govkit.model.mask import mask
from govkit.model.worded import worded


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace a file by `content` in one step, creating its folder; raise `UsageError` where that can't be done.

    Whoever reads meanwhile sees the old file or the new one. A file that was there keeps its permissions.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(mode)
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as fault:
        reason = refusal(fault)
        hint = worded("check the folder and its permissions")
        raise UsageError(worded("can't be written: {reason}", reason=reason), hint=hint, path=mask(str(path))) from None


def _umask() -> int:
    """Return the process's mask, which can only be read by setting it."""
    mask_ = os.umask(0o077)
    os.umask(mask_)
    return mask_
