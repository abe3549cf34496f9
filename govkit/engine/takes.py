"""Recordings of what probes were told by web servers: how they are named, and how they leave a worker's folder."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.net.recordings import check

RECORDINGS = "recordings"
"""The folder, in that of a worker, into which it records: it can write nowhere else."""
_LONGEST = 120


def task_name(probe: str, subject: str) -> str:
    """Return the name of the recording of a probe at a subject: readable, and one for each on every file system."""
    plain = re.sub(r"[^a-z0-9.-]", "_", f"{probe}--{subject}".lower())[:_LONGEST]
    return f"{plain}--{hashlib.sha256(subject.encode()).hexdigest()[:8]}"


def bring_home(scratch: Path, target: Path) -> int:
    """Move the recordings of all workers into the target folder and return how many there are."""
    target.mkdir(parents=True, exist_ok=True)
    found = [path for path in sorted(scratch.glob(f"*/{RECORDINGS}/*.har")) if path.is_file() and not path.is_symlink()]
    for path in found:
        shutil.move(path, target / path.name)
    return len(found)


def check_recording(place: Path) -> Path:
    """Return the place of a recording, made absolute; raise `UsageError` for one that is not there or can't be read."""
    if not (place.is_file() or place.is_dir()):
        hint = worded("name a HAR file, a saved page, or a folder of them")
        raise UsageError(worded("there is no such recording"), hint=hint, path=str(place))
    try:
        check(place)
    except OSError as fault:
        told = worded("the recording can't be read: {fault}", fault=type(fault).__name__)
        raise UsageError(told, path=str(place)) from None
    except ValueError as fault:
        hint = worded("record it again, by --save or with a browser's developer tools")
        raise UsageError(fault.args[0], hint=hint, path=str(place)) from None
    return place.resolve()
