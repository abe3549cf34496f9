"""Data that lie in the assessed folder: files that no dataset claims, and what is still there of datasets that ended.

Whoever leaves a dataset out, or says that there are none, leaves its files behind more often than not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from govkit.model.entities import Dataset
from govkit.model.inventory import Ghost, Inventory
from govkit.model.mask import mask
from govkit.model.slots import NONE

PLACE = "data"
"""The folder for data; where datasets name files of other folders, those are looked at, too."""
_RECORDS = frozenset(
    (
        *(".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".parquet", ".pq", ".avro", ".orc", ".feather"),
        *(
            ".arrow",
            ".xls",
            ".xlsx",
            ".xlsm",
            ".ods",
            ".sqlite",
            ".sqlite3",
            ".db",
            ".mdb",
            ".accdb",
            ".dbf",
            ".sav",
            ".dta",
        ),
    )
)
"""Endings of files that hold records; texts and pictures may well be about the data."""
_MAGIC = re.compile(r"[*?\[]")


def with_data_seen(inventory: Inventory, folder: Path, known: Iterable[str]) -> Inventory:
    """Return the inventory with a ghost for each file of records that nobody claims, and what is left of ended data.

    `known` are files that are something else, such as evidence.
    """
    datasets = [r for r in inventory.records.get(Dataset.type, ()) if "data" in r or "card" in r]
    entries = {record["id"]: list(_paths(record)) for record in datasets}
    claims = _Claims.of(folder, chain(known, *entries.values()))
    unclaimed = [mask(name) for name in _files(folder, claims) if not claims.cover(name)]
    ghosts = (Ghost(f"{Dataset.type}:{name}", (name,)) for name in unclaimed)
    found = {ghost.subject: ghost for ghost in (*ghosts, *inventory.ghosts)}
    ending = [record["id"] for record in datasets if "ended" in record]
    kept = {f"{Dataset.type}:{name}": there for name in ending if (there := _there(folder, entries[name]))}
    return replace(inventory, ghosts=tuple(found[subject] for subject in sorted(found)), kept=kept)


@dataclass
class _Claims:
    """Files, and folders with all that lies in them."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path, paths: Iterable[str]) -> _Claims:
        claims = cls()
        for path in paths:
            if _MAGIC.search(path):
                claims.files |= _matching(folder, path)
            elif (folder / path).is_dir():
                claims.folders.add(os.path.normpath(path))
            else:
                claims.files.add(os.path.normpath(path))
        return claims

    def cover(self, name: str) -> bool:
        return name in self.files or not self.folders.isdisjoint(map(str, PurePosixPath(name).parents))


def _matching(folder: Path, pattern: str) -> set[str]:
    try:
        return {path.relative_to(folder).as_posix() for path in folder.glob(pattern)}
    except (NotImplementedError, OSError, ValueError):  # no pattern below the folder
        return set()


def _paths(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield where the data of a dataset are said to lie, by whomever, and where its card lies."""
    for entry in _said(record.get("data")):
        if isinstance(entry, dict):
            yield from (path for path in _said(entry.get("path")) if isinstance(path, str))
    yield from (path for path in _said(record.get("card")) if isinstance(path, str))


def _said(value: Any) -> Sequence[Any]:
    if isinstance(value, dict) and value.keys() == {"claims"}:
        return [said for claim in value["claims"] for said in _said(claim.get("value"))]
    return value if isinstance(value, list) else () if value in (None, "", NONE) else (value,)


def _files(folder: Path, claims: _Claims) -> list[str]:
    """Return the files of records in the folder for data, and beside the files that are claimed."""
    beside = {os.path.dirname(name) for name in claims.files} - {""}  # noqa: PTH120 - a name, not a place on a disk
    found = set[str]()
    for place, deep in ((PLACE, True), *((place, False) for place in sorted(beside))):
        if _leads_out(place):
            continue
        for here, below, names in os.walk(folder / place):
            below[:] = [name for name in below if deep and not name.startswith(".")]
            found.update((Path(here) / name).relative_to(folder).as_posix() for name in names if _holds_records(name))
    return sorted(found)


def _leads_out(place: str) -> bool:
    return os.path.isabs(place) or os.path.normpath(place).startswith("..")  # noqa: PTH117 - likewise


def _holds_records(name: str) -> bool:
    endings = (f".{ending}" for ending in name.casefold().split(".")[1:])
    return not name.startswith((".", "~$")) and not _RECORDS.isdisjoint(endings)


def _there(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of the paths at which there still is something."""
    there = set()
    for path in paths:
        with suppress(OSError, ValueError):
            if not _leads_out(path) and (_matching(folder, path) if _MAGIC.search(path) else (folder / path).exists()):
                there.add(mask(path))
    return tuple(sorted(there))
