"""Whatever a plugin does while it gathers, it is contained, reported by name, and changes no other plugin's facts."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from govkit.engine.gather import Task, gather
from govkit.model.fact import Fact
from govkit.model.inventory import Inventory
from govkit.plugin.manager import Plugins

pytestmark = pytest.mark.sweep

ZOO = Path(__file__).parents[1] / "zoo"
CANARY = "zq-canary-0812345678"

OUTCOMES: dict[str, tuple[str, str]] = {
    "endless": ("failed", "endless.look took longer than 1 seconds"),
    "stubborn": ("failed", "stubborn.look took longer than 1 seconds"),
    "stopped": ("failed", "stopped.look took longer than 1 seconds"),
    "waiting-for-child": ("failed", "waiting-for-child.look took longer than 1 seconds"),
    "hungry": ("failed", "hungry.look failed with MemoryError at zoo_animals.ending:"),
    "segfault": ("failed", "segfault.look was ended by SIGSEGV"),
    "sys-exit": ("failed", "sys-exit.look failed with SystemExit at zoo_animals.ending:"),
    "os-exit": ("failed", "os-exit.look ended its process with exit code 0"),
    "interrupt": ("failed", "interrupt.look failed with KeyboardInterrupt at zoo_animals.ending:"),
    "deep": ("failed", "deep.look failed with RecursionError at zoo_animals.ending:"),
    "flood": ("observed", "1"),
    "orphan": ("observed", ""),
    "forked": ("observed", "2"),
    "returns-none": ("failed", "returns-none.look returned a NoneType in place of Observed"),
    "wrong-type": ("failed", "wrong-type.look failed with PydanticSerializationError at ?"),
    "not-a-number": ("failed", "not-a-number.look failed with ValueError at ?"),
    "any-object": ("failed", "any-object.look failed with PydanticSerializationError at ?"),
    "half-letter": ("failed", "half-letter.look returned a value that is not of its type (UnicodeEncodeError)"),
    "huge": ("failed", "huge.look returned more than 16 megabytes"),
    "more-than-all": ("failed", "more-than-all.look examined what can't be a part of what it expected"),
    "less-than-nothing": ("failed", "less-than-nothing.look examined what can't be a part of what it expected"),
    "truthful": ("failed", "truthful.look examined what can't be a part of what it expected"),
    "odd-input": ("failed", "odd-input.look names an input that is not of the form `path sha256`"),
    "odd-unit": ("failed", "odd-unit.look names no unit of what it counted"),
    "hangs-up": ("failed", "hangs-up.look broke the connection to govkit"),
    "babbling": ("failed", "babbling.look sent what is not a fact, or more than 16 megabytes"),
    "roaring": ("failed", "roaring.look sent what is not a fact, or more than 16 megabytes"),
    "forging": ("observed", "1"),
    "smuggling": ("failed", "smuggling.look returned a value that is not of its type (ValidationError)"),
    "meddling": ("observed", "1"),
    "littering": ("observed", "1"),
    "telling": ("failed", "telling.look failed with Exception at zoo_animals.talking:"),
    "chatty": ("observed", "1"),
    "nosy": ("observed", ""),
    "unsorted": ("observed", ""),
    "not-stated": ("not_stated", "dataset:a.data is not stated: nobody knows"),
    "declined": ("declined", "no driver for odbc is installed"),
    "disputed": ("declined", "sources disagree about dataset:a.data: ('card', 'register')"),
    "online": ("declined", "online.look needs the network; allow it with --network"),
    "sneaking-online": ("declined", "the network is not allowed; allow it with --network"),
}
QUICK = ("deep", "forging", "os-exit", "unsorted")
"""Animals that need no deadline, for runs that are repeated."""

Gather = Callable[..., list[Fact]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assessed")
    (folder / "data").mkdir()
    for name, lines in (("a", 3), ("b", 5)):
        (folder / "data" / f"{name}.csv").write_text(f"{CANARY}\n" * lines)
    return folder


@pytest.fixture(scope="module")
def run(folder: Path) -> Gather:
    inventory = Inventory(
        {
            "dataset": [
                {"id": name, "data": [{"path": f"data/{name}.csv", "connection": f"CRM_{name}"}]} for name in "ab"
            ]
        }
    )

    def run(names: list[str], *, backwards: bool = False, workers: int = 2) -> list[Fact]:
        points = [EntryPoint(name, f"zoo_animals:{name.replace('-', '_')}", "govkit") for name in names]
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(ZOO)
            patch.setenv("CRM_a", CANARY)
            patch.setenv("AWS_SECRET_ACCESS_KEY", CANARY)
            plugins = Plugins([*points, EntryPoint("clean", "clean_plugin", "govkit")])
            tasks = [Task(f"{name}.look", f"dataset:{subject}") for name in names for subject in "ab"]
            tasks += [Task("clean.lines", f"dataset:{subject}") for subject in "ab"]
            return gather(
                tasks[::-1] if backwards else tasks,
                inventory=inventory,
                folder=folder,
                as_of=date(2026, 11, 21),
                seed="s",
                options={"hungry": {"memory_mb": 1024}},
                network=False,
                plugins=plugins,
                workers=workers,
            )

    return run


@pytest.fixture(scope="module")
def captured(run: Gather, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Fact], set[Path]]:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(elsewhere)
        facts = run(list(OUTCOMES), workers=2)
    return {f"{fact.probe} {fact.subject}": fact for fact in facts}, {*elsewhere.rglob("*"), *folder.rglob("*")}


def said(fact: Fact) -> str:
    return fact.reason.text.format(**fact.reason.params) if fact.reason else json.dumps(fact.value)


def as_bytes(facts: list[Fact]) -> str:
    return json.dumps([fact.to_json() for fact in facts], sort_keys=True)


@pytest.mark.parametrize("name", OUTCOMES)
def test_each_animal_is_contained_and_reported(name: str, captured: tuple[dict[str, Fact], set[Path]]) -> None:
    fact = captured[0][f"{name}.look dataset:a"]
    status, reason = OUTCOMES[name]
    assert (fact.status.value, said(fact).startswith(reason)) == (status, True), said(fact)


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_other_subject_of_a_misbehaving_plugin_is_still_seen(
    name: str, captured: tuple[dict[str, Fact], set[Path]]
) -> None:
    fact = captured[0][f"{name}.look dataset:b"]
    if name == "online":
        assert fact.status == "declined"
    elif name == "meddling":
        assert fact.status == "failed"  # it has broken its own worker, and only that
    else:
        assert (fact.status, fact.value in (1, "1", ["1"])) == ("observed", True), said(fact)


def test_all_animals_are_tried(captured: tuple[dict[str, Fact], set[Path]]) -> None:
    facts, _ = captured
    assert len(facts) == 2 * len(OUTCOMES) + 2
    assert list(facts) == sorted(facts)


def test_a_clean_plugin_sees_the_same_in_any_company(run: Gather, captured: tuple[dict[str, Fact], set[Path]]) -> None:
    among_animals = [fact for fact in captured[0].values() if fact.probe == "clean.lines"]
    alone = run([])
    assert as_bytes(among_animals) == as_bytes(alone)
    assert [fact.value for fact in alone] == [{"lines": 3}, {"lines": 5}]


def test_no_scanned_value_leaves_a_worker(
    captured: tuple[dict[str, Fact], set[Path]], capfd: pytest.CaptureFixture[str]
) -> None:
    facts, paths = captured
    assert CANARY not in as_bytes(list(facts.values()))
    assert "canary" not in repr(facts)
    assert not [path for path in paths if "litter" in path.name]
    assert CANARY not in "".join(capfd.readouterr())


def test_nothing_that_a_probe_started_outlives_the_gathering(captured: tuple[dict[str, Fact], set[Path]]) -> None:
    child = captured[0]["orphan.look dataset:a"].value
    for _ in range(100):
        if not alive(child):
            return
        time.sleep(0.02)
    pytest.fail("the orphan lives")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def test_a_worker_sees_of_the_environment_what_data_sources_name(captured: tuple[dict[str, Fact], set[Path]]) -> None:
    seen = set(captured[0]["nosy.look dataset:a"].value)
    assert "CRM_a" in seen
    assert not {"AWS_SECRET_ACCESS_KEY", "USER", "PYTHONPATH"} & seen


def test_workers_and_order_do_not_matter(run: Gather) -> None:
    runs = [
        run(list(QUICK), workers=1),
        run(list(QUICK), workers=2, backwards=True),
        run(list(QUICK[::-1]), workers=4),
    ]
    assert len({as_bytes(facts) for facts in runs}) == 1
