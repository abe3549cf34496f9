"""Put what was imported into the folder: each source into a file of its own, and none over that of another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_importers.changes import changes
from govkit_importers.layout import FOLDER, keep_decisions, place_of, written

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_importers.outcome import Outcome

_MAIN = ("activities", "datasets")
_RECORD = "ropa"


class Store:
    """The imported files of one folder, in one run."""

    def __init__(self, folder: Path, host: Host, replaces: str | None, on: date | None) -> None:
        """Take the folder, the source that is replaced, and the day; without a day nothing is written."""
        self._folder, self._host, self._replaces, self._on = folder, host, replaces, on
        self._taken: dict[Path, str] = {}
        self._named: dict[Path, dict[tuple[str, str], str]] | None = None

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
        outcome.refused = self._stranger(outcome, target, earlier) or self._namesake(outcome, target)
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
        if not _is_newer(_subjects(earlier), _subjects(outcome.records)):
            what = worded("another source of this name was imported before, and has too little in common with it")
            hint = worded("rename it; or say --replaces {source} if it is the newer one", source=outcome.source)
            return InputError(what, hint=hint, path=outcome.source)
        return None

    def _namesake(self, outcome: Outcome, target: Path) -> InputError | None:
        """Return why a record of processing can't stand beside another: they give one id to two activities.

        Ids such as `A1` are given out by every department; judged as one, each would make up for the gaps of the other.
        """
        if outcome.choice is None or outcome.choice.name != _RECORD:
            return None
        if self._named is None:
            files = sorted((self._folder / FOLDER).glob("*.yaml"))
            self._named = {path: _of_record(self._host.read(path)) for path in files}
        own = _of_record({"imported": {"by": _RECORD}, **outcome.records})
        for path, names in self._named.items():
            other = next((one for one in own if path != target and len({own[one], names.get(one, ""), ""}) == 3), None)
            if other is not None:
                what = worded("activity `{id}` is called otherwise in {file}", id=other[1][:60], file=path.name)
                hint = worded("give each an id of its own, or the same name if it is one activity")
                return InputError(what, hint=hint, path=outcome.source)
        self._named[target] = own
        return None

    def _write(self, outcome: Outcome, target: Path) -> None:
        if self._on is None or not outcome.records or outcome.choice is None:
            return
        outcome.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = {"sha256": outcome.sha256} if outcome.sha256 else {}
        imported = {"by": outcome.choice.name, "from": outcome.source, **digest, "on": self._on.isoformat()}
        self._host.write(target, written(outcome.records, imported))


def _subjects(records: Any) -> dict[tuple[str, str], str]:
    """Return what each subject of an imported file is called, by the key of its type and its id.

    Where there are activities, or else datasets, only these: banks and mail services stand in the files of many.
    """
    found = {
        (key, str(record.get("id"))): _name(record)
        for key, listed in (records.items() if isinstance(records, Mapping) else ())
        for record in (listed if isinstance(listed, list) else ())
        if isinstance(record, Mapping)
    }
    main = next((kind for kind in _MAIN if any(key == kind for key, _ in found)), None)
    return {subject: name for subject, name in found.items() if main in (None, subject[0])}


def _of_record(content: Any) -> dict[tuple[str, str], str]:
    """Return what the activities of an imported record of processing are called; nothing of other files."""
    imported = content.get("imported") if isinstance(content, Mapping) else None
    if not isinstance(imported, Mapping) or imported.get("by") != _RECORD:
        return {}
    return {subject: name for subject, name in _subjects(content).items() if subject[0] == "activities"}


def _name(record: Mapping[str, Any]) -> str:
    said = record.get("name")
    claims = said.get("claims") if isinstance(said, Mapping) else None
    own = [one["value"] for one in claims or () if isinstance(one, Mapping) and "origin" in one and "value" in one]
    return " ".join(str(own[-1]).casefold().split()) if own else ""


def _is_newer(before: Mapping[tuple[str, str], str], now: Mapping[tuple[str, str], str]) -> bool:
    """Tell whether half of what the smaller file names stands in the other, and is not called otherwise there."""
    shared = [subject for subject in before.keys() & now.keys() if len({before[subject], now[subject], ""}) < 3]
    return not before or 2 * len(shared) >= min(len(before), len(now))
