"""Data that lie in the assessed folder: files that no dataset claims, and what is still there of datasets that ended.

Whoever leaves a dataset out, or says that there are none, leaves its files behind more often than not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from govkit.model.entities import Dataset
from govkit.model.inventory import Ghost, Inventory
from govkit.model.mask import mask
from govkit.model.slots import NONE

PLACE = "data"
"""The folder for data, in small letters or large; where the data of datasets lie elsewhere, that is looked at, too."""
_RECORDS = frozenset(
    (
        *(".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".parquet", ".pq", ".avro", ".orc", ".feather"),
        *(".arrow", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".sqlite", ".sqlite3", ".db", ".duckdb", ".mdb"),
        *(".accdb", ".dbf", ".sav", ".por", ".dta", ".sas7bdat", ".xpt", ".rds"),
    )
)
"""Endings of files that hold records; texts and pictures may well be about the data."""
_WRAPS = frozenset((".gz", ".bz2", ".xz", ".zst", ".zip"))
"""Endings of what is wrapped: that before them tells what it is."""
_COPIES = frozenset((".bak", ".orig", ".old"))
"""Endings of copies: one of a file that is claimed is claimed with it."""
_ABOUT = (".schema.json", "-metadata.json", "datapackage.json", "thumbs.db")
"""How the names of files end that describe data, or that a file manager keeps beside them."""
_MANY = 20
"""So many files of one folder are shown one by one; of more, the folder is."""
_MAGIC = re.compile(r"[*?\[]")


def with_data_seen(inventory: Inventory, folder: Path, known: Iterable[str]) -> Inventory:
    """Return the inventory with a ghost for each file of records that nobody claims, and what is left of ended data.

    `known` are files that are something else, such as evidence. Where there are said to be no datasets, what lies in
    the folder for data speaks against it, whatever else it is.
    """
    datasets = [r for r in inventory.records.get(Dataset.type, ()) if "data" in r or "card" in r]
    data = {record["id"]: list(_paths(record.get("data"))) for record in datasets}
    cards = {record["id"]: [path for path in _said(record.get("card")) if isinstance(path, str)] for record in datasets}
    claims = _Claims.of(folder, chain.from_iterable(data.values()))
    seen = _files(folder, claims)
    if Dataset.type not in inventory.none:
        # Whole folders are for datasets to claim: a document is one file.
        claims.files.update(map(os.path.normpath, chain(known, *cards.values())))
    unclaimed = _shown(name for name in seen if not claims.cover(name))
    ghosts = (Ghost(f"{Dataset.type}:{name}", (name,)) for name in map(mask, unclaimed))
    found = {ghost.subject: ghost for ghost in (*ghosts, *inventory.ghosts)}
    ending = [record["id"] for record in datasets if "ended" in record]
    left = {f"{Dataset.type}:{name}": _there(folder, (*data[name], *cards[name])) for name in ending}
    kept = {subject: there for subject, there in left.items() if there}
    return replace(inventory, ghosts=tuple(found[subject] for subject in sorted(found)), kept=kept)


def undeclared_tables(inventory: Inventory, paths: Iterable[str]) -> list[str]:
    """Return those of the paths that look like tables and that no dataset claims; JSON may hold settings as well."""
    claimed = set[str]()
    for record in inventory.records.get(Dataset.type, ()):
        claimed.update(map(os.path.normpath, _paths(record.get("data"))))
    return [
        path
        for path in sorted(set(paths))
        if _is_of_records(PurePosixPath(path).name)
        and not path.lower().endswith(".json")
        and claimed.isdisjoint(map(str, (PurePosixPath(path), *PurePosixPath(path).parents)))
        and not any(fnmatch(path, pattern) for pattern in claimed)
    ]


def _shown(names: Iterable[str]) -> Iterator[str]:
    """Yield files by their names, and in place of many in one folder, the folder."""
    by_folder: dict[str, list[str]] = {}
    for name in names:
        by_folder.setdefault(name.rpartition("/")[0], []).append(name)
    for place, inside in by_folder.items():
        yield from (f"{place}/",) if len(inside) > _MANY else inside


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
        stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, not a place on a disk
        original = stem if ending.lower() in _COPIES else name
        claimed = not self.files.isdisjoint((name, original))
        return claimed or not self.folders.isdisjoint(map(str, PurePosixPath(name).parents))


def _matching(folder: Path, pattern: str) -> set[str]:
    try:
        return {path.relative_to(folder).as_posix() for path in folder.glob(pattern)}
    except (NotImplementedError, OSError, ValueError):  # no pattern below the folder
        return set()


def _paths(data: Any) -> Iterator[str]:
    """Yield where the data of a dataset are said to lie, by whomever."""
    for entry in _said(data):
        if isinstance(entry, dict):
            yield from (path for path in _said(entry.get("path")) if isinstance(path, str))


def _said(value: Any) -> Sequence[Any]:
    if isinstance(value, dict) and value.keys() == {"claims"}:
        return [said for claim in value["claims"] for said in _said(claim.get("value"))]
    return value if isinstance(value, list) else () if value in (None, "", NONE) else (value,)


def _files(folder: Path, claims: _Claims) -> list[str]:
    """Return the files of records in the folder for data, and beside the files that datasets claim."""
    beside = {os.path.dirname(name) for name in claims.files} - {""}  # noqa: PTH120 - a name, not a place on a disk
    found = set[str]()
    for place, deep in (*((place, True) for place in _places(folder)), *((place, False) for place in sorted(beside))):
        if _leads_out(place):
            continue
        for here, below, names in os.walk(folder / place):
            below[:] = [name for name in below if deep and not name.startswith(".")]
            inside = Path(here).relative_to(folder).as_posix()
            found.update(f"{inside}/{name}" for name in names if _is_of_records(name) and not _is_empty(here, name))
    return sorted(found)


def _places(folder: Path) -> list[str]:
    """Return the folders for data, however their name is written."""
    try:
        return sorted(entry.name for entry in folder.iterdir() if entry.name.lower() == PLACE)
    except OSError:
        return []


def _leads_out(place: str) -> bool:
    return os.path.isabs(place) or os.path.normpath(place).startswith("..")  # noqa: PTH117 - likewise


def _is_of_records(name: str) -> bool:
    """Tell whether a file holds records, by the last of its endings that is no wrap: `a.csv.gz`, and not `a.csv.md`."""
    lower = name.lower()
    endings = [f".{ending}" for ending in lower.split(".")[1:]]
    while endings and endings[-1] in _WRAPS | _COPIES:
        endings.pop()
    is_beside = lower.startswith((".", "~$")) or lower.endswith(_ABOUT)
    return bool(endings) and endings[-1] in _RECORDS and not is_beside


def _is_empty(here: str, name: str) -> bool:
    """Tell whether nothing is in a file; one that can't be looked at may hold something."""
    try:
        return Path(here, name).stat().st_size == 0
    except OSError:
        return False


def _there(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of the paths at which there still is something."""
    there = set()
    for path in paths:
        with suppress(OSError, ValueError):
            if not _leads_out(path) and (_matching(folder, path) if _MAGIC.search(path) else (folder / path).exists()):
                there.add(mask(path))
    return tuple(sorted(there))
