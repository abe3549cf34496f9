"""Of many flows that are alike one is judged, and a line is the same however often it was written."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.answers import line
from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.lines import Lines

RULES = installed_rules()
TODAY = date(2026, 11, 21)
SG: dict[str, Any] = {
    "origin": "SG",
    "establishment": "SG",
    "data_subject_countries": ["SG"],
    "destination": "US",
    "mechanisms": [{"kind": "contract.own", "comparable_protection": True}],
}


def test_a_hundred_thousand_flows_share_few_judgements() -> None:
    chance = random.Random(7)
    judge = Assessor(RULES)
    for number in range(3_000):
        record = {"id": str(number), **SG, "subjects_per_year": chance.randrange(10**6)}
        judge.assess(read_flow(record, TODAY))
    assert judge.judged == 1


@pytest.mark.parametrize("assume", [False, True])
def test_a_line_is_the_same_however_often_it_was_written(assume: bool) -> None:
    onward = [{"origin": "JP", "destination": "IN"}]
    records = [
        {**SG, "onward": onward},
        {"origin": "FR", "destination": "BR", "mechanisms": []},
        {"law": "tw.pdpa", "origin": "TW", "destination": "US"},
    ]
    judge = Assessor(RULES, assume_reviewed=assume)
    lines = Lines(RULES)
    for name in ('a "b"', "ก", 'a "b"'):
        for record in records:
            result = judge.assess(read_flow(record, TODAY, name))
            wanted = [line(name, verdict, RULES, leg) for leg, verdict in [*result.verdicts, ("", result.combined)]]
            written = list(lines.of(name, result))
            assert written == [json.dumps(data, ensure_ascii=False) + "\n" for data in wanted]
