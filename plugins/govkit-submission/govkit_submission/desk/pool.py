"""Runs one function over many tasks in spawned processes; a task that kills or holds up its process is named."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from govkit.model.errors import PluginError
from govkit.model.worded import worded

Task = TypeVar("Task")
Result = TypeVar("Result")

_MEMORY = 4 * 1024**3
"""Bytes of address space that a worker may take, where the system can hold it to that."""
_START = 120.0
"""Seconds that a worker may take until it is ready: no task is to blame for them."""


@dataclass(frozen=True)
class Lost(Generic[Task]):
    """A task whose worker did not come back with a result."""

    task: Task
    why: str


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    task: Any = None
    until: float = 0.0
    ready: bool = False
    """Whether it has loaded what it runs, so that what happens from now on is the task's doing."""


class Pool(Generic[Task, Result]):
    """As many workers as asked for, each loaded once by `make(*given)`, which returns the function to run."""

    def __init__(
        self, workers: int, make: Callable[..., Callable[[Task], Result]], given: tuple[Any, ...], seconds: float
    ) -> None:
        """Take what is to be run, importable and picklable, and how long one task may take."""
        self._wanted = workers
        self._make = make
        self._given = given
        self._seconds = seconds
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result] | Lost[Task]]:
        """Yield the outcome of each task as it is done, in no order; raise `PluginError` where no worker can start."""
        waiting = iter(tasks)
        try:
            while self._feed(waiting):
                yield from self._collect()
        finally:
            self._end()

    def _feed(self, waiting: Iterator[Task]) -> bool:
        """Give every idle worker a task; tell whether anything is still to come."""
        busy = [worker for worker in self._workers if worker.task is not None]
        idle = [worker for worker in self._workers if worker.task is None]
        while len(busy) < self._wanted:
            task = next(waiting, None)
            if task is None:
                break
            worker = idle.pop() if idle else self._start()
            worker.task, worker.until = task, time.monotonic() + (self._seconds if worker.ready else _START)
            with suppress(OSError):  # a worker that is gone is found so when its answer is waited for
                worker.pipe.send(task)
            busy.append(worker)
        return bool(busy)

    def _collect(self) -> Iterator[tuple[Task, Result] | Lost[Task]]:
        busy: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        left = max(0.0, min(worker.until for worker in busy.values()) - time.monotonic())
        for pipe in wait(list(busy), left):
            worker = busy.pop(pipe)
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):
                task = self._task_of(worker)
                self._drop(worker)
                yield Lost(task, "the process that judged it came to an end")
                continue
            if not worker.ready:
                worker.ready, worker.until = True, time.monotonic() + self._seconds
                continue
            yield self._task_of(worker), result
        for worker in busy.values():
            if time.monotonic() >= worker.until:
                task = self._task_of(worker)
                self._drop(worker)
                yield Lost(task, f"it could not be judged within {self._seconds:.0f} seconds")

    def _task_of(self, worker: _Worker) -> Any:
        """Take a worker's task from it; raise `PluginError` where it has not even come to it."""
        if not worker.ready:
            hint = worded("look at what stands above; what was done stays, and the same command goes on")
            raise PluginError(worded("a process that judges could not be started"), hint=hint)
        task, worker.task = worker.task, None
        return task

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._make, self._given), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def _end(self) -> None:
        for worker in list(self._workers):
            self._drop(worker)


def _serve(pipe: Connection, make: Callable[..., Callable[[Any], Any]], given: tuple[Any, ...]) -> None:
    """Say that all is loaded, and answer tasks until the other end is closed, as it is when its process ends."""
    _bound_memory()
    work = make(*given)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(None)
        while True:
            pipe.send(work(pipe.recv()))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
