"""Renames since an earlier assessment: a new name stands for one subject, and swallows no other."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.engine.diff import diff
from tests.engine.bench import assess, control, only

KEPT = control(all=[{"require": {"retention": {"le": "P5Y"}}}])


def datasets(*records: dict[str, Any]) -> dict[str, Any]:
    return {"datasets": [{"retention": "P1Y", **record} for record in records]}


EARLIER = assess(datasets({"id": "a", "retention": "P9Y"}, {"id": "b", "retention": "P9Y"}), KEPT)
ENDED = {"id": "a", "ended": {"on": "2026-10-01", "reason": "poured into b"}}


@pytest.mark.parametrize(
    ("now", "vanished"),
    [
        ([{"id": "a"}, {"id": "b"}], []),
        ([{"id": "z", "formerly": ["a"]}, {"id": "b"}], []),
        ([{"id": "z", "formerly": ["a"]}, {"id": "y", "formerly": ["b", "c"]}], []),
        ([ENDED, {"id": "b"}], []),
        ([ENDED, {"id": "z", "formerly": ["b"]}], []),
        ([{"id": "b", "formerly": ["a"]}], ["dataset:a"]),
        ([{"id": "z", "formerly": ["a", "b"]}], ["dataset:b"]),
        ([{"id": "z"}], ["dataset:a", "dataset:b"]),
    ],
)
def test_subjects_that_another_has_swallowed_have_vanished(now, vanished) -> None:
    later = assess(datasets(*now), KEPT, since=EARLIER)
    assert [entry["subject"] for entry in later["contradictions"]] == vanished
    assert only(later)["status"] == ("unknown" if vanished else "pass")


def test_a_name_that_was_changed_twice_is_still_one_subject() -> None:
    second = assess(datasets({"id": "y", "formerly": ["a"]}, {"id": "b"}), KEPT, since=EARLIER)
    third = assess(datasets({"id": "z", "formerly": ["y", "a"]}, {"id": "b"}), KEPT, since=second)
    assert not second["contradictions"]
    assert not third["contradictions"]


def activity(dataset: str) -> dict[str, Any]:
    return {"activities": [{"id": "mail", "datasets": [dataset]}]}


DANGLING = assess(datasets({"id": "crm"}) | activity("customers"), KEPT)


def test_a_name_that_was_only_referred_to_is_free() -> None:
    mended = assess(datasets({"id": "customers", "formerly": ["crm"]}) | activity("customers"), KEPT, since=DANGLING)
    assert not mended["contradictions"]
    assert "new" not in {change.kind for change in diff(DANGLING, mended)}
    mended = assess(datasets({"id": "crm", "formerly": ["customers"]}) | activity("crm"), KEPT, since=DANGLING)
    assert not mended["contradictions"]


def test_a_name_that_had_vanished_is_not_free() -> None:
    gone = assess(datasets({"id": "b"}), KEPT, since=EARLIER)
    later = assess(datasets({"id": "a", "formerly": ["b"]}), KEPT, since=gone)
    assert [entry["subject"] for entry in gone["contradictions"]] == ["dataset:a"]
    assert [entry["subject"] for entry in later["contradictions"]] == ["dataset:b"]
