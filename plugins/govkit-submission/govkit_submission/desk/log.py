"""The desk's log: JSON lines of which each names the digest of the one before, so that no change goes unseen."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govkit.model.errors import VerificationFailed
from govkit.model.worded import worded

START = "0" * 64
"""What the first entry names as the one before."""


@dataclass(frozen=True)
class Break:
    """A place at which the log does not hold together."""

    line: int
    what: str


class Log:
    """An append-only file; whoever keeps its head can tell whether anything was changed, dropped or cut off."""

    def __init__(self, path: Path) -> None:
        """Take the file, which need not be there yet; a last line that a crash tore is cut off when one is added."""
        self._path = path

    def is_there(self) -> bool:
        """Tell whether anything was ever added."""
        return self._path.is_file()

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries; raise `VerificationFailed` naming the first line at which the chain breaks."""
        for number, line, previous in self._lines():
            entry, what = _read(line, number, previous)
            if entry is None:
                hint = worded("the log was changed after it was written")
                raise VerificationFailed(what, hint=hint, path=self._path.name, line=number)
            yield entry

    def breaks(self) -> list[Break]:
        """Return every place at which the chain is broken, each line being held against the one that stands before."""
        return [
            Break(number, what)
            for number, line, previous in self._lines()
            for entry, what in (_read(line, number, previous),)
            if entry is None
        ]

    def head(self) -> tuple[int, str]:
        """Return how many entries there are, and the digest of the last."""
        number, head = 0, START
        for entry in self.entries():
            number, head = entry["n"], entry["hash"]
        return number, head

    def append(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Add entries and see them onto the disk; what was whole before stays as it is."""
        last, previous = self.head()
        lines = []
        for number, entry in enumerate(entries, last + 1):
            whole = {"n": number, "prev": previous, **entry}
            previous = _digest(whole)
            lines.append(json.dumps({**whole, "hash": previous}, ensure_ascii=False, separators=(",", ":")) + "\n")
        if not lines:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.truncate(self._whole())
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())

    def _whole(self) -> int:
        """Return the length of the file up to its last line end."""
        return self._bytes().rfind(b"\n") + 1

    def _bytes(self) -> bytes:
        return self._path.read_bytes() if self._path.exists() else b""

    def _lines(self) -> Iterator[tuple[int, bytes, str]]:
        """Yield number, line and the digest that stands in the line before; a torn last line is none."""
        previous = START
        for number, line in enumerate(self._bytes().split(b"\n")[:-1], 1):
            yield number, line, previous
            previous = _stated(line)


def _stated(line: bytes) -> str:
    try:
        return str(json.loads(line)["hash"])
    except (ValueError, KeyError, TypeError):
        return ""


def _read(line: bytes, number: int, previous: str) -> tuple[dict[str, Any] | None, str]:
    try:
        entry = json.loads(line)
        stated = entry.pop("hash")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, worded("entry {number} is no entry", number=number)
    if entry.get("n") != number:
        return None, worded(
            "entry {number} says that it is entry {value}", number=number, value=shown_number(entry.get("n"))
        )
    if entry.get("prev") != previous:
        return None, worded("entry {number} does not follow the one before it", number=number)
    if _digest(entry) != stated:
        return None, worded("entry {number} was changed", number=number)
    return {**entry, "hash": stated}, ""


def shown_number(value: Any) -> str:
    """Return a number as text, and a question mark for anything else."""
    return str(value) if isinstance(value, int) else "?"


def _digest(entry: Mapping[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
