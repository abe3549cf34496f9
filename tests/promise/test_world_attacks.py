"""Files that are not what they were, facts that were edited, plugins that misbehave: nothing of it gains a pass."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.facts import canonical, parse_facts
from govkit.engine.gather import Task, gather
from govkit.engine.normalise import on_date
from govkit.engine.plan import CheckLeaf
from govkit.model.errors import InputError
from govkit.model.fact import Fact
from govkit.model.facts import Facts
from govkit.model.status import Status
from govkit.plugin.check import Check
from govkit.plugin.manager import Plugins
from tests.promise.slots import copied
from tests.promise.stand import AS_OF, Stand, Verdicts, judged
from tests.promise.test_inventory_attacks import held

pytestmark = pytest.mark.sweep

PLUGINS = ("cbpr", "genai", "personal-data")
HERE = Path(__file__).parent


def _spoilt(path: Path, how: str) -> None:
    """Make of a file what the name of an attack says."""
    content = path.read_bytes()
    path.unlink()
    made: dict[str, Callable[[], object]] = {
        "missing": lambda: None,
        "empty": lambda: path.write_bytes(b""),
        "blank": lambda: path.write_bytes(b"\n\n  \n"),
        "only the first line": lambda: path.write_bytes(content.split(b"\n")[0] + b"\n"),
        "cut off": lambda: path.write_bytes(content[: len(content) // 2]),
        "noise": lambda: path.write_bytes(bytes(range(256)) * 8),
        "folder": path.mkdir,
        "dangling": lambda: path.symlink_to("nowhere"),
        "leads outside": lambda: path.symlink_to("/etc/hostname"),
        "pipe": lambda: os.mkfifo(path),
    }
    made[how]()


SPOILT = (
    *("missing", "empty", "blank", "only the first line", "cut off", "noise", "folder", "dangling", "leads outside"),
    "pipe",
)
MAY_STILL_SHOW = {"only the first line", "cut off", "noise", "blank"}
"""Attacks that leave something to look at."""


def _looked_at(stand: Stand) -> dict[str, set[tuple[str, str]]]:
    """Return the files that probes read, with the probe and the subject for which they do."""
    files: dict[str, set[tuple[str, str]]] = {}
    for fact in stand.facts()["facts"]:
        for entry in fact.get("inputs", ()):
            path = entry.rpartition(" ")[0].partition("#")[0]
            files.setdefault(path, set()).add((fact["probe"], fact["subject"]))
    return {path: seen for path, seen in files.items() if (stand.folder / path).is_file()}


def _examined(stand: Stand, verdicts: Verdicts, seen: set[tuple[str, str]]) -> set[tuple[str, ...]]:
    """Return the passes of checks that need one of these probes, on the subjects at which it looked."""
    needs = {
        (planned.framework, planned.control.id, str(number)): {probe.id for probe in leaf.check.needs}
        for planned in stand.plan.controls
        for number, leaf in enumerate(planned.tree.leaves())
        if isinstance(leaf, CheckLeaf) and isinstance(leaf.check, Check)
    }
    return {
        leaf
        for leaf in verdicts.leaves[Status.PASS]
        if any((probe, leaf[3]) in seen for probe in needs.get((leaf[0], leaf[1], leaf[2]), ()))
    }


@pytest.mark.parametrize("how", SPOILT)
def test_files_that_are_not_what_they_were(how: str, own: Stand, own_before: Verdicts, tmp_path: Path) -> None:
    files = _looked_at(own)
    assert files
    for number, (path, seen) in enumerate(sorted(files.items())):
        folder = tmp_path / str(number)
        shutil.copytree(own.folder, folder)
        _spoilt(folder / path, how)
        elsewhere = replace(own, folder=folder, loaded=replace(own.loaded, folder=folder), seen={})
        after = elsewhere.attacked()
        assert not held(after, own_before, f"{path} {how}")
        if how not in MAY_STILL_SHOW:
            assert not _examined(own, after, seen), path


def test_a_read_that_is_denied(
    own: Stand, own_before: Verdicts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of the folder refuses to be opened while probes look."""
    files = _looked_at(own)
    shutil.copytree(own.folder, tmp_path / "denied")
    inside = str(tmp_path / "denied")
    armed = True

    def deny(event: str, arguments: tuple[Any, ...]) -> None:
        if not armed or event not in ("open", "sqlite3.connect"):
            return
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).removeprefix("file:").startswith(inside):
            raise PermissionError(13, "Permission denied")

    sys.addaudithook(deny)
    elsewhere = replace(
        own, folder=tmp_path / "denied", loaded=replace(own.loaded, folder=tmp_path / "denied"), seen={}
    )
    try:
        after = elsewhere.attacked(waivers=())
    finally:
        armed = False
    assert not held(after, own_before, "denied")
    for seen in files.values():
        assert not _examined(own, after, seen)


def _answers(facts: Facts) -> list[dict[str, Any]]:
    """Return the answers to questions; who confirms what a check leaves open vouches for it, whatever was seen."""
    return [answer for answer in facts["answers"] if "." not in answer["question"].partition("#")[2]]


def _broken_fact(**changed: Any) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    return lambda fact: {**fact, **changed}


def _no_value(fact: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fact.items() if name != "value"}


def _hollow(value: Any) -> Any:
    """Empty every list and mapping of a value, and keep its form."""
    if isinstance(value, dict):
        return {name: _hollow(item) for name, item in value.items()}
    return [] if isinstance(value, list) else value


EDITED: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
    "removed": lambda _: None,
    "of another version": lambda fact: {**fact, "version": fact["version"] + 1},
    "of version nought": _broken_fact(version=0),
    "failed": lambda fact: _no_value({**fact, "status": "failed", "examined": 0, "expected": 0}),
    "declined": lambda fact: _no_value({**fact, "status": "declined", "examined": 0, "expected": 0}),
    "not stated": lambda fact: _no_value({**fact, "status": "not_stated", "examined": 0, "expected": 0}),
    "without a value": _no_value,
    "with an empty value": _broken_fact(value={}),
    "with a value of another form": _broken_fact(value=["pass"]),
    "hollow": lambda fact: {**fact, "value": _hollow(fact["value"])},
    "nothing examined": _broken_fact(examined=0),
    "nothing examined of nothing": _broken_fact(examined=0, expected=0),
    "half examined": lambda fact: {**fact, "examined": fact["expected"] // 2, "expected": max(fact["expected"], 2)},
    "more examined than there is": lambda fact: {**fact, "examined": fact["expected"] + 1},
    "less than nothing": _broken_fact(examined=-1, expected=-1),
    "of another subject": lambda fact: {**fact, "subject": fact["subject"] + "-2"},
    "of another probe": lambda fact: {**fact, "probe": fact["probe"] + "-2"},
}
STILL_COUNTS = {"hollow", "half examined"}
"""Edits after which something may still be seen: presence needs no full look, and a state is no list."""


@pytest.mark.parametrize("how", EDITED)
def test_facts_that_were_edited(how: str, own: Stand, own_before: Verdicts) -> None:
    facts = own.facts()
    edited = [EDITED[how](fact) if fact["status"] == "observed" else fact for fact in facts["facts"]]
    attacked = copied({**facts, "facts": [fact for fact in edited if fact is not None], "answers": _answers(facts)})
    try:
        after = own.judge(parse_facts(attacked, "facts.json"))
    except InputError:
        return
    assert not held(after, own_before, how)
    if how not in STILL_COUNTS:
        seen = {(fact["probe"], fact["subject"]) for fact in facts["facts"]}
        assert not _examined(own, after, seen)


PUT_IN: dict[str, Callable[[dict[str, Any]], object]] = {
    "an answer": lambda facts: facts["answers"].append({"question": 1}),
    "a waiver": lambda facts: facts["waivers"].append({}),
    "a review": lambda facts: facts["reviews"].append("x"),
    "a rejection": lambda facts: facts["rejections"].append({"subject": "x"}),
    "a checklist": lambda facts: facts["checklists"].append({"content": {}}),
    "a setting": lambda facts: facts["config"].update(nothing=1),
    "a slot": lambda facts: facts["inventory"]["records"]["dataset"][0].update(nothing=1),
    "a value": lambda facts: facts["inventory"]["records"]["dataset"][0].update(retention="ever"),
    "a record twice": lambda facts: facts["inventory"]["records"]["dataset"].append(
        facts["inventory"]["records"]["dataset"][0]
    ),
    "a type": lambda facts: facts["inventory"]["records"].update(nothing=[{"id": "a"}]),
    "a fact": lambda facts: facts["facts"].append({"probe": "x"}),
    "a fact twice": lambda facts: facts["facts"].append(facts["facts"][0]),
    "a date": lambda facts: facts.update(as_of="yesterday"),
    "an earlier run": lambda facts: facts.update(since={"as_of": "2026-01-01"}),
}


@pytest.mark.parametrize("what", PUT_IN)
def test_what_was_put_into_a_document_and_is_none(what: str, own: Stand) -> None:
    attacked = copied(own.facts())
    PUT_IN[what](attacked)
    with pytest.raises(InputError, match="broken at"):
        parse_facts(attacked, "facts.json")


def test_a_placeholder_that_was_put_into_a_document(stand: Stand, before: Verdicts) -> None:
    attacked = copied(stand.facts())
    for records in attacked["inventory"]["records"].values():
        for record in records:
            record.update(owner="TBD", description="None")
    after = stand.judge(parse_facts(attacked, "facts.json"))
    assert not held(after, before, "TBD")
    assert ("data-house-rules", "data.owner") not in after.controls[Status.PASS]


def test_a_document_is_read_as_it_was_written(stand: Stand) -> None:
    facts = stand.facts()
    assert canonical(parse_facts(copied(facts), "facts.json")) == canonical(facts)


DOCUMENT: dict[str, Callable[[dict[str, Any]], object]] = {
    "evidence without digests": lambda facts: [entry.pop("sha256", None) for entry in facts["evidence"]],
    "no evidence": lambda facts: facts["evidence"].clear(),
    "no facts": lambda facts: facts["facts"].clear(),
    "no answers": lambda facts: facts["answers"].clear(),
    "no reviews": lambda facts: facts["reviews"].clear(),
    "no records": lambda facts: [records.clear() for records in facts["inventory"]["records"].values()],
    "no types": lambda facts: facts["inventory"]["records"].clear(),
    "no places": lambda facts: facts["inventory"]["places"].clear(),
    "a date of another day": lambda facts: facts.update(as_of="2020-01-01"),
}


@pytest.mark.parametrize("how", DOCUMENT)
def test_a_document_that_was_edited(how: str, own: Stand, own_before: Verdicts) -> None:
    attacked = copied(own.facts())
    DOCUMENT[how](attacked)
    after = own.judge(parse_facts(attacked, "facts.json"))
    assert not held(after, own_before, how)


# What no reader of the document can see, however carefully: the words of a sender that lies whole. Who has to
# believe it gathers a sample of the subjects again.
UNDETECTABLE = {"a population said to be smaller", "a detection left out", "an inventory that says other things"}


@pytest.mark.parametrize("missing", PLUGINS)
def test_a_plugin_that_is_not_installed(missing: str, stand: Stand, before: Verdicts) -> None:
    _without_one(missing, [point for point in _points() if point.name != missing], stand, before)


@pytest.mark.parametrize("broken", PLUGINS)
def test_a_plugin_that_can_not_be_imported(broken: str, stand: Stand, before: Verdicts) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        points = [point for point in _points() if point.name != broken]
        _without_one(broken, [*points, EntryPoint(broken, "saboteurs_import", "govkit")], stand, before)


def _points() -> list[EntryPoint]:
    plugins = Plugins()
    return [plugins.entry_point(name) for name in plugins.names]


def _without_one(name: str, points: list[EntryPoint], stand: Stand, before: Verdicts) -> None:
    """Judge without a plugin: its checks are errors, and all that others say is the same to the byte."""
    facts = stand.facts()
    kept = [fact for fact in facts["facts"] if not fact["probe"].startswith(f"{name}.")]
    after = judged({**facts, "facts": kept}, Plugins(points), stand.library)
    assert not held(after, before, name)
    mine = {
        (planned.framework, planned.control.id, str(number))
        for planned in stand.plan.controls
        for number, leaf in enumerate(planned.tree.leaves())
        if isinstance(leaf, CheckLeaf) and leaf.id.startswith(f"{name}.")
    }
    assert {leaf for leaf in after.leaves[Status.ERROR] if leaf[:3] in mine}
    assert not {leaf for leaf in after.leaves[Status.PASS] if leaf[:3] in mine}
    for part in ("findings", "groups"):
        others = [
            [entry for entry in verdicts.assessment[part] if _is_of_others(entry, name, mine)]  # type: ignore[literal-required]
            for verdicts in (before_whole(stand), after)
        ]
        assert others[0] == others[1], "another plugin's findings have changed"


_WHOLE: dict[int, Verdicts] = {}


def before_whole(stand: Stand) -> Verdicts:
    """Return the whole assessment of a stand that nobody attacks."""
    if id(stand) not in _WHOLE:
        _WHOLE[id(stand)] = stand.judge(stand.facts())
    return _WHOLE[id(stand)]


def _is_of_others(entry: Any, name: str, mine: set[tuple[str, str, str]]) -> bool:
    """Tell whether an entry is of a control in which the plugin has no say."""
    return (entry["framework"], entry["control"]) not in {leaf[:2] for leaf in mine}


SABOTAGES = ("raises", "exits", "hangs", "half", "nothing", "returns_none", "wrong_type", "mutates")
SAYS = ("passes_anyway", "passes_examined_nothing", "says_true", "raises_in_check", "mutates_in_check")


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_probes_that_misbehave_in_their_workers(sabotage: str, own: Stand, own_before: Verdicts) -> None:
    with _sabotaged(sabotage) as plugins:
        facts = _gathered(own, plugins)
    whole = own.facts()
    seen = [fact.to_json() for fact in facts]
    after = judged({**whole, "facts": seen, "answers": _answers(whole)}, plugins, own.library)
    assert not held(after, own_before, sabotage)
    if sabotage != "mutates":
        kept = _examined(own, after, {(fact.probe, fact.subject) for fact in facts})
        assert not (kept if sabotage != "half" else {leaf for leaf in kept if _is_absence(own, leaf)})


def _is_absence(stand: Stand, leaf: tuple[str, ...]) -> bool:
    """Tell whether a pass would say that something is not there, which a part can't show."""
    planned = next(each for each in stand.plan.controls if (each.framework, each.control.id) == leaf[:2])
    checked = list(planned.tree.leaves())[int(leaf[2])]
    return isinstance(checked, CheckLeaf) and checked.id in (
        "personal-data.no-direct-identifier",
        "personal-data.training-data",
        "personal-data.declared-categories",
    )


def _gathered(stand: Stand, plugins: Plugins) -> list[Fact]:
    inventory = on_date(stand.loaded.normalised.inventory, AS_OF, dated_claims=False)
    tasks = [
        Task(probe.id, f"{probe.on.type}:{record['id']}")
        for probe in stand.plan.probes(stand.plugins)
        for record in inventory.records_of(probe.on.type)
        if not probe.looks_at or probe.looks_at in record
    ]
    return gather(
        tasks, inventory=inventory, folder=stand.folder, as_of=AS_OF, seed=stand.loaded.config.seed,
        options={}, network=False, plugins=plugins, workers=2,
    )  # fmt: skip


class _sabotaged:
    """The shipped plugins, each with the same sabotage."""

    def __init__(self, how: str) -> None:
        self.how = how
        self.patch = pytest.MonkeyPatch()

    def __enter__(self) -> Plugins:
        self.patch.syspath_prepend(HERE)
        return Plugins(EntryPoint(name, f"saboteurs:{self.how}.{name.replace('-', '_')}", "govkit") for name in PLUGINS)

    def __exit__(self, *_: object) -> None:
        self.patch.undo()


@pytest.mark.parametrize("sabotage", SAYS)
def test_checks_that_misbehave(sabotage: str, own: Stand, own_before: Verdicts) -> None:
    """A check that says pass whatever it sees gains none where the facts show that nothing was looked at."""
    facts = own.facts()
    blind = [{**fact, "examined": 0} if fact["status"] == "observed" else fact for fact in facts["facts"]]
    with _sabotaged(sabotage) as plugins:
        after = judged({**facts, "facts": blind}, plugins, own.library)
    assert not _examined(own, after, {(fact["probe"], fact["subject"]) for fact in blind})
    if sabotage not in ("passes_anyway", "passes_examined_nothing"):
        assert not held(after, own_before, sabotage)
        assert Status.PASS not in {status for status, controls in after.controls.items() if _of_checks(own) & controls}


def _of_checks(stand: Stand) -> frozenset[tuple[str, str]]:
    """Return the controls that a check takes part in."""
    return frozenset(
        (planned.framework, planned.control.id)
        for planned in stand.plan.controls
        if all(isinstance(leaf, CheckLeaf) for leaf in planned.tree.leaves())
    )


def test_the_stand_sees_what_workers_see(own: Stand) -> None:
    here = {(fact["probe"], fact["subject"]): fact for fact in own.facts()["facts"]}
    there = {(fact.probe, fact.subject): fact.to_json() for fact in _gathered(own, own.plugins)}
    assert here == there
