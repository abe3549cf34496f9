"""A worker as its parent sees it: a process group that is spoken to by one pipe, heard by another, and killed."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from govkit.engine.wire import MAX_BYTES, encode, write_all

Event = tuple["WorkerProcess", bytes | None]
"""A line that a worker sent, or `None` when it will send no more."""
OVERLONG = b""
"""Stands for a line that was too long to be read: no record."""

_BOOT = (
    "import sys; sys.path.extend(path for path in sys.argv[1:] if path not in sys.path); "
    "from govkit.engine.worker import main; main()"
)
_CHUNK = 64 * 1024
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""What an interpreter may need to start at all."""
_SECONDS_TO_END = 2.0
_TICK = 0.01
_NEVER_PASSED = re.compile(r"(PYTHON|LD_|DYLD_).*|HOME|TMPDIR|LANG|LC_ALL|TZ|PATH", re.IGNORECASE)
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class WorkerProcess:
    """A running worker. It inherits nothing of the parent but what is named here."""

    def __init__(
        self,
        start: bytes,
        *,
        scratch: Path,
        connections: Iterable[str],
        paths: Sequence[str],
        events: queue.Queue[Event],
    ) -> None:
        """Start a worker in its own session and folder, and put what it sends into `events`.

        `start` is its first record, `connections` names the environment variables that hold connection strings,
        `paths` is what Python's path has besides the installation. No path of the person's working directory and no
        `PYTHON…` variable reaches it (as with `-I`), but hashing is fixed, so that a probe which walks over a set
        sees the same order in every run.
        """
        self._events = events
        self._gone = threading.Event()
        commands, self._commands = os.pipe()
        self._results, results = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-s", "-P", "-c", _BOOT, *paths],
                stdin=commands,
                stdout=results,
                stderr=subprocess.DEVNULL,
                cwd=scratch,
                env=_environment(scratch, connections),
                start_new_session=True,
            )
        except OSError:
            os.close(self._commands)
            os.close(self._results)
            raise
        finally:
            os.close(commands)
            os.close(results)
        self._speaker = threading.Thread(target=self._say, args=(start,), daemon=True)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._speaker.start()
        self._listener.start()

    def send(self, record: dict[str, Any]) -> None:
        """Send a task; only after the worker said that it is ready, so that the pipe is empty and nobody waits."""
        self._say(encode(record))

    def ended(self) -> bool:
        """Tell whether the process is over, also where something it started keeps its pipe open."""
        if os.name != "posix":
            return self._process.poll() is not None
        with suppress(ChildProcessError):  # not reaped here, so that its number stays its own until it is killed
            return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        return True

    def kill(self, patience: float = 0.0) -> int | None:
        """End the worker and all that it started. Return its own exit code, if it ended within `patience` seconds."""
        deadline = time.monotonic() + patience
        while not (ended := self.ended()) and time.monotonic() < deadline:
            time.sleep(_TICK)
        self._gone.set()
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        code = self._process.wait()
        self._close()
        return code if ended else None

    def _say(self, data: bytes) -> None:
        with suppress(OSError):  # it ended; the listener notices
            write_all(self._commands, data)

    def _listen(self) -> None:
        """Cut what the worker sends into lines, until it ends or sends one that is too long."""
        line = bytearray()
        while len(line) <= MAX_BYTES:
            try:
                chunk = os.read(self._results, _CHUNK)
            except OSError:
                break
            if not chunk:
                break
            *whole, rest = chunk.split(b"\n")
            for part in whole:
                self._put(bytes(line) + part)
                line.clear()
            line += rest
        self._put(OVERLONG if len(line) > MAX_BYTES else None)

    def _put(self, line: bytes | None) -> None:
        while not self._gone.is_set():
            with suppress(queue.Full):
                self._events.put((self, line), timeout=0.1)
                return

    def _close(self) -> None:
        """Close the pipes, save for one at which a thread still waits, because a stray process holds its other end."""
        for thread, pipe in ((self._speaker, self._commands), (self._listener, self._results)):
            thread.join(_SECONDS_TO_END)
            if not thread.is_alive():
                os.close(pipe)


def _environment(scratch: Path, connections: Iterable[str]) -> dict[str, str]:
    """Return what a worker may know of its surroundings: no home, language, time zone or secret of the person's."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    named = {
        name: os.environ[name]
        for name in connections
        if name in os.environ and _VARIABLE.fullmatch(name) and not _NEVER_PASSED.fullmatch(name)
    }
    place = str(scratch)
    fixed = {"HOME": place, "TMPDIR": place, "TEMP": place, "TMP": place, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return {**kept, **named, **fixed, "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
