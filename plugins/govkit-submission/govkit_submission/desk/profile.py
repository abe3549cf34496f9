"""A jurisdiction's profile: which editions its submissions are judged by, and which controls it leaves out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from govkit.model.errors import InputError
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
