"""What became of one source that was to be imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from govkit.model.errors import GovkitError
    from govkit.plugin.draft import Draft
    from govkit_importers.changes import Change
    from govkit_importers.choice import Choice


@dataclass
class Outcome:
    """What became of one source."""

    source: str
    choice: Choice | None = None
    draft: Draft | None = None
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    mapped: int = 0
    kept: int = 0
    """Decisions of people that an earlier import holds."""
    target: Path | None = None
    changed: list[Change] = field(default_factory=list)
    """What the source says otherwise than when it was imported before."""
    refused: GovkitError | None = None
    sha256: str = ""
