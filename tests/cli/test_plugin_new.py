"""`govkit plugin new`: a plugin that works at once, under a name that it can have."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_new_plugin_passes_its_own_tests_at_once(tmp_path, call):
    folder = tmp_path / "govkit-acme-law"
    assert call("plugin", "new", "acme-law", folder)[0] == 0
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", site, folder], check=True, capture_output=True)
    env = {**os.environ, "PYTHONPATH": str(site)}
    for command in (
        ["pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder],
        ["mypy", "--strict", folder / "govkit_acme_law"],
        ["ruff", "check", "--config", ROOT / "pyproject.toml", folder],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "govkit", "plugin", "list"], env=env, capture_output=True, text=True, check=True
    )
    assert ["acme-law", "govkit-acme-law", "0.1.0", "loaded", "2"] in [
        line.split() for line in listed.stdout.splitlines()
    ]
    told = subprocess.run(
        [sys.executable, "-m", "govkit", "explain", "acme-law.files"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "probe of dataset" in told.stdout


def test_a_new_plugin_overwrites_nothing(tmp_path, call):
    (tmp_path / "x").write_text("mine")
    code, _, err = call("plugin", "new", "acme", tmp_path)
    assert code == 2
    assert "the folder is not empty" in err


@pytest.mark.parametrize("name", ["govkit", "Acme", "a_b", "-a", "a-", "1a", ""])
def test_a_name_that_no_plugin_can_have(tmp_path, call, name):
    assert call("plugin", "new", "--", name, tmp_path / "x")[0] == 2
    assert not (tmp_path / "x").exists()
