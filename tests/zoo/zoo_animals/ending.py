"""Animals that do not end, end their process, or leave one behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

from govkit.plugin import Dataset, Observed, World
from zoo_animals.making import animal


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
def orphan(dataset: Dataset, world: World) -> Observed[int]:
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.DEVNULL, close_fds=False
    )
    return Observed(child.pid, examined=1, expected=1)


@animal()
def forked(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(2 if os.fork() else 3, examined=1, expected=1)
