"""From the entries of `dataset.data` to the files that they mean, each below the assessed folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from govkit.model.entities.data import DataSource
from govkit.plugin import Declined, World
from govkit_personal_data.observed import State

_MAGIC = re.compile(r"[*?\[]")
_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
READ = frozenset(_BY_SUFFIX.values())
"""The formats that are read."""


@dataclass(frozen=True, slots=True)
class Place:
    """One file to read, or the reason why there is none."""

    entry: int
    """Index in `dataset.data`."""
    source: DataSource
    path: Path = Path()
    name: str = ""
    """Path below the assessed folder."""
    format: str = ""
    state: State = "read"


def places(entries: tuple[DataSource, ...], world: World) -> Iterator[Place]:
    """Yield the files of all entries, those of folders and globs sorted by path."""
    root = (world.folder if world.folder.is_dir() else world.folder.parent).resolve()
    for index, source in enumerate(entries):
        stated = source.path if source.is_stated("path") else None
        if stated is None:
            yield Place(index, source, state="not_supported")
            continue
        try:
            files = _files(stated, world)
        except Declined:
            yield Place(index, source, state="missing")
            continue
        except OSError:
            yield Place(index, source, state="denied")
            continue
        if not files:
            yield Place(index, source, state="missing")
        for path in files:
            resolved = path.resolve()
            if not resolved.is_relative_to(root):
                yield Place(index, source, state="missing")
                continue
            form = source.format if source.is_stated("format") and source.format else _format(path)
            name = resolved.relative_to(root).as_posix()
            yield Place(index, source, resolved, name, form, state="read" if form in READ else "not_supported")


def _files(stated: str, world: World) -> list[Path]:
    parts = PurePosixPath(stated).parts
    magic = next((index for index, part in enumerate(parts) if _MAGIC.search(part)), None)
    if magic is None:
        path = world.open_path(stated)
        return sorted(member for member in path.rglob("*") if not member.is_dir()) if path.is_dir() else [path]
    base = world.open_path("/".join(parts[:magic]) or ".")
    return sorted(member for member in base.glob("/".join(parts[magic:])) if not member.is_dir())


def _format(path: Path) -> str:
    return _BY_SUFFIX.get(path.suffix.lower(), path.suffix.lower().lstrip("."))


def table_names(found: list[Place]) -> list[str]:
    """Return a name of a table for each place: the file's stem, or as much of its path as tells it from the others."""
    paths = [PurePosixPath(place.name) for place in found]
    names = [path.stem for path in paths]
    for longer in ([str(path.with_suffix("")) if path.name else "" for path in paths], list(map(str, paths))):
        names = [more if names.count(name) > 1 else name for name, more in zip(names, longer, strict=True)]
    return names
