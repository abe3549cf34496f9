"""Put what was imported into the folder: each source into a file of its own, and none over that of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_importers.changes import changes
from govkit_importers.layout import keep_decisions, place_of, written

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_importers.outcome import Outcome


class Store:
    """The imported files of one folder, in one run."""

    def __init__(self, folder: Path, host: Host, replaces: str | None, on: date | None) -> None:
        """Take the folder, the source that is replaced, and the day; without a day nothing is written."""
        self._folder, self._host, self._replaces, self._on = folder, host, replaces, on
        self._taken: dict[Path, str] = {}

    def take(self, outcome: Outcome) -> None:
        """Find out what a source says otherwise than before, keep what people decided, and write; or refuse it.

        Raise `UsageError` where it is to replace what was not imported.
        """
        if outcome.refused is not None:
            return
        target = self._folder / place_of(self._replaces or outcome.source)
        if self._replaces is not None and not target.exists():
            hint = worded("see `imported: from:` in the files")
            raise UsageError(
                worded("`{replaces}` was not imported into this folder", replaces=self._replaces), hint=hint
            )
        earlier = self._host.read(target) if target.exists() else None
        outcome.refused = self._stranger(outcome, target, earlier)
        if outcome.refused is None:
            if earlier is not None:
                outcome.changed = changes(earlier, outcome.records)
                outcome.kept = keep_decisions(outcome.records, earlier)
            self._taken[target] = outcome.source
            self._write(outcome, target)

    def _stranger(self, outcome: Outcome, target: Path, earlier: Any) -> InputError | None:
        """Return why a source may not take the place of what lies there: it is another one of the same name."""
        if target in self._taken:
            what = worded("`{taken}` of this run would be written into the same file", taken=self._taken[target])
            return InputError(
                what, hint=worded("import the folder that holds both, or rename one"), path=outcome.source
            )
        if earlier is None or self._replaces is not None or not outcome.records:
            return None
        if set(_subjects(earlier)).isdisjoint(_subjects(outcome.records)) and any(_subjects(earlier)):
            what = worded("another source of this name was imported before, and has nothing in common with it")
            hint = worded("rename it; or say --replaces {source} if it is the newer one", source=outcome.source)
            return InputError(what, hint=hint, path=outcome.source)
        return None

    def _write(self, outcome: Outcome, target: Path) -> None:
        if self._on is None or not outcome.records or outcome.choice is None:
            return
        outcome.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = {"sha256": outcome.sha256} if outcome.sha256 else {}
        imported = {"by": outcome.choice.name, "from": outcome.source, **digest, "on": self._on.isoformat()}
        self._host.write(target, written(outcome.records, imported))


def _subjects(records: Any) -> Iterator[tuple[str, str]]:
    """Yield the subjects of an imported file by the key of their type and their id."""
    for key, found in records.items() if isinstance(records, Mapping) else ():
        for record in found if isinstance(found, list) else ():
            yield key, str(record.get("id"))
