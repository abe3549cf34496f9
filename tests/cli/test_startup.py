"""Starting is cheap: nothing heavy is imported, and no plugin is."""

import os
import subprocess
import sys

from benchmarks.startup import PLUGINS, install_dummy
from govkit.cli.group import COMMANDS
from govkit.cli.plugged import plugged_names

HEAVY = {
    "pydantic",
    "pydantic_core",
    "yaml",
    "jinja2",
    "httpx",
    "rich",
    "pluggy",
    "presidio_analyzer",
    "spacy",
    "numpy",
}
HEAVY |= {"importlib.metadata", "pathlib", "email", "json"}


def start(code, **env):
    """Run code without `site`, whose .pth files import what they like; return what it prints."""
    path = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-S", "-c", code]
    env = {**os.environ, "PYTHONPATH": path, **env}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout


def modules_after(*arguments):
    code = f"import sys\nfrom govkit.cli.main import run\nrun({list(arguments)!r})\nprint('MODULES', *sys.modules)"
    return set(start(code).partition("MODULES")[2].split())


def test_help_imports_nothing_heavy():
    modules = modules_after("--help")
    assert HEAVY & modules == set()
    assert {name for name in modules if name.startswith("govkit")} == {
        *("govkit", "govkit.cli", "govkit.cli.main", "govkit.cli.group", "govkit.cli.plugged", "govkit.cli.helping"),
        *("govkit.cli.tongue", "govkit.model", "govkit.model.page", "govkit.model.worded"),
    }


def test_version_imports_metadata_and_nothing_else():
    assert (HEAVY - {"importlib.metadata", "pathlib", "email", "json"}) & modules_after("--version") == set()


def test_importing_govkit_is_cheap():
    modules = set(start("import sys, govkit\nprint(*sys.modules)").split())
    assert {"pydantic", "click", "yaml", "importlib.metadata", "pathlib", "json"} & modules == set()


def test_commands_of_plugins_are_listed_without_being_imported(spawn, tmp_path):
    for number in range(PLUGINS):
        install_dummy(tmp_path, f"dummy{number}")
    done = spawn("--help", env={"PYTHONPATH": str(tmp_path)}, text=True)
    assert done.returncode == 0, done.stderr
    assert "Commands of plugins" in done.stdout
    assert all(f"dummy{number} " in done.stdout for number in range(PLUGINS))
    assert "imported" not in done.stdout + done.stderr


def test_a_broken_command_of_a_plugin_is_one_line(spawn, tmp_path):
    install_dummy(tmp_path, "dummy")
    done = spawn("dummy", traced=False, env={"PYTHONPATH": str(tmp_path)}, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "error: the command `dummy` can't be had: RuntimeError at govkit_dummy:1 (update govkit-dummy 1.0"
    )
    assert len(done.stderr.splitlines()) == 1


def test_a_plugin_brings_a_command_that_is_given_the_host(spawn, tmp_path):
    install_dummy(tmp_path, "hello")
    (tmp_path / "govkit_hello/__init__.py").write_text(
        "import click\n"
        "def command(host):\n"
        "    @click.command('hello')\n"
        "    @click.argument('folder')\n"
        "    def hello(folder):\n"
        "        from pathlib import Path\n"
        "        host.write(Path(folder) / 'said.txt', 'hello')\n"
        "        return 3\n"
        "    return hello\n"
    )
    done = spawn("hello", tmp_path, env={"PYTHONPATH": str(tmp_path)}, text=True)
    assert done.returncode == 3, done.stderr
    assert (tmp_path / "said.txt").read_text() == "hello"


def test_a_plugin_cannot_replace_a_command(tmp_path, monkeypatch, spawn):
    install_dummy(tmp_path, "assess")
    done = spawn("assess", "--help", env={"PYTHONPATH": str(tmp_path)}, text=True)
    assert done.returncode == 0
    assert "Assess a folder" in done.stdout


def test_names_of_a_group_are_read_from_its_section_alone(tmp_path, monkeypatch):
    from govkit.cli import plugged

    metadata = tmp_path / "x-1.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(
        "[other]\na = b\n\n[govkit.commands]\n# c = d\n seal = m:f\n; e = g\n[govkit]\nh = i\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "nowhere"), str(tmp_path)])
    plugged._names.cache_clear()
    try:
        assert plugged_names(COMMANDS) == ("seal",)
        assert plugged_names({"seal"}) == ()
    finally:
        plugged._names.cache_clear()
