"""A hundred thousand flows under every regime, beside a plain Python loop that compares as little as can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.runner import Entry, Suite

_DAY = date(2026, 11, 21)
_SEED = 11
_FLOWS = {"small": 100_000}
_PLACES = ["SG", "TH", "MY", "PH", "ID", "VN", "JP", "KR", "TW", "CN", "IN", "AU", "CA", "MX", "US", "FR", "GB", "BR"]
_KINDS = [
    "contract.own",
    "clauses.model",
    "cert.cbpr.global",
    "cert.prp.global",
    "bcr.approved",
    "adequacy.own",
    "vital",
]


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite in which both entries answer for each flow and each regime; reading the flows is not counted."""
    from govkit_cbpr.transfer_rules.assessing import Assessor
    from govkit_cbpr.transfer_rules.flow_reading import read_flow
    from govkit_cbpr.transfer_rules.flows import Flow
    from govkit_cbpr.transfer_rules.library import installed_rules

    rules = installed_rules()
    records = _records(_FLOWS.get(size, 100_000))
    flows = [read_flow(record, _DAY) for record in records]
    names = tuple(rules.regimes)

    def judged(given: list[Flow]) -> int:
        judge = Assessor(rules)
        return sum(verdict.answer == "permitted" for flow in given for verdict in judge.under_all(flow))

    plain = Entry("plain Python: three comparisons a flow and regime", lambda: _plain(records, names))
    entries = (plain, Entry("the transfer engine, nothing remembered at the start", lambda: judged(flows)))
    yield Suite(f"{len(flows):,} flows under {len(names)} regimes", plain.name, entries)


def _records(count: int) -> list[dict[str, Any]]:
    chance = random.Random(_SEED)
    return [
        {
            "id": str(number),
            "origin": chance.choice(_PLACES),
            "establishment": chance.choice(_PLACES),
            "destination": chance.choice(_PLACES),
            "recipient_role": chance.choice(["controller", "processor", "affiliate"]),
            "kind": "send",
            "sensitivity": "ordinary",
            "data_categories": chance.choice([["contact"], ["employee"], ["health"]]),
            "subjects_per_year": chance.randrange(2_000_000),
            "mechanisms": [{"kind": chance.choice(_KINDS)}],
        }
        for number in range(count)
    ]


def _plain(records: list[dict[str, Any]], names: tuple[str, ...]) -> int:
    accepted = {"contract.own", "clauses.model"}
    found = 0
    for record in records:
        kinds = {mechanism["kind"] for mechanism in record["mechanisms"]}
        for name in names:
            if record["origin"] != record["destination"] and kinds & accepted and name:
                found += 1
    return found
