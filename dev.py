#!/usr/bin/env python3
"""Sets up govkit for development in .venv and runs the daily tasks there. Needs nothing but Python 3.11 or newer.

    python3 dev.py demo            assess the example shop, and write out/report.html
    python3 dev.py test [ARGS]     run the tests; ARGS go to pytest, for example -k score -x
    python3 dev.py ci              what has to hold before a change goes in: lint, types, layers, tests, wheels
    python3 dev.py docs [--check]  make the reference pages from the code, or name those that are out of date
    python3 dev.py lock [ARGS]     pin the requirements files anew; ARGS go to `uv pip compile`, for example --upgrade

The first run installs the packages pinned in requirements-dev.txt (a minute or so); later runs start at once.
"""
# No `from __future__ import annotations` here: a Python too old for it has to reach the line that says so.

import contextlib
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
if sys.version_info < (3, 11):  # noqa: UP036 - the line for those who have an older one
    sys.exit(f"govkit needs Python 3.11 or newer, and this is {VERSION}")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STATE = VENV / "govkit-dev.state"  # what was installed, or UNFINISHED
UNFINISHED = "unfinished"
LOCK = ROOT / "requirements-dev.txt"
SPARK_LOCK = ROOT / "requirements-spark.txt"  # half a gigabyte that only `ci` installs
LEFT_OUT = {"gliner"}  # extras that no test uses: a gigabyte of PyTorch
DISTRIBUTIONS = [
    ".",
    "./checklists",
    *(f"./plugins/{path.parent.name}" for path in sorted(ROOT.glob("plugins/*/pyproject.toml"))),
]
TEST = ("-n", "auto", "--dist", "worksteal")  # side by side, as many as there are processors
STEPS = {
    "format": "ruff format --check .",
    "lint": "ruff check .",
    "types": "mypy",
    "layers": "lint-imports",
    "plugins": "pytest -n auto --dist worksteal --forbid-skips --durations 20 plugins",
    "sweeps": "pytest -n auto --dist worksteal --forbid-skips --durations 20 -m 'sweep or slow' tests",
    "tests": "coverage run -m "
    "pytest -n auto --dist worksteal --forbid-skips --durations 40 -m 'not sweep and not slow' tests",
    "combine": "coverage combine --quiet",
    "coverage": "coverage report",
    "wheels": f"pip wheel --quiet --no-deps --no-build-isolation --wheel-dir out/wheels {' '.join(DISTRIBUTIONS)}",
}
TRACES = ROOT / "out/coverage"
AXE = VENV / "axe/node_modules/axe-core/axe.min.js"
AXE_VERSION, AXE_HASH = "4.14.1", "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


class Failed(Exception):
    """A step could not be done; the text is the one line that a person reads."""


def main(arguments: list[str]) -> int:
    """Run the task that `arguments` name and return its exit code."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    name, *rest = arguments
    task = {"demo": demo, "test": test, "ci": ci, "docs": docs, "lock": lock}.get(name)
    if task is None:
        print(f"dev.py: no task `{name}`; there are demo, test, ci, docs and lock", file=sys.stderr)
        return 2
    try:
        return task(rest)
    except Failed as failed:
        print(f"dev.py: {failed}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ndev.py: interrupted", file=sys.stderr)
        return 130


def demo(arguments: list[str]) -> int:
    """Assess the example as a user would; its findings (exit code 1) and open ends (3) are what it is there to show."""
    set_up()
    shop, report = "examples/thai-online-shop", "out/report.html"
    code = run(BIN / "govkit", "assess", shop, "--format", "console", "--format", "html", "-o", report, *arguments)
    if code not in (0, 1, 3):
        return code
    command = (BIN / "govkit").relative_to(ROOT)
    print(f"\nThe report is in {report}. Go on with")
    for arguments_, does in (
        (f"answer {shop}", "answer the open questions, one at a time"),
        ("list checks", "what govkit looks at; `explain` tells more of each"),
        ("init my-company", "start an inventory of your own"),
    ):
        print(f"    {command} {arguments_:36} {does}")
    return 0


def test(arguments: list[str]) -> int:
    """Run the tests; what the machine lacks is skipped and counted."""
    set_up()
    return run(PYTHON, "-m", "pytest", *(arguments or TEST))


def ci(arguments: list[str]) -> int:
    """Run every step, whatever the others gave, and show at the end how each went.

    The tests are run in parts: tracing lines takes more than the tests themselves. What plugins test is not traced, nor
    are the sweeps, which try one thing with hundreds of inputs, and what is slow: they run no line that the other tests
    do not.
    """
    set_up()
    install_optional_tools()
    shutil.rmtree(TRACES, ignore_errors=True)
    results = []
    for name, command in STEPS.items():
        print(f"\n== {name}: {command}")
        started = time.monotonic()
        tool, *rest = shlex.split(command)
        code = run(BIN / tool, *rest, *(arguments if "pytest" in command else ()))
        results.append((name, code, time.monotonic() - started))
    print()
    for name, code, seconds in results:
        print(f"{name:10} {f'FAILED ({code})' if code else 'ok':12} {seconds:6.1f} s")
    return int(any(code for _, code, _ in results))


def docs(arguments: list[str]) -> int:
    """Make the reference pages; a test fails while they differ from what the code says."""
    set_up()
    return run(PYTHON, "-m", "docs.generate", *arguments)


def lock(arguments: list[str]) -> int:
    """Pin what the distributions and the development group ask for, for every system and Python, without addresses."""
    import tomllib

    projects = {
        folder: tomllib.loads((ROOT / folder / "pyproject.toml").read_text("utf-8")) for folder in DISTRIBUTIONS
    }
    spark = projects.pop("./plugins/govkit-spark")["project"]["optional-dependencies"]["pyspark"]
    wanted = set(projects["."]["dependency-groups"]["dev"])
    for project in (entry["project"] for entry in projects.values()):
        extras = project.get("optional-dependencies", {})
        wanted.update(project["dependencies"], *(extras[name] for name in extras.keys() - LEFT_OUT))
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        step("making an environment for uv", sys.executable, "-m", "venv", tools)
        uv = tools / BIN.name / "uv"
        step("installing uv", tools / BIN.name / "python", "-m", "pip", "install", "--quiet", "uv")
        for target, lines, *more in ((LOCK, wanted), (SPARK_LOCK, spark, "--constraint", LOCK)):
            (tools / "wanted.in").write_text(
                "\n".join(line for line in sorted(lines) if not line.startswith("govkit")), "utf-8"
            )
            compile_ = (uv, "pip", "compile", tools / "wanted.in", "--output-file", target, "--universal")
            quiet = (
                "--generate-hashes",
                "--no-emit-index-url",
                "--no-annotate",
                "--no-header",
                "--python-version",
                "3.11",
            )
            step("pinning " + target.name, *compile_, *quiet, *more, *arguments)
    return 0


def set_up() -> None:
    """Bring .venv to what the lock and the pyproject files say, if it is not there already."""
    wanted = fingerprint()
    if state() == wanted:
        return
    with one_at_a_time():
        if state() == wanted:
            return
        if state() == UNFINISHED or not usable():
            if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
                raise Failed("this Python has no venv; install it first (Debian, Ubuntu: apt install python3-venv)")
            step("making .venv", getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", VENV)
        STATE.write_text(UNFINISHED, "utf-8")
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-compile", "--no-input", "--disable-pip-version-check")
        step("installing the pinned packages", *pip, "--require-hashes", "-r", LOCK)
        editable = [part for folder in DISTRIBUTIONS for part in ("-e", folder)]
        step("installing govkit and its plugins", *pip, "--no-deps", "--no-build-isolation", *editable)
        STATE.write_text(wanted, "utf-8")


def fingerprint() -> str:
    """Return a hash of all that decides what is installed, and where."""
    files = [LOCK, *(ROOT / folder / "pyproject.toml" for folder in DISTRIBUTIONS)]
    parts = [str(ROOT).encode(), VERSION.encode(), *(path.read_bytes() for path in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def state() -> str:
    """Return the fingerprint of what is installed, UNFINISHED, or an empty text where dev.py has not been yet."""
    return STATE.read_text("utf-8") if STATE.is_file() else ""


def usable() -> bool:
    """Say whether .venv runs, has pip, is of this Python's version, and was made for this place."""
    try:
        pip = subprocess.run([BIN / "pip", "--version"], capture_output=True, text=True, errors="replace", check=False)
    except OSError:
        return False
    return f"from {VENV}{os.sep}" in pip.stdout and f"(python {VERSION})" in pip.stdout


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other dev.py is setting up this checkout."""
    with Path(__file__).open("rb") as me:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(me, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("waiting for another dev.py to set up this checkout …", file=sys.stderr)
                fcntl.flock(me, fcntl.LOCK_EX)
        yield


def install_optional_tools() -> None:
    """Install what some tests need beyond Python: a browser, axe-core for barriers in pages, a database, and Spark."""
    wanted = {
        "chromium": "chromium",
        "node": "nodejs",
        "npm": "npm",
        "java": "default-jre-headless",
        "openssl": "openssl",
    }
    missing = [package for command, package in wanted.items() if not shutil.which(command)]
    missing += [] if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) else ["postgresql"]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        step("reading Debian's package lists", "apt-get", "update", "-qq")
        step(f"installing {' '.join(missing)}", "apt-get", "install", "-qq", "--no-install-recommends", *missing)
    if not any(VENV.glob("lib/python*/site-packages/pyspark")):
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-compile", "--no-input", "--no-build-isolation")
        step("installing Spark", *pip, "--require-hashes", "--no-deps", "-r", SPARK_LOCK)
    if not AXE.exists():
        npm = ("npm", "install", "--prefix", VENV / "axe", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund")
        step("installing axe-core", *npm, f"axe-core@{AXE_VERSION}")
        if hashlib.sha256(AXE.read_bytes()).hexdigest() != AXE_HASH:
            AXE.unlink()
            raise Failed(f"axe-core {AXE_VERSION} is not the file whose hash dev.py holds")


def step(title: str, *command: object) -> None:
    """Run `command`, showing its title and its time on stderr, and what it printed only where it failed."""
    print(f"{title} …", end=" ", file=sys.stderr, flush=True)
    started = time.monotonic()
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise Failed(f"{title} failed; the lines above say why")


def run(*command: object) -> int:
    """Run `command` on the terminal and return its exit code; on Ctrl-C let it end by itself first."""
    sys.stdout.flush()
    with subprocess.Popen([*map(str, command)], cwd=ROOT, env=environment()) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            raise


def environment() -> dict[str, str]:
    """Return the caller's environment (pip's settings among it) with .venv in front, and where axe-core is."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    axe = {"GOVKIT_AXE": str(AXE)} if AXE.exists() else {}
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV), "DEBIAN_FRONTEND": "noninteractive", **axe}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
