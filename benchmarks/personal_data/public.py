"""Real public tables, read in place from git directories and labelled by hand in `data/public-tables.yaml`."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from benchmarks.personal_data.measure import Labelled, column_evidence

LABELS = Path(__file__).parents[1] / "data" / "public-tables.yaml"
FOLDER = "GOVKIT_PUBLIC_TABLES"
"""Environment variable: the folder of the git directories, `OWNER+NAME/repo` or `OWNER+NAME` each."""
_BYTES, _ROWS = 400_000, 201

Half = Literal["fitted", "kept"]


def public_tables(half: Half) -> Iterator[Labelled]:
    """Yield the tables of one half that are there.

    Which half a table is in follows from its name, but for those that were looked at after all (`seen: true`).
    """
    folder = os.environ.get(FOLDER)
    for entry in yaml.safe_load(LABELS.read_text("utf-8")):
        name = f"{entry['repo'].split('/')[1]}__{Path(entry['path']).stem}"
        if folder is None or _kept(name, entry) != (half == "kept"):
            continue
        raw = _read(Path(folder) / entry["repo"].replace("/", "+"), entry["path"])
        if raw:
            yield _labelled(Path(entry["path"]).stem, _rows(raw), entry)


def _kept(name: str, entry: dict[str, Any]) -> bool:
    return sha256(name.encode()).digest()[0] % 2 == 1 and not entry.get("seen", False)


def _read(place: Path, path: str) -> bytes:
    directory = place / "repo" if (place / "repo").is_dir() else place
    git = shutil.which("git")
    if git is None or not directory.is_dir():
        return b""
    with subprocess.Popen(
        [git, "-C", str(directory), "show", f"HEAD:{path}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        found = process.stdout.read(_BYTES) if process.stdout else b""
        process.kill()
    return found


def _rows(raw: bytes) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = raw[: error.start].decode("utf-8-sig") if error.start > len(raw) - 4 else raw.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    head = text.split("\n", 1)[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=max(",;\t|", key=head.count)))
    return rows[:_ROWS] if len(raw) < _BYTES else rows[:-1][:_ROWS]


def _labelled(name: str, rows: list[list[str]], entry: dict[str, Any]) -> Labelled:
    width = len(rows[0])
    header = rows[0] if entry.get("header", True) else [f"column {number}" for number in range(1, width + 1)]
    keys: list[str | int] = list(rows[0]) if entry.get("header", True) else list(range(width))
    body = rows[1:] if entry.get("header", True) else rows
    cells = tuple(tuple(row[place] if place < len(row) else "" for row in body) for place in range(width))
    return Labelled(
        name,
        tuple(column_evidence(title, column) for title, column in zip(header, cells, strict=True)),
        tuple(_gold(key, entry) for key in keys),
        cells,
    )


def _gold(key: str | int, entry: dict[str, Any]) -> frozenset[str] | None:
    named = {**entry.get("direct", {}), **entry.get("indirect", {})}
    if key in entry.get("unclear", ()):
        return None
    return frozenset(named[key].lower().replace("_", "-").split("|")) if key in named else frozenset()
