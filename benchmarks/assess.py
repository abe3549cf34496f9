"""A whole assessment of a large inventory by two hundred controls, beside reading the same bytes."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from benchmarks.generate import SIZES, as_json, inventory
from benchmarks.runner import Entry, Suite

CONTROLS = 200


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite that runs the command as a user does, in a process of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inventory.json").write_bytes(as_json(inventory(SIZES[size])))
        (folder / "govkit.yaml").write_text("govkit: config/1\nframeworks: []\n", "utf-8")
        (folder / "controls.json").write_text(json.dumps(checklist()), "utf-8")
        _assess(folder)  # once for the bytecode
        data = (folder / "inventory.json").read_bytes()
        entries = (
            Entry("orjson, parsing only", lambda: orjson.loads(data), garbage_collector=False),
            Entry("govkit assess, whole process", lambda: _assess(folder)),
        )
        yield Suite(f"{CONTROLS} controls, {SIZES[size]:,} datasets and transfers", entries[0].name, entries)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"  largest process so far: {peak} MB", flush=True)


def _assess(folder: Path) -> None:
    command = [sys.executable, "-m", "govkit", "assess", str(folder), "-c", str(folder / "controls.json")]
    command += ["--as-of", "2026-11-21", "--format", "json", "-o", str(folder / "assessment.json"), "--no-out"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")  # as for a user, whose second run compiles nothing
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(done.stderr)


def checklist() -> dict[str, Any]:
    """Return a checklist of controls on transfers, of which some are met and some are not."""
    chance = random.Random(3)
    controls = []
    for number in range(CONTROLS):
        forbidden: dict[str, Any] = {
            "destination": {"in": chance.sample(("TH", "SG", "MY", "ID", "PH", "VN", "JP"), 3)}
        }
        if number % 2:
            forbidden["children"] = True
        controls.append(
            {
                "id": f"c{number}",
                "title": "The destination is allowed",
                "why": "To measure.",
                "severity": "low",
                "applies": {"on": "transfer"},
                "all": [{"require": {"not": forbidden}, "met": "Allowed.", "gap": "Not allowed.", "fix": "Stop it."}],
            }
        )
    source = {"publisher": "govkit", "grade": "O", "read": "text", "as_of": "2026-11-21"}
    framework = {"id": "bench", "edition": "1", "title": "Controls to measure", "source": source}
    return {"govkit": "checklist/1", "framework": framework, "controls": controls}
