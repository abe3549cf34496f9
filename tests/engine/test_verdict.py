"""Verdicts end to end: applicability, silence, ghosts, sources, time, waivers, and the same bytes every time."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic_core import from_json

from govkit.engine.checklists import Library
from govkit.engine.facts import canonical, parse_facts
from govkit.engine.verdict import judge
from govkit.plugin.manager import Plugins
from tests.engine.bench import AS_OF, SOURCE, assess, chosen, control, facts_for, only

KEPT = control(all=[{"require": {"retention": {"le": "P5Y"}}, "gap": "Kept too long", "fix": "Shorten it"}])


def datasets(*records: dict) -> dict:
    return {"datasets": list(records)}


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


def test_what_is_referred_to_and_not_declared_becomes_a_ghost_that_raises_no_score() -> None:
    good, bad = {"id": "a", "retention": "P1Y"}, {"id": "b", "retention": "P9Y"}
    transfer = {"transfers": [{"id": "t", "dataset": "b"}]}
    whole, deleted = assess({**datasets(good, bad), **transfer}, KEPT), assess({**datasets(good), **transfer}, KEPT)
    assert only(whole)["status"] == "fail"
    assert only(deleted)["status"] == "unknown"
    assert deleted["contradictions"][0]["subject"] == "dataset:b"
    assert deleted["contradictions"][0]["shown_by"] == ["transfer:t.dataset"]
    assert deleted["frameworks"][0]["score"]["low"] <= whole["frameworks"][0]["score"]["low"]


def test_subjects_of_an_earlier_assessment_may_not_vanish_silently() -> None:
    earlier = assess(datasets({"id": "a", "retention": "P1Y"}, {"id": "b", "retention": "P9Y"}), KEPT)
    later = assess(datasets({"id": "a", "retention": "P1Y"}), KEPT, since=earlier)
    assert only(later)["status"] == "unknown"
    assert [entry["subject"] for entry in later["contradictions"]] == ["dataset:b"]
    ended = {"id": "b", "ended": {"on": "2026-10-01", "reason": "sold"}}
    assert not assess(datasets({"id": "a", "retention": "P1Y"}, ended), KEPT, since=earlier)["contradictions"]
    renamed = {"id": "c", "formerly": ["b"], "retention": "P1Y"}
    assert not assess(datasets({"id": "a", "retention": "P1Y"}, renamed), KEPT, since=earlier)["contradictions"]


def test_an_end_needs_a_day_that_has_come_and_a_reason() -> None:
    for end, status in (
        ({"on": "2026-10-01", "reason": "sold"}, "unknown"),
        ({"on": "2027-10-01", "reason": "will be sold"}, "fail"),
        ({"on": "2026-10-01"}, "fail"),
        ({"reason": "sold"}, "fail"),
    ):
        assert only(assess(datasets({"id": "b", "retention": "P9Y", "ended": end}), KEPT))["status"] == status


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ({"grade": "A", "read": "text"}, "pass"),
        ({"grade": "B", "read": "summary"}, "pass"),
        ({"grade": "O", "read": "text"}, "pass"),
        ({"grade": "A", "read": "recalled"}, "review"),
        ({"grade": "C", "read": "text"}, "review"),
        ({"grade": "X", "read": "summary"}, "review"),
        ({"grade": "A"}, "review"),
        ({}, "review"),
    ],
)
def test_what_is_only_recalled_or_poorly_sourced_decides_nothing(source, status) -> None:
    for record, said in (({"id": "a", "retention": "P1Y"}, "pass"), ({"id": "a", "retention": "P9Y"}, "fail")):
        entry = only(assess(datasets(record), KEPT, source=source))
        assert entry["status"] == (said if status == "pass" else "review")
        assert entry.get("preanswer") == (None if status == "pass" else said)


def test_a_review_lets_a_recalled_control_decide_until_the_control_changes() -> None:
    recalled = {"grade": "A", "read": "recalled"}
    hash_ = chosen(KEPT).checklist.controls[0].content_hash
    review = {
        "framework": "fw", "edition": "1", "control": "c", "content_hash": hash_, "verdict": "confirmed",
        "reviewer": "A. Lawyer", "date": "2026-11-01", "document": "Official text, edition 1",
    }  # fmt: skip
    facts = datasets({"id": "a", "retention": "P1Y"})
    assert only(assess(facts, KEPT, source=recalled, reviews=[review]))["status"] == "pass"
    assert only(assess(facts, KEPT, source=SOURCE, reviews=[{**review, "verdict": "rejected"}]))["status"] == "review"
    outdated = only(assess(facts, KEPT, source=recalled, reviews=[{**review, "content_hash": "0" * 16}]))
    assert (outdated["status"], outdated["review"]["state"]) == ("review", "outdated")
    rejected = {**review, "verdict": "rejected", "date": "2026-11-02"}
    for reviews in ([review, rejected], [rejected, review]):
        last = only(assess(facts, KEPT, source=SOURCE, reviews=[*reviews, {**review, "control": "other"}]))
        assert (last["status"], last["review"]["state"]) == ("review", "rejected")


def test_a_control_applies_within_its_time() -> None:
    later = {**KEPT, "effective": {"from": "2027-04-01"}}
    facts = datasets({"id": "a", "retention": "P9Y"})
    assert only(assess(facts, later))["status"] == "not_applicable"
    assert only(assess(facts, later, as_of=date(2027, 4, 1)))["status"] == "fail"
    past = {**KEPT, "effective": {"until": "2026-06-30"}}
    assert only(assess(facts, past))["status"] == "not_applicable"


def test_a_waived_gap_stays_a_gap_until_its_waiver_expires() -> None:
    waiver = {"framework": "fw", "control": "c", "owner": "DPO", "reason": "migration", "expires": "2026-12-31"}
    facts = datasets({"id": "a", "retention": "P9Y"})
    result = assess(facts, KEPT, waivers=[waiver])
    assert only(result)["status"] == "fail"
    assert only(result)["waived"] is True
    assert result["findings"][0]["waived"] == 0
    assert result["frameworks"][0]["score"]["met"] == 0
    assert result["waivers"][0]["state"] == "in_force"
    expired = assess(facts, KEPT, waivers=[{**waiver, "expires": "2026-11-20"}])
    assert "waived" not in only(expired)
    assert expired["waivers"][0] | {"state": "expired", "days_left": -1} == expired["waivers"][0]
    elsewhere = assess(facts, KEPT, waivers=[{**waiver, "subject": "dataset:b"}])
    assert elsewhere["waivers"][0]["state"] == "unused"


def test_a_missing_plugin_is_an_error_on_every_subject() -> None:
    result = assess(datasets({"id": "a"}, {"id": "b"}), control(all=["nothing.there"]))
    assert only(result)["status"] == "error"
    assert [finding["subject"] for finding in result["findings"]] == ["dataset:a", "dataset:b"]
    assert result["problems"][0]["name"] == "nothing"


def test_many_findings_that_say_the_same_are_kept_as_a_group_and_counted() -> None:
    many = datasets(*({"id": f"d{n:05}", "retention": "P9Y"} for n in range(1500)))
    waiver = {
        "framework": "fw",
        "control": "c",
        "subject": "dataset:d01400",
        "owner": "x",
        "reason": "y",
        "expires": "2027-01-01",
    }
    result = assess(many, KEPT, waivers=[waiver])
    assert len(result["findings"]) == 1001
    (group,) = (group for group in result["groups"] if "acting" in group)
    assert group["count"] == 499
    assert group["severity"] == "high"
    assert result["summary"]["findings"] == {"fail": 1500}
    assert next(finding for finding in result["findings"] if "waived" in finding)["subject"] == "dataset:d01400"


def test_findings_are_located_and_have_stable_ids() -> None:
    first = assess(datasets({"id": "a", "retention": "P9Y"}), KEPT)["findings"][0]
    second = assess(datasets({"id": "0", "retention": "P9Y"}, {"id": "a", "retention": "P8Y", "owner": "IT"}), KEPT)[
        "findings"
    ][1]
    assert first["id"] == second["id"]
    assert first["file"] == "inventory.yaml"
    assert first["fix"]["text"] == "Shorten it"


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


def test_own_rules_are_not_law() -> None:
    assert assess({}, KEPT, source={"grade": "O"})["frameworks"][0]["law"] is False


def test_any_needs_one_member_only() -> None:
    either = control(any=[{"require": {"retention": {"le": "P1Y"}}}, {"require": {"disposal": {"stated": True}}}])
    assert only(assess(datasets({"id": "a", "retention": "P9Y", "disposal": "shredded"}), either))["status"] == "pass"
    assert only(assess(datasets({"id": "a", "retention": "P9Y"}), either))["status"] == "unknown"
    result = assess(datasets({"id": "a", "retention": "P9Y"}), either)
    assert [entry["status"] for entry in result["findings"]] == ["unknown"], "no gap while another is open"
    nested = control(all=[{"any": [{"require": {"retention": {"le": "P1Y"}}}, {"require": {"owner": "IT"}}]}])
    assert only(assess(datasets({"id": "a", "retention": "P9Y", "owner": "HR"}), nested))["status"] == "fail"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        *(("evidence/people.csv", True), ("evidence/people.xlsx", True), ("data/more/people.csv.gz", True)),
        *(("evidence/minutes.md", False), ("evidence/settings.json", False), ("evidence/gone.csv", False)),
        *(("data/a.csv", False), ("data/b/c.csv", False), ("data/2026-01.csv", False)),
    ],
)
def test_a_table_that_is_only_evidence_is_named(tmp_path, path, said) -> None:
    if "gone" not in path:
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("email\na@example.org\n")
    answer = {"question": "fw/c#told", "subject": "dataset:a", "value": True, "author": "A", "date": "2026-01-01"}
    asked = control(all=[{"ask": "told", "text": "Are people told?"}])
    given = datasets({"id": "a", "data": [{"path": "data/a.csv"}, {"path": "data/b/"}, {"path": "data/20*.csv"}]})
    result = assess(given, asked, answers=[answer | {"evidence": [{"path": path}]}], folder=tmp_path)
    assert [problem["name"] for problem in result["problems"]] == [path] * said


def test_loose_ends_are_named_and_gain_nothing() -> None:
    answer = {"question": "fw/c#nothing", "subject": "dataset:a", "value": True, "author": "A", "date": "2026-01-01"}
    waiver = {"framework": "fw", "control": "cc", "owner": "x", "reason": "y", "expires": "2027-01-01"}
    result = assess(datasets({"id": "a"}), KEPT, answers=[answer], waivers=[waiver])
    assert [problem["kind"] for problem in result["problems"]] == ["answer", "waiver"]
    assert only(result)["status"] == "unknown"
