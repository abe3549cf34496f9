"""What a long scan leaves behind as it goes, so that a run that was killed can go on: counts, and never a value."""

from __future__ import annotations

import glob
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from govkit_personal_data.examine import Task
from govkit_personal_data.kernel.aggregate import TableCounts

_FORMAT = "govkit-scan-checkpoint/2"
_HALF = ".part"
"""With this ends the name of a file that is not whole yet."""


@dataclass
class Checkpoint:
    """The counts of partitions that are done. Without a path nothing is kept.

    The values that were chosen for the judgement are not in it: of a partition that is done they are read again, which
    takes a fraction of the time of looking for identifiers.
    """

    path: Path | None = None
    about: str = ""
    """What the counts depend on besides their tasks: versions, and the state of the files."""
    _known: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what an earlier run has left; a file of another version, or a broken one, is as good as none.

        What a run that was killed had half written is removed.
        """
        if self.path is None:
            return
        for half in self.path.parent.glob(f"{glob.escape(self.path.name)}.*{_HALF}"):
            half.unlink(missing_ok=True)
        try:
            held = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(held, dict) and held.get("format") == _FORMAT and held.get("about") == self.about:
            self._known = held["parts"]

    def counts(self, task: Task) -> TableCounts | None:
        """Return the counts of a task that is done already."""
        held = self._known.get(_key(task))
        return None if held is None else TableCounts.from_json(held)

    def keep(self, task: Task, counts: TableCounts) -> None:
        """Add the counts of a task, and write the file whole or not at all."""
        if self.path is None:
            return
        self._known[_key(task)] = counts.to_json()
        text = json.dumps({"format": _FORMAT, "about": self.about, "parts": self._known})
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}{_HALF}")
        temporary.write_text(text, "utf-8")
        temporary.replace(self.path)

    def remove(self) -> None:
        """Remove the file: the scan has come to its end."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def _key(task: Task) -> str:
    described = json.dumps(asdict(task), sort_keys=True, default=str)
    return hashlib.sha256(described.encode()).hexdigest()[:24]
