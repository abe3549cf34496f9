"""Keeps answers in the folder `answers/`, a file a person; a correction of the same day replaces what it corrects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govkit.engine.entries import add_entries
from govkit.engine.load import files_of
from govkit.engine.read import read_document

_SAME = ("question", "subject", "author", "date")


def keep_answers(folder: Path, answers: Sequence[Mapping[str, Any]]) -> list[Path]:
    """Add answers, as entries of an answers file, and return the files that were written.

    An answer of the same person to the same question about the same subject on the same day is replaced where it
    stands; every other stays, and the new one joins its author's file. The caller holds the lock of the folder.
    """
    standing = _standing(folder)
    by_file: dict[Path, tuple[list[Mapping[str, Any]], set[int]]] = {}
    for answer in answers:
        places = standing.get(_key(answer), [])
        target = places[0][0] if places else folder / "answers" / f"{slug(str(answer['author']))}.yaml"
        by_file.setdefault(target, ([], set()))[0].append(answer)
        for path, index in places:
            if path == target:
                by_file[target][1].add(index)
    for path, (entries, drop) in by_file.items():
        add_entries(path, "answers", entries, drop=drop)
    return list(by_file)


def slug(name: str) -> str:
    """Return a file name for a person's name, in any script."""
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in name.casefold())
    return re.sub("-+", "-", kept).strip("-")[:60] or "author"


def _standing(folder: Path) -> dict[tuple[str, ...], list[tuple[Path, int]]]:
    found: dict[tuple[str, ...], list[tuple[Path, int]]] = {}
    for path in files_of(folder, "answers"):
        content: Any = read_document(path).value
        for index, entry in enumerate(content.get("answers") or []):
            found.setdefault(_key(entry), []).append((path, index))
    return found


def _key(answer: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(answer.get(name, "")) for name in _SAME)
