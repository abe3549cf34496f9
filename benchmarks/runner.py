"""Run named callables in turns and compare their CPU time: a noisy machine slows all of them alike."""

from __future__ import annotations

import gc
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One thing that is measured; what `run` returns is thrown away, outside the measured time."""

    name: str
    run: Callable[[], object]
    garbage_collector: bool = True
    """Whether Python's garbage collector is on, as it is by default."""


@dataclass(frozen=True)
class Suite:
    """Entries of which one is the measure of the others."""

    title: str
    against: str
    """The name of the entry whose time is 1."""
    entries: tuple[Entry, ...]


@dataclass
class Measured:
    """What was measured of one entry."""

    suite: str
    name: str
    seconds: list[float] = field(default_factory=list)
    """CPU seconds of each round."""
    ratios: list[float] = field(default_factory=list)
    """The time of each round, as a multiple of the measure's time in the same round."""


def measure(suites: Iterable[Suite], rounds: int) -> list[Measured]:
    """Run every entry of every suite `rounds` times, all entries of a suite in each round."""
    results = []
    for suite in suites:
        measured = {entry.name: Measured(suite.title, entry.name) for entry in suite.entries}
        for number in range(rounds):
            order = suite.entries if number % 2 == 0 else suite.entries[::-1]
            times = {entry.name: _cpu(entry) for entry in order}
            for name, seconds in times.items():
                measured[name].seconds.append(seconds)
                measured[name].ratios.append(seconds / times[suite.against])
        results.extend(measured.values())
    return results


def _cpu(entry: Entry) -> float:
    gc.collect()
    if not entry.garbage_collector:
        gc.disable()
    try:
        start = _clock()
        result = entry.run()
        spent = _clock() - start
    finally:
        gc.enable()
    del result
    return spent


def _clock() -> float:
    """Return the CPU seconds of this process and of those that it has started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def table(results: Iterable[Measured]) -> str:
    """Return the medians as a table."""
    lines, suite = [], ""
    for row in results:
        if row.suite != suite:
            suite = row.suite
            lines += ["", suite, f"  {'':44} {'CPU s':>9} {'ratio':>7}   least to most"]
        spread = f"{min(row.ratios):.2f} to {max(row.ratios):.2f}"
        lines.append(
            f"  {row.name:44} {statistics.median(row.seconds):9.4f} {statistics.median(row.ratios):7.2f}   {spread}"
        )
    return "\n".join(lines[1:])


def document(results: Iterable[Measured], **about: Any) -> dict[str, Any]:
    """Return the results as plain data, with the machine they were measured on."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "processor": platform.machine()}
    return {"about": {**about, **machine}, "results": [asdict(row) for row in results]}
