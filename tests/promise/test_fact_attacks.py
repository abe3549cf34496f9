"""Facts that were edited after they were gathered: nothing of it gains a pass.

What no reader of the document can see, however carefully, are the words of a sender that lies whole: a population said
to be smaller, a detection left out, an inventory that says other things. Who has to believe it gathers a sample again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from govkit.engine.facts import canonical, parse_facts
from govkit.model.errors import InputError
from govkit.model.status import Status
from tests.promise.seen import answers_to_questions, examined
from tests.promise.slots import copied
from tests.promise.stand import Stand
from tests.promise.test_inventory_attacks import held
from tests.promise.verdicts import Verdicts

pytestmark = pytest.mark.sweep


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
    attacked = copied(
        {**facts, "facts": [fact for fact in edited if fact is not None], "answers": answers_to_questions(facts)}
    )
    try:
        after = own.judge(parse_facts(attacked, "facts.json"))
    except InputError:
        return
    assert not held(after, own_before, how)
    if how not in STILL_COUNTS:
        seen = {(fact["probe"], fact["subject"]) for fact in facts["facts"]}
        assert not examined(own, after, seen)


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
