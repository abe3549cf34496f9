"""What `diff` makes of subjects that were renamed, and of those that a control does not concern any more."""

from __future__ import annotations

from typing import Any

from govkit.engine.diff import diff
from govkit.model.assessment import Assessment
from tests.engine.bench import assess, control

RULE = {"all": [{"require": {"retention": {"le": "P5Y"}}}]}
KEPT = control(**RULE) | {"applies": {"on": "dataset", "where": {"personal": True}}}


def datasets(*records: dict[str, Any]) -> Assessment:
    inventory = {"datasets": [{"personal": True, "retention": "P9Y", **record} for record in records]}
    return assess(inventory, KEPT)


def changes(old: Assessment, new: Assessment) -> list[tuple[str, str, str, str]]:
    return [(c.kind, c.subject, c.before, c.after) for c in diff(old, new)]


OLD = datasets({"id": "a"}, {"id": "b"})


def test_a_subject_that_was_renamed_is_the_same_one() -> None:
    assert not changes(OLD, datasets({"id": "z", "formerly": ["a"]}, {"id": "b"}))
    mended = datasets({"id": "z", "formerly": ["a"], "retention": "P1Y"}, {"id": "b"})
    assert changes(OLD, mended) == [("fixed", "dataset:z", "fail", "pass")]
    assert mended["former"] == {"dataset:a": "dataset:z"}


def test_a_new_name_stands_for_one_subject() -> None:
    one = ("gone", "dataset:a", "fail", "")
    assert changes(OLD, datasets({"id": "b", "formerly": ["a"]})) == [one]
    assert changes(OLD, datasets({"id": "z", "formerly": ["a", "b"]})) == [("gone", "dataset:b", "fail", "")]


def test_without_renames_nothing_is_said_of_them() -> None:
    assert "former" not in OLD
    assert "former" not in datasets({"id": "a"}, {"id": "b", "formerly": ["a"]}), "the name is in use"


def test_what_a_control_does_not_concern_is_not_applicable() -> None:
    other = datasets({"id": "a", "personal": False}, {"id": "b"})
    assert changes(OLD, other) == [("changed", "dataset:a", "fail", "not_applicable")]
    assert changes(other, OLD) == [("new", "dataset:a", "not_applicable", "fail")]
    nobody = datasets({"id": "a", "personal": False}, {"id": "b", "personal": False})
    assert {change[3] for change in changes(OLD, nobody)} == {"not_applicable"}


def test_whether_it_concerns_a_subject_may_be_unknown() -> None:
    unclear = datasets({"id": "a", "personal": None}, {"id": "b"})
    assert ("changed", "dataset:a", "fail", "unknown") in changes(OLD, unclear)


def test_what_is_not_there_is_gone() -> None:
    assert changes(OLD, datasets({"id": "b"})) == [("gone", "dataset:a", "fail", "")]
