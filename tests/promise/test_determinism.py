"""The same folder gives the same bytes, whatever the hash seed, locale, time zone, order of files and workers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.promise.installing import HOME

pytestmark = pytest.mark.slow

FORMATS = ("html", "sarif", "csv", "markdown", "junit")
WAYS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "workers": "1"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "th_TH.UTF-8", "workers": "4"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "workers": "2"},
)


def _copied(target: Path, *, backwards: bool) -> Path:
    """Copy the organisation file by file, in one order or the other, so that the file system lists it otherwise."""
    paths = sorted((path for path in HOME.rglob("*") if path.is_file()), reverse=backwards)
    for path in paths:
        place = target / path.relative_to(HOME)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return target


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Assess the organisation in each way, and return the files that each run wrote."""
    results = []
    for number, way in enumerate(WAYS):
        folder = _copied(tmp_path_factory.mktemp("there") / "lumbung", backwards=number % 2 == 1)
        reports = [part for name in FORMATS for part in ("--format", name, "-o", str(folder / f"report.{name}"))]
        environment = {**os.environ, **{name: value for name, value in way.items() if name != "workers"}}
        command = ["assess", str(folder), "--as-of", "2026-11-21", "--workers", way["workers"], *reports]
        done = subprocess.run(
            [sys.executable, "-m", "govkit", *command], capture_output=True, env=environment, cwd=folder, check=False
        )
        assert done.returncode in (0, 1), done.stderr
        document = json.loads((folder / "out/assessment.json").read_bytes())
        document.pop("run")
        files = {name: (folder / f"report.{name}").read_bytes() for name in FORMATS}
        files |= {"facts": (folder / "out/facts.json").read_bytes(), "assessment": json.dumps(document).encode()}
        results.append(files)
    return results


@pytest.mark.parametrize("name", ["assessment", "facts", *FORMATS])
def test_same_bytes(name: str, runs: list[dict[str, bytes]]) -> None:
    assert runs[0][name]
    different = [number for number, files in enumerate(runs) if files[name] != runs[0][name]]
    assert not different, [WAYS[number] for number in different]


def test_judged_from_facts_is_judged_at_once(runs: list[dict[str, bytes]], tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_bytes(runs[0]["facts"])
    command = [sys.executable, "-m", "govkit", "assess", "--from", str(facts), "--as-of", "2026-11-21", "--no-out"]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False, cwd=tmp_path)
    document = json.loads(done.stdout)
    document.pop("run")
    assert json.dumps(document).encode() == runs[0]["assessment"]
