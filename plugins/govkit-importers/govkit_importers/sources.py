"""Find the files that a person names, by themselves or by their folder; what can't be opened safely is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded

_SKIPPED = frozenset({".git", ".venv", "node_modules", "__pycache__", "out"})
"""Folders that tools keep for themselves."""


@dataclass(frozen=True)
class Found:
    """A file to import, or the reason why it is not opened."""

    path: Path
    shown: str
    """Its name below the folder that was named."""
    fault: InputError | None = None


def files_in(sources: Sequence[Path]) -> Iterator[Found]:
    """Yield every file of the sources; raise `UsageError` for a source that is not there, or holds nothing."""
    for source in sources:
        if source.is_dir():
            yield from _below(source)
        elif source.exists():
            yield Found(source, source.name, None if source.is_file() else _no_file(source))
        else:
            raise UsageError(worded("there is no such file or folder"), hint=worded("check the path"), path=str(source))


def _below(folder: Path) -> Iterator[Found]:
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and not _SKIPPED & {*path.relative_to(folder).parts}
    ]
    if not found:
        raise UsageError(worded("there is no file in this folder"), hint=worded("check the path"), path=str(folder))
    root = folder.resolve()
    for path in found:
        yield Found(path, path.relative_to(folder).as_posix(), _fault(path, root))


def _fault(path: Path, root: Path) -> InputError | None:
    """Return why a file of a folder is not opened: who packs a folder does not decide what else of a disk is read."""
    try:
        inside = path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself
        inside = False
    if not inside:
        return InputError(
            worded("the link leads out of the folder, or nowhere"),
            hint=worded("name the file itself if you want it read"),
            path=str(path),
        )
    return None if path.is_file() else _no_file(path)


def _no_file(path: Path) -> InputError:
    return InputError(
        worded("this is no file to read from: a pipe or a device"), hint=worded("leave it out"), path=str(path)
    )
