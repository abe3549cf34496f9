"""How well a control is sourced, and what reviewers said of it, limits what it can decide."""

from __future__ import annotations

import pytest

from tests.engine.bench import KEPT, SOURCE, assess, chosen, datasets, only


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


def test_own_rules_are_not_law() -> None:
    assert assess({}, KEPT, source={"grade": "O"})["frameworks"][0]["law"] is False
