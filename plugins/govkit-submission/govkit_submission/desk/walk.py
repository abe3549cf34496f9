"""Finds what was received in a folder: sealed files, plain folders, and what is neither."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit_submission.desk.shown import file_name

SEALED = ".govkit"
DOCUMENTS = ("assessment.json", "facts.json")
OUT = "out"
"""Where in a folder the two documents may lie, too."""
_COMPANION = "._"
"""How macOS begins the name of the file that holds the attributes of the one beside it."""
_COMPANIONS = "__MACOSX"
"""The folder in which it packs them into an archive."""
_DEEPEST = 4
"""Folders below the received one in which submissions are looked for."""
_MOST_SOURCES = 100_000


@dataclass(frozen=True)
class Source:
    """Something received: a sealed file, a plain folder, or what is neither."""

    name: str
    """Its path below the received folder, with `/`, as it is shown: no other source of the folder has it."""
    path: Path


def sources(folder: Path) -> list[Source]:
    """Return everything that was received, sorted by name; nothing is opened, and no link is followed.

    Files inside of a plain folder belong to it, and hidden ones to the system, unless they are submissions themselves.
    """
    if not folder.is_dir():
        raise UsageError(
            worded("there is no such folder"), hint=worded("name the folder that submissions lie in"), path=str(folder)
        )
    paths = sorted(path.relative_to(folder).as_posix() for path in _below(folder, _DEEPEST))
    if not paths:
        raise UsageError(worded("nothing was received in this folder"), hint=worded("check the path"), path=str(folder))
    if len(paths) > _MOST_SOURCES:
        raise UsageError(
            worded("more than {most_sources} submissions lie here", most_sources=_MOST_SOURCES),
            hint=worded("split the folder"),
            path=str(folder),
        )
    found = [Source(name, folder / path) for name, path in zip(_names(paths), paths, strict=True)]
    return sorted(found, key=lambda source: source.name)


def _names(paths: Iterable[str]) -> Iterator[str]:
    """Yield the name of each path as it is shown; those that look the same when they are masked are numbered."""
    taken: set[str] = set()
    alike: Counter[str] = Counter()
    for path in paths:
        plain = name = file_name(path)
        while name in taken:
            alike[plain] += 1
            name = f"{plain} ({alike[plain] + 1})"
        taken.add(name)
        yield name


def _below(folder: Path, deeper: int) -> Iterator[Path]:
    for entry in os.scandir(folder):
        path = Path(entry.path)
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and is_submission(path):
            yield path
            yield from _inside(path, deeper - 1)
        elif entry.name.startswith(".") or (is_folder and entry.name == _COMPANIONS):
            yield from [path] * (not is_folder and _is_sealed(path))
        elif is_folder and deeper:
            inner = list(_below(path, deeper - 1))
            yield from inner or [path]
        else:
            yield path


def _inside(submission: Path, deeper: int) -> Iterator[Path]:
    """Yield the submissions that lie in the folder of another one, such as one sealed beside its `out/`."""
    for entry in os.scandir(submission):
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            yield from [path] * _is_sealed(path)
        elif deeper > 0:
            yield from [path] * (entry.name != OUT and is_submission(path))
            yield from _inside(path, deeper - 1)


def _is_sealed(path: Path) -> bool:
    return path.suffix.lower() == SEALED and not path.name.startswith(_COMPANION)


def is_submission(folder: Path) -> bool:
    """Tell whether one of the two documents lies in a folder or in its `out/`."""
    return any(os.path.lexists(place / name) for place in (folder, folder / OUT) for name in DOCUMENTS)
