"""Reads evidence and notices below the assessed folder, and says honestly what could not be read."""

from __future__ import annotations

import hashlib
import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from govkit.plugin import Declined, World

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20


def find_file(named: str, world: World) -> Path | None:
    """Return a plain file below the assessed folder, or `None` where nothing stands under that name.

    Raises `Declined` for a path that leads outside, for a folder, and for what is neither.
    """
    if _is_plain(named) and not os.path.lexists(_base(world) / named):
        return None
    path = world.open_path(named)
    if not path.is_file():
        raise Declined("it is a folder, not a file")
    return path


def size_and_digest(path: Path) -> tuple[int, str]:
    """Return the size in bytes and the SHA-256 of a file of any size; raise `Declined` where it can't be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as fault:
        raise unreadable(fault) from None
    return size, digest.hexdigest()


def small_file(path: Path, most: int) -> bytes:
    """Return the bytes of a file; raise `Declined` where it is larger than `most` bytes or can't be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as fault:
        raise unreadable(fault) from None
    if len(content) > most:
        raise Declined("the file is larger than {most} bytes", most=most)
    return content


def unreadable(fault: OSError) -> Declined:
    """Return the refusal for a file that the system does not give out; never its text, which holds the full path."""
    return Declined("the file can't be read: {error}", error=type(fault).__name__)


def _is_plain(named: str) -> bool:
    """Tell whether a path stays below its folder by its own letters."""
    path = PurePosixPath(named)
    return not path.is_absolute() and ".." not in path.parts and not {"\0", "\\", ":"} & set(named)


def _base(world: World) -> Path:
    return world.folder if world.folder.is_dir() else world.folder.parent
