"""Properties of judging that hold for any inventory and any control: whoever withholds gains nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.model.assessment import Assessment
from govkit.model.errors import InputErrors
from govkit.plugin.manager import Plugins
from tests.engine.bench import assess, control
from tests.promise.slots import places, without

pytestmark = pytest.mark.sweep

TERMS = st.sampled_from(["contract", "consent", "none"])
LISTS = st.one_of(st.just("none"), st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3, unique=True))
CHOICE = {"recorded": st.booleans(), "channels": LISTS, "fee": st.sampled_from(["none", "two euros"])}
SLOTS: dict[str, st.SearchStrategy[Any]] = {
    "personal": st.booleans(),
    "retention": st.sampled_from(["P1Y", "P5Y", "P9Y", "none"]),
    "legal_basis": TERMS,
    "purposes": LISTS,
    "subjects_count": st.integers(0, 3),
    "owner": st.sampled_from(["Sales", "none", "TBD"]),
    "choice_mechanism": st.one_of(st.just("none"), st.fixed_dictionaries({}, optional=CHOICE)),
}
RECORDS = st.fixed_dictionaries({}, optional=SLOTS)
INVENTORIES = st.lists(RECORDS, min_size=1, max_size=3).map(
    lambda records: {"datasets": [{"id": f"d{number}", **record} for number, record in enumerate(records)]}
)

ATOMS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda value: {"personal": value}, st.booleans()),
    st.builds(lambda op, value: {"retention": {op: value}}, st.sampled_from(["le", "ge", "lt"]), st.just("P5Y")),
    st.builds(lambda value: {"legal_basis": {"not": value}}, TERMS),
    st.builds(lambda value: {"legal_basis": {"in": [value]}}, TERMS),
    st.builds(lambda value: {"purposes": {"contains": value}}, st.sampled_from(["a", "b"])),
    st.builds(lambda value: {"purposes": {"min_items": value}}, st.integers(0, 2)),
    st.builds(lambda value: {"subjects_count": {"ge": value}}, st.integers(0, 3)),
    st.just({"owner": {"not": "none"}}),
    st.just({"retention": {"stated": True}}),
    st.just({"choice_mechanism.recorded": True}),
    st.just({"choice_mechanism.channels": {"min_items": 1}}),
    st.just({"choice_mechanism.fee": "none"}),
)
RULES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(lambda members: {"any": members}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda members: {"all": members}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda member: {"not": member}, inner),
    ),
    max_leaves=4,
)
LEAVES = st.builds(lambda rule: {"require": rule}, RULES)
TREES = st.recursive(
    st.lists(LEAVES, min_size=1, max_size=3).map(lambda members: {"all": members}),
    lambda inner: st.builds(
        lambda word, members: {word: members},
        st.sampled_from(["any", "all"]),
        st.lists(st.one_of(inner, LEAVES), min_size=1, max_size=3),
    ),
    max_leaves=5,
)


@st.composite
def controls(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw a few controls, some of which concern only some datasets, and some of which ask."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        applies: dict[str, Any] = {"on": "dataset"}
        if draw(st.booleans()):
            applies["where"] = draw(RULES)
        tree = draw(TREES)
        if draw(st.booleans()):
            question = {"ask": f"q{number}", "text": f"Does rule {number} hold in the shop?"}
            tree = {draw(st.sampled_from(["any", "all"])): [tree, question]}
        made.append({**control(f"c{number}", weight=number + 1), "applies": applies, **tree})
    return made


def _answer(rule: int, dataset: int, value: bool, *, author: str) -> dict[str, Any]:
    about = {"question": f"fw/c{rule}#q{rule}", "subject": f"dataset:d{dataset}"}
    return {**about, "value": value, "author": author, "date": "2026-10-01"}


ANSWERS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), max_size=4).map(
    lambda entries: [
        {
            "question": f"fw/c{c}#q{c}",
            "subject": f"dataset:d{d}",
            "value": value,
            "author": f"A{n}",
            "date": "2026-10-01",
        }
        for n, (c, d, value) in enumerate(entries)
    ]
)


def _settled(assessment: Assessment) -> tuple[set[tuple[str, ...]], float]:
    """Return what is met or not applicable, of controls and of their leaves by subject, and the score's lower end."""
    (framework,) = assessment["frameworks"]
    found: set[tuple[str, ...]] = {
        (entry["id"], entry["status"])
        for entry in framework["controls"]
        if entry["status"] in ("pass", "not_applicable")
    }
    for group in assessment["groups"]:
        if group["status"] in ("pass", "not_applicable"):
            for kind, first, last in group["subjects"]:
                for name in assessment["subjects"][kind][first : last + 1]:
                    found.add((group["control"], group["by"]["id"], group["status"], name))
    return found, framework["score"]["low"] if framework["score"] is not None else 0.0


def _interval(assessment: Assessment) -> tuple[int, int]:
    (framework,) = assessment["frameworks"]
    undecided = sum(entry["status"] in ("unknown", "review", "error") for entry in framework["controls"])
    return undecided, len(framework["controls"])


@settings(max_examples=120, deadline=None)
@given(INVENTORIES, controls(), ANSWERS, st.data())
def test_deleting_a_value_gains_nothing(
    inventory: dict[str, Any], rules: list[dict[str, Any]], answers: list[dict[str, Any]], data: st.DataObject
) -> None:
    pointers = [pointer for pointer, _ in places(inventory)]
    if not pointers:
        return
    before, low = _settled(assess(inventory, *rules, answers=answers))
    pointer = data.draw(st.sampled_from(pointers))
    after, lower = _settled(assess(without(inventory, pointer), *rules, answers=answers))
    assert after <= before
    assert lower <= low


@settings(max_examples=60, deadline=None)
@given(INVENTORIES, controls(), ANSWERS, st.data())
def test_stating_a_value_leaves_no_more_undecided(
    inventory: dict[str, Any], rules: list[dict[str, Any]], answers: list[dict[str, Any]], data: st.DataObject
) -> None:
    pointers = [pointer for pointer, _ in places(inventory)]
    if not pointers:
        return
    pointer = data.draw(st.sampled_from(pointers))
    known = _interval(assess(inventory, *rules, answers=answers))
    withheld = _interval(assess(without(inventory, pointer), *rules, answers=answers))
    assert known[0] <= withheld[0]


@settings(max_examples=60, deadline=None)
@given(INVENTORIES, controls(), ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_written_says_nothing(
    inventory: dict[str, Any], rules: list[dict[str, Any]], answers: list[dict[str, Any]], random: Any
) -> None:
    shuffled = [dict(random.sample(list(record.items()), len(record))) for record in inventory["datasets"]]
    random.shuffle(shuffled)
    first = assess(inventory, *rules, answers=answers)
    second = assess({"datasets": shuffled}, *rules, answers=answers)
    for part in ("frameworks", "findings", "groups", "questions", "subjects"):
        assert json.dumps(first[part]) == json.dumps(second[part])  # type: ignore[literal-required]


@settings(max_examples=60, deadline=None)
@given(INVENTORIES, controls(), ANSWERS)
def test_a_plugin_that_is_missing_changes_nothing_else(
    inventory: dict[str, Any], rules: list[dict[str, Any]], answers: list[dict[str, Any]]
) -> None:
    broken = control("broken", all=["nothing.there"])
    alone = assess(inventory, *rules, answers=answers)
    beside = assess(inventory, *rules, broken, answers=answers, plugins=Plugins([]))
    for part in ("findings", "groups", "questions"):
        others = [entry for entry in beside[part] if entry["control"] != "broken"]  # type: ignore[literal-required]
        assert json.dumps(others) == json.dumps(alone[part])  # type: ignore[literal-required]
    (framework,) = beside["frameworks"]
    assert framework["controls"][-1]["status"] == "error"
    assert framework["controls"][:-1] == alone["frameworks"][0]["controls"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({}, optional={name: st.text(max_size=12) for name in SLOTS}), max_size=2))
def test_any_text_is_judged_or_refused(records: list[dict[str, Any]]) -> None:
    inventory = {"datasets": [{"id": f"d{number}", **record} for number, record in enumerate(records)]}
    try:
        assess(inventory, control(all=[{"require": {"owner": {"not": "none"}}}, {"require": {"retention": "P5Y"}}]))
    except InputErrors:
        return
