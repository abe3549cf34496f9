"""What crosses the pipe: only plain, finite, bounded data, and no more than a probe's type knows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.delivery import accept, accept_reason, crashed
from govkit.engine.wire import decode, encode, pack_inventory, unpack_inventory
from govkit.engine.worker import Worker
from govkit.model.fact import FactStatus
from govkit.model.inventory import Ghost, Inventory, Place
from govkit.model.message import Message
from govkit.plugin import Probe
from govkit.plugin.manager import Plugins

ZOO = Path(__file__).parents[1] / "zoo"
INVENTORY = Inventory(
    records={"dataset": [{"id": "a", "name": "ลูกค้า \ud800"}, {"id": "b"}]},
    none=frozenset({"transfer", "model"}),
    ghosts=(Ghost("dataset:c", ("transfer:x.dataset",)),),
    places={"dataset:a": Place("inventory.yaml", 3, {"name": 4})},
)
SEEN = {"status": "observed", "value": {"lines": 1}, "examined": 1, "expected": 2, "unit": "lines", "inputs": []}


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Probe[Any, Any]:
    monkeypatch.syspath_prepend(ZOO)
    found = Plugins([EntryPoint("clean", "clean_plugin", "govkit")]).probe("clean.lines")
    assert isinstance(found, Probe)
    return found


def test_an_inventory_arrives_as_it_was_sent() -> None:
    assert unpack_inventory(decode(encode(pack_inventory(INVENTORY)))) == INVENTORY


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"", {1, 2}, object()])
def test_what_is_not_plain_is_not_sent(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        encode({"value": value})


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"3", b'{"a": NaN}', b'{"a": -Infinity}', b"{", b"\xff", b'{"a":' + b"[" * 100_000, b"9" * 9999],
)
def test_what_is_not_a_record_is_not_read(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json says it in many ways
        decode(line)


def test_a_whole_result_is_a_fact(lines: Probe[Any, Any]) -> None:
    fact = accept(SEEN, lines, "dataset:a")
    assert (fact.status, fact.value, fact.examined, fact.expected, fact.unit) == (
        "observed",
        {"lines": 1},
        1,
        2,
        "lines",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"status": "seen"},
        {"status": None},
        {"value": None},
        {"value": {"lines": "many"}},
        {"value": {"lines": 1e999}},
        {"examined": 3},
        {"examined": -1},
        {"examined": 1.0},
        {"examined": True},
        {"examined": None},
        {"expected": 2**53},
        {"expected": "2"},
        {"unit": None},
        {"unit": "x" * 41},
        {"unit": "li\nes"},
        {"inputs": None},
        {"inputs": ["a.csv"]},
        {"inputs": ["a.csv " + "g" * 64]},
        {"inputs": [3]},
        {"status": "declined"},
        {"status": "failed", "reason": "it hung"},
        {"status": "failed", "reason": {"text": "{row}"}},
        {"status": "failed", "reason": {"text": 3}},
        {"status": "failed", "reason": {"text": "x" * 5_000}},
        {"status": "failed", "reason": {"text": "\ud800"}},
        {"status": "failed", "reason": {"text": "{a}", "params": {"a": {"date": "soon"}}}},
    ],
    ids=json.dumps,
)
def test_half_a_result_is_a_failed_fact(change: dict[str, Any], lines: Probe[Any, Any]) -> None:
    fact = accept({**SEEN, **change}, lines, "dataset:a")
    assert (fact.status, fact.value, fact.examined) == (FactStatus.FAILED, None, 0)
    assert fact.reason is not None
    assert fact.reason.params["probe"] == "clean.lines"


def test_what_a_value_carries_beside_its_type_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import dataclass

    from pydantic import TypeAdapter

    from govkit.plugin import Dataset

    @dataclass
    class Count:
        rows: int

    probe: Probe[Any, Any] = Probe("acme.rows", Dataset, 1, lambda *_: None, "", TypeAdapter(Count))  # type: ignore[arg-type,return-value]
    fact = accept({**SEEN, "value": {"rows": 1, "sample": "zq-canary"}}, probe, "dataset:a")
    assert fact.value == {"rows": 1}


def test_reasons_keep_their_types() -> None:
    reason = Message("{n} of {kinds}", {"n": 3, "kinds": ("a", "b")})
    assert accept_reason(json.loads(json.dumps(reason.to_json()))) == reason


@pytest.mark.parametrize(("code", "how"), [(-11, "SIGSEGV"), (-9, "SIGKILL"), (-250, "250"), (3, "exit code 3")])
def test_the_way_a_worker_ended_is_named(code: int, how: str, lines: Probe[Any, Any]) -> None:
    message = crashed(lines, code)
    assert message.text.format(**message.params).endswith(how)


def test_a_worker_serves_its_parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(ZOO)
    (tmp_path / "a.csv").write_text("1\n")
    inventory = Inventory({"dataset": [{"id": "a", "data": [{"path": "a.csv"}]}, {"id": "b"}]})
    results, ours = os.pipe()
    start = {
        "plugin": {"name": "clean", "distribution": "acme-clean", "version": "2"},
        "module": "clean_plugin",
        "options": {},
        "folder": str(tmp_path),
        "as_of": "2026-11-21",
        "seed": "s",
        "network": False,
    }
    with os.fdopen(results, "rb") as received:
        worker = Worker(start, pack_inventory(inventory), ours)
        worker.load()
        for number, subject in enumerate(("dataset:a", "dataset:b")):
            worker.perform({"task": number, "probe": "clean.lines", "subject": subject})
        worker.perform({"task": 2, "probe": "clean.nothing", "subject": "dataset:a"})
        Worker({**start, "module": "no_such_module"}, pack_inventory(inventory), ours).load()
        os.close(ours)
        ready, seen, missing, strange, unusable = map(decode, received)
    assert ready == {"ready": True}
    assert (seen["result"], seen["status"], seen["value"]) == (0, "observed", {"lines": 1})
    assert (missing["result"], missing["status"]) == (1, "not_stated")
    assert (strange["result"], strange["status"]) == (2, "failed")
    assert unusable["unusable"]["params"]["version"] == "2"


LIMITS = """
import resource, signal
from pathlib import Path
from govkit.engine.confine import confine
confine(Path.cwd(), 2048)
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
assert resource.getrlimit(resource.RLIMIT_AS)[0] == 2048 * 1024**2
assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
confine(Path.cwd(), 4096)
assert resource.getrlimit(resource.RLIMIT_AS)[0] == 2048 * 1024**2
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse some limits")
def test_a_worker_limits_itself_and_never_gives_itself_more() -> None:
    subprocess.run([sys.executable, "-c", LIMITS], check=True)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups")
def test_a_worker_ends_when_its_parent_hangs_up() -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "govkit.engine.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    start = {
        "plugin": {"name": "x", "distribution": "x", "version": "1"},
        "module": "json",
        "options": {},
        "memory_mb": None,
        "folder": "/",
        "as_of": "2026-11-21",
        "seed": "s",
        "network": False,
    }
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(encode(start) + encode(pack_inventory(Inventory())))
    worker.stdin.flush()
    assert decode(worker.stdout.readline()) == {"ready": True}
    worker.stdin.close()
    assert worker.wait(30) == -9
    worker.stdout.close()
