"""Rejections bind to the data that were looked at: by their digest, where they have one."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.engine.decide import decide
from govkit.engine.normalise import inventory_from
from govkit.model.answers import Rejection
from govkit.model.fact import Fact, FactStatus
from govkit.plugin import Context
from govkit_personal_data.categories import CATEGORIES, shipped
from govkit_personal_data.checks import declared_categories, no_direct_identifier, oldest_record, sensitivity_level
from govkit_personal_data.probe import columns

SAME, OTHER = "a" * 64, "b" * 64
PHONE = {
    "category": "phone",
    "identifies": "direct",
    "sensitivity": "confidential",
    "confidence": 0.99,
    "matched": 10,
    "share": [0.7, 1.0],
    "evidence": [],
}
VALUE = {
    "mode": "full",
    "sources": [{"entry": 0, "state": "read", "format": "csv"}],
    "columns": [
        {"table": "t", "name": "tel", "examined": 10, "expected": 10, "detections": [PHONE]},
        {"table": "t", "name": "created_at", "examined": 10, "expected": 10, "oldest": [2009, 5]},
    ],
}
SLOTS = {
    "personal": False,
    "identifiability": "anonymous",
    "sensitivity": "public",
    "oldest_record_on": date(2024, 1, 1),
}


def finding(check, digest, inputs):
    inventory = inventory_from({"datasets": [{"id": "a", **SLOTS}]})
    dataset = inventory.get("dataset:a")
    fact = Fact(
        columns.id, columns.version, "dataset:a", FactStatus.OBSERVED, VALUE, examined=10, expected=10, inputs=inputs
    )
    about = {"subject": "dataset:a", "by": "the keeper", "date": date(2026, 1, 1), "reason": "of machines"}
    digests = {} if digest is None else {"data_sha256": digest}
    ctx = Context(
        inventory=inventory,
        as_of=date(2026, 11, 21),
        options=None,
        subject="dataset:a",
        needs=check.needs,
        fact_of=lambda _probe, _about: fact,
        references={CATEGORIES.id: shipped()},
        rejections=[Rejection(what=what, **about, **digests) for what in ("t/tel:phone", "t/created_at:record-date")],
    )
    return decide(check, dataset, ctx)


FILE = (f"data/t.csv {SAME}", f"data/u.csv {'c' * 64}")


@pytest.mark.parametrize(
    ("digest", "inputs", "status", "contradiction"),
    [
        (SAME, FILE, "pass", False),
        (OTHER, FILE, "fail", True),
        (None, FILE, "review", False),
        (None, (), "pass", False),
        (SAME, (), "fail", True),
    ],
    ids=["same-file", "changed-file", "no-digest", "database", "digest-of-nothing"],
)
@pytest.mark.parametrize(
    "check", [declared_categories, no_direct_identifier, sensitivity_level], ids=lambda one: one.id
)
def test_a_rejection_is_of_the_data_that_were_looked_at(check, digest, inputs, status, contradiction):
    found = finding(check, digest, inputs)
    assert found.status == status
    assert found.contradiction is (contradiction and check is not sensitivity_level)


@pytest.mark.parametrize(
    ("digest", "inputs", "status"),
    [(SAME, FILE, "not_applicable"), (OTHER, FILE, "fail"), (None, FILE, "review"), (None, (), "not_applicable")],
)
def test_dates_of_records(digest, inputs, status):
    assert finding(oldest_record, digest, inputs).status == status
