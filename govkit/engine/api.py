"""What `import govkit` offers to programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from govkit.engine.checklists import read_checklist
from govkit.engine.load import load
from govkit.engine.run import Run, today
from govkit.model.assessment import Assessment
from govkit.model.checklist import Checklist
from govkit.model.inventory import Inventory


def assess(
    folder: str | Path,
    *,
    as_of: date | None = None,
    frameworks: Sequence[str] | None = None,
    checklists: Sequence[str | Path] = (),
    network: bool = False,
    workers: int = 2,
    since: Assessment | None = None,
) -> Assessment:
    """Assess a folder, or a single inventory file, and return the assessment; nothing is written.

    `as_of` is the date that decides which law applies (today by default), `frameworks` are ids or `id@edition` in
    place of those that `govkit.yaml` names, `checklists` are files that are not installed, and `since` is an earlier
    assessment whose subjects may not silently vanish. Raises `govkit.model.errors.GovkitError`.
    """
    run = Run(
        as_of=as_of or today(),
        overrides={} if frameworks is None else {"frameworks": tuple(frameworks)},
        checklists=[Path(path) for path in checklists],
        network=network,
        workers=workers,
        since=since,
    )
    return run.judge(run.gather(run.load(Path(folder))))


def load_inventory(folder: str | Path) -> Inventory:
    """Return the inventory of a folder or file, checked and normalised; raise `InputErrors` naming every fault."""
    return load(Path(folder)).normalised.inventory


def load_checklist(path: str | Path) -> Checklist:
    """Return a checklist; raise `InputErrors` naming every fault with its place."""
    return read_checklist(Path(path)).checklist
