"""A complete plugin of somebody else, built, installed and run as its author and its users would."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PROJECT = HERE / "govkit-acme"
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]

INVENTORY = """govkit: inventory/1
organisations: [{id: acme, name: Acme, country: TH}]
datasets:
  - id: orders
    owner: Sales
    retention: P5Y
    data: [{path: data/orders.csv, format: csv}]
    x-acme: {tier: gold, steward: Sales desk, checked_on: 2026-10-01}
  - id: leads
    owner: Marketing
    retention: none
    data: [{path: data/leads.csv, format: csv}]
    x-acme: {tier: silver, steward: none}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into a folder of its own, without an index."""
    folder = tmp_path_factory.mktemp("acme")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    quiet = {**os.environ, "PIP_NO_INDEX": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(PROJECT)]
    subprocess.run(build, check=True, env=quiet, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True, env=quiet)
    return target


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assessed")
    (folder / "data").mkdir()
    (folder / "data/orders.csv").write_text("id\n1\n2\n")
    (folder / "data/leads.csv").write_text("id\n\n2\n")
    (folder / "inventory.yaml").write_text(INVENTORY)
    (folder / "govkit.yaml").write_text("govkit: config/1\nframeworks: [acme-rules]\n")
    return folder


def _run(site: Path, *arguments: str, module: str = "govkit", cwd: Path | None = None) -> Done:
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(site), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd or HERE, check=False)


@pytest.fixture(scope="module")
def govkit(installed: Path) -> Run:
    """Run govkit where the plugin is installed."""
    return lambda *arguments: _run(installed, *arguments)


def _statuses(assessment: Path) -> dict[str, str]:
    document = json.loads(assessment.read_text("utf-8"))
    return {
        control["id"]: control["status"] for framework in document["frameworks"] for control in framework["controls"]
    }


def _said_by_others(assessment: Path) -> dict[str, list[dict[str, object]]]:
    document = json.loads(assessment.read_text("utf-8"))
    return {
        part: [entry for entry in document[part] if entry["framework"] != "acme-rules"]
        for part in ("findings", "groups", "questions")
    }


def test_its_own_tests_pass(installed: Path, tmp_path: Path) -> None:
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n")
    options = ("-q", "-p", "no:cacheprovider", "--rootdir", str(PROJECT), "-c", str(settings), str(PROJECT / "tests"))
    done = _run(installed, *options, module="pytest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 passed" in done.stdout


def test_it_is_assessed_by_its_checklist(govkit: Run, assessed: Path) -> None:
    report = assessed / "report.json"
    done = govkit("assess", str(assessed), "--as-of", "2026-11-21", "--format", "json", "-o", str(report))
    assert done.returncode == 1, done.stderr
    assert _statuses(report) == {"kept": "fail", "steward": "fail", "lines": "fail", "owner": "pass"}
    document = json.loads(report.read_text("utf-8"))
    assert [exhibit["id"] for exhibit in document["exhibits"]] == ["acme.lines-table"]
    assert {finding["subject"] for finding in document["findings"]} == {"dataset:leads"}


def test_its_texts_are_there_in_thai(govkit: Run, assessed: Path) -> None:
    done = govkit("assess", str(assessed), "--as-of", "2026-11-21", "--format", "markdown", "--lang", "th")
    assert "เก็บไว้โดยไม่มีกำหนดสิ้นสุด" in done.stdout, done.stderr
    assert "กฎของแอ็กมี" in done.stdout


def test_its_reporter_and_its_command(govkit: Run, assessed: Path) -> None:
    controls = ("kept fail", "steward fail", "lines fail", "owner pass")
    lines = "".join(f"acme acme-rules {control}\n" for control in controls)
    done = govkit("assess", str(assessed), "--as-of", "2026-11-21", "--format", "acme-list")
    assert done.stdout == lines, done.stderr
    done = govkit("acme-count", str(assessed))
    assert done.stdout == f"2 datasets\n{lines}", done.stderr
    assert "acme-count" in govkit("--help").stdout


def test_it_is_listed(govkit: Run) -> None:
    plugins = govkit("plugin", "list").stdout
    assert "acme" in plugins
    assert "1.2.0" in plugins
    assert "acme.retention-period" in govkit("list", "checks").stdout
    assert "acme-rules" in govkit("list", "checklists").stdout
    assert "acme-list" in govkit("list", "reporters").stdout
    assert "without an end date" in govkit("explain", "acme.retention-period").stdout


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("stewrad: Sales", "steward"),
        ("tier: platinum", "gold"),
        ("checked_on: 2569-10-01", "Buddhist"),
        ("steward: [a]", "single value"),
    ],
)
def test_its_fields_are_checked(field: str, said: str, govkit: Run, assessed: Path, tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_text(
        f"govkit: inventory/1\norganisations: [{{id: acme}}]\ndatasets:\n  - id: orders\n    x-acme:\n      {field}\n"
    )
    (tmp_path / "govkit.yaml").write_text("govkit: config/1\nframeworks: [acme-rules]\n")
    assessed = govkit("assess", str(tmp_path))
    assert assessed.returncode == 2
    assert said in assessed.stderr
    assert "inventory.yaml:" in assessed.stderr
    assert "Traceback" not in assessed.stderr
    linted = govkit("lint", str(tmp_path))
    assert linted.returncode in (1, 2)
    assert said in linted.stdout


def test_a_placeholder_in_its_fields_states_nothing(govkit: Run, tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_text(
        "govkit: inventory/1\norganisations: [{id: acme}]\n"
        "datasets: [{id: orders, x-acme: {tier: gold, steward: TBD}}]\n"
    )
    (tmp_path / "govkit.yaml").write_text("govkit: config/1\nframeworks: [acme-rules]\n")
    report = tmp_path / "report.json"
    govkit("assess", str(tmp_path), "--format", "json", "-o", str(report))
    assert _statuses(report)["steward"] == "unknown"


def test_without_the_plugin_the_fields_are_the_organisations_own(tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_text(INVENTORY.replace("tier: gold", "colour: red"))
    assert _run(tmp_path, "lint", str(tmp_path / "inventory.yaml")).returncode == 0


def test_a_broken_version_of_it(installed: Path, assessed: Path, tmp_path: Path) -> None:
    """What it breaks is an error, the run is incomplete, and what others say stays the same to the byte."""
    arguments = ("assess", str(assessed), "--as-of", "2026-11-21", "--format", "json", "-o")
    config = assessed / "govkit.yaml"
    config.write_text("govkit: config/1\nframeworks: [acme-rules, data-house-rules]\n")
    _run(installed, *arguments, str(tmp_path / "whole.json"))
    broken = tmp_path / "site"
    shutil.copytree(installed, broken)
    (broken / "govkit_acme/__init__.py").write_text("import canary_0812345678\n")
    done = _run(broken, *arguments, str(tmp_path / "broken.json"))
    config.write_text("govkit: config/1\nframeworks: [acme-rules]\n")
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    statuses = _statuses(tmp_path / "broken.json")
    assert {statuses[name] for name in ("kept", "steward", "lines")} == {"error"}
    assert statuses["owner"] == "pass"
    whole = _said_by_others(tmp_path / "whole.json")
    assert whole["groups"]
    assert whole == _said_by_others(tmp_path / "broken.json")


def test_the_smallest_plugin_is_strictly_typed(installed: Path) -> None:
    module = PROJECT / "govkit_acme"
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--cache-dir", os.devnull, str(module)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.returncode == 0, done.stdout


def test_it_imports_nothing_but_what_it_may() -> None:
    for path in (PROJECT / "govkit_acme").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "govkit":
                assert (node.module or "").split(".")[1] in ("plugin", "model", "testing"), path
