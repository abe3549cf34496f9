"""dev.py installs once, heals what was left half-made, passes arguments on, and ends with the code that is due."""

import io
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def steps(monkeypatch, tmp_path):
    """Return the titles of the steps taken, none of which does anything, in a checkout without .venv."""
    taken = []
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "STATE", tmp_path / "state")
    monkeypatch.setattr(dev, "AXE", tmp_path / "axe.js")
    monkeypatch.setattr(dev, "BIN", tmp_path / "bin")
    monkeypatch.setattr(dev, "step", lambda title, *_: taken.append(title))
    return taken


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """Return the commands run, each of which succeeds, where everything is set up.

    What an earlier run traced stands elsewhere: `ci` sweeps it away, and this very test may be traced.
    """
    run = []
    monkeypatch.setattr(dev, "TRACES", tmp_path / "coverage")
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "install_optional_tools", lambda: None)
    monkeypatch.setattr(dev, "run", lambda *command: run.append([Path(command[0]).stem, *command[1:]]) or 0)
    return run


MAKE = ["making .venv"]
INSTALL = ["installing the pinned packages", "installing govkit and its plugins"]


def test_the_first_run_installs_and_the_second_does_not(steps):
    dev.set_up()
    dev.set_up()
    assert steps == MAKE + INSTALL


def test_a_usable_environment_is_upgraded_in_place(steps, monkeypatch):
    monkeypatch.setattr(dev, "usable", lambda: True)
    dev.set_up()
    assert steps == INSTALL


def test_a_changed_lock_installs_again(steps, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "usable", lambda: True)
    dev.set_up()
    changed = tmp_path / "lock.txt"
    changed.write_text("other==1\n")
    monkeypatch.setattr(dev, "LOCK", changed)
    dev.set_up()
    assert steps == INSTALL * 2


def test_an_interrupted_installation_starts_from_nothing(steps, monkeypatch):
    monkeypatch.setattr(dev, "usable", lambda: True)
    taken = dev.step

    def interrupt(title, *command):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "step", interrupt)
    assert dev.main(["test"]) == 130
    monkeypatch.setattr(dev, "step", taken)
    dev.set_up()
    assert steps == MAKE + INSTALL


def test_an_environment_of_another_place_is_not_usable(tmp_path, monkeypatch):
    assert dev.usable()
    monkeypatch.setattr(dev, "VENV", tmp_path)
    assert not dev.usable()


def test_an_environment_without_pip_is_not_usable(tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "BIN", tmp_path)
    assert not dev.usable()


def test_without_venv_one_line_says_what_to_install(steps, monkeypatch, capsys):
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "dev.py: this Python has no venv; install it first (Debian, Ubuntu: apt install python3-venv)"
    ]
    assert not steps


def test_a_failed_step_shows_what_was_printed_and_ends(capsys):
    with pytest.raises(dev.Failed, match="counting failed"):
        dev.step("counting", sys.executable, "-c", "print('one'); import sys; sys.exit('two')")
    shown = capsys.readouterr().err.split()
    assert [part for part in shown if not part.isdigit()] == ["counting", "…", "s", "one", "two"]


def test_run_gives_the_exit_code_and_the_environment_in_front():
    code = "import os, sys; sys.exit(7 if os.environ['PATH'].startswith(os.environ['VIRTUAL_ENV']) else 1)"
    assert dev.run(sys.executable, "-c", code) == 7


def test_arguments_go_to_pytest(commands):
    assert dev.main(["test", "-k", "score", "--help"]) == 0
    assert commands == [["python", "-m", "pytest", "-k", "score", "--help"]]


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["deploy"], 2)])
def test_help_and_unknown_tasks(commands, arguments, code, capsys):
    assert dev.main(arguments) == code
    shown = "".join(capsys.readouterr())
    assert all(name in shown for name in ("demo", "test", "ci", "lock"))
    assert not commands


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 0), (3, 0), (2, 2), (4, 4), (130, 130)])
def test_the_demo_succeeds_where_govkit_could_do_its_work(commands, monkeypatch, capsys, code, expected):
    monkeypatch.setattr(dev, "run", lambda *_: code)
    assert dev.main(["demo"]) == expected
    assert capsys.readouterr().out.count(f"{os.sep}govkit ") == (0 if expected else 3)


def test_ci_runs_every_step_and_fails_if_one_does(commands, monkeypatch, capsys):
    dev.TRACES.mkdir()
    assert dev.main(["ci"]) == 0
    assert not dev.TRACES.exists()
    all_of_them = len(dev.STEPS)
    assert len(commands) == all_of_them

    fails = {"mypy": 3}
    monkeypatch.setattr(dev, "run", lambda *command: commands.append(command) or fails.get(Path(command[0]).stem, 0))
    capsys.readouterr()
    assert dev.main(["ci"]) == 1
    assert len(commands) == 2 * all_of_them
    table = capsys.readouterr().out.splitlines()[-all_of_them:]
    assert [line.split()[0] for line in table if "FAILED (3)" in line] == ["types"]
    assert sum(" ok " in line for line in table) == all_of_them - 1


def test_the_locks_are_made_of_what_the_distributions_ask_for(monkeypatch):
    pinned = {}

    def read(title, *command):
        for path in (part for part in command if str(part).endswith("wanted.in")):
            pinned[title] = path.read_text("utf-8").splitlines()

    monkeypatch.setattr(dev, "step", read)
    assert dev.main(["lock"]) == 0
    lines, spark = pinned["pinning requirements-dev.txt"], pinned["pinning requirements-spark.txt"]
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    assert set(groups["dev"]) < set(lines)
    assert any(line.startswith("presidio-analyzer") for line in lines)
    assert any(line.startswith("sqlalchemy") for line in lines), "an extra"
    assert any(line.startswith("pyspark") for line in spark)
    assert not any(line.startswith(("govkit", "pyspark", "gliner")) for line in lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("import pytest\n@pytest.mark.skip\ndef test_it(): ...", 1),
        ("import pytest\ndef test_it(): pytest.importorskip('nowhere')", 1),
        ("import pytest\npytest.skip('all', allow_module_level=True)", 2),
        ("import pytest\n@pytest.mark.external\n@pytest.mark.skip\ndef test_it(): ...", 0),
        ("import pytest\n@pytest.mark.xfail\ndef test_it(): assert False", 0),
        ("def test_it(): ...", 0),
    ],
)
def test_a_forbidden_skip_is_a_failure(pytester, text, code):
    pytester.makeconftest((ROOT / "conftest.py").read_text("utf-8"))
    pytester.makepyfile(test_it=text)
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:govkit", "-p", "no:xdist", "-p", "no:socket")
    assert pytester.runpytest_inprocess(*options, "--forbid-skips").ret == code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")
def test_two_at_once_wait_for_each_other(monkeypatch):
    code = "import dev, sys\nwith dev.one_at_a_time(): print('held', flush=True); sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, **pipes) as other:

        class Releasing(io.StringIO):
            def write(self, text):
                if not other.stdin.closed:
                    other.stdin.close()
                return super().write(text)

        assert other.stdout.readline() == "held\n"
        monkeypatch.setattr(sys, "stderr", said := Releasing())
        with dev.one_at_a_time():
            assert other.wait() == 0
    assert "waiting for another dev.py" in said.getvalue()
