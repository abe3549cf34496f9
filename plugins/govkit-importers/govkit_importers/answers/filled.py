"""What came back from a person, before anything believes it: entries of an answers file, and where each part stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Filled:
    """One answer as it came back."""

    entry: dict[str, Any]
    """As in an answers file; values of a workbook are read by the type of the question only when that is known."""
    file: Path
    places: Mapping[str, str] = field(default_factory=dict)
    """Part of the entry → sheet and cell, or place in the file."""

    @property
    def key(self) -> tuple[str, str]:
        """Return question and subject."""
        return str(self.entry.get("question", "")), str(self.entry.get("subject", ""))

    def place(self, part: str = "question") -> str:
        """Return `file, sheet!cell` of a part."""
        where = self.places.get(part) or self.places.get("question", "")
        return f"{self.file.name}, {where}" if where else self.file.name


@dataclass(frozen=True)
class Refused:
    """Something that could not be taken in: where it stands, what is wrong, how to mend it."""

    place: str
    what: str
    mend: str


@dataclass(frozen=True)
class Returned:
    """All that one file brought back."""

    filled: tuple[Filled, ...]
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    """What was read as something else than it says, and what was left aside."""
    organisation: str = ""
    """Whose questions they were; empty where the file does not say."""
