"""What is tracked speaks of no machine and no registry, and the distributions and the lock fit each other."""

import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECTS = sorted([ROOT / "pyproject.toml", ROOT / "checklists/pyproject.toml", *ROOT.glob("plugins/*/pyproject.toml")])
# Written with gaps, so that this file does not find itself.
REGISTRY = re.compile(
    rb"(?:py)pi\.org|(?:python)hosted\.org|(?:npm)js\.(?:org|com)|(?:deb)\.debian\.org|(?:proxy)\.golang", re.I
)
MACHINE = re.compile(rb"(?<![\w.])(?:/wo)rk/|(?<![\w.])(?:/ro)ot/|(?:/opt/)py(?:pi)")


def tracked():
    """Return the files that git tracks here, and those that it soon will."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    return [ROOT / name.decode() for name in listed.split(b"\0") if name and (ROOT / name.decode()).is_file()]


def project(path):
    return tomllib.loads(path.read_text("utf-8"))


def name_of(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_place_on_a_machine(pattern):
    found = {
        str(path.relative_to(ROOT)): match[0] for path in tracked() if (match := pattern.search(path.read_bytes()))
    }
    assert not found


def test_the_patterns_can_find_something():
    assert REGISTRY.search(b"https://" + b"pypi" + b".org/simple")
    assert MACHINE.search(b"see /" + b"work/main")
    assert not MACHINE.search(b"network/" + b"work/x, path/to/" + b"root/")


def test_no_uv_lock():
    assert not [path for path in tracked() if path.name == "uv.lock"]


def test_the_lock_has_no_address_and_a_hash_for_every_pin():
    lock = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert not re.search(r"://|@ |^-(?!-hash)|index", lock, re.M)
    for pin in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[a-z0-9-]+==\S+ ", pin)
        assert "--hash=sha256:" in pin


def test_the_lock_pins_all_that_the_distributions_ask_for():
    pinned = {name_of(line) for line in (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines() if "==" in line}
    asked = {name_of(r) for path in PROJECTS for r in project(path)["project"]["dependencies"]}
    asked |= {name_of(requirement) for requirement in project(ROOT / "pyproject.toml")["dependency-groups"]["dev"]}
    assert {name for name in asked if not name.startswith("govkit")} <= pinned


def test_the_core_asks_for_no_plugin_and_a_plugin_for_no_other():
    asked = {path: {name_of(r) for r in project(path)["project"]["dependencies"]} for path in PROJECTS}
    others = {(path.parent.name, name) for path, names in asked.items() for name in names if name.startswith("govkit-")}
    assert others == {("govkit-spark", "govkit-personal-data")}, (
        "a cluster runs the scan of the other, and nothing else"
    )
    assert "govkit" not in asked[ROOT / "pyproject.toml"]


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_distribution_names_its_licence_and_python(path):
    declared = project(path)["project"]
    assert declared["license"] == "Apache-2.0"
    assert declared["requires-python"] == ">=3.11"
    assert (path.parent / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_entry_point_is_there(path):
    declared = project(path)["project"]
    points = [value for group in declared["entry-points"].values() for value in group.values()]
    for value in [*points, *declared.get("scripts", {}).values()]:
        module, _, attribute = value.partition(":")
        assert not attribute or callable(getattr(import_module(module), attribute))


def test_a_plugin_registers_under_its_namespace():
    for path in ROOT.glob("plugins/*/pyproject.toml"):
        points = project(path)["project"]["entry-points"].get("govkit", {})
        own, package = path.parent.name.removeprefix("govkit-"), path.parent.name.replace("-", "_")
        assert points.keys() <= {own}, "one without checks brings commands, importers or executors only"
        assert {module.partition(".")[0] for module in points.values()} <= {package}


def test_the_contracts_name_every_module_of_the_core():
    modules = {f"govkit.{path.stem}" for path in (ROOT / "govkit").iterdir() if not path.name.startswith(("_", "py."))}
    contracts = project(ROOT / "pyproject.toml")["tool"]["importlinter"]["contracts"]
    forbidden = {contract["name"]: set(contract.get("forbidden_modules", ())) for contract in contracts}
    plugins = forbidden["A plugin sees govkit.plugin, govkit.model and govkit.testing only"]
    reports = forbidden["A report sees the model and the languages only"]
    assert plugins == modules - {"govkit.plugin", "govkit.model", "govkit.testing"}
    assert reports == modules - {"govkit.report", "govkit.model", "govkit.i18n"}
