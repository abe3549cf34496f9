"""Criteria registered before a call: the digests of checklists and profile, so that nobody can move the bar later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit_submission.desk.examine import name_of
from govkit_submission.desk.profile import Profile, controls_of, require_known
from govkit_submission.desk.store import packed

if TYPE_CHECKING:
    from govkit.plugin.host import Host

FORMAT = "desk-criteria/1"


@dataclass(frozen=True)
class Criteria:
    """What submissions to a call have to be assessed by."""

    sha256: str
    """Of the file; the one that is published."""
    checklists: Mapping[str, str]
    """`id@edition` → digest."""
    profile: str
    """The digest of the profile; empty where there is none."""


def register(profile: Profile, files: Sequence[Path], title: str, day: str, host: Host) -> bytes:
    """Return the file of criteria; raise `UsageError` for nothing to register, or a control that is none."""
    checklists = host.checklists(profile.frameworks, files) if profile.frameworks or files else []
    if not checklists:
        hint = worded("name checklists with --framework, -c or --profile")
        raise UsageError(worded("criteria need a checklist"), hint=hint)
    require_known(profile, controls_of(checklists))
    return packed(
        {
            "govkit": FORMAT,
            "title": title,
            "registered": day,
            "checklists": [_entry(checklist) for checklist in checklists],
            "profile": profile.sha256,
            "leave_out": sorted(profile.leave_out),
        }
    )


def _entry(checklist: Mapping[str, Any]) -> dict[str, Any]:
    framework = checklist["content"]["framework"]
    return {
        "id": framework["id"],
        "edition": framework["edition"],
        "revision": framework.get("revision", 1),
        "sha256": checklist["sha256"],
        "controls": len(checklist["content"]["controls"]),
    }


def read_criteria(path: Path, files: Sequence[Path], host: Host) -> Criteria:
    """Return registered criteria; raise where they are none, or where the checklists at hand are others."""
    content = host.read(path)
    try:
        if content["govkit"] != FORMAT:
            raise ValueError
        wanted = {f"{entry['id']}@{entry['edition']}": str(entry["sha256"]) for entry in content["checklists"]}
        profile = str(content["profile"])
    except (KeyError, TypeError, ValueError):
        hint = worded("make them with `govkit desk criteria register`")
        raise InputError(worded("these are no criteria"), hint=hint, path=str(path)) from None
    given = {name_of(checklist): checklist["sha256"] for checklist in (host.checklists([], files) if files else [])}
    for name, sha256 in wanted.items():
        here = given.get(name) or host.checklists([name])[0]["sha256"]
        if here != sha256:
            hint = worded("install the edition that was registered, or give its file with -c")
            raise UsageError(
                worded("{name} is another text here than the registered one ({sha256})", name=name, sha256=sha256[:12]),
                hint=hint,
            )
    return Criteria(hashlib.sha256(path.read_bytes()).hexdigest(), wanted, profile)
