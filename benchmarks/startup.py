"""How much CPU it takes to start, beside one import of pydantic, and with twenty plugins installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.runner import Entry, Suite

PLUGINS = 20
_STARTS = 5
"""Processes that each round starts, so that a tick of the system's clock does not decide."""


def suites(size: str) -> Iterator[Suite]:
    """Yield the start of the commands that read nothing, and what installed plugins add to it; `size` means nothing."""
    del size
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for number in range(PLUGINS):
            install_dummy(place, f"dummy{number}")
        plain, plugged = _environment(), _environment(place)
        yield Suite(
            "start-up",
            "from pydantic import BaseModel",
            (
                Entry("from pydantic import BaseModel", _python("from pydantic import BaseModel")),
                Entry("pass", _python("pass")),
                Entry("import click", _python("import click")),
                Entry("import govkit", _python("import govkit")),
                Entry("govkit --help", _govkit(plain, "--help")),
                Entry("govkit --version", _govkit(plain, "--version")),
                Entry("govkit schema waivers", _govkit(plain, "schema", "waivers")),
                Entry("govkit list checklists", _govkit(plain, "list", "checklists")),
            ),
        )
        yield Suite(
            f"start-up with {PLUGINS} plugins",
            "govkit --help",
            (
                Entry("govkit --help", _govkit(plain, "--help")),
                Entry(f"govkit --help, {PLUGINS} plugins more", _govkit(plugged, "--help")),
            ),
        )


def install_dummy(place: Path, name: str) -> None:
    """Write what pip leaves of a plugin with a check, a command and a reporter; importing it would be noticed."""
    metadata = place / f"govkit_{name}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: govkit-{name}\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text(
        f"[govkit]\n{name} = govkit_{name}\n\n[govkit.commands]\n{name} = govkit_{name}:command\n\n"
        f"[govkit.reporters]\n{name} = govkit_{name}:report\n",
        "utf-8",
    )
    package = place / f"govkit_{name}"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('a plugin was imported')\n", "utf-8")


def _environment(place: Path | None = None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(place)} if place else dict(os.environ)


def _python(code: str) -> Callable[[], None]:
    return lambda: _start([sys.executable, "-c", code], _environment())


def _govkit(environment: dict[str, str], *arguments: str) -> Callable[[], None]:
    return lambda: _start([sys.executable, "-m", "govkit", *arguments], environment)


def _start(command: list[str], environment: dict[str, str]) -> None:
    for _ in range(_STARTS):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
