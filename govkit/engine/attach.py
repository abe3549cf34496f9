"""Takes a file as evidence: where it lies below the assessed folder, and its digest."""

from __future__ import annotations

import shutil
from pathlib import Path

from govkit.engine.load import digest, is_blank
from govkit.model.answers import EvidenceFile
from govkit.model.errors import UsageError
from govkit.model.worded import worded

EVIDENCE = "evidence"
_HINT = worded("give it another name, so that both can be told apart")


def attach(folder: Path, file: Path) -> EvidenceFile:
    """Return the file as evidence, pinned by its digest; one from outside the folder is copied into `evidence/`.

    Raises `UsageError` for a file that can't be read, shows nothing, or would overwrite another.
    """
    place, root = file.resolve(), folder.resolve()
    found = digest(place)
    if found is None or is_blank(place):
        what = worded("there is no such file") if found is None else worded("there is nothing to read in the file")
        raise UsageError(what, hint=worded("evidence is a file that can be read"), path=str(file))
    if not place.is_relative_to(root):
        place = _copied(place, root / EVIDENCE, found)
    return EvidenceFile(path=place.relative_to(root).as_posix(), sha256=found)


def _copied(file: Path, target: Path, found: str) -> Path:
    place = target / file.name
    if place.is_symlink() or target.is_symlink():
        raise UsageError(worded("a link there could lead a copy anywhere"), hint=worded("remove it"), path=str(place))
    if place.exists():
        if digest(place) != found:
            raise UsageError(worded("another file of this name is evidence already"), hint=_HINT, path=str(place))
        return place
    target.mkdir(exist_ok=True)
    shutil.copyfile(file, place)
    return place
