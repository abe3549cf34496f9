"""The desk's folder: a record and the facts of each submission, checklists, samples, and the log."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.day import day_of
from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_submission.desk.log import Log
from govkit_submission.desk.twins import twins
from govkit_submission.sole import sole_writer

if TYPE_CHECKING:
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host

FORMAT = "desk-record/1"
PLAN = "intake.json"
"""There only while an intake is under way: on which day it began, of what, and by which rules."""
_TEXTS = ("number", "title", "why", "severity")
_PARTS = frozenset({*_TEXTS, "weight", "questions"})
"""What is kept of a control."""
_LEVEL = 1
"""Facts are packed fast: they are a twentieth of their size either way."""
_MOST_UNPACKED = 256 * 1024 * 1024


class Desk:
    """Where things lie below the folder; everything is written whole or not at all, the log by appending."""

    def __init__(self, folder: Path, host: Host) -> None:
        """Take the folder, which is made when it is first written to."""
        self.folder = folder
        self._host = host
        self.log = Log(folder / "log.jsonl")

    @classmethod
    def existing(cls, folder: Path, host: Host) -> Desk:
        """Return a desk that is there; raise `UsageError` for a folder that is none."""
        desk = cls(folder, host)
        if not (folder / "log.jsonl").is_file():
            raise UsageError(
                worded("this is no desk"), hint=worded("make one with `govkit intake FOLDER -o DESK`"), path=str(folder)
            )
        return desk

    def sole(self) -> AbstractContextManager[None]:
        """Let one process at a time write here; raise `Locked` where another does. A crash locks nobody out."""
        return sole_writer(self.folder)

    def record_path(self, sha256: str) -> Path:
        """Return where the record of a submission lies."""
        return self.folder / "submissions" / sha256[:2] / f"{sha256}.json"

    def write_record(self, sha256: str, record: Mapping[str, Any]) -> None:
        """Keep what was found of a submission."""
        self._host.write(self.record_path(sha256), packed(record))

    def record(self, sha256: str) -> dict[str, Any] | None:
        """Return what was found of a submission, or `None`; raise `InputError` for a record that is broken."""
        path = self.record_path(sha256)
        if not path.is_file():
            return None
        try:
            record: dict[str, Any] = json.loads(path.read_bytes())
            if record["govkit"] != FORMAT or record["sha256"] != sha256:
                raise ValueError
        except (ValueError, KeyError, TypeError):
            hint = worded("`govkit desk check` names what was changed")
            raise InputError(worded("this is no record of the desk"), hint=hint, path=str(path)) from None
        return record

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every record by the digest of its submission, one at a time."""
        for sha256 in self.submissions():
            record = self.record(sha256)
            if record is not None:
                yield record

    def submissions(self) -> list[str]:
        """Return the digests of all submissions, sorted."""
        return sorted(path.stem for path in (self.folder / "submissions").glob("??/*.json"))

    def find(self, name: str) -> dict[str, Any]:
        """Return the one record that a digest, its beginning, an organisation's id or a received name leads to."""
        named = {entry["sha256"] for entry in self.log.entries() if entry.get("source") == name}
        found = [
            record
            for record in self.records()
            if (len(name) >= 6 and record["sha256"].startswith(name))
            or record["sha256"] in named
            or record.get("organisation", {}).get("id") == name
        ]
        if len(found) > 1:
            doubles = twins(self)
            found = [record for record in found if record["sha256"] not in doubles] or found
        if len(found) == 1:
            return found[0]
        if not found:
            hint = worded("name it by its digest, its organisation's id or its file's name")
            raise UsageError(worded("there is no submission `{name}` at this desk", name=name[:60]), hint=hint)
        digests = ", ".join(record["sha256"][:12] for record in found[:5])
        raise UsageError(
            worded("`{name}` is {count} submissions", name=name[:60], count=len(found)),
            hint=worded("name one of {digests}", digests=digests),
        )

    def write_facts(self, sha256: str, facts: Facts) -> None:
        """Keep what a submission is judged by, packed, so that it can be judged again without its file."""
        from pydantic_core import to_json

        self._host.write(self._facts_path(sha256), zlib.compress(to_json(facts), _LEVEL))

    def facts(self, sha256: str) -> Facts:
        """Return the facts of an accepted submission; raise `InputError` where they are broken."""
        path = self._facts_path(sha256)
        try:
            unpacking = zlib.decompressobj()
            content = json.loads(unpacking.decompress(path.read_bytes(), _MOST_UNPACKED))
        except (OSError, ValueError, zlib.error):
            hint = worded("`govkit desk check` names what was changed")
            raise InputError(worded("the facts can't be read any more"), hint=hint, path=str(path)) from None
        return self._host.facts(content, str(path))

    def facts_digest(self, sha256: str) -> str:
        """Return the SHA-256 of the file that holds a submission's facts, or an empty text where it is gone."""
        path = self._facts_path(sha256)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

    def _facts_path(self, sha256: str) -> Path:
        return self.folder / "facts" / sha256[:2] / f"{sha256}.zz"

    def keep_checklist(self, checklist: Mapping[str, Any]) -> str:
        """Keep what a checklist says of its controls, for those who read what was judged by it; return its digest."""
        path = self._checklist_path(checklist["sha256"])
        if path.is_file():
            return self.checklist_digest(checklist["sha256"])
        content = checklist["content"]
        controls = {
            control["id"]: {name: control.get(name, "") for name in _TEXTS}
            | {"weight": control.get("weight", 1), "questions": _questions(control)}
            for control in content["controls"]
        }
        framework = {name: content["framework"][name] for name in ("id", "edition", "title")}
        self._host.write(path, packed({"framework": framework, "controls": controls}))
        return self.checklist_digest(checklist["sha256"])

    def checklist_digest(self, sha256: str) -> str:
        """Return the SHA-256 of the file that holds what is kept of a checklist, or an empty text where it is gone."""
        path = self._checklist_path(sha256)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

    def kept_checklists(self, submission: str) -> list[tuple[str, str]]:
        """Return the digests of the checklists that a submission was judged by, and of what was kept of each."""
        frameworks = (self.record(submission) or {}).get("frameworks", ())
        return [(framework["sha256"], framework.get("kept", "")) for framework in frameworks]

    def _checklist_path(self, sha256: str) -> Path:
        return self.folder / "checklists" / f"{sha256}.json"

    def checklist(self, sha256: str) -> dict[str, Any]:
        """Return what is kept of a checklist; a control that is not among it is known by its id alone."""
        found = self.read(f"checklists/{sha256}.json")
        if found is None:
            return {"framework": {}, "controls": {}}
        controls = found.get("controls") if isinstance(found, dict) else None
        if not isinstance(controls, dict) or not all(map(_is_kept, controls.values())):
            hint = worded("`govkit desk check` names what was changed")
            path = str(self._checklist_path(sha256))
            raise InputError(worded("this file of the desk is broken"), hint=hint, path=path)
        return dict(found)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write another file of the desk and return its path."""
        path = self.folder / name
        self._host.write(path, content)
        return path

    def plan(self) -> dict[str, Any] | None:
        """Return what the intake under way was begun with, or `None`; raise `InputError` for a broken plan."""
        plan = self.read(PLAN)
        if plan is None or (
            isinstance(plan, dict) and isinstance(plan.get("number"), int) and _is_day(plan.get("day"))
        ):
            return plan
        hint = worded("remove it and run the same `govkit intake` again")
        raise InputError(worded("this file of the desk is broken"), hint=hint, path=str(self.folder / PLAN))

    def read(self, name: str) -> Any:
        """Return the content of another JSON file of the desk, or `None` where it is not there."""
        path = self.folder / name
        try:
            return json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            hint = worded("`govkit desk check` names what was changed")
            raise InputError(worded("this file of the desk is broken"), hint=hint, path=str(path)) from None


def _questions(member: Any) -> dict[str, str]:
    """Return the texts of the questions of a control, by their ids, at any depth of its tree."""
    found: dict[str, str] = {}
    if isinstance(member, dict):
        if "ask" in member:
            found[str(member["ask"])] = str(member.get("text", ""))
        for part in ("all", "any"):
            found |= _questions(member.get(part))
    elif isinstance(member, (list, tuple)):
        for inner in member:
            found |= _questions(inner)
    return found


def _is_kept(control: Any) -> bool:
    return isinstance(control, dict) and control.keys() >= _PARTS and isinstance(control["questions"], dict)


def _is_day(text: Any) -> bool:
    try:
        return bool(day_of(text))
    except (TypeError, ValueError):
        return False


def packed(document: Any) -> bytes:
    """Write a document so that equal content has equal bytes."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def digest(document: Any) -> str:
    """Return the SHA-256 of a document as the desk writes it."""
    return hashlib.sha256(packed(document)).hexdigest()
