"""Where partitions are examined: in this process, in a pool of others, or wherever an installed executor takes them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from importlib.metadata import entry_points
from multiprocessing import get_context
from typing import TypeVar

from govkit.model.errors import PluginError, UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin import Executor

P = TypeVar("P")
R = TypeVar("R")
GROUP = "govkit.executors"
LOCAL = "local"
_AHEAD = 2
"""Parts that wait for each worker: enough to keep it busy, and few enough to stop soon."""


class Here:
    """Does everything in this process, one part after the other."""

    def run(self, function: Callable[[P], R], parts: Sequence[P]) -> Iterator[tuple[int, R]]:
        """Yield the place of each part and its result, in order."""
        for place, part in enumerate(parts):
            yield place, function(part)

    def close(self) -> None:
        """Do nothing."""


class Pool:
    """Spawned processes on this machine, each with one thread for Arrow."""

    def __init__(self, workers: int) -> None:
        """Take the number of processes; they start when there is work."""
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def run(self, function: Callable[[P], R], parts: Sequence[P]) -> Iterator[tuple[int, R]]:
        """Yield the place of each part and its result, as they are done."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), initializer=one_thread)
        waiting = iter(enumerate(parts))
        running: dict[Future[R], int] = {}
        try:
            while True:
                for place, part in waiting:
                    running[self._pool.submit(function, part)] = place
                    if len(running) >= self._workers * _AHEAD:
                        break
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        except BrokenProcessPool:
            raise PluginError(
                worded("a worker of the scan was killed"), hint=worded("use fewer --workers, or more memory")
            ) from None

    def close(self) -> None:
        """End the processes; what they are doing is thrown away."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def one_thread() -> None:
    """Keep Arrow from starting threads: a pool has a process for each core."""
    import pyarrow as pa

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)


def local(workers: int | None) -> Executor:
    """Return the executor of this machine: `workers` processes, by default one for each processor it may use."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Pool(available if workers is None else workers) if workers != 1 else Here()


def named(name: str, workers: int | None) -> Executor:
    """Return an executor by the name of its entry point. Raises `UsageError` and `PluginError`."""
    if name == LOCAL:
        return local(workers)
    points = tuple(entry_points(group=GROUP, name=name))
    if not points:
        known = sorted({LOCAL, *(point.name for point in entry_points(group=GROUP))})
        raise UsageError(
            worded("there is no executor `{name}`", name=name),
            hint=nearest(name, known) or worded("there are {known}", known=", ".join(known)),
        )
    try:
        made = points[0].load()(workers)
    except ImportError as error:
        raise PluginError(
            worded("the executor `{name}` needs a package that is not installed: {name2}", name=name, name2=error.name)
        ) from None
    if not isinstance(made, Executor):
        raise PluginError(worded("`{value}` gives no executor", value=points[0].value))
    return made
