"""A period of grace: what was there before a requirement began need not meet it until the grace is over."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.model.checklist import Effective
from govkit.model.errors import InputErrors
from tests.engine.bench import assess, control, only

EFFECTIVE = {"from": "2026-08-02", "grace_until": "2026-12-02"}
REQUIRE = [{"require": {"generative": True}}]
BEFORE_IT = date(2026, 8, 1)
LAST_DAY_OF_GRACE, FIRST_DAY_AFTER = date(2026, 12, 1), date(2026, 12, 2)


def judged(as_of, where=None, **slots):
    """Return the control and its assessment for one AI system that has a gap."""
    applies = {"on": "ai_system", **({"where": where} if where else {})}
    system = {"id": "chat", "generative": False, **slots}
    return assess({"ai_systems": [system]}, control(applies=applies, all=REQUIRE, effective=EFFECTIVE), as_of=as_of)


@pytest.mark.parametrize(
    ("as_of", "began", "status"),
    [
        (BEFORE_IT, "2026-01-01", "not_applicable"),
        (date(2026, 8, 2), "2026-08-01", "not_applicable"),
        (date(2026, 8, 2), "2026-08-02", "fail"),
        (LAST_DAY_OF_GRACE, "2026-08-01", "not_applicable"),
        (LAST_DAY_OF_GRACE, "2026-08-02", "fail"),
        (LAST_DAY_OF_GRACE, "none", "fail"),
        (FIRST_DAY_AFTER, "2026-08-01", "fail"),
        (FIRST_DAY_AFTER, "2026-08-02", "fail"),
    ],
)
def test_both_sides_of_each_date(as_of, began, status):
    assert only(judged(as_of, first_used_on=began))["status"] == status


def test_the_reason_names_both_days():
    reason = only(judged(LAST_DAY_OF_GRACE, first_used_on="2026-08-01"))["reason"]
    assert reason["text"] == "what was there before {start} has to meet it from {day}"
    assert reason["params"] == {"start": {"date": "2026-08-02"}, "day": {"date": "2026-12-02"}}


def test_while_grace_lasts_it_has_to_be_known_since_when():
    assessment = judged(LAST_DAY_OF_GRACE)
    assert only(assessment)["status"] == "unknown"
    (finding,) = assessment["findings"]
    assert finding["at"] == ["first_used_on"]
    assert only(judged(FIRST_DAY_AFTER))["status"] == "fail"


def test_whom_it_never_concerned_is_not_in_grace():
    entry = only(judged(LAST_DAY_OF_GRACE, where={"role": {"contains": "deployer"}}, role=["developer"]))
    assert entry["status"] == "not_applicable"
    assert entry["reason"]["text"].startswith("it concerns none")


def test_one_in_grace_does_not_excuse_another():
    systems = [
        {"id": "old", "generative": False, "first_used_on": "2025-01-01"},
        {"id": "new", "generative": False, "first_used_on": "2026-09-01"},
    ]
    rule = control(applies={"on": "ai_system"}, all=REQUIRE, effective=EFFECTIVE)
    assessment = assess({"ai_systems": systems}, rule, as_of=LAST_DAY_OF_GRACE)
    assert only(assessment)["counts"] == {"fail": 1, "not_applicable": 1}
    assert [entry["subject"] for entry in assessment["findings"]] == ["ai_system:new"]


def test_a_model_is_there_since_its_release():
    rule = control(applies={"on": "model"}, all=REQUIRE, effective=EFFECTIVE)
    model = {"id": "m", "generative": False, "release_date": "2026-08-01"}
    assert only(assess({"models": [model]}, rule, as_of=LAST_DAY_OF_GRACE))["status"] == "not_applicable"
    assert only(assess({"models": [model]}, rule, as_of=FIRST_DAY_AFTER))["status"] == "fail"


def test_nothing_can_have_grace_of_which_no_slot_says_since_when_it_is_there():
    rule = control(all=[{"require": {"personal": True}}], effective=EFFECTIVE)
    with pytest.raises(InputErrors, match="nothing says since when a dataset is there"):
        assess({"datasets": [{"id": "a"}]}, rule)


@pytest.mark.parametrize("dates", [{"grace_until": "2026-12-02"}, {"from": "2026-12-02", "grace_until": "2026-12-02"}])
def test_grace_needs_an_earlier_start(dates):
    with pytest.raises(ValueError, match="grace_until"):
        Effective.model_validate(dates)
