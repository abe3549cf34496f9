"""Plugins that misbehave while they gather, each by the entry point `zoo_animals:name`; each looks at `dataset:a` and
behaves on `dataset:b`, so that it shows whether the rest of a plugin's work survives."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from govkit.plugin import (
    Check,
    Context,
    Dataset,
    Declined,
    Disputed,
    Finding,
    NotStated,
    Observed,
    World,
    check,
    hookimpl,
    passed,
    probe,
)

CANARY = "zq-canary-0812345678"


def animal(otherwise: Any = 1, **options: Any) -> Callable[[Callable[..., Any]], SimpleNamespace]:
    """Make a plugin of a function: its probe, a check that needs it, and the hook that registers the check.

    On any other dataset the probe sees `otherwise`.
    """

    def make(observe: Callable[..., Any]) -> SimpleNamespace:
        name = observe.__name__.replace("_", "-")

        @functools.wraps(observe)
        def on_first(dataset: Dataset, world: World) -> Any:
            return observe(dataset, world) if dataset.id == "a" else Observed(otherwise, examined=1, expected=1)

        on_first.__annotations__["return"] = observe.__annotations__["return"]
        gatherer = probe(f"{name}.look", on=Dataset, **options)(on_first)

        @check(f"{name}.seen", on=Dataset, title="It was seen", needs=(gatherer,))
        def seen(dataset: Dataset, ctx: Context) -> Finding:
            """Something that nobody has looked at is not known.

            Fix: look at it.
            """
            return passed("seen")

        @hookimpl
        def register_checks() -> list[Check[Dataset]]:
            return [seen]

        return SimpleNamespace(register_checks=register_checks)

    return make


def pipes() -> list[int]:
    """Return the descriptors beyond the standard ones, the worker's own pipes among them."""
    return [int(path.name) for path in Path("/dev/fd").iterdir() if int(path.name) > 2]


def spray(line: bytes) -> None:
    for descriptor in pipes():
        with contextlib.suppress(OSError):
            os.write(descriptor, line)


@animal(seconds=1)
def endless(dataset: Dataset, world: World) -> Observed[int]:
    while True:
        pass


@animal(seconds=1)
def stubborn(dataset: Dataset, world: World) -> Observed[int]:
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(60)


@animal(seconds=1)
def stopped(dataset: Dataset, world: World) -> Observed[int]:
    os.kill(os.getpid(), signal.SIGSTOP)
    return Observed(1, examined=1, expected=1)


@animal(seconds=1)
def waiting_for_child(dataset: Dataset, world: World) -> Observed[int]:
    subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], check=True)
    return Observed(1, examined=1, expected=1)


@animal()
def hungry(dataset: Dataset, world: World) -> Observed[int]:
    hoard = []
    while True:
        hoard.append(bytearray(64 * 1024**2))


@animal()
def segfault(dataset: Dataset, world: World) -> Observed[int]:
    ctypes.string_at(0)
    return Observed(1, examined=1, expected=1)


@animal()
def sys_exit(dataset: Dataset, world: World) -> Observed[int]:
    sys.exit(0)


@animal()
def os_exit(dataset: Dataset, world: World) -> Observed[int]:
    os._exit(0)


@animal()
def interrupt(dataset: Dataset, world: World) -> Observed[int]:
    raise KeyboardInterrupt


@animal()
def deep(dataset: Dataset, world: World) -> Observed[int]:
    return deep_down(dataset)


def deep_down(dataset: Dataset) -> Observed[int]:
    return deep_down(dataset)


@animal()
def flood(dataset: Dataset, world: World) -> Observed[int]:
    for _ in range(200):
        os.write(1, CANARY.encode() * 10_000)
        sys.stderr.write(CANARY * 10_000)
        print(CANARY * 10_000)  # noqa: T201
    return Observed(1, examined=1, expected=1)


@animal()
def orphan(dataset: Dataset, world: World) -> Observed[int]:
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.DEVNULL, close_fds=False
    )
    return Observed(child.pid, examined=1, expected=1)


@animal()
def forked(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(2 if os.fork() else 3, examined=1, expected=1)


@animal()
def returns_none(dataset: Dataset, world: World) -> Observed[int]:
    return None  # type: ignore[return-value]


@animal()
def wrong_type(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(CANARY, examined=1, expected=1)  # type: ignore[arg-type]


@animal(1.0)
def not_a_number(dataset: Dataset, world: World) -> Observed[float]:
    return Observed(float("nan"), examined=1, expected=1)


@animal()
def any_object(dataset: Dataset, world: World) -> Observed[Any]:
    return Observed(object(), examined=1, expected=1)


@animal("1")
def half_letter(dataset: Dataset, world: World) -> Observed[str]:
    return Observed("\ud800", examined=1, expected=1)


@animal("1")
def huge(dataset: Dataset, world: World) -> Observed[str]:
    return Observed("x" * (17 * 1024**2), examined=1, expected=1)


@animal()
def more_than_all(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=2, expected=1)


@animal()
def less_than_nothing(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=-1, expected=1)


@animal()
def truthful(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=True, expected=True)


@animal()
def odd_input(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=1, expected=1, inputs=(CANARY,))


@animal()
def odd_unit(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=1, expected=1, unit=CANARY * 9)


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
def meddling(dataset: Dataset, world: World) -> Observed[int]:
    import govkit.engine.world
    import govkit.model.fact
    import govkit.model.inventory

    govkit.engine.world.FolderWorld.open_path = lambda *_: Path("/etc/passwd")  # type: ignore[method-assign]
    govkit.model.inventory.Inventory.get = lambda *_: None  # type: ignore[method-assign]
    govkit.model.fact.Fact = None  # type: ignore[assignment,misc]
    return Observed(1, examined=1, expected=1)


@animal()
def littering(dataset: Dataset, world: World) -> Observed[int]:
    Path("litter").write_text(CANARY)
    Path(os.environ["HOME"], "litter").write_text(CANARY)
    with multiprocessing.Lock():
        return Observed(sqlite3.connect("litter.db").execute("select 1").fetchone()[0], examined=1, expected=1)


@animal(["1"])
def vandal(dataset: Dataset, world: World) -> Observed[list[str]]:
    """Try to change what others read, in every way there is, by programs too."""
    victim = world.open_path("data/b.csv")
    ways: dict[str, Callable[[], object]] = {
        "write": lambda: victim.write_text("forged"),
        "append": lambda: victim.open("a"),
        "truncate": lambda: os.truncate(victim, 0),
        "remove": victim.unlink,
        "rename": lambda: victim.rename(victim.with_name("c.csv")),
        "create": lambda: victim.with_name("d.csv").touch(),
        "link": lambda: victim.with_name("e.csv").symlink_to(victim),
        "folder": lambda: victim.with_name("f").mkdir(),
        "program": lambda: subprocess.run(["rm", "-f", str(victim)], check=True, stderr=subprocess.DEVNULL),
        "kill": lambda: os.kill(os.getppid(), signal.SIGCONT),
    }
    done = []
    for way, act in ways.items():
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            act()
            done.append(way)
    return Observed(done, examined=1, expected=1)


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


@animal(["1"])
def nosy(dataset: Dataset, world: World) -> Observed[list[str]]:
    return Observed(sorted(os.environ), examined=1, expected=1)


@animal(["1"])
def unsorted(dataset: Dataset, world: World) -> Observed[list[str]]:
    return Observed(list({f"column-{number}" for number in range(50)}), examined=1, expected=1)


@animal()
def not_stated(dataset: Dataset, world: World) -> Observed[int]:
    raise NotStated("dataset:a.data", "nobody knows")


@animal()
def declined(dataset: Dataset, world: World) -> Observed[int]:
    raise Declined("no driver for {kind} is installed", kind="odbc")


@animal()
def disputed(dataset: Dataset, world: World) -> Observed[int]:
    raise Disputed("dataset:a.data", ("card", "register"))


@animal(network=True)
def online(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=1, expected=1)


@animal()
def sneaking_online(dataset: Dataset, world: World) -> Observed[int]:
    world.http()
    return Observed(1, examined=1, expected=1)
