"""Object stores and other file systems that fsspec knows: `s3://…`, `gs://…`, `abfs://…`, `memory://…`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from govkit_personal_data.sources.table import Unreadable

if TYPE_CHECKING:
    from govkit_personal_data.places import Place

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_DATABASE = re.compile(r"(?:postgresql|postgres|mysql|mariadb)(?:\+[a-z0-9]+)?://")


def is_database(location: str) -> bool:
    """Tell whether this is the address of a database."""
    return _DATABASE.match(location) is not None


def is_remote(location: str) -> bool:
    """Tell whether this is an address in a file system that is not the local one."""
    return _ADDRESS.match(location) is not None and not is_database(location)


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError:
        raise Unreadable("not_supported", "remote") from None
    return fsspec


@contextmanager
def open_remote(location: str) -> Iterator[IO[bytes]]:
    """Open a remote file for reading. Raises `Unreadable`."""
    try:
        with _fsspec().open(location, "rb") as stream:
            yield stream
    except FileNotFoundError:
        raise Unreadable("missing") from None
    except PermissionError:
        raise Unreadable("denied") from None
    except ImportError:
        raise Unreadable("not_supported", "remote") from None


def remote_files(location: str) -> list[str]:
    """Return the addresses that a file, folder or glob stands for, sorted."""
    fsspec = _fsspec()
    try:
        system, path = fsspec.core.url_to_fs(location)
        scheme = location.partition("://")[0]
        if any(char in path for char in "*?["):
            found = [entry for entry in system.glob(path) if not system.isdir(entry)]
        elif system.isdir(path):
            found = system.find(path)
        else:
            found = [path] if system.exists(path) else []
    except (ImportError, ValueError):
        raise Unreadable("not_supported", "remote") from None
    except PermissionError:
        raise Unreadable("denied") from None
    except OSError:
        raise Unreadable("missing") from None
    return sorted(entry if _ADDRESS.match(entry) else f"{scheme}://{entry.lstrip('/')}" for entry in found)


def fetched(places: Sequence[Place], folder: Path) -> list[Place]:
    """Copy the remote files that can't be read piece by piece into a folder that the caller removes."""
    return [
        _fetched(place, folder / f"{number}{PurePosixPath(place.name).suffix}") for number, place in enumerate(places)
    ]


def _fetched(place: Place, target: Path) -> Place:
    if place.remote is None or place.format == "parquet" or place.state != "read":
        return place
    try:
        with open_remote(place.remote) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    except Unreadable as reason:
        return replace(place, state=reason.state)
    return replace(place, path=target)
