"""A small shop to be assessed by a checklist of its own, and two ways to run the command line on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from govkit.cli.group import govkit as group
from govkit.cli.main import run

FOLDERS = Path(__file__).parent / "folders"
DAY = "2026-11-21"
CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: one
    title: One
    why: Because.
    severity: low
    applies: {on: dataset}
"""
"""A checklist whose control lacks its members: each test adds those that it is about."""


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch):
    """Keep the settings of whoever runs the tests out of them."""
    for name in list(os.environ):
        if name.startswith("GOVKIT_") or name in ("CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Return a copy of the shop, which is also the working directory."""
    place = shutil.copytree(FOLDERS / "shop", tmp_path / "shop")
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def call(capsys):
    """Return a function that runs a command line in this process: exit code, standard output, standard error."""

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def assess(call):
    """Return a function that assesses the working directory by its own checklist on the tests' day."""

    def assess(*arguments):
        return call("assess", "-c", "own.checklist.yaml", "--as-of", DAY, *arguments)

    return assess


@pytest.fixture
def typed():
    """Return a function that runs a command with typed input."""

    def typed(text, *arguments):
        done = CliRunner().invoke(group, [str(a) for a in arguments], input=text, standalone_mode=False)
        if done.exception is not None:
            raise done.exception
        return done

    return typed


@pytest.fixture
def spawn():
    """Return a function that runs govkit as a process of its own; where every line that it says counts, not traced.

    Coverage complains on standard error, too, such as of a data file that it can't open on a busy machine.
    """

    def spawn(*arguments, traced=True, **options):
        env = {**os.environ, **options.pop("env", {})}
        if not traced:
            env.pop("COVERAGE_PROCESS_CONFIG", None)
        command = [sys.executable, "-m", "govkit", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, env=env, timeout=120, **options)

    return spawn


@pytest.fixture
def saved(shop, assess):
    """Return the assessment of the shop, as it lies in out/."""
    assess("-q")
    return json.loads((shop / "out/assessment.json").read_text())


@pytest.fixture
def lint(tmp_path, monkeypatch, call):
    """Return a function that lints a checklist with these last lines: exit code and the lines of standard output."""
    monkeypatch.chdir(tmp_path)

    def lint(rest, *arguments, head=CHECKLIST):
        (tmp_path / "own.yaml").write_text(head + rest)
        code, out, _ = call("lint", "own.yaml", *arguments)
        return code, out.splitlines()

    return lint
