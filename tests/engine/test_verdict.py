"""Verdicts end to end: silence, applicability, time, and the same bytes every time."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic_core import from_json

from govkit.engine.checklists import Library
from govkit.engine.facts import canonical, parse_facts
from govkit.engine.verdict import judge
from govkit.plugin.manager import Plugins
from tests.engine.bench import AS_OF, KEPT, assess, chosen, control, datasets, facts_for, only


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"id": "a", "retention": "P5Y"}, "pass"),
        ({"id": "a", "retention": "P61M"}, "fail"),
        ({"id": "a", "retention": "none"}, "fail"),
        ({"id": "a"}, "unknown"),
        ({"id": "a", "retention": ""}, "unknown"),
        ({"id": "a", "retention": "TBD"}, "unknown"),
        ({"id": "a", "retention": {"unknown": "asked legal"}}, "unknown"),
        ({"id": "a", "retention": {"claims": [{"value": "P1Y", "standing": "detected"}]}}, "unknown"),
        (
            {
                "id": "a",
                "retention": {
                    "claims": [{"value": "P1Y", "standing": "declared"}, {"value": "P2Y", "standing": "declared"}]
                },
            },
            "fail",
        ),
        (
            {
                "id": "a",
                "retention": {
                    "claims": [
                        {"value": "P1Y", "standing": "confirmed", "by": "DPO", "at": "2026-01-01"},
                        {"value": "P9Y", "standing": "declared"},
                    ]
                },
            },
            "pass",
        ),
        (
            {
                "id": "a",
                "retention": {
                    "claims": [{"value": "P1Y", "standing": "declared", "valid_for": {"until": "2026-01-01"}}]
                },
            },
            "unknown",
        ),
        (
            {
                "id": "a",
                "retention": {
                    "claims": [{"value": "P1Y", "standing": "declared", "valid_for": {"until": "2027-01-01"}}]
                },
            },
            "pass",
        ),
    ],
)
def test_three_values_of_a_slot(record, status) -> None:
    assert only(assess(datasets(record), KEPT))["status"] == status


def test_sources_that_disagree_contradict() -> None:
    result = assess(
        datasets(
            {
                "id": "a",
                "retention": {
                    "claims": [{"value": "P1Y", "standing": "declared"}, {"value": "P2Y", "standing": "declared"}]
                },
            }
        ),
        KEPT,
    )
    assert result["findings"][0]["contradiction"] is True
    assert result["summary"]["contradictions"] == 1


def test_a_declared_pass_says_so() -> None:
    result = assess(datasets({"id": "a", "retention": "P1Y"}), KEPT)
    assert only(result)["basis"] == "declared"
    assert result["frameworks"][0]["score"]["by_basis"]["declared"] == 1
    assert result["groups"][0]["subjects"] == [("dataset", 0, 0)]
    assert not result["findings"]


def test_no_subject_is_not_applicable_only_where_the_inventory_says_none() -> None:
    assert only(assess({}, KEPT))["status"] == "unknown"
    assert only(assess({"datasets": "none"}, KEPT))["status"] == "not_applicable"
    (finding,) = assess({}, KEPT)["findings"]
    assert finding["subject"] == "inventory:datasets"


def test_applicability_that_is_not_stated_is_unknown() -> None:
    consent = control(
        applies={"on": "dataset", "where": {"legal_basis": "consent"}},
        all=[{"require": {"retention": {"stated": True}}}],
    )
    assert only(assess(datasets({"id": "a"}), consent))["status"] == "unknown"
    assert only(assess(datasets({"id": "a", "legal_basis": "contract"}), consent))["status"] == "not_applicable"
    assert (
        only(assess(datasets({"id": "a", "legal_basis": "consent", "retention": "P1Y"}), consent))["status"] == "pass"
    )
    mixed = datasets({"id": "a", "legal_basis": "consent", "retention": "P1Y"}, {"id": "b"})
    assert only(assess(mixed, consent))["counts"] == {"pass": 1, "unknown": 1}


def test_a_control_applies_within_its_time() -> None:
    later = {**KEPT, "effective": {"from": "2027-04-01"}}
    facts = datasets({"id": "a", "retention": "P9Y"})
    assert only(assess(facts, later))["status"] == "not_applicable"
    assert only(assess(facts, later, as_of=date(2027, 4, 1)))["status"] == "fail"
    past = {**KEPT, "effective": {"until": "2026-06-30"}}
    assert only(assess(facts, past))["status"] == "not_applicable"


def test_facts_that_went_through_a_file_are_judged_to_the_same_bytes() -> None:
    facts = facts_for(datasets({"id": "a", "retention": "P9Y"}, {"id": "b"}), chosen(KEPT))
    again = parse_facts(from_json(canonical(facts)), "facts.json")
    results = [
        canonical(judge(document, as_of=AS_OF, plugins=Plugins([]), library=Library([])))
        for document in (facts, again, facts)
    ]
    assert results[0] == results[1] == results[2]


def test_records_in_any_order_give_the_same_verdicts() -> None:
    records = [{"id": f"d{n}", "retention": f"P{n}Y"} for n in range(9)]
    first, second = assess(datasets(*records), KEPT), assess(datasets(*reversed(records)), KEPT)
    for part in ("frameworks", "findings", "groups", "subjects"):
        assert json.dumps(first[part]) == json.dumps(second[part])


def test_any_needs_one_member_only() -> None:
    either = control(any=[{"require": {"retention": {"le": "P1Y"}}}, {"require": {"disposal": {"stated": True}}}])
    assert only(assess(datasets({"id": "a", "retention": "P9Y", "disposal": "shredded"}), either))["status"] == "pass"
    assert only(assess(datasets({"id": "a", "retention": "P9Y"}), either))["status"] == "unknown"
    result = assess(datasets({"id": "a", "retention": "P9Y"}), either)
    assert [entry["status"] for entry in result["findings"]] == ["unknown"], "no gap while another is open"
    nested = control(all=[{"any": [{"require": {"retention": {"le": "P1Y"}}}, {"require": {"owner": "IT"}}]}])
    assert only(assess(datasets({"id": "a", "retention": "P9Y", "owner": "HR"}), nested))["status"] == "fail"
