"""Says where a desk was changed behind the back of its log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from govkit.model.errors import GovkitError
from govkit.model.worded import worded
from govkit_submission.desk.store import Desk


def faults(desk: Desk, head: str = "") -> Iterator[str]:
    """Yield a line for everything that is not as the log says; `head` is a digest that somebody kept.

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
        if entry["kind"] == "intake" and entry["outcome"] != "known":
            logged[entry["sha256"]] = (entry["record"], entry["facts"])
        if entry["kind"] == "sample":
            path = desk.folder / "samples" / f"{entry['sample']}.json"
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != entry["sample"]:
                yield worded("samples/{sample}: was changed or removed", sample=entry["sample"][:12])
    yield from _records(desk, logged)


def _records(desk: Desk, logged: dict[str, tuple[str, str]]) -> Iterator[str]:
    there = set(desk.submissions())
    for sha256, (record, facts) in sorted(logged.items()):
        if sha256 not in there:
            yield worded("submissions/{sha256}: was removed", sha256=sha256[:12])
            continue
        try:
            found = hashlib.sha256(desk.record_path(sha256).read_bytes()).hexdigest()
        except (OSError, GovkitError):
            found = ""
        if found != record:
            yield worded("submissions/{sha256}: was changed", sha256=sha256[:12])
        if desk.facts_digest(sha256) != facts:
            yield worded("facts/{sha256}: were changed or removed", sha256=sha256[:12])
    for sha256 in sorted(there - logged.keys()):
        yield worded(
            "submissions/{sha256}: is in no log; an intake was interrupted, or somebody put it there",
            sha256=sha256[:12],
        )
