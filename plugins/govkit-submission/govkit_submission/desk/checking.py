"""Says where a desk was changed behind the back of its log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from govkit.model.errors import GovkitError, VerificationFailed
from govkit.model.worded import listed, worded
from govkit_submission.desk.store import Desk

_DRAWN_UP = {"sample": "samples", "settings": "settings"}
"""What the desk has drawn up itself: the kind of its entries, which name it by its digest, and its folder."""


def require_whole(desk: Desk) -> None:
    """Raise `VerificationFailed` where a desk is not as its log says: nothing is told or added on such ground.

    What an intake that was interrupted has not logged yet is no fault.
    """
    if not desk.log.is_there():
        return
    plan = desk.plan()
    found = list(faults(desk, under_way=plan["number"] if plan is not None else None))
    if found:
        more = worded("; and {number} more", number=len(found) - 1) if len(found) > 1 else ""
        hint = worded("`govkit desk check` names everything; restore it, or take all in at a new desk")
        raise VerificationFailed(listed([found[0], more], ""), hint=hint, path=str(desk.folder))


def faults(desk: Desk, head: str = "", *, under_way: int | None = None) -> Iterator[str]:
    """Yield a line for everything that is not as the log says; `head` is a digest that somebody kept.

    What the intake of the number that is `under_way` has written is not in the log yet.

    Without one, entries that were cut off at the end leave no trace, and whoever can write the log can write it anew.
    """
    breaks = desk.log.breaks()
    yield from (worded("log.jsonl:{line}: {what}", line=found.line, what=found.what) for found in breaks)
    if breaks:
        return
    entries = list(desk.log.entries())
    if head and not any(entry["hash"].startswith(head) for entry in entries):
        yield worded(
            "log.jsonl: the entry {head} is not there: entries were cut off, or the log was written anew",
            head=head[:16],
        )
    logged: dict[str, tuple[str, str]] = {}
    for entry in entries:
        if entry["kind"] == "intake":
            logged[entry["sha256"]] = (entry["record"], entry["facts"])
        if entry["kind"] in _DRAWN_UP:
            yield from _drawn_up(desk, _DRAWN_UP[entry["kind"]], entry[entry["kind"]])
    yield from _records(desk, logged, under_way)
    if under_way is not None:
        return
    for sha256 in sorted(set(desk.submissions()) - logged.keys()):
        yield worded(
            "submissions/{sha256}: is in no log; an intake was interrupted, or somebody put it there",
            sha256=sha256[:12],
        )


def _drawn_up(desk: Desk, folder: str, sha256: str) -> Iterator[str]:
    path = desk.folder / folder / f"{sha256}.json"
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        yield worded("{file}: was changed or removed", file=f"{folder}/{sha256[:12]}")


def _records(desk: Desk, logged: dict[str, tuple[str, str]], under_way: int | None) -> Iterator[str]:
    there = set(desk.submissions())
    kept: dict[str, str] = {}
    for sha256, (record, facts) in sorted(logged.items()):
        if sha256 not in there:
            yield worded("submissions/{sha256}: was removed", sha256=sha256[:12])
            continue
        if under_way is not None and _intake_of(desk, sha256) == under_way:
            continue
        try:
            found = hashlib.sha256(desk.record_path(sha256).read_bytes()).hexdigest()
        except (OSError, GovkitError):
            found = ""
        if found != record:
            yield worded("submissions/{sha256}: was changed", sha256=sha256[:12])
        if desk.facts_digest(sha256) != facts:
            yield worded("facts/{sha256}: were changed or removed", sha256=sha256[:12])
        if found == record:
            kept |= {name: digest for name, digest in desk.kept_checklists(sha256) if digest}
    for name, digest in sorted(kept.items()):
        if desk.checklist_digest(name) != digest:
            yield worded("checklists/{name}: was changed or removed", name=name[:12])


def _intake_of(desk: Desk, sha256: str) -> int | None:
    try:
        return (desk.record(sha256) or {}).get("intake")
    except GovkitError:
        return None
