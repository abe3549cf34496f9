"""An answer and a check that look at the same thing and disagree."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from govkit.plugin import Dataset, check, failed, hookimpl, passed
from govkit.plugin.manager import Plugins
from tests.engine.bench import assess, chosen, control, only


def _plugin(grade: str, monkeypatch: pytest.MonkeyPatch) -> Plugins:
    @check("twin.short", on=Dataset, title="Retention is short", grade=grade)
    def short(dataset: Dataset, ctx: object):
        """Long retention is a risk.

        Fix: shorten it.
        """
        return passed("short") if dataset.retention is not None else failed("endless", at="retention")

    module = ModuleType("twin_plugin")

    @hookimpl
    def register_checks():
        return [short]

    module.register_checks = register_checks
    monkeypatch.setitem(sys.modules, "twin_plugin", module)
    return Plugins([EntryPoint("twin", "twin_plugin", "govkit")])


ASKED = control(
    all=["twin.short", {"ask": "short", "text": "Is retention short?", "agrees_with": ["twin.short"]}],
)


@pytest.mark.parametrize(
    ("grade", "retention", "value", "status", "contradiction"),
    [
        ("full", "P1Y", True, "pass", False),
        ("full", "none", True, "fail", True),
        ("full", "P1Y", False, "fail", True),
        ("full", "none", False, "fail", False),
        ("partial", "none", True, "fail", True),
        ("partial", "P1Y", True, "review", False),
    ],
)
def test_who_disagrees_with_a_check_contradicts_it(monkeypatch, grade, retention, value, status, contradiction) -> None:
    hash_ = chosen(ASKED).checklist.controls[0].all_[-1].content_hash
    answer = {"question": "fw/c#short", "subject": "dataset:a", "value": value, "author": "Dara", "date": "2026-10-01"}
    answer["question_hash"] = hash_
    inventory = {"datasets": [{"id": "a", "retention": retention}]}
    result = assess(inventory, ASKED, answers=[answer], plugins=_plugin(grade, monkeypatch))
    assert only(result)["status"] == status
    assert any("contradiction" in finding for finding in result["findings"]) is contradiction


def test_a_person_can_confirm_what_a_partial_check_could_not(monkeypatch, tmp_path) -> None:
    (tmp_path / "proof.txt").write_text("seen")
    partial = control(all=["twin.short"])
    inventory = {"datasets": [{"id": "a", "retention": "P1Y"}]}
    plugins = _plugin("partial", monkeypatch)
    open_ = assess(inventory, partial, plugins=plugins, folder=tmp_path)
    assert only(open_)["status"] == "review"
    (question,) = open_["questions"]
    assert question["type"] == "confirm"
    yes = {
        "question": question["id"], "subject": "dataset:a", "value": True, "author": "Dara", "date": "2026-10-01",
        "question_hash": question["hash"], "evidence": [{"path": "proof.txt"}],
    }  # fmt: skip
    confirmed = assess(inventory, partial, answers=[yes], plugins=plugins, folder=tmp_path)
    assert (only(confirmed)["status"], only(confirmed)["basis"]) == ("pass", "confirmed")
    for weaker in (
        {**yes, "evidence": []},
        {**yes, "value": False},
        {**yes, "question_hash": "0" * 16},
        {**yes, "text": "TBD"},
    ):
        assert (
            only(assess(inventory, partial, answers=[weaker], plugins=plugins, folder=tmp_path))["status"] == "review"
        )
    gap = {"datasets": [{"id": "a", "retention": "none"}]}
    against = assess(gap, partial, answers=[yes], plugins=plugins, folder=tmp_path)
    assert only(against)["status"] == "review"
    assert against["findings"][0]["contradiction"] is True
