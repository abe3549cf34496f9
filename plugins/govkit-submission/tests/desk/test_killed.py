"""The whole command, killed for real at random moments, goes on to the same bytes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

KILLS = int(os.environ.get("GOVKIT_KILLS", "2"))
"""A hundred, to see it for oneself."""


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups to kill")
def test_killed_at_random_moments(bag: Any, tmp_path: Path) -> None:
    received = tmp_path / "received"
    for name in ("company-0000", "company-0001", "company-0002", "broken-truncated"):
        shutil.copytree(bag.received / name, received / name)
    command = [sys.executable, "-m", "govkit", "intake", str(received), "-c", str(bag.checklist), "--on", "2026-11-22"]
    command += ["--seed", "7"]

    def start(desk: Path) -> subprocess.Popen[bytes]:
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        return subprocess.Popen([*command, "-o", str(desk), "--workers", "1"], start_new_session=True, **streams)

    began = time.monotonic()
    first = start(tmp_path / "whole")
    assert first.communicate()[1] == b""
    assert first.returncode == 0
    took = time.monotonic() - began
    outcomes = [json.loads(line) for line in (tmp_path / "whole/log.jsonl").read_text("utf-8").splitlines()]
    assert sum(entry.get("outcome") == "accepted" for entry in outcomes) == 3, outcomes
    whole, chance = tree(tmp_path / "whole"), random.Random(5)
    for number in range(KILLS):
        desk = tmp_path / f"desk-{number}"
        process = start(desk)
        time.sleep(took * chance.uniform(0.1, 1.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        again = start(desk)
        assert again.communicate()[1] == b""
        assert again.returncode == 0
        assert tree(desk) == whole, number
        shutil.rmtree(desk)
