"""The desk's folder: a record and the facts of each submission, checklists, samples, and the log."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.disk import refusal
from govkit.model.errors import InputError, Locked, UsageError
from govkit.model.worded import worded
from govkit_submission.desk.log import Log

if TYPE_CHECKING:
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host

FORMAT = "desk-record/1"
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

    @contextmanager
    def sole(self) -> Iterator[None]:
        """Let one process at a time write here; raise `Locked` where another does. A crash locks nobody out."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            number = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as fault:
            reason = refusal(fault)
            raise UsageError(
                worded("can't be written: {reason}", reason=reason),
                hint=worded("choose another"),
                path=str(self.folder),
            ) from None
        try:
            if not _take(number):
                raise Locked(
                    worded("another govkit is writing to this desk"), hint=worded("wait for it"), path=str(self.folder)
                )
            yield
        finally:
            with suppress(OSError):
                os.close(number)

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

    def keep_checklist(self, checklist: Mapping[str, Any]) -> None:
        """Keep what a checklist says of its controls, for those who read what was judged by it."""
        path = self.folder / "checklists" / f"{checklist['sha256']}.json"
        if path.is_file():
            return
        content = checklist["content"]
        controls = {
            control["id"]: {name: control.get(name, "") for name in ("number", "title", "why", "severity")}
            | {"weight": control.get("weight", 1), "questions": _questions(control)}
            for control in content["controls"]
        }
        framework = {name: content["framework"][name] for name in ("id", "edition", "title")}
        self._host.write(path, packed({"framework": framework, "controls": controls}))

    def checklist(self, sha256: str) -> dict[str, Any]:
        """Return what is kept of a checklist; a control that is not among it is known by its id alone."""
        found = self.read(f"checklists/{sha256}.json")
        return found if isinstance(found, dict) else {"framework": {}, "controls": {}}

    def write(self, name: str, content: str | bytes) -> Path:
        """Write another file of the desk and return its path."""
        path = self.folder / name
        self._host.write(path, content)
        return path

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


def packed(document: Any) -> bytes:
    """Write a document so that equal content has equal bytes."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def digest(document: Any) -> str:
    """Return the SHA-256 of a document as the desk writes it."""
    return hashlib.sha256(packed(document)).hexdigest()


def _take(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
