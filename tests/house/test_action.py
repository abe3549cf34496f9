"""The GitHub action and the pre-commit hooks run what govkit's command line has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/thai-online-shop"


def load(name):
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.fixture
def govkit(tmp_path):
    """Return the govkit of this environment, where the action would have installed it."""
    binary = shutil.which("govkit", path=Path(sys.executable).parent)
    place = tmp_path / "govkit/bin/govkit"
    place.parent.mkdir(parents=True)
    place.symlink_to(binary)
    return place


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the action runs under bash")
def test_the_action_assesses_and_leaves_its_reports(govkit, tmp_path):
    (step,) = (step for step in load("action.yml")["runs"]["steps"] if step.get("id") == "assess")
    shop = shutil.copytree(EXAMPLE, tmp_path / "the shop")
    files = {"GITHUB_OUTPUT": tmp_path / "output", "GITHUB_STEP_SUMMARY": tmp_path / "step.md", "RUNNER_TEMP": tmp_path}
    inputs = {"FOLDER": shop, "FAIL_ON": "high", "LANGUAGE_TAG": "en"}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        env=os.environ | {name: str(value) for name, value in (files | inputs).items()},
        **{"cwd": tmp_path, "capture_output": True, "text": True, "check": False},
    )
    assert done.returncode in (1, 3), done.stderr
    assert list((tmp_path / "sarif").glob("*.sarif"))
    assert (tmp_path / "output").read_text() == f"report={tmp_path}/report.html\nsarif={tmp_path}/sarif\n"
    assert (tmp_path / "report.html").stat().st_size
    assert (tmp_path / "step.md").stat().st_size


def test_no_input_of_the_action_gets_into_a_script():
    for step in load("action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.slow
@pytest.mark.parametrize("hook", load(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_runs_on_the_example(govkit, hook, tmp_path):
    command = [govkit, *hook["entry"].split()[1:]]
    shop = shutil.copytree(EXAMPLE, tmp_path / "shop")
    done = subprocess.run(command, cwd=shop, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1, 3), done.stderr
