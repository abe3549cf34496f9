"""The jobs of one plugin, done one after the other by one worker at a time; a lost worker is replaced."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.engine.delivery import accept, accept_reason, crashed, too_much, too_slow, undelivered
from govkit.engine.wire import decode
from govkit.engine.worker_process import WorkerProcess
from govkit.model.fact import Fact, FactStatus
from govkit.model.message import Message, Param
from govkit.plugin.contract import Origin
from govkit.plugin.probe import Probe

SECONDS_TO_START = 120
"""How long a plugin may take to be imported: heavy ones load language models."""
_SECONDS_TO_HANG_UP = 1.0
_LONGEST_REPORT = 200


@dataclass(frozen=True)
class Job:
    """A task that can be done: its probe is at hand, and its subject is in the inventory."""

    probe: Probe[Any, Any]
    subject: str


class Shift:
    """Keeps a worker at its jobs. Call `hear` with what it sends, and `look` several times a second."""

    def __init__(
        self,
        origin: Origin,
        jobs: Sequence[Job],
        *,
        hire: Callable[[], WorkerProcess],
        deliver: Callable[[Fact], None],
        progress: Callable[[str, int, int | None, str], None],
    ) -> None:
        """Take a plugin's jobs, what starts a worker for them, and where facts and reports of progress go."""
        self._origin = origin
        self._jobs = deque(enumerate(jobs))
        self._hire = hire
        self._deliver = deliver
        self._progress = progress
        self.worker: WorkerProcess | None = None
        self._ready = False
        self._deadline = 0.0
        self._seen_dead: float | None = None

    @property
    def over(self) -> bool:
        """Tell whether every job has its fact."""
        return not self._jobs

    def begin(self) -> None:
        """Start a worker; its jobs follow when it says that it is ready."""
        self._ready, self._seen_dead = False, None
        try:
            self.worker = self._hire()
        except OSError:
            self.give_up(Message("no process could be started for {plugin}", self._origin.params))
        self._deadline = time.monotonic() + SECONDS_TO_START

    def hear(self, line: bytes | None) -> None:
        """Take a line of the worker, or `None` where it will send no more. What does not belong here is ignored."""
        if line is None:
            self._lost(_SECONDS_TO_HANG_UP)
            return
        try:
            record = decode(line)
        except ValueError:
            if self._ready:  # before that, it may be noise of the installation
                self._fail(too_much(self._jobs[0][1].probe))
            return
        if not self._ready:
            self._hear_start(record)
        elif record.get("result") == self._jobs[0][0]:
            job = self._jobs[0][1]
            self._done(accept(record, job.probe, job.subject))
            self._next()
        elif record.get("progress") == self._jobs[0][0]:
            self._report(record)

    def look(self, now: float) -> None:
        """End a worker whose time is over, or that has ended without its pipe noticing."""
        if self.worker is not None and self.worker.ended():
            self._seen_dead = self._seen_dead or now
            if now - self._seen_dead > _SECONDS_TO_HANG_UP:
                self._lost(0)
        elif now > self._deadline:
            if self._ready:
                self._fail(too_slow(self._jobs[0][1].probe))
            else:
                params: dict[str, Param] = {"plugin": self._origin.name, "seconds": SECONDS_TO_START}
                self.give_up(Message("{plugin} did not start within {seconds} seconds", params))

    def give_up(self, reason: Message) -> None:
        """End the worker; all that it has not delivered is failed."""
        self.close()
        while self._jobs:
            self._done(self._failed(reason))

    def close(self) -> None:
        """End the worker."""
        if self.worker is not None:
            self.worker.kill()
            self.worker = None

    def _hear_start(self, record: dict[str, Any]) -> None:
        if record.get("ready") is True:
            self._ready = True
            self._next()
        elif "unusable" in record:
            try:
                reason = accept_reason(record["unusable"])
            except (KeyError, TypeError, ValueError):
                reason = self._never_started()
            self.give_up(reason)

    def _next(self) -> None:
        if self.over or self.worker is None:
            self.close()
            return
        number, job = self._jobs[0]
        self._deadline = time.monotonic() + job.probe.seconds
        self.worker.send({"task": number, "probe": job.probe.id, "subject": job.subject})

    def _lost(self, patience: float) -> None:
        code = None if self.worker is None else self.worker.kill(patience)
        self.worker = None
        if self._ready:
            self._fail(crashed(self._jobs[0][1].probe, code))
        else:
            self.give_up(self._never_started())

    def _fail(self, reason: Message) -> None:
        """Fail the job at hand, and go on with the others in a fresh worker."""
        self.close()
        self._done(self._failed(reason))
        if not self.over:
            self.begin()

    def _failed(self, reason: Message) -> Fact:
        job = self._jobs[0][1]
        return undelivered(job.probe.id, job.subject, FactStatus.FAILED, reason, job.probe.version)

    def _done(self, fact: Fact) -> None:
        self._jobs.popleft()
        self._deliver(fact)

    def _never_started(self) -> Message:
        return Message(
            "{plugin} {version} ended while it was starting; update {distribution} or tell its author",
            self._origin.params,
        )

    def _report(self, record: dict[str, Any]) -> None:
        done, total, what = record.get("done"), record.get("total"), record.get("what")
        if type(done) is int and (total is None or type(total) is int) and isinstance(what, str):
            shown = "".join(letter for letter in what[:_LONGEST_REPORT] if letter.isprintable())
            self._progress(self._jobs[0][1].probe.id, done, total, shown)
