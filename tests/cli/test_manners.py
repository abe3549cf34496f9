"""What holds for every command: help, one line an error, quiet pipes, no values in errors."""

import io
import os
import subprocess
import sys

import pytest

from govkit.cli.group import COMMANDS
from govkit.cli.main import error_line, fault_lines, run
from govkit.model.errors import GovkitError, InputError, InputErrors

SUBCOMMANDS = [*([name] for name in COMMANDS), ["checklist", "review"], ["checklist", "review", "export"]]
SUBCOMMANDS += [["checklist", "review", "import"], ["plugin", "list"], ["plugin", "new"]]


@pytest.mark.parametrize("words", SUBCOMMANDS, ids=" ".join)
def test_every_command_has_help(call, words):
    code, out, err = call(*words, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: govkit {' '.join(words)}")


def test_help_without_arguments(call):
    code, out, _ = call("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["asess"], "error: there is no command `asess` (did you mean `assess`?)"),
        (["assess", "--formt", "x"], "--formt"),
        (["assess", "nowhere"], "error: nowhere: "),
        (["assess", "--as-of", "2569-01-01"], "write the Gregorian year, 2026 for 2569"),
        (["assess", "--as-of", "21/11/2026"], "write an ISO date such as 2026-11-21"),
        (["assess", "-c", "nowhere.yaml"], "error: nowhere.yaml: there is no such file"),
        (["assess", "--from", "nowhere.json"], "error: nowhere.json: there is no such file"),
        (["assess", "--fail-on", "hgih"], "'hgih' is not one of"),
        (["explain", "cbpr.choice-dela"], "did you mean `cbpr.choice-delay`?"),
        (["list", "chekcs"], "is not one of"),
        (["waive", "own/x"], "Missing option"),
        (["verify", "nowhere.json"], "there is no such file"),
        (["diff", "nowhere.json", "x"], "there is no such file"),
        (["plugin", "new", "Acme!"], "can't be the name of a plugin"),
        (["checklist", "review", "export", "global-cbp"], "did you mean `global-cbpr`?"),
        (["lint", "nowhere"], "there is no such file or folder"),
    ],
)
def test_a_mistake_is_one_line_on_stderr_and_exit_2(shop, call, arguments, said):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")
    assert said in err


def test_many_faults_are_twenty_lines_and_how_many_more(shop, call):
    lines = "".join(f"  - {{id: d{i}, owneer: x}}\n" for i in range(30))
    (shop / "inventory/all.yaml").write_text(f"govkit: inventory/1\ndatasets:\n{lines}")
    code, _, err = call("assess")
    assert code == 2
    assert err.splitlines()[0] == ("error: inventory/all.yaml:3:14: there is no slot `owneer` (did you mean `owner`?)")
    assert len(err.splitlines()) == 21
    assert err.splitlines()[-1] == "and 10 more"


def test_equal_faults_are_told_once():
    fault = InputError("x", path="a", line=1)
    assert fault_lines(InputErrors([fault, fault])) == ["error: a:1: x"]


def test_personal_values_and_escapes_are_not_printed():
    line = error_line(GovkitError("no \x1b[31mfile", path="cards/0812345678_somchai@example.com.yaml"))
    assert "0812345678" not in line
    assert "somchai" not in line
    assert "\x1b" not in line


def test_an_unexpected_exception_is_named_and_its_text_is_not(shop, call, monkeypatch):
    def broken(*_, **__):
        raise KeyError("somchai@example.com")

    monkeypatch.setattr("govkit.cli.commands.assess.load", broken)
    code, _, err = call("assess")
    assert code == 2
    assert err.startswith("error: govkit failed with KeyError at govkit.cli.commands.assess:")
    assert "somchai" not in err
    assert len(err.splitlines()) == 1
    code, _, err = call("assess", "--debug")
    assert code == 2
    assert err.startswith("Traceback")


def test_interrupted_is_130(shop, call, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("govkit.cli.commands.assess.load", interrupted)
    code, out, err = call("assess")
    assert (code, out, err.strip()) == (130, "", "interrupted")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_closed_pipe_is_quiet(shop):
    command = f"{sys.executable} -m govkit list checks | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in ("0", "141")


def test_a_pipe_that_closed_before_the_end_is_141(monkeypatch, shop):
    class Closed(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert run(["list", "languages"]) == 141


def test_python_m_govkit(spawn):
    done = spawn("--version", traced=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("govkit 0.")


def test_no_colour_without_a_terminal_and_colour_when_forced(shop, assess, monkeypatch):
    assert "\x1b[" not in assess("-q")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in assess("-q")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in assess("-q")[1]


def test_columns_are_obeyed(shop, assess, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, assess("-q")[1].splitlines())) <= 60


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_colour_and_progress_on_a_terminal(shop):
    import pty

    main, other = pty.openpty()
    command = [sys.executable, "-m", "govkit", "assess", "-c", "own.checklist.yaml", "--as-of", "2026-11-21"]
    with subprocess.Popen(command, stdout=other, stderr=other, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(other)
        seen = b""
        while True:
            try:
                data = os.read(main, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data
    os.close(main)
    assert process.returncode == 1
    assert b"\x1b[1;31m" in seen


def test_bars_show_what_is_looked_at_after_a_second(monkeypatch):
    from rich.console import Console

    from govkit.cli import bars

    text = io.StringIO()
    clock = iter([0.0, 0.5, 2.0, 2.1])
    monkeypatch.setattr(bars.time, "monotonic", lambda: next(clock, 3.0))
    monkeypatch.setattr(bars, "Console", lambda **_: Console(file=text, force_terminal=True, width=100))
    with bars.Bars() as shown:
        shown.tell("acme.columns", 1, 10, "rows")
        assert text.getvalue() == ""
        shown.tell("acme.columns", 5, 10, "0812345678 \x1b[31m")
    assert "acme.columns" in text.getvalue()
    assert "5/10" in text.getvalue()
    assert "0812345678" not in text.getvalue()


def test_a_terminal_gets_bars_and_a_pipe_does_not(monkeypatch):
    from govkit.cli import terminal
    from govkit.cli.bars import Bars

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with terminal.progress() as tell:
        assert isinstance(tell.__self__, Bars)
    with terminal.progress(quiet=True) as tell:
        assert tell("a", 1, 2, "b") is None
