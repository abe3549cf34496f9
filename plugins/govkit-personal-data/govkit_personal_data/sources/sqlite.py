"""SQLite files, opened read-only: all tables, or the one table or view that the inventory names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.survey import Survey, regular
from govkit_personal_data.sources.table import LONGEST_LINE, Cell, Gap, Rows, Unreadable, clip

if TYPE_CHECKING:
    import pyarrow as pa

_WAIT = 2.0
"""Seconds to wait for somebody who has locked the file."""


def open_sqlite(path: Path, seen: Survey, table: str | None, key: str) -> list[Opened]:
    """Return the tables of a file. Raises `Unreadable`."""
    if not seen.sqlite:
        raise Unreadable("malformed" if seen.size else "not_text")
    with _connected(path) as connection:
        names = _names(connection, table)
    return [Opened(name, (Partition("sqlite", str(path), name, f"{key}\0{name}"),)) for name in names]


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read one table."""
    from govkit_personal_data.sources.batching import batched

    quoted = '"' + partition.table.replace('"', '""') + '"'
    with (
        _connected(Path(partition.location)) as connection,
        closing(connection.execute(f"SELECT * FROM {quoted}")) as cursor,  # noqa: S608 - a quoted identifier
    ):
        columns = [str(column[0]) for column in cursor.description]
        yield from batched(Rows(partition.table, columns, _translating(cursor), _cells))


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect read-only."""
    with _translated():
        address = f"{regular(path).resolve().as_uri()}?mode=ro{'&immutable=1' if _stands_alone(path) else ''}"
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_LINE * 4)
            connection.text_factory = bytes
            connection.execute("BEGIN")  # one state of the data for all that is read
            yield connection


def _stands_alone(path: Path) -> bool:
    """Tell whether a file is in WAL mode and has no -wal file: it is complete, and SQLite has to be told so.

    Otherwise SQLite would make files beside it, which a worker may not.
    """
    with path.open("rb") as stream:
        header = stream.read(20)
    return header[18:20] == b"\2\2" and not path.with_name(f"{path.name}-wal").exists()


def _names(connection: sqlite3.Connection, wanted: str | None) -> list[str]:
    found = [
        (name.decode("utf-8", "replace"), kind)
        for name, kind in connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')")
    ]
    names = sorted(
        name
        for name, kind in found
        if (name == wanted if wanted is not None else kind == b"table" and not name.startswith("sqlite_"))
    )
    if not names:
        raise Unreadable("missing" if wanted is not None else "empty")
    return names


def _translating(cursor: sqlite3.Cursor) -> Iterator[Any]:
    with _translated():
        yield from cursor


@contextmanager
def _translated() -> Iterator[None]:
    """Turn SQLite's errors, which may quote names and values, into states."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        locked = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        denied = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY)
        raise Unreadable("locked" if locked else "denied" if denied else "malformed") from None
    except sqlite3.Error:
        raise Unreadable("malformed") from None


def _cells(row: tuple[Any, ...]) -> list[Cell]:
    return list(map(_cell, row))


def _cell(value: Any) -> Cell:
    if value is None or value == b"":
        return None
    if not isinstance(value, bytes):
        return str(value)
    try:
        return clip(value.decode("utf-8"))
    except UnicodeDecodeError:
        return Gap.UNREAD
