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
_FORMS = frozenset(("answers", "reviews"))
"""The folders where a table may lie: it is a form that people fill in, and is imported."""
_ASIDE = (".bak", ".orig", ".old", ".sig", ".asc", ".sha256", ".sha512", ".schema.json")
"""How files end that are about another file, or were put aside: copies, signatures, digests, schemas."""


def strays_in(folder: Path, config: str, sorts: tuple[str, ...]) -> list[InputError]:
    """Return a fault for each file that is meant for govkit by its name or its place, and is not read.

    `config` is the name of the settings; `sorts` are the names of the other files, and of the folders of such. Notes
    and pictures may lie anywhere.
    """
    faults = [
        InputError(
            worded("this file is not read"), hint=worded("name it {name}", name=config), path=escaped(entry.name)
        )
        for entry in _beside(folder)
        if _is_meant(entry.name, Path(config).stem) and entry.name != config
    ]
    for name in sorts:
        strays = [entry.name for entry in _beside(folder) if _is_meant(entry.name, name) and not _is_read(entry, name)]
        looked_for = _RECORDS if name in _FORMS else _RECORDS | _TABLES
        below = [path.relative_to(folder).as_posix() for path in _within(folder / name, looked_for)]
        faults += [
            InputError(worded("this file is not read"), hint=_hint(path), path=escaped(path))
            for path in (*strays, *below)
        ]
    return faults


def _hint(name: str) -> str:
    if Path(name).suffix.lower() in _TABLES:
        return worded("import the table, and keep it elsewhere")
    return worded("end its name in .yaml, .json or .jsonl, or keep it elsewhere")


def _beside(folder: Path) -> list[Path]:
    """Return the files of the folder itself, sorted; one that can't be listed is a fault of others."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.is_dir())
    except OSError:
        return []


def _is_meant(name: str, sort: str) -> bool:
    """Tell whether a file is called as those of a sort are, but for case and endings: `Waivers.yaml.txt`."""
    named = name.casefold().partition(".")[0] == sort
    return named and not _RECORDS.isdisjoint(_endings(name)) and not _is_aside(name)


def _is_read(entry: Path, name: str) -> bool:
    return entry.stem == name and entry.suffix in READ


def _is_aside(name: str) -> bool:
    return name.casefold().endswith(_ASIDE) or name.startswith((".", "~$"))


def _within(folder: Path, looked_for: frozenset[str]) -> Iterator[Path]:
    """Yield the files of a folder that hold records by one of their endings, and are not read; none of an editor's."""
    for here, _, files in os.walk(folder):
        for name in sorted(files):
            holds_records = not looked_for.isdisjoint(_endings(name))
            if holds_records and Path(name).suffix.lower() not in READ and not _is_aside(name):
                yield Path(here, name)


def _endings(name: str) -> list[str]:
    return [f".{ending}" for ending in name.casefold().split(".")[1:]]
