"""Lists are as long as what they say: records that state nothing are not counted, and do not make a list stated."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.bench import assess, control, only

SUGGESTED = {"claims": [{"value": "Locks", "standing": "suggested"}]}
CONFIRMED = {"claims": [{"value": "Locks", "standing": "confirmed", "by": "DPO", "at": "2026-01-01"}]}
DISPUTED = {"claims": [{"value": value, "standing": "declared"} for value in ("Locks", "Keys")]}


def status(subject: dict[str, Any], condition: dict[str, Any], on: str = "dataset", plural: str = "datasets") -> str:
    """Return the verdict on one subject of which a condition is required."""
    made = assess({plural: [{"id": "a", **subject}]}, control(on=on, all=[{"require": condition}]))
    return str(only(made)["status"])


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([{"name": "Locks"}], "pass"),
        ([{"in_place": False}], "pass"),
        ([{"findings_open": 0}], "pass"),
        ([{"name": CONFIRMED}], "pass"),
        ([{"name": "none", "kind": "locks"}], "pass"),
        ([{"x-todo": "later"}, {"name": "Locks"}], "pass"),
        ([{"tested_on": "2026-01-01"}], "pass"),
        ([{"tested_on": "2031-01-01"}], "unknown"),
        ([{"x-todo": "later"}], "unknown"),
        ([{"name": "none"}], "unknown"),
        ([{"name": "TBD"}], "unknown"),
        ([{"name": SUGGESTED}], "unknown"),
        ([{"name": DISPUTED}], "unknown"),
        ([{}], "unknown"),
        ("none", "fail"),
    ],
)
def test_a_record_counts_if_it_states_something(measures: Any, expected: str) -> None:
    assert status({"measures": measures}, {"measures": {"min_items": 1}}) == expected


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([{"name": "Locks"}, {"name": "Keys"}], "pass"),
        ([{"name": "Locks"}, {"name": "Locks"}], "fail"),
        ([{"name": "Locks", "x-n": 1}, {"name": "Locks", "x-n": 2}], "fail"),
        ([{"name": "Locks"}, {"x-todo": "later"}], "unknown"),
    ],
)
def test_records_count_that_state_different_things(measures: Any, expected: str) -> None:
    assert status({"measures": measures}, {"measures": {"min_items": 2}}) == expected


def test_a_term_in_two_spellings_is_one() -> None:
    assert status({"purposes": ["Marketing", "dpv:Marketing"]}, {"purposes": {"min_items": 2}}) == "fail"
    assert status({"purposes": ["marketing", "billing"]}, {"purposes": {"min_items": 2}}) == "pass"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ({"impact": {"confidentiality": "high"}}, "pass"),
        ({"impact": {"confidentiality": "none"}}, "pass"),
        ({"impact": "none"}, "pass"),
        ({"impact": {"x-todo": "later"}}, "unknown"),
        ({"impact": {"confidentiality": {"unknown": "asked"}}}, "unknown"),
    ],
)
def test_a_record_is_stated_if_a_slot_of_it_is(subject: dict[str, Any], expected: str) -> None:
    assert status(subject, {"impact": {"stated": True}}) == expected


def test_a_record_in_a_record_has_to_say_something_too() -> None:
    blank = {"name": "none", "fields": [{"name": "email"}]}
    assert status({"collections": [{**blank, "name": "users"}]}, {"collections": {"min_items": 1}}) == "pass"
    assert status({"hosting": [{"country": "none"}]}, {"hosting": {"min_items": 1}}, "system", "systems") == "unknown"


def test_what_leaves_it_open_is_not_said_to_be_left_out() -> None:
    made = assess(
        {"datasets": [{"id": "a", "measures": [{"x-todo": "later"}]}]},
        control(all=[{"require": {"measures": {"min_items": 1}}}]),
    )
    assert made["findings"][0]["message"]["text"] == "what is stated of {paths} does not decide it"
