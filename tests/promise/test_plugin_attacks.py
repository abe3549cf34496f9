"""Plugins that are missing, broken or misbehave: nothing of it gains a pass, and the others say what they said."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.gather import Task, gather
from govkit.engine.normalise import on_date
from govkit.engine.plan import CheckLeaf
from govkit.model.fact import Fact
from govkit.model.status import Status
from govkit.plugin.manager import Plugins
from tests.promise.seen import answers_to_questions, examined
from tests.promise.stand import Stand
from tests.promise.test_inventory_attacks import held
from tests.promise.verdicts import AS_OF, Verdicts, judged

pytestmark = pytest.mark.sweep

PLUGINS = ("cbpr", "genai", "personal-data")
HERE = Path(__file__).parent


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
    after = judged({**whole, "facts": seen, "answers": answers_to_questions(whole)}, plugins, own.library)
    assert not held(after, own_before, sabotage)
    if sabotage != "mutates":
        kept = examined(own, after, {(fact.probe, fact.subject) for fact in facts})
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
    assert not examined(own, after, {(fact["probe"], fact["subject"]) for fact in blind})
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
