"""A jurisdiction's profile: which editions its submissions are judged by, and which controls it leaves out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from govkit.model.errors import InputError, UsageError, nearest
from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.plugin.host import Host


@dataclass(frozen=True)
class Profile:
    """What to judge by."""

    frameworks: tuple[str, ...]
    """`id` or `id@edition`."""
    leave_out: frozenset[str] = frozenset()
    """`framework/control` of what does not count in this jurisdiction."""
    sha256: str = ""
    """Of the file that it came from."""


def require_known(profile: Profile, known: Collection[str]) -> None:
    """Raise `UsageError` for a control to be left out that is none of the `known`: one mistyped would stay in."""
    for name in sorted(profile.leave_out):
        if name not in known:
            what = worded("`{name}` is left out, and is no control of these checklists", name=name[:100])
            raise UsageError(what, hint=nearest(name, known) or worded("write `id/control`"))


def controls_of(checklists: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the controls of checklists that travel, as `id/control`."""
    contents = [checklist["content"] for checklist in checklists]
    return {f"{content['framework']['id']}/{control['id']}" for content in contents for control in content["controls"]}


class _File(BaseModel):
    """The file of a profile."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    govkit: str
    title: str = ""
    frameworks: tuple[str, ...]
    leave_out: tuple[str, ...] = ()


def read_profile(path: Path | None, frameworks: Sequence[str], host: Host) -> Profile:
    """Return the profile in a file, with the frameworks named beside it; raise `InputError` for what is none."""
    if path is None:
        return Profile(tuple(dict.fromkeys(frameworks)))
    try:
        file = _File.model_validate(host.read(path))
        if file.govkit != "desk-profile/1":
            raise ValueError
    except (ValidationError, ValueError):
        hint = worded(
            "write `govkit: desk-profile/1`, `frameworks: [id@edition]` and, if need be, `leave_out: [id/control]`"
        )
        raise InputError(worded("this is no profile"), hint=hint, path=str(path)) from None
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Profile(tuple(dict.fromkeys((*file.frameworks, *frameworks))), frozenset(file.leave_out), sha256)
