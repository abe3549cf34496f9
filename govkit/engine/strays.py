"""Files that lie where govkit reads and are not read: what nobody hears of must not seem to have been heard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from govkit.engine.read.text import escaped
from govkit.model.errors import InputError
from govkit.model.worded import worded

READ = (".yaml", ".yml", ".json", ".jsonl")
"""The endings of what is read."""
_RECORDS = frozenset((*READ, ".json5", ".jsonc", ".ndjson", ".toml", ".xml"))
_TABLES = frozenset((".csv", ".tsv", ".xls", ".xlsx", ".ods"))
"""They may well be data where they lie beside the settings; in a folder of records they are meant to be some."""


def strays_in(folder: Path, config: str, sorts: tuple[str, ...]) -> list[InputError]:
    """Return a fault for each file that is meant for govkit by its name or its place, and is not read.

    `config` is the name of the settings; `sorts` are the names of the other files, and of the folders of such. Notes
    and pictures may lie anywhere.
    """
    hint = worded("end its name in .yaml, .json or .jsonl, or keep it elsewhere")
    faults = [
        InputError(
            worded("this file is not read"), hint=worded("name it {name}", name=config), path=escaped(entry.name)
        )
        for entry in _beside(folder)
        if _is_meant(entry.name, Path(config).stem) and entry.name != config
    ]
    for name in sorts:
        strays = [entry.name for entry in _beside(folder) if _is_meant(entry.name, name) and not _is_read(entry, name)]
        below = [path.relative_to(folder).as_posix() for path in _within(folder / name)]
        faults += [InputError(worded("this file is not read"), hint=hint, path=escaped(p)) for p in (*strays, *below)]
    return faults


def _beside(folder: Path) -> list[Path]:
    """Return the files of the folder itself, sorted; one that can't be listed is a fault of others."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.is_dir())
    except OSError:
        return []


def _is_meant(name: str, sort: str) -> bool:
    """Tell whether a file is called as those of a sort are, but for case and endings: `Waivers.yaml.txt`."""
    return name.casefold().partition(".")[0] == sort and not _RECORDS.isdisjoint(_endings(name))


def _is_read(entry: Path, name: str) -> bool:
    return entry.stem == name and entry.suffix in READ


def _within(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that hold records by one of their endings, and are not read; none of an editor's."""
    for here, _, files in os.walk(folder):
        for name in sorted(files):
            holds_records = not (_RECORDS | _TABLES).isdisjoint(_endings(name))
            if holds_records and Path(name).suffix.lower() not in READ and not name.startswith((".", "~$")):
                yield Path(here, name)


def _endings(name: str) -> list[str]:
    return [f".{ending}" for ending in name.casefold().split(".")[1:]]
