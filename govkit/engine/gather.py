"""Runs probes, the one stage that touches the world, and brings home one fact for every task, whatever happens."""

from __future__ import annotations

import queue
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import govkit
from govkit.engine.delivery import undelivered
from govkit.engine.shift import Job, Shift
from govkit.engine.takes import bring_home
from govkit.engine.wire import encode, pack_inventory
from govkit.engine.worker_process import Event, WorkerProcess
from govkit.model.entities.data import Dataset
from govkit.model.errors import UsageError
from govkit.model.fact import Fact, FactStatus
from govkit.model.inventory import Inventory
from govkit.model.message import Message, Param
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.worded import worded
from govkit.plugin.contract import Origin
from govkit.plugin.manager import Plugins, Unavailable

Progress = Callable[[str, int, int | None, str], None]
"""Called with who reports, how much is done, of how much, and what: `("gather", 3, 7, "dataset:crm")` after each fact,
`("acme.columns", 500, 12_000, "rows")` while a probe is at work."""

MEMORY = "memory_mb"
"""The option in `probes.<plugin>` that limits the memory of its worker."""
_TICK = 0.1
_WAITING_LINES = 8


@dataclass(frozen=True)
class Task:
    """A probe to run on a subject."""

    probe: str
    subject: str


def gather(
    tasks: Sequence[Task],
    *,
    inventory: Inventory,
    folder: Path,
    as_of: date,
    seed: str,
    options: Mapping[str, dict[str, Any]],
    network: bool,
    plugins: Plugins,
    workers: int = 2,
    seconds: float | None = None,
    replay: Path | None = None,
    keep: Path | None = None,
    progress: Progress = lambda _who, _done, _total, _what: None,
) -> list[Fact]:
    """Return one fact for every task, sorted by probe and subject.

    Each plugin has a process of its own, and up to `workers` of them run side by side. A probe that hangs, crashes or
    breaks its contract fails for the subject at hand; the next one gets a fresh process. `seconds` limits the whole of
    the gathering. `options` holds each plugin's section of the configuration. `replay` is a recording that stands in
    for the network, `keep` a folder into which one is written.
    """
    planned = [
        _plan(task, inventory, plugins, network=network or replay is not None)
        for task in sorted(set(tasks), key=lambda task: (task.probe, task.subject))
    ]
    facts = [entry for entry in planned if isinstance(entry, Fact)]
    jobs = [entry for entry in planned if isinstance(entry, Job)]

    def deliver(fact: Fact) -> None:
        facts.append(fact)
        progress("gather", len(facts), len(planned), fact.subject)

    if jobs:
        with tempfile.TemporaryDirectory(prefix="govkit-", ignore_cleanup_errors=True) as scratch:
            world: dict[str, Any] = {"folder": str(folder.resolve()), "as_of": as_of.isoformat(), "seed": seed}
            world |= {"network": network, "replay": None if replay is None else str(replay.resolve())}
            world["keep"] = keep is not None
            crew = _Crew(plugins, options, world, inventory, Path(scratch))
            shifts = [crew.shift(name, mine, deliver, progress) for name, mine in _by_plugin(jobs)]
            _run(shifts, crew.events, workers=workers, seconds=seconds)
            if keep is not None:
                bring_home(Path(scratch), keep)
    return sorted(facts, key=lambda fact: (fact.probe, fact.subject))


def _plan(task: Task, inventory: Inventory, plugins: Plugins, *, network: bool) -> Job | Fact:
    """Return what there is to do, or the fact that nothing can be done."""
    probe = plugins.probe(task.probe)
    if isinstance(probe, Unavailable):
        return undelivered(task.probe, task.subject, FactStatus.FAILED, probe.reason)
    subject = inventory.get(task.subject)
    params: dict[str, Param] = {"probe": probe.id, "subject": task.subject}
    if subject is None:
        reason = Message("{subject}, at which {probe} has to look, is not in the inventory", params)
        return undelivered(task.probe, task.subject, FactStatus.FAILED, reason, probe.version)
    if not isinstance(subject, probe.on):
        reason = Message("{probe} can't look at {subject}, which is of another type", params)
        return undelivered(task.probe, task.subject, FactStatus.FAILED, reason, probe.version)
    if probe.network and not network:
        reason = Message("{probe} needs the network; allow it with --network", {"probe": probe.id})
        return undelivered(task.probe, task.subject, FactStatus.DECLINED, reason, probe.version)
    return Job(probe, task.subject)


def _by_plugin(jobs: Sequence[Job]) -> list[tuple[str, list[Job]]]:
    names = sorted({_owner(job) for job in jobs})
    return [(name, [job for job in jobs if _owner(job) == name]) for name in names]


def _owner(job: Job) -> str:
    return job.probe.id.partition(".")[0]


class _Crew:
    """Starts workers, all with the same world, each with its own plugin and options."""

    def __init__(
        self,
        plugins: Plugins,
        options: Mapping[str, dict[str, Any]],
        world: dict[str, Any],
        inventory: Inventory,
        scratch: Path,
    ) -> None:
        self.events: queue.Queue[Event] = queue.Queue(_WAITING_LINES)
        self._plugins = plugins
        self._options = options
        self._world = world
        self._inventory = encode(pack_inventory(inventory))
        self._connections = _connections(inventory)
        self._paths = _paths(Path(world["folder"]))
        self._scratch = scratch

    def shift(self, name: str, jobs: Sequence[Job], deliver: Callable[[Fact], None], progress: Progress) -> Shift:
        """Return the shift of a plugin."""
        state, point = self._plugins.state(name), self._plugins.entry_point(name)
        origin = Origin(name, state.distribution, state.version)
        options = self._options.get(name, {})
        start = {
            "plugin": asdict(origin),
            "module": point.value,
            "options": options,
            "memory_mb": _memory(name, options),
            **self._world,
        }
        opening = encode(start) + self._inventory
        return Shift(origin, jobs, hire=lambda: self._hire(name, opening), deliver=deliver, progress=progress)

    def _hire(self, name: str, opening: bytes) -> WorkerProcess:
        scratch = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self._scratch))
        return WorkerProcess(
            opening, scratch=scratch, connections=self._connections, paths=self._paths, events=self.events
        )


def _run(shifts: Sequence[Shift], events: queue.Queue[Event], *, workers: int, seconds: float | None) -> None:
    """Keep up to `workers` shifts going until all are over or the time is; leave no process behind."""
    until = float("inf") if seconds is None else time.monotonic() + seconds
    waiting, active = deque(shifts), list[Shift]()
    try:
        while waiting or active:
            while waiting and len(active) < max(1, workers):
                active.append(waiting.popleft())
                active[-1].begin()
            with suppress(queue.Empty):
                sender, line = events.get(timeout=_TICK)
                for shift in active:
                    if shift.worker is sender:
                        shift.hear(line)
            now = time.monotonic()
            for shift in [*active, *waiting] if now > until else ():
                shift.give_up(Message("gathering was limited to {seconds} seconds", {"seconds": seconds or 0}))
            for shift in active:
                shift.look(now)
            active = [shift for shift in active if not shift.over]
            waiting = deque(shift for shift in waiting if not shift.over)
    finally:
        for shift in active:
            shift.close()


def _memory(name: str, options: Mapping[str, Any]) -> int | None:
    limit = options.get(MEMORY)
    if limit is not None and (type(limit) is not int or limit < 1):
        raise UsageError(
            worded("`probes.{name}.{memory}` has to be a whole number of megabytes", name=name, memory=MEMORY)
        )
    return limit


def _connections(inventory: Inventory) -> tuple[str, ...]:
    """Return the environment variables that data sources name: all of the person's environment that workers see."""
    names: set[str] = set()
    for dataset in inventory.of(Dataset):
        with suppress(NotStated, Disputed):
            for source in dataset.data:
                with suppress(NotStated, Disputed):
                    names.update([source.connection] if source.connection else [])
    return tuple(sorted(names))


def _paths(folder: Path) -> tuple[str, ...]:
    """Return where this process finds modules, save for the working directory and the assessed folder.

    They come after the installation's own, so that none of them can stand in for a library; the place of govkit
    itself is last.
    """
    hostile = {Path.cwd(), folder}
    known = [path for path in sys.path if path and Path(path).is_absolute() and Path(path).resolve() not in hostile]
    return (*known, str(Path(govkit.__file__ or "").resolve().parent.parent))
