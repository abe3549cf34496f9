"""Animals that talk too much, out of turn, in another's name, or no more."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from pathlib import Path

from govkit.plugin import Dataset, Observed, World
from zoo_animals.making import CANARY, animal


def pipes() -> list[int]:
    """Return the descriptors beyond the standard ones, the worker's own pipes among them."""
    return [int(path.name) for path in Path("/dev/fd").iterdir() if int(path.name) > 2]


def spray(line: bytes) -> None:
    for descriptor in pipes():
        with contextlib.suppress(OSError):
            os.write(descriptor, line)


@animal()
def flood(dataset: Dataset, world: World) -> Observed[int]:
    for _ in range(200):
        os.write(1, CANARY.encode() * 10_000)
        sys.stderr.write(CANARY * 10_000)
        print(CANARY * 10_000)  # noqa: T201
    return Observed(1, examined=1, expected=1)


@animal()
def hangs_up(dataset: Dataset, world: World) -> Observed[int]:
    os.closerange(3, 256)
    time.sleep(60)
    return Observed(1, examined=1, expected=1)


@animal()
def babbling(dataset: Dataset, world: World) -> Observed[int]:
    spray(CANARY.encode() + b"\n")
    time.sleep(60)
    return Observed(1, examined=1, expected=1)


@animal()
def roaring(dataset: Dataset, world: World) -> Observed[int]:
    while True:
        spray(b"[" * 65536)


@animal()
def forging(dataset: Dataset, world: World) -> Observed[int]:
    """Send a result for the next task, and results again and late for this one."""
    forged = {"status": "observed", "value": 666, "examined": 1, "expected": 1, "unit": "rows", "inputs": []}
    for number in (1, 2, -1, None, "0"):
        spray(json.dumps({"result": number, **forged}).encode() + b"\n")
    late = json.dumps({"result": 0, **forged}).encode() + b"\n"
    threading.Thread(target=lambda: (time.sleep(0.05), spray(late)), daemon=True).start()
    return Observed(1, examined=1, expected=1)


@animal()
def smuggling(dataset: Dataset, world: World) -> Observed[int]:
    """Send as its own result a value that its type does not know."""
    forged = {"status": "observed", "value": CANARY, "examined": 1, "expected": 1, "unit": "rows", "inputs": []}
    spray(json.dumps({"result": 0, **forged}).encode() + b"\n")
    return Observed(1, examined=1, expected=1)


@animal()
def telling(dataset: Dataset, world: World) -> Observed[int]:
    print(CANARY)  # noqa: T201
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        problem = type(CANARY, (Exception,), {})(f"row {CANARY}", error)
        problem.add_note(CANARY)
        raise problem from error


@animal()
def chatty(dataset: Dataset, world: World) -> Observed[int]:
    for done in range(20_000):
        world.progress(done, 20_000, "\x1b[31mrows\n")
    return Observed(1, examined=1, expected=1)
