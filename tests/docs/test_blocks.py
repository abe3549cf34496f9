"""What the documentation shows is run: files load, the tour works, the plugins pass their cases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.host import CommandHost
from govkit.engine.checklists import read_checklist
from govkit.engine.lint import Linter
from govkit.engine.load import load
from govkit.engine.read import read_document
from govkit.engine.run import today
from govkit_submission.desk.profile import read_profile
from tests.docs.blocks import PAGES, ROOT, Block, of_language

README, PLUGINS = ROOT / "README.md", ROOT / "docs/plugins.md"
YAML = [block for page in PAGES for block in of_language(page, "yaml")]
BIN = Path(sys.executable).parent


def _name(block: Block) -> str:
    return f"{block.page}:{block.line}"


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("block", YAML, ids=_name)
def test_each_yaml_block_is_what_it_says_it_is(block: Block, tmp_path: Path) -> None:
    value: Any = read_document(_write(tmp_path, "block.yaml", block.text)).value
    kind = value.get("govkit", "check" if "check" in value else "")
    if kind == "inventory/1":
        assert load(tmp_path / "block.yaml").normalised.inventory.records
    elif kind in ("checklist/1", "registry/1"):
        assert not list(Linter(strict=False, as_of=today()).lint([tmp_path / "block.yaml"], []))
    elif kind == "translation/1":
        assert _fits_its_checklist(block, tmp_path)
    elif kind in ("waivers/1", "answers/1"):
        _write(tmp_path, "inventory.yaml", "govkit: inventory/1\norganisations: [{id: o}]\n")
        name = kind.partition("/")[0]
        (tmp_path / "block.yaml").rename(tmp_path / f"{name}.yaml")
        assert getattr(load(tmp_path), name)
    elif kind == "desk-profile/1":
        _write(tmp_path, "profile.yaml", block.text)
        assert read_profile(tmp_path / "profile.yaml", (), CommandHost()).frameworks
    else:
        assert kind == "check", f"{_name(block)} is of no format that is tested here"


def _fits_its_checklist(block: Block, folder: Path) -> bool:
    original = next(
        found for found in YAML if found.page == block.page and found.text.startswith("govkit: checklist/1")
    )
    path = _write(folder, "edition.yaml", original.text)
    _write(folder, "edition.th.yaml", block.text)
    return bool(read_checklist(path).translations) and not list(
        Linter(strict=False, as_of=today()).lint([path, folder / "edition.th.yaml"], [])
    )


def test_each_json_line_of_the_inventory_page_loads(tmp_path: Path) -> None:
    [block] = of_language(ROOT / "docs/inventory.md", "json")
    found = load(_write(tmp_path, "inventory.jsonl", block.text)).normalised.inventory.records
    assert {kind: len(records) for kind, records in found.items()} == {"dataset": 1, "transfer": 1}


@pytest.mark.slow
def test_the_tour_runs_as_printed(tmp_path: Path) -> None:
    """Every command of the README's tour, in its order, with the exit codes that the text names."""
    place, codes = tmp_path, {}
    for block in of_language(README, "bash", "yaml"):
        if block.language == "yaml":
            if block.file:
                _write(place, block.file, block.text)
            continue
        for line in block.text.splitlines():
            command = line.split("  #")[0].strip()
            if command.startswith("cd "):
                place = place / command.removeprefix("cd ")
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=place, env=_environment(), input="q\n", capture_output=True, text=True
            )
            assert "Traceback" not in done.stderr, done.stderr
            codes[command] = done.returncode, done.stdout
    assert [command for command, (code, _) in codes.items() if code not in (0, 1)] == []
    assert [command for command, (code, _) in codes.items() if code == 1] == [
        "govkit assess",
        "govkit assess --quiet --format html -o report.html",
    ]
    report = codes["govkit assess"][1]
    [shown] = of_language(README, "text")
    assert _joined(shown.text) in _joined(report)
    assert "between 6 and 83 of 100" in _joined(report)  # as the README reads it
    assert "between 6 and 83 of 100" in _joined(README.read_text("utf-8"))
    assert (place / "report.html").stat().st_size > 10_000
    assert "ข้อขัดแย้ง" in codes["govkit show out/assessment.json --lang th"][1]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _environment(*paths: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOVKIT_", "CI", "COV_"))}
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": os.pathsep.join(map(str, paths)), "NO_COLOR": "1"}


def _install(folder: Path, entry_points: str) -> None:
    """Write the metadata by which an installed distribution is found."""
    info = folder / "govkit_acme-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: govkit-acme\nVersion: 0\n", "utf-8")
    (info / "entry_points.txt").write_text(entry_points, "utf-8")


def _run_cases(page: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    cases = [block for block in of_language(page, "yaml") if block.text.startswith("check: acme.")]
    assert cases
    for number, block in enumerate(cases):
        _write(folder, f"cases/{number}.cases.yaml", block.text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "cases"]
    return subprocess.run(command, cwd=folder, env=_environment(folder), capture_output=True, text=True)


@pytest.mark.slow
def test_the_smallest_plugin_passes_its_cases(tmp_path: Path) -> None:
    [block] = of_language(README, "python")
    _write(tmp_path, "acme_plugin.py", block.text)
    _install(tmp_path, "[govkit]\nacme = acme_plugin\n")
    done = _run_cases(README, tmp_path)
    assert "3 passed" in done.stdout, done.stdout + done.stderr


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the plugin of `plugins.md` is installed."""
    folder = tmp_path_factory.mktemp("acme")
    module = "\n\n".join(block.text for block in of_language(PLUGINS, "python"))
    _write(folder, "acme_plugin/__init__.py", module)
    for block in of_language(PLUGINS, "text"):
        if block.file:
            _write(folder, block.file, block.text.partition("\n")[2])
    groups = {
        "govkit": "acme = acme_plugin",
        "govkit.commands": "acme-datasets = acme_plugin:datasets_command",
        "govkit.reporters": "acme-line = acme_plugin:LineReport",
    }
    _install(folder, "".join(f"[{group}]\n{line}\n" for group, line in groups.items()))
    return folder


@pytest.mark.slow
def test_the_plugin_of_the_guide_passes_its_cases(acme: Path) -> None:
    done = _run_cases(PLUGINS, acme)
    assert "7 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_the_plugin_of_the_guide_is_strictly_typed(acme: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", str(acme / "acme_plugin")]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


CHECKLIST = """
govkit: checklist/1
framework: {id: acme, edition: "1", title: Acme, source: {publisher: Acme, grade: O, read: text, as_of: 2026-11-21}}
controls:
  - {id: a, title: It holds, why: It matters., severity: high, applies: {on: dataset}, all: [acme.storage-country]}
  - {id: b, title: It holds, why: It matters., severity: high, applies: {on: dataset}, all: [acme.subjects-count]}
  - {id: c, title: It holds, why: It matters., severity: high, applies: {on: dataset}, all: [acme.board-approval]}
  - {id: d, title: It holds, why: It matters., severity: high, applies: {on: dataset}, all: [acme.retention-limit]}
"""
INVENTORY = """
govkit: inventory/1
organisations: [{id: o}]
datasets:
  - {id: a, countries: [SG, US], subjects_count: 3, data: [{path: a.csv}], x-acme: {board: none}, retention: P1Y}
"""


@pytest.mark.slow
def test_the_plugin_of_the_guide_takes_part_in_a_run(acme: Path, tmp_path: Path) -> None:
    _write(tmp_path, "inventory.yaml", INVENTORY)
    _write(tmp_path, "a.csv", "id\n1\n2\n")
    _write(tmp_path, "acme.yaml", CHECKLIST)

    def govkit(*arguments: str) -> str:
        command = [str(BIN / "govkit"), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=_environment(acme), capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    report = _joined(govkit("assess", "-c", "acme.yaml", "--framework", "acme", "-v"))
    for part in ("stored in US", "3 people are declared and 2 rows found", "no board approved it"):
        assert part.casefold() in report.casefold()
    assert "MET acme/d" in report
    assert govkit("acme-datasets", ".") == "dataset:a\n"
    assert govkit("show", "out/assessment.json", "--format", "acme-line") == (f"3 findings on {today().isoformat()}\n")
    assert "acme.retention" in govkit("show", "out/assessment.json", "--format", "json")
