"""The process in which the probes of one plugin run, one task at a time, until its parent hangs up."""

from __future__ import annotations

import os
import queue
import signal
import threading
import warnings
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import IO, Any

from govkit.engine.confine import confine
from govkit.engine.takes import RECORDINGS, task_name
from govkit.engine.wire import MAX_BYTES, decode, encode, unpack_inventory, write_all
from govkit.engine.world import FolderWorld
from govkit.model.fact import FactStatus
from govkit.model.message import Message, Param
from govkit.model.not_stated import Disputed, NotStated
from govkit.plugin.blame import code_location, error_name
from govkit.plugin.contract import Origin, Refused
from govkit.plugin.loading import load
from govkit.plugin.manager import GROUP
from govkit.plugin.probe import Declined, Observed, Probe

Record = dict[str, Any]


class Worker:
    """One plugin, its world, and the pipe on which it tells what its probes saw."""

    def __init__(self, start: Record, inventory: Record, results: int) -> None:
        """Take the first two records from the parent and the descriptor of the pipe for results."""
        self._origin = Origin(**start["plugin"])
        self._module: str = start["module"]
        self._probes: dict[str, Probe[Any, Any]] = {}
        self._start = start
        self._inventory = unpack_inventory(inventory)
        self._results = results
        self._one_at_a_time = threading.Lock()

    def send(self, record: Record) -> None:
        """Send a record whole, also when a probe reports its progress from several threads."""
        line = encode(record)
        with self._one_at_a_time:
            write_all(self._results, line)

    def load(self) -> None:
        """Import the plugin, and say that it is ready, or why not."""
        try:
            loaded = load(self._origin, EntryPoint(self._origin.name, self._module, GROUP))
        except Refused as refused:
            self.send({"unusable": refused.reason.to_json()})
        else:
            self._probes = loaded.offer.probes
            self.send({"ready": True})

    def perform(self, task: Record) -> None:
        """Run one probe on one subject and send what came of it."""
        number, process = task["task"], os.getpid()
        result = self._observe(number, task["probe"], task["subject"])
        if os.getpid() != process:
            os._exit(1)  # a copy that a probe forked: only the worker itself reports
        try:
            line = encode({"result": number, **result})
        except (TypeError, ValueError, RecursionError, MemoryError) as error:
            line = encode({"result": number, **_failed(task["probe"], error, self._module)})
        if len(line) > MAX_BYTES:
            line = encode({"result": number, **_too_large(task["probe"])})
        with self._one_at_a_time:
            write_all(self._results, line)

    def _observe(self, number: int, probe_id: str, subject_id: str) -> Record:
        try:
            probe, subject = self._probes[probe_id], self._inventory.get(subject_id)
            return _observed(probe, probe.observe(subject, self._world(number, task_name(probe_id, subject_id))))
        except NotStated as missing:
            return {"status": FactStatus.NOT_STATED, "reason": _not_stated(missing).to_json()}
        except Declined as declined:
            return {"status": FactStatus.DECLINED, "reason": declined.reason.to_json()}
        except Disputed as disputed:
            return {"status": FactStatus.DECLINED, "reason": _disputed(disputed).to_json()}
        except BaseException as error:  # a probe may raise anything, SystemExit and KeyboardInterrupt among it
            return _failed(probe_id, error, self._module)

    def _world(self, number: int, task: str) -> FolderWorld:
        start = self._start
        return FolderWorld(
            folder=Path(start["folder"]),
            inventory=self._inventory,
            as_of=date.fromisoformat(start["as_of"]),
            seed=start["seed"],
            options=start["options"],
            network=start["network"],
            task=task,
            keep=Path(RECORDINGS) if start.get("keep") else None,
            replay=Path(start["replay"]) if start.get("replay") else None,
            tell=lambda done, total, what: self.send({"progress": number, "done": done, "total": total, "what": what}),
        )


def _observed(probe: Probe[Any, Any], seen: object) -> Record:
    if not isinstance(seen, Observed):
        return {
            "status": FactStatus.FAILED,
            "reason": Message(
                "{probe} returned a {type} in place of Observed", {"probe": probe.id, "type": type(seen).__name__}
            ).to_json(),
        }
    return {
        "status": FactStatus.OBSERVED,
        "value": probe.adapter.dump_python(seen.value, mode="json", warnings="error"),
        "examined": seen.examined,
        "expected": seen.expected,
        "unit": seen.unit,
        "inputs": list(seen.inputs),
    }


def _not_stated(missing: NotStated) -> Message:
    if missing.reason:
        return Message("{path} is not stated: {reason}", {"path": missing.path, "reason": missing.reason})
    return Message("{path} is not stated", {"path": missing.path})


def _disputed(disputed: Disputed) -> Message:
    return Message(
        "sources disagree about {path}: {origins}", {"path": disputed.path, "origins": tuple(disputed.origins)}
    )


def _failed(probe: str, error: BaseException, module: str) -> Record:
    """Name the type of an exception and where the plugin was: its words may hold what was scanned."""
    params: dict[str, Param] = {"probe": probe, "error": error_name(error), "place": code_location(error, module)}
    return {
        "status": FactStatus.FAILED,
        "reason": Message("{probe} failed with {error} at {place}", params).to_json(),
    }


def _too_large(probe: str) -> Record:
    params: dict[str, Param] = {"probe": probe, "megabytes": MAX_BYTES // 1024**2}
    return {
        "status": FactStatus.FAILED,
        "reason": Message("{probe} returned more than {megabytes} megabytes", params).to_json(),
    }


def _take_over_pipes() -> tuple[IO[bytes], int]:
    """Keep the pipes to the parent for the worker alone; what a plugin reads or prints is nothing.

    The copies are not inherited by programs that a probe starts.
    """
    commands, results = os.fdopen(os.dup(0), "rb"), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)
    return commands, results


def _listen(commands: IO[bytes], tasks: queue.SimpleQueue[Record]) -> None:
    """Pass tasks on; when the parent is gone, end at once, with all that probes have started."""
    for line in commands:
        tasks.put(decode(line))
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def main() -> None:
    """Serve the parent until it hangs up."""
    commands, results = _take_over_pipes()
    start = decode(commands.readline())
    confine(Path.cwd(), start["memory_mb"])
    inventory = decode(commands.readline())
    warnings.simplefilter("ignore")
    tasks: queue.SimpleQueue[Record] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(commands, tasks), daemon=True).start()
    worker = Worker(start, inventory, results)
    worker.load()
    while True:
        worker.perform(tasks.get())


if __name__ == "__main__":
    main()
