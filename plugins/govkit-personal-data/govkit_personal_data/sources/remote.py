"""Object stores and other file systems that fsspec knows: `s3://…`, `gs://…`, `abfs://…`, `memory://…`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from govkit_personal_data.sources.table import Unreadable

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
