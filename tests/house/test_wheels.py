"""Each distribution builds a wheel that holds its package, all of it and nothing else, and works without a checkout."""

import json
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "govkit": ROOT,
    "govkit_checklists": ROOT / "checklists",
    "govkit_cbpr": ROOT / "plugins/govkit-cbpr",
    "govkit_genai": ROOT / "plugins/govkit-genai",
    "govkit_personal_data": ROOT / "plugins/govkit-personal-data",
}


def pip(*arguments):
    """Run pip without network."""
    command = [sys.executable, "-m", "pip", *arguments, "--no-index", "--no-deps", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """Build the five wheels and return them by package."""
    folder = tmp_path_factory.mktemp("wheels")
    pip("wheel", "--no-build-isolation", "--wheel-dir", folder, *FOLDERS.values())
    return {path.name.split("-")[0]: path for path in folder.glob("*.whl")}


@pytest.fixture(scope="session")
def stranger(wheels, tmp_path_factory):
    """Return a Python that has the five wheels, what they depend on, and no way to this checkout."""
    folder = tmp_path_factory.mktemp("stranger")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / Path(sysconfig.get_path("scripts")).name / "python"
    pip("--python", python, "install", *wheels.values())
    packages = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # A folder named in a .pth file is searched, but the .pth files in it, editable installs among them, are not read.
    (Path(packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def test_there_is_a_wheel_of_each_distribution(wheels):
    assert wheels.keys() == FOLDERS.keys()
    assert {path.name.partition("-")[2].partition("-")[2] for path in wheels.values()} == {"py3-none-any.whl"}


@pytest.mark.parametrize("package", FOLDERS)
def test_a_wheel_holds_the_whole_package_and_nothing_else(wheels, package):
    folder = FOLDERS[package]
    expected = {
        path.relative_to(folder).as_posix()
        for path in (folder / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheels[package]) as wheel:
        found = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert found == expected
    assert f"{package}/py.typed" in found


@pytest.mark.parametrize("package", FOLDERS)
def test_a_wheel_carries_licence_and_entry_points(wheels, package):
    project = tomllib.loads((FOLDERS[package] / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        (group, name, value) for group, points in project["entry-points"].items() for name, value in points.items()
    } | {("console_scripts", name, value) for name, value in project.get("scripts", {}).items()}
    with zipfile.ZipFile(wheels[package]) as wheel:
        (info,) = {Path(name).parts[0] for name in wheel.namelist() if ".dist-info/" in name}
        distribution = PathDistribution(zipfile.Path(wheel, f"{info}/"))
        found = {(point.group, point.name, point.value) for point in distribution.entry_points}
        licence = wheel.read(f"{info}/licenses/LICENSE")
    assert found == declared
    assert licence == (ROOT / "LICENSE").read_bytes()


def test_the_wheels_work_without_the_checkout(stranger, tmp_path):
    names = ", ".join(FOLDERS)
    done = subprocess.run(
        [stranger, "-c", f"import {names}; print(*(m.__file__ for m in ({names})), sep='\\n')"],
        **{"cwd": tmp_path, "capture_output": True, "text": True, "check": False},
    )
    assert done.returncode == 0, done.stderr
    assert all(Path(line).is_relative_to(stranger.parents[1]) for line in done.stdout.splitlines())


def test_the_wheels_assess_a_folder_with_their_own_checklists(stranger, tmp_path):
    shop = shutil.copytree(ROOT / "examples/thai-online-shop", tmp_path / "shop")
    report = tmp_path / "report.json"
    command = [stranger.with_name("govkit"), "assess", shop, "--format", "json", "-o", report]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in (1, 3), done.stderr
    assert json.loads(report.read_bytes())
