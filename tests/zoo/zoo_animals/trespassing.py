"""Animals that reach for what is not theirs."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

from govkit.plugin import Dataset, Observed, World
from zoo_animals.making import CANARY, animal


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


@animal(["1"])
def nosy(dataset: Dataset, world: World) -> Observed[list[str]]:
    return Observed(sorted(os.environ), examined=1, expected=1)
