"""Questions that were written from the law, before the rules were looked at, are answered right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.reading import written

TODAY = date(2026, 11, 21)
PLACE = Path(__file__).parent / "questions.yaml"
QUESTIONS: dict[str, list[dict[str, Any]]] = written(PLACE.name, PLACE.read_bytes()).data
JUDGE = Assessor(installed_rules())


def _ids(part: str) -> list[str]:
    return [question["id"] for question in QUESTIONS[part]]


@pytest.mark.parametrize("question", QUESTIONS["one_law"], ids=_ids("one_law"))
def test_one_law(question: dict[str, Any]) -> None:
    ignored: list[str] = []
    facts = {**question["facts"], "law": question["law"]}
    verdict = JUDGE.under(question["law"], read_flow(facts, TODAY, question["id"], ignored))
    assert ignored == []
    assert verdict.answer == question["answer"], verdict
    if "missing" in question:
        assert sorted(verdict.missing) == sorted(question["missing"])
    if verdict.answer == "unknown":
        assert verdict.missing


@pytest.mark.parametrize("question", QUESTIONS["all_laws"], ids=_ids("all_laws"))
def test_all_laws(question: dict[str, Any]) -> None:
    combined = JUDGE.assess(read_flow(question["facts"], TODAY, question["id"])).combined
    assert combined.answer == question["answer"], combined


def test_no_question_is_asked_twice() -> None:
    names = [*_ids("one_law"), *_ids("all_laws")]
    assert len(names) == len(set(names)) >= 600
