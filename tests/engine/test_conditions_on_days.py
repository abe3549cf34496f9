"""The day of something that has happened states nothing while it is still to come, under every condition."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.bench import AS_OF, assess, control, only

TO_COME, TODAY, PAST = "2031-01-01", AS_OF.isoformat(), "2020-06-01"
CONDITIONS: dict[str, Any] = {
    "ge": {"ge": "2020-01-01"},
    "gt": {"gt": "2020-01-01"},
    "lt": {"lt": "2040-01-01"},
    "le": {"le": "2040-01-01"},
    "not": {"not": {"lt": "2020-01-01"}},
    "any": {"any": [{"ge": "2020-01-01"}, "none"]},
    "all": {"all": [{"ge": "2020-01-01"}]},
    "stated": {"stated": True},
    "not none": {"not": "none"},
    "in": {"in": [TO_COME, TODAY, PAST]},
}


def made(record: dict[str, Any], condition: Any, on: str = "dataset", plural: str = "datasets") -> Any:
    return assess({plural: [{"id": "a", **record}]}, control(on=on, all=[{"require": condition}]))


@pytest.mark.parametrize("word", CONDITIONS)
def test_a_day_to_come_states_nothing(word: str) -> None:
    assessment = made({"oldest_record_on": TO_COME}, {"oldest_record_on": CONDITIONS[word]})
    assert only(assessment)["status"] == "unknown"
    assert "lies after" in str(assessment["findings"][0]["message"])


@pytest.mark.parametrize("word", CONDITIONS)
@pytest.mark.parametrize("day", [PAST, TODAY])
def test_a_day_that_has_come_is_judged(word: str, day: str) -> None:
    assert only(made({"oldest_record_on": day}, {"oldest_record_on": CONDITIONS[word]}))["status"] == "pass"


def test_within_does_not_decide_on_a_day_to_come() -> None:
    condition = {"last_quality_check": {"within": "P12M"}}
    assert only(made({"last_quality_check": TO_COME}, condition))["status"] == "unknown"
    assert only(made({"last_quality_check": TODAY}, condition))["status"] == "pass"
    assert only(made({"last_quality_check": PAST}, condition))["status"] == "fail"


def test_the_days_of_nested_records_are_judged_likewise() -> None:
    condition = {"measures": {"some": {"tested_on": {"ge": "2020-01-01"}}}}
    assert only(made({"measures": [{"name": "Locks", "tested_on": TO_COME}]}, condition))["status"] == "unknown"
    assert only(made({"measures": [{"name": "Locks", "tested_on": PAST}]}, condition))["status"] == "pass"


def test_days_for_which_people_plan_may_lie_ahead() -> None:
    condition = {"valid_to": {"ge": "as_of"}}
    assert only(made({"valid_to": TO_COME}, condition, "certificate", "certificates"))["status"] == "pass"
