"""Drives a headless Chromium over its debugging pipe: no driver, no package, no port."""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe"),
    *("--no-first-run", "--hide-scrollbars", "--disable-background-networking", "--force-color-profile=srgb"),
)
SECONDS = 60
AXE = Path(os.environ.get("GOVKIT_AXE", Path(__file__).parents[2] / ".venv/axe/node_modules/axe-core/axe.min.js"))
"""What looks for barriers; `dev.py ci` installs it."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AS_3_AND_4 = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads its commands from descriptor 3 and answers on 4."""


def chromium() -> str | None:
    """Return the path of a Chromium, or `None`."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


needs_browser = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed")


class Page:
    """One tab."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader, self._writer = reader, writer
        self._buffer = b""
        self._ids = itertools.count(1)
        self._session = ""
        self.requests: list[str] = []
        self.console: list[str] = []
        self.dialogs: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        number = next(self._ids)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._writer, data) :]
        while True:
            answer = self._next()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, path: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Load a file in a window of some size and scheme."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[scheme, motion])
        self.requests.clear()
        self.console.clear()
        self.call("Page.navigate", url=path.as_uri())
        deadline = time.monotonic() + SECONDS
        while self.run("document.readyState") != "complete":
            if time.monotonic() > deadline:
                raise TimeoutError(path.name)
            time.sleep(0.02)

    def run(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, awaited where it is a promise."""
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:600])
        return answer["result"].get("value")

    def barriers(self, *, least: int = 16) -> list[list[Any]]:
        """Return the rules that the page breaks, how often, and where first; so many have to speak for it at least."""
        self.run(AXE.read_text("utf-8") + ";0")
        found = self.run(
            f"axe.run(document, {{runOnly: {json.dumps(WCAG)}}}).then(r => "
            "({broken: r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html]), passes: r.passes.length}))"
        )
        assert found["passes"] >= least, "axe has looked at next to nothing"
        broken: list[list[Any]] = found["broken"]
        return broken

    def unfold(self) -> None:
        """Open whatever is folded up."""
        self.run("document.querySelectorAll('details').forEach(d => d.open = true)")

    def pdf(self, target: Path) -> None:
        """Print the page."""
        data = self.call("Page.printToPDF", preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69)
        target.write_bytes(base64.b64decode(data["data"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._reader], [], [], SECONDS)[0]:
                raise TimeoutError("the browser does not answer")
            chunk = os.read(self._reader, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser has gone")
            self._buffer += chunk
        raw, _, self._buffer = self._buffer.partition(b"\0")
        event: dict[str, Any] = json.loads(raw)
        self._note(event.get("method", ""), event.get("params", {}))
        return event

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.consoleAPICalled":
            self.console.append(json.dumps(params["args"])[:300])
        elif method == "Log.entryAdded":
            self.console.append(params["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])


@contextmanager
def browser() -> Iterator[Page]:
    """Start a browser and give its first tab."""
    program = chromium()
    assert program is not None
    to_browser, writer = os.pipe()
    reader, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        arguments = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        command = [sys.executable, "-c", AS_3_AND_4, str(to_browser), str(from_browser), *arguments]
        process = subprocess.Popen(command, pass_fds=(to_browser, from_browser), stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        try:
            yield Page(reader, writer)
        finally:
            process.terminate()
            process.wait(10)
            os.close(reader)
            os.close(writer)
