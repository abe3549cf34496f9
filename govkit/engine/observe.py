"""From a folder to facts: load, choose checklists, plan, gather. The only stage that looks at the world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Chosen, Library, read_checklist
from govkit.engine.editions import renewals_of
from govkit.engine.extensions import check_extensions
from govkit.engine.facts import make_facts
from govkit.engine.gather import Progress, Task, gather
from govkit.engine.load import Loaded
from govkit.engine.normalise import on_date
from govkit.engine.plan import make_plan
from govkit.model.assessment import Assessment
from govkit.model.facts import Facts
from govkit.model.inventory import Inventory
from govkit.plugin.manager import Plugins
from govkit.plugin.probe import Probe


def observe(
    loaded: Loaded,
    *,
    as_of: date,
    plugins: Plugins,
    library: Library,
    extra: Sequence[Path] = (),
    network: bool = False,
    workers: int = 2,
    since: Assessment | None = None,
    replay: Path | None = None,
    keep: Path | None = None,
    progress: Progress = lambda _who, _done, _total, _what: None,
) -> Facts:
    """Run the probes that the folder's frameworks need, and return the facts document.

    `extra` are checklist files that are not installed. Raises `InputErrors` for a checklist that can't be planned.
    """
    check_extensions(loaded.normalised, plugins)
    given = [read_checklist(path) for path in extra]
    normalised = loaded.normalised
    chosen = choose(loaded.config.frameworks, given, library, as_of, normalised.inventory)
    plan = make_plan(chosen, plugins)
    probes, inventory = plan.probes(plugins), normalised.inventory
    if probes:
        inventory = on_date(inventory, as_of, dated_claims=normalised.dated_claims)
    gathered = gather(
        [*_tasks(probes, inventory)],
        inventory=inventory,
        folder=loaded.folder,
        as_of=as_of,
        seed=loaded.config.seed,
        options=loaded.config.probes,
        network=network,
        plugins=plugins,
        workers=workers,
        replay=replay,
        keep=keep,
        progress=progress,
    )
    return make_facts(loaded, gathered, as_of=as_of, given=given, since=since)


def _tasks(probes: Sequence[Probe[Any, Any]], inventory: Inventory) -> Iterator[Task]:
    """Yield what there is to look at; of a subject that nobody declared, nothing is."""
    ghosts = {ghost.subject for ghost in inventory.ghosts}
    for probe in probes:
        for record in inventory.records_of(probe.on.type):
            subject = f"{probe.on.type}:{record['id']}"
            if subject not in ghosts and (not probe.looks_at or probe.looks_at in record):
                yield Task(probe.id, subject)


def choose(
    wanted: Sequence[str] | None,
    given: Sequence[Chosen],
    library: Library,
    as_of: date,
    inventory: Inventory | None = None,
) -> list[Chosen]:
    """Return the checklists to judge by: those named, and those given, which replace an installed one of their key.

    The certificates of the inventory tell which edition a renewal needs.
    """
    keys = {chosen.checklist.key for chosen in given}
    names = {chosen.checklist.framework.id for chosen in given}
    installed = None if wanted is None else [name for name in wanted if name not in keys and name not in names]
    renewals = {} if inventory is None else renewals_of(inventory)
    chosen = [*library.choose(installed, as_of, renewals), *given] if installed != [] else list(given)
    by_key = {entry.checklist.key: entry for entry in chosen}
    return [by_key[key] for key in sorted(by_key)]
