"""Gathering gives one fact for every task, sorted, and leaves nothing behind, whatever stops it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.gather import Task, gather
from govkit.model.errors import UsageError
from govkit.model.fact import Fact
from govkit.model.inventory import Inventory
from govkit.plugin.manager import Plugins

ZOO = Path(__file__).parents[1] / "zoo"
DATASETS = Inventory({"dataset": [{"id": "a", "data": [{"path": "a.csv"}]}, {"id": "b"}], "party": [{"id": "p"}]})


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ZOO)


def plugins(*names: str) -> Plugins:
    clean = EntryPoint("clean", "clean_plugin", "govkit")
    return Plugins([clean, *(EntryPoint(name, f"zoo_animals:{name}", "govkit") for name in names)])


def gathered(tasks: list[Task], folder: Path, *names: str, **changes: Any) -> list[Fact]:
    settings: dict[str, Any] = {
        "inventory": DATASETS,
        "folder": folder,
        "as_of": date(2026, 11, 21),
        "seed": "s",
        "options": {},
        "network": False,
        "plugins": plugins(*names),
    }
    return gather(tasks, **{**settings, **changes})


def said(fact: Fact) -> str:
    assert fact.reason is not None
    return fact.reason.text.format(**fact.reason.params)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def dies(process: int) -> bool:
    for _ in range(100):
        if not alive(process):
            return True
        time.sleep(0.02)
    return False


def test_what_can_not_be_looked_at_is_failed_with_the_reason(tmp_path: Path) -> None:
    tasks = [
        Task("zoo.look", "dataset:a"),
        Task("clean.columns", "dataset:a"),
        Task("clean.lines", "party:p"),
        Task("clean.lines", "dataset:gone"),
        Task("clean.lines", "nonsense"),
    ]
    facts = gathered(tasks, tmp_path)
    assert {fact.status.value for fact in facts} == {"failed"}
    assert [(fact.subject, said(fact)) for fact in facts] == [
        (
            "dataset:a",
            "clean ? has no clean.columns, but clean.lines; correct the id, or update clean",
        ),
        ("dataset:gone", "dataset:gone, at which clean.lines has to look, is not in the inventory"),
        ("nonsense", "nonsense, at which clean.lines has to look, is not in the inventory"),
        ("party:p", "clean.lines can't look at party:p, which is of another type"),
        ("dataset:a", "no plugin zoo is installed; install it, or run `govkit plugin list`"),
    ]


def test_nothing_to_do_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.Popen", None)
    assert gathered([], tmp_path) == []


def test_a_task_named_twice_has_one_fact(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1\n2\n")
    (fact,) = gathered([Task("clean.lines", "dataset:a")] * 2, tmp_path)
    assert (fact.value, fact.examined, fact.expected, fact.unit) == ({"lines": 2}, 2, 2, "lines")


def test_a_slot_that_is_not_stated_is_named(tmp_path: Path) -> None:
    (fact,) = gathered([Task("clean.lines", "dataset:b")], tmp_path)
    assert (fact.status.value, said(fact)) == ("not_stated", "dataset:b.data is not stated")


def test_an_inventory_of_one_file_looks_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1\n")
    (tmp_path / "inventory.yaml").touch()
    (fact,) = gathered([Task("clean.lines", "dataset:a")], tmp_path / "inventory.yaml")
    assert fact.value == {"lines": 1}


def test_the_whole_has_a_limit_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1\n")
    tasks = [Task("hangs_up.look", "dataset:a"), Task("clean.lines", "dataset:a")]
    slow = Plugins([EntryPoint("hangs-up", "zoo_animals:hangs_up", "govkit")])
    facts = gathered([Task("hangs-up.look", "dataset:a"), *tasks], tmp_path, plugins=slow, seconds=0.1)
    assert [said(fact) for fact in facts if fact.probe == "hangs-up.look"] == ["gathering was limited to 0.1 seconds"]
    assert len(facts) == 3


def test_an_interrupted_gathering_leaves_no_process(tmp_path: Path) -> None:
    seen: list[str] = []

    def interrupt(who: str, _done: int, _total: int | None, _what: str) -> None:
        seen.append(who)
        raise KeyboardInterrupt

    (orphan,) = gathered([Task("orphan.look", "dataset:a")], tmp_path, "orphan")
    assert dies(orphan.value)
    before = children()
    with pytest.raises(KeyboardInterrupt):
        gathered(
            [Task("orphan.look", "dataset:a"), Task("orphan.look", "dataset:b")], tmp_path, "orphan", progress=interrupt
        )
    assert seen == ["gather"]
    assert children() == before


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_progress_is_told_seldom_and_in_plain_text(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None, str]] = []
    gathered([Task("chatty.look", "dataset:a")], tmp_path, "chatty", progress=lambda *report: told.append(report))
    assert told[-1] == ("gather", 1, 1, "dataset:a")
    assert told[0] == ("chatty.look", 0, 20_000, "[31mrows")
    assert len(told) < 1_000


@pytest.mark.parametrize("limit", ["1 GB", 0, -1, True, 1.5])
def test_a_limit_that_is_none_is_refused(limit: object, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"probes\.clean\.memory_mb"):
        gathered([Task("clean.lines", "dataset:a")], tmp_path, options={"clean": {"memory_mb": limit}})


def test_a_machine_without_room_for_a_process_fails_the_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("subprocess.Popen", refuse)
    facts = gathered([Task("clean.lines", f"dataset:{name}") for name in "ab"], tmp_path)
    assert [said(fact) for fact in facts] == ["no process could be started for clean"] * 2


STARTS = {
    "raise LookupError('zq-canary')": "late ? failed with LookupError at late_plugin_",
    "import no_such_module": "late ? needs the module no_such_module",
    "import os; os._exit(0)": "late ? ended while it was starting; update late or tell its author",
    "import time; time.sleep(60)": "late did not start within 1 seconds",
}


@pytest.mark.parametrize("trouble", STARTS)
def test_a_plugin_that_starts_nowhere_but_here_fails_whole(
    trouble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "sleep" in trouble:
        monkeypatch.setattr("govkit.engine.shift.SECONDS_TO_START", 1)
    module = f"late_plugin_{list(STARTS).index(trouble)}"
    source = (ZOO / "clean_plugin.py").read_text().replace('"clean.', '"late.')
    (tmp_path / f"{module}.py").write_text(
        source.replace("@hookimpl", f"import sys\nif sys.flags.safe_path:\n    {trouble}\n\n\n@hookimpl")
    )
    monkeypatch.syspath_prepend(tmp_path)
    late = Plugins([EntryPoint("late", module, "govkit")])
    folder = tmp_path / "assessed"
    folder.mkdir()
    facts = gathered([Task("late.lines", f"dataset:{name}") for name in "ab"], folder, plugins=late)
    assert len(facts) == 2
    for fact in facts:
        assert fact.status.value == "failed"
        assert said(fact).startswith(STARTS[trouble])


def test_a_hostile_folder_has_no_say_in_what_a_worker_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sitecustomize", "usercustomize", "pydantic", "pluggy", "json", "govkit", "clean_plugin"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'owned')!r}, 'w').close()\nraise SystemExit")
    (tmp_path / "a.csv").write_text("1\n")
    known = plugins()
    known.checks("clean")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "sitecustomize.py"))
    monkeypatch.setattr("sys.path", ["", str(tmp_path), ".", *sys.path])
    named = Inventory({"dataset": [{"id": "a", "data": [{"path": "a.csv", "connection": "PYTHONPATH"}]}]})
    (fact,) = gathered([Task("clean.lines", "dataset:a")], tmp_path, plugins=known, inventory=named)
    assert fact.value == {"lines": 1}
    assert not (tmp_path / "owned").exists()


def landlock() -> int:
    """Return the version of the kernel's Landlock: 0 where it has none, 3 to guard lengths, 6 to guard signals."""
    if sys.platform != "linux":
        return 0
    return max(0, ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))


def test_no_probe_changes_what_others_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    victim = tmp_path / "data" / "b.csv"
    victim.write_text("1\n")
    (fact,) = gathered([Task("vandal.look", "dataset:a")], tmp_path, "vandal")
    done = set(fact.value)
    assert done <= {"kill"} or landlock() < 3
    assert "kill" not in done or landlock() < 6
    if landlock() >= 3:
        assert [path.name for path in victim.parent.iterdir()] == ["b.csv"]
        assert victim.read_text() == "1\n"
