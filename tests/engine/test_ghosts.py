"""What an inventory leaves out is missed: ghosts, subjects that vanish, and ends."""

from __future__ import annotations

from tests.engine.bench import KEPT, assess, datasets, only


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
