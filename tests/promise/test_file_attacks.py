"""Files that are not what they were, or that can't be read: nothing of it gains a pass."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.promise.seen import examined
from tests.promise.stand import Stand
from tests.promise.test_inventory_attacks import held
from tests.promise.verdicts import Verdicts

pytestmark = pytest.mark.sweep


def _spoilt(path: Path, how: str) -> None:
    """Make of a file what the name of an attack says."""
    content = path.read_bytes()
    path.unlink()
    made: dict[str, Callable[[], object]] = {
        "missing": lambda: None,
        "empty": lambda: path.write_bytes(b""),
        "blank": lambda: path.write_bytes(b"\n\n  \n"),
        "only the first line": lambda: path.write_bytes(content.split(b"\n")[0] + b"\n"),
        "cut off": lambda: path.write_bytes(content[: len(content) // 2]),
        "noise": lambda: path.write_bytes(bytes(range(256)) * 8),
        "folder": path.mkdir,
        "dangling": lambda: path.symlink_to("nowhere"),
        "leads outside": lambda: path.symlink_to("/etc/hostname"),
        "pipe": lambda: os.mkfifo(path),
    }
    made[how]()


SPOILT = (
    *("missing", "empty", "blank", "only the first line", "cut off", "noise", "folder", "dangling", "leads outside"),
    "pipe",
)
MAY_STILL_SHOW = {"only the first line", "cut off", "noise", "blank"}
"""Attacks that leave something to look at."""


def _looked_at(stand: Stand) -> dict[str, set[tuple[str, str]]]:
    """Return the files that probes read, with the probe and the subject for which they do."""
    files: dict[str, set[tuple[str, str]]] = {}
    for fact in stand.facts()["facts"]:
        for entry in fact.get("inputs", ()):
            path = entry.rpartition(" ")[0].partition("#")[0]
            files.setdefault(path, set()).add((fact["probe"], fact["subject"]))
    return {path: seen for path, seen in files.items() if (stand.folder / path).is_file()}


@pytest.mark.parametrize("how", SPOILT)
def test_files_that_are_not_what_they_were(how: str, own: Stand, own_before: Verdicts, tmp_path: Path) -> None:
    files = _looked_at(own)
    assert files
    for number, (path, seen) in enumerate(sorted(files.items())):
        folder = tmp_path / str(number)
        shutil.copytree(own.folder, folder)
        _spoilt(folder / path, how)
        elsewhere = replace(own, folder=folder, loaded=replace(own.loaded, folder=folder), seen={})
        after = elsewhere.attacked()
        assert not held(after, own_before, f"{path} {how}")
        if how not in MAY_STILL_SHOW:
            assert not examined(own, after, seen), path


def test_a_read_that_is_denied(
    own: Stand, own_before: Verdicts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of the folder refuses to be opened while probes look."""
    files = _looked_at(own)
    shutil.copytree(own.folder, tmp_path / "denied")
    inside = str(tmp_path / "denied")
    armed = True

    def deny(event: str, arguments: tuple[Any, ...]) -> None:
        if not armed or event not in ("open", "sqlite3.connect"):
            return
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).removeprefix("file:").startswith(inside):
            raise PermissionError(13, "Permission denied")

    sys.addaudithook(deny)
    elsewhere = replace(
        own, folder=tmp_path / "denied", loaded=replace(own.loaded, folder=tmp_path / "denied"), seen={}
    )
    try:
        after = elsewhere.attacked(waivers=())
    finally:
        armed = False
    assert not held(after, own_before, "denied")
    for seen in files.values():
        assert not examined(own, after, seen)
