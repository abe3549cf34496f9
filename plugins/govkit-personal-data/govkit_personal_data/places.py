"""From the entries of `dataset.data` to the files that they mean, each below the assessed folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from govkit.model.entities.data import DataSource
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin import Declined, World
from govkit_personal_data.observed import State
from govkit_personal_data.sources.remote import is_database, is_remote, remote_files
from govkit_personal_data.sources.table import Unreadable

_MAGIC = re.compile(r"[*?\[]")
_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".txt": "text",
    ".text": "text",
    ".log": "text",
    ".md": "text",
    ".markdown": "text",
    ".pdf": "pdf",
    ".docx": "docx",
}
_SHARED, _SQLITE = ".db", b"SQLite format 3\0"
"""An ending that many programs use (`Thumbs.db`), and how the files that are read of those begin."""
READ = frozenset(_BY_SUFFIX.values())
"""The formats that are read."""


@dataclass(frozen=True, slots=True)
class Place:
    """One file to read, or the reason why there is none."""

    entry: int
    """Index in `dataset.data`."""
    path: Path = Path()
    name: str = ""
    """Path below the assessed folder."""
    format: str = ""
    state: State = "read"
    encoding: str | None = None
    delimiter: str | None = None
    table: str | None = None
    """The table of a database or the sheet of a workbook; all of them where it is not given."""
    connection: str | None = None
    """The address of a database, or the environment variable that holds it."""
    remote: str | None = None
    """The address of a file in an object store."""


def places(entries: tuple[DataSource, ...], world: World) -> Iterator[Place]:
    """Yield the files of all entries, those of folders and globs sorted by path, and databases by their variable."""
    root = (world.folder if world.folder.is_dir() else world.folder.parent).resolve()
    for index, source in enumerate(entries):
        described = _described(source)
        if source.is_stated("connection") and source.connection:
            yield _database(index, source.connection, described, world)
            continue
        stated = source.path if source.is_stated("path") else None
        if stated is None:
            yield Place(index, state="not_supported")
            continue
        try:
            files = _files(stated, world)
        except Declined:
            yield Place(index, state="missing")
            continue
        except OSError:
            yield Place(index, state="denied")
            continue
        if not files:
            yield Place(index, state="missing")
        for path in files:
            resolved = path.resolve()
            if not resolved.is_relative_to(root):
                yield Place(index, state="missing")
                continue
            name = resolved.relative_to(root).as_posix()
            form = source.format if source.is_stated("format") and source.format else format_of(path)
            yield Place(index, resolved, name, form, "read" if form in READ else "not_supported", **described)


def _described(source: DataSource) -> dict[str, Any]:
    return {
        "encoding": source.encoding if source.is_stated("encoding") else None,
        "delimiter": source.delimiter if source.is_stated("delimiter") else None,
        "table": source.table if source.is_stated("table") else None,
    }


def _database(index: int, variable: str, described: dict[str, Any], world: World) -> Place:
    """Return the place of a database, which is reached through the network and only where that is allowed."""
    address = os.environ.get(variable, "")
    form = "mysql" if address.startswith(("mysql", "mariadb")) else "postgresql"
    state: State = "denied" if not world.network else "read" if address else "missing"
    return Place(index, Path(), variable, form, state, connection=variable, **described)


def given(sources: Sequence[str]) -> list[Place]:
    """Return the places that the arguments of a command line mean, in their order; files of folders sorted by path."""
    return [place for entry, source in enumerate(sources) for place in _given(entry, source)]


def _given(entry: int, source: str) -> list[Place]:
    address = _address(source)
    if is_database(address):
        form = "mysql" if address.startswith(("mysql", "mariadb")) else "postgresql"
        name = source if source.startswith("env:") else form
        return [Place(entry, Path(), name, form, connection=address)]
    if is_remote(address):
        return _remote(entry, address)
    path = Path(address)
    if path.is_dir():
        files = sorted(member for member in path.rglob("*") if member.is_file() and format_of(member) in READ)
    elif not path.exists() and _MAGIC.search(address):
        base = Path(*[part for part in path.parts[: _first_magic(path)]])
        files = sorted(
            member for member in base.glob("/".join(path.parts[_first_magic(path) :])) if not member.is_dir()
        )
    else:
        files = [path]
    if not files:
        return [Place(entry, path, address, state="missing")]
    return [_local(entry, file) for file in files]


def _address(source: str) -> str:
    """Return what an argument or the environment variable that it names holds. Raises `UsageError` for nothing."""
    variable = source.removeprefix("env:") if source.startswith("env:") else None
    address = source if variable is None else os.environ.get(variable, "")
    if not address.strip():
        fault = worded("an empty text names no source") if variable is None else None
        raise UsageError(
            fault or worded("the environment variable {name} is not set", name=variable),
            hint=worded("name a file, a folder or an address"),
        )
    return address


def passed_over(sources: Sequence[str]) -> list[Path]:
    """Return the files in the folders named that are of no kind that is read, neither empty nor hidden."""
    folders = [Path(address) for address in map(_address, sources) if Path(address).is_dir()]
    files = (
        member
        for folder in folders
        for member in folder.rglob("*")
        if member.is_file() and not any(part.startswith(".") for part in member.relative_to(folder).parts)
    )
    return sorted(member for member in files if format_of(member) not in READ and member.stat().st_size)


def _first_magic(path: Path) -> int:
    return next(index for index, part in enumerate(path.parts) if _MAGIC.search(part))


def _local(entry: int, path: Path) -> Place:
    form = format_of(path)
    state: State = "missing" if not path.exists() else "read" if form in READ else "not_supported"
    return Place(entry, path, path.as_posix(), form, state)


def _remote(entry: int, address: str) -> list[Place]:
    try:
        files = remote_files(address)
    except Unreadable as reason:
        return [Place(entry, Path(), address, state=reason.state)]
    formats = [(file, format_of(PurePosixPath(file))) for file in files]
    found = [
        Place(entry, Path(), file, form, "read" if form in READ else "not_supported", remote=file)
        for file, form in formats
    ]
    return found or [Place(entry, Path(), address, state="missing")]


def _files(stated: str, world: World) -> list[Path]:
    parts = PurePosixPath(stated).parts
    magic = next((index for index, part in enumerate(parts) if _MAGIC.search(part)), None)
    if magic is None:
        path = world.open_path(stated)
        return sorted(member for member in path.rglob("*") if not member.is_dir()) if path.is_dir() else [path]
    base = world.open_path("/".join(parts[:magic]) or ".")
    return sorted(member for member in base.glob("/".join(parts[magic:])) if not member.is_dir())


def format_of(path: PurePath) -> str:
    """Return the format that a file's name tells, or its ending where that is none that is read.

    What shares its ending with files of other programs is told by its content, unless it is empty or may not be read.
    """
    ending = path.suffix.lower()
    if ending == _SHARED and isinstance(path, Path) and _begins_otherwise(path):
        return ending.lstrip(".")
    return _BY_SUFFIX.get(ending, ending.lstrip("."))


def _begins_otherwise(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) not in (_SQLITE, b"")
    except OSError:
        return False


def table_names(found: list[Place]) -> list[str]:
    """Return a name of a table for each place: the file's stem, or as much of its path as tells it from the others."""
    paths = [PurePosixPath(place.name) for place in found]
    names = [path.stem for path in paths]
    for longer in ([str(path.with_suffix("")) if path.name else "" for path in paths], list(map(str, paths))):
        names = [more if names.count(name) > 1 else name for name, more in zip(names, longer, strict=True)]
    return names
