"""A flow's answer is its own: it does not turn on which flows were judged before it."""

from __future__ import annotations

import random
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules

TODAY = date(2026, 6, 1)
RULES = installed_rules()
BASES: dict[str, dict[str, Any]] = {
    "eu": {"law": "eu.gdpr", "origin": "FR", "destination": "KR", "data_categories": ["contact"], "mechanisms": "none"},
    "us": {"law": "us.28cfr202", "origin": "US", "destination": "CN", "data_categories": ["health"],
           "subjects_per_year": 50_000},
    "tw": {"law": "tw.pdpa", "origin": "TW", "destination": "CN", "data_categories": ["subscriber"],
           "mechanisms": "none"},
    "cn": {"law": "cn.pipl", "origin": "CN", "destination": "SG", "exporter_is_ciio": False, "important_data": False,
           "subjects_per_year": 500, "mechanisms": "none"},
}  # fmt: skip
WORDS = {
    "recipient_sector": ("none", "faith community", "religious", "retail"),
    "us_transaction": ("none", "selling lists", "data_brokerage", "vendor"),
    "sector": ("none", "phone company", "telecom", "retail"),
    "sensitivity": ("none", "tricky", "sensitive", "ordinary"),
    "legal_basis": ("none", "agreed by click", "consent", "contract"),
    "recipient_role": ("none", "helper", "processor", "controller"),
    "data_categories": ("none", ["none"], ["zzz"], ["contact", "zzz"], ["health", "zzz"]),
}
Answer = tuple[str, tuple[str, ...]]


def answers(judge: Assessor, flows: list[dict[str, Any]]) -> list[Answer]:
    verdicts = [judge.assess(read_flow(flow, TODAY)).combined for flow in flows]
    return [(verdict.answer, verdict.missing) for verdict in verdicts]


@pytest.mark.parametrize(
    ("base", "key"), [("eu", "recipient_sector"), ("us", "us_transaction"), ("tw", "sector"), ("cn", "sensitivity")]
)
def test_none_a_strange_word_and_a_listed_one_are_told_apart_in_any_order(base: str, key: str) -> None:
    flows = [{**BASES[base], key: word} for word in WORDS[key][:3]]
    alone = [answers(Assessor(RULES), [flow])[0] for flow in flows]
    assert alone[1][0] == "unknown"
    assert key in alone[1][1]
    for order in permutations(range(3)):
        assert answers(Assessor(RULES), [flows[place] for place in order]) == [alone[place] for place in order]


@pytest.mark.parametrize("seed", range(3))
def test_flows_are_judged_alike_in_any_order(seed: int) -> None:
    chance = random.Random(seed)
    flows = []
    for _ in range(400):
        flow = dict(chance.choice(list(BASES.values())))
        for key in chance.sample(list(WORDS), 2):
            flow[key] = chance.choice(WORDS[key])
        flows.append(flow)
    onward = answers(Assessor(RULES), flows)
    assert answers(Assessor(RULES), flows[::-1]) == onward[::-1]
