"""Deleting a value from an inventory never gains a pass or a not_applicable."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import govkit_cbpr
from govkit.engine.decide import decide
from govkit.engine.normalise import inventory_from
from govkit.engine.references import load_references
from govkit.model.errors import InputErrors
from govkit.model.fact import Fact, FactStatus
from govkit.model.status import Status
from govkit.plugin import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govkit.model.inventory import Inventory

AS_OF = date(2026, 11, 21)
A, B = "a" * 64, "b" * 64
FILES = {"evidence:dpa-scan": A, "evidence:old-scan": B}
OPTIONS: dict[str, dict[str, Any]] = {
    "cbpr.breach-clock": {"country": "TH"},
    "cbpr.law-known": {"country": "BN"},
    "cbpr.contract-clauses": {"clauses": ["instructions", "breach_notice"]},
}
"""Of the checks that cannot do without."""
INVENTORY: dict[str, Any] = {
    "organisations": [
        {
            "id": "shop",
            "country": "TH",
            "markets": ["TH"],
            "privacy_contact": {"email": "privacy@shop.example"},
            "dpo": {
                "role": "DPO",
                "email": "privacy@shop.example",
                "qualification": "certified",
                "appointed_on": "2024-01-01",
            },
            "rights_process": {"answer_within": "P30D"},
            "incident_process": {"notify_within": "PT72H"},
            "certificates": ["own"],
        }
    ],
    "parties": [
        {
            "id": "cloud",
            "country": "SG",
            "roles": ["processor"],
            "sector": "hosting",
            "group_member": False,
            "contracts": ["dpa", "old"],
            "certificates": ["prp"],
            "subprocessors": ["backup"],
            "breach_notice_within": "PT24H",
            "last_review": "2026-01-01",
        },
        {
            "id": "backup",
            "country": "US",
            "roles": ["sub_processor"],
            "sector": "hosting",
            "group_member": False,
            "contracts": ["old"],
            "subprocessors": "none",
            "breach_notice_within": "PT96H",
            "last_review": "2023-01-01",
        },
        {"id": "ads", "country": "US", "roles": ["controller"], "sector": "advertising", "group_member": False},
    ],
    "datasets": [
        {
            "id": "crm",
            "purposes": ["orders"],
            "compatible_purposes": ["delivery"],
            "legal_basis": "contract",
            "notices": ["web"],
            "collection_points": [
                {"name": "form", "states_sharing": True},
                {"name": "counter", "states_sharing": False},
            ],
            "impact": {"confidentiality": "high", "integrity": "low", "availability": "low", "category": "high"},
            "choice_mechanism": {
                "covers": ["disclosure", "withdrawal"],
                "channels": ["form"],
                "carried_out_within": "P10D",
            },
        },
        {
            "id": "leads",
            "purposes": ["marketing", "scoring"],
            "compatible_purposes": "none",
            "legal_basis": "consent",
            "notices": ["web"],
            "collection_points": [{"name": "form", "states_sharing": True}],
            "impact": {"confidentiality": "high", "integrity": "low", "availability": "low", "category": "low"},
            "choice_mechanism": {"covers": ["use"], "channels": ["form"], "carried_out_within": "P60D"},
        },
    ],
    "activities": [
        {
            "id": "sell",
            "purposes": ["orders", "delivery"],
            "datasets": ["crm"],
            "legal_basis": "contract",
            "data_categories": ["contact"],
            "recipients": ["cloud"],
            "retention": "P5Y",
            "safeguards": ["access_control"],
            "reviewed": {"on": "2026-06-01"},
            "risk_level": "low",
            "consent_record": "none",
            "legal_order": "none",
        },
        {
            "id": "advertise",
            "purposes": ["marketing", "resale"],
            "datasets": ["leads"],
            "legal_basis": "consent",
            "data_categories": ["contact"],
            "recipients": ["ads", "cloud"],
            "retention": "P5Y",
            "safeguards": ["access_control"],
            "reviewed": {"on": "2023-06-01"},
            "risk_level": "high",
            "risk_assessments": ["pia"],
            "consent_record": "none",
            "legal_order": "none",
        },
    ],
    "transfers": [
        {
            "id": "to-cloud",
            "exporter": "shop",
            "dataset": "crm",
            "origin": "TH",
            "destination": "SG",
            "recipient": "cloud",
            "recipient_role": "processor",
            "data_subject_countries": ["TH"],
            "purposes": ["orders"],
            "sensitivity": "ordinary",
            "onward": [{"origin": "SG", "destination": "US", "recipient": "backup"}],
            "mechanisms": [
                {
                    "kind": "cert.prp.global",
                    "holder": "recipient",
                    "valid_from": "2026-01-01",
                    "valid_to": "2026-12-31",
                },
                {
                    "kind": "clauses.model",
                    "signed_on": "2020-01-01",
                    "valid_to": "2021-01-01",
                    "annex_filled": True,
                    "destination": "SG",
                },
            ],
        },
        {
            "id": "to-ads",
            "exporter": "shop",
            "dataset": "leads",
            "origin": "TH",
            "destination": "US",
            "recipient": "ads",
            "recipient_role": "controller",
            "purposes": ["resale"],
            "sensitivity": "sensitive",
            "onward": [{"origin": "JP", "destination": "IN", "recipient": "none"}],
            "mechanisms": [
                {
                    "kind": "cert.prp.global",
                    "holder": "recipient",
                    "valid_from": "2026-01-01",
                    "valid_to": "2026-06-30",
                },
                {"kind": "consent.informed", "obtained": False, "valid_to": "none"},
            ],
        },
    ],
    "notices": [
        {
            "id": "web",
            "covers": ["crm"],
            "purposes": ["orders", "marketing"],
            "recipients": ["processor"],
            "states": ["purposes"],
            "contact": {"email": "privacy@shop.example"},
            "published_on": "2020-01-01",
            "reviewed_on": "2026-01-01",
        },
        {"id": "old", "covers": "none", "contact": "none", "published_on": "2020-01-01", "reviewed_on": "2021-01-01"},
    ],
    "contracts": [
        {
            "id": "dpa",
            "party": "cloud",
            "signed_on": "2024-01-01",
            "valid_to": "none",
            "clauses": ["instructions", "equivalent_practices", "subprocessor_consent", "breach_notice"],
            "breach_notice_within": "PT24H",
            "covers": ["transfer:to-cloud"],
            "evidence": ["dpa-scan"],
        },
        {
            "id": "old",
            "party": "backup",
            "signed_on": "2020-01-01",
            "valid_to": "2022-01-01",
            "clauses": ["instructions"],
            "breach_notice_within": "PT12H",
            "covers": "none",
            "evidence": ["old-scan"],
        },
    ],
    "certificates": [
        {
            "id": "prp",
            "holder": "cloud",
            "scheme": "global-prp",
            "role": "processor",
            "valid_from": "2026-01-01",
            "valid_to": "2026-12-31",
        },
        {
            "id": "own",
            "holder": "shop",
            "scheme": "global-cbpr",
            "role": "controller",
            "valid_from": "2020-01-01",
            "valid_to": "2021-12-31",
        },
    ],
    "policies": [{"id": "p", "kind": "privacy", "approved_on": "2024-01-01", "review_due": "2025-01-01"}],
    "trainings": [{"id": "t", "kind": "privacy", "held_on": "2026-05-01", "coverage": 80}],
    "risk_assessments": [
        {
            "id": "pia",
            "kind": "privacy",
            "done_on": "2026-05-01",
            "mitigations": [{"due": "2026-06-01", "done_on": "none"}],
        }
    ],
    "incidents": [
        {
            "id": "leak",
            "likely_harm": True,
            "countries": ["TH"],
            "regulator_notified_at": "2026-03-07T09:00:00+07:00",
            "detected_at": "2026-03-01T09:00:00+07:00",
            "people_notified_at": "2026-03-08T09:00:00+07:00",
            "notice_contents": ["facts"],
        }
    ],
    "requests": [
        {
            "id": "r1",
            "kind": "access",
            "received_on": "2026-01-01",
            "answered_on": "2026-04-01",
            "outcome": "refused",
            "reason_given": False,
        },
        {"id": "r2", "kind": "order", "received_on": "2026-01-01", "answered_on": "none", "outcome": "none"},
    ],
    "evidence": [
        {"id": "dpa-scan", "path": "dpa.pdf", "sha256": A, "valid_to": "none", "dated": "2026-01-01"},
        {"id": "old-scan", "path": "old.pdf", "sha256": A, "valid_to": "2024-01-01"},
    ],
    "systems": [
        {"id": "web", "measures": [{"name": "lock", "tested_on": "2026-01-01", "findings_open": 0}]},
        {
            "id": "till",
            "measures": [
                {"name": "lock", "tested_on": "2026-01-01", "findings_open": 2},
                {"name": "rule", "tested_on": "none"},
            ],
        },
    ],
}

REFERENCES = load_references(
    {each.id: each for check in govkit_cbpr.register_checks() for each in check.reads}.values()
)


def without_one_value(value: Any) -> Iterator[Any]:
    """Yield copies of a record, each without one value somewhere inside; ids stay, and so do list elements.

    Taking an element out of a complete list states its absence, and is not silence.
    """
    if isinstance(value, dict):
        for key in value:
            if key != "id":
                yield {other: kept for other, kept in value.items() if other != key}
                for smaller in without_one_value(value[key]):
                    yield {**value, key: smaller}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for smaller in without_one_value(item):
                yield [*value[:index], smaller, *value[index + 1 :]]


def fact_of(probe: str, subject: str) -> Fact | None:
    if probe == "cbpr.evidence-file" and subject in FILES:
        value = {"exists": True, "size": 1, "sha256": FILES[subject]}
        return Fact(probe, 1, subject, FactStatus.OBSERVED, value, examined=1, expected=1)
    return None


def verdicts(inventory: Inventory) -> dict[tuple[str, str], Status]:
    found = {}
    for check in govkit_cbpr.register_checks():
        for subject in inventory.of(check.on):
            ctx: Context[Any] = Context(
                inventory=inventory,
                as_of=AS_OF,
                options=check.options(**OPTIONS.get(check.id, {})) if check.options is not None else None,
                subject=subject.subject,
                needs=check.needs,
                fact_of=fact_of,
                references={name: loaded.value for name, loaded in REFERENCES.items()},
            )
            found[check.id, subject.subject] = decide(check, subject, ctx).status
    return found


def test_every_check_is_decided_in_full_view() -> None:
    found = verdicts(inventory_from(copy.deepcopy(INVENTORY)))
    undecided = {key for key, status in found.items() if status.undecided}
    assert undecided == {
        ("cbpr.notice-text", "notice:web"),
        ("cbpr.notice-text", "notice:old"),
        ("cbpr.forum-member", "organisation:shop"),
        ("cbpr.certificate-listed", "certificate:own"),
        ("cbpr.certificate-listed", "certificate:prp"),
        ("cbpr.transfer-law", "transfer:to-cloud"),
    }
    assert {check.id for check in govkit_cbpr.register_checks()} == {check for check, _ in found}
    assert {Status.PASS, Status.FAIL, Status.NOT_APPLICABLE} <= set(found.values())


def test_a_deleted_value_gains_nothing() -> None:
    before = verdicts(inventory_from(copy.deepcopy(INVENTORY)))
    tried, gained = 0, []
    for plural, records in INVENTORY.items():
        for smaller in without_one_value(records):
            try:
                after = verdicts(inventory_from(copy.deepcopy({**INVENTORY, plural: smaller})))
            except InputErrors:
                continue
            tried += 1
            gained += [
                (plural, key, before[key], status)
                for key, status in after.items()
                if status in (Status.PASS, Status.NOT_APPLICABLE) and status is not before[key]
            ]
            assert Status.ERROR not in after.values()
    assert tried > 150
    assert gained == []


def test_a_type_that_is_no_longer_listed_gains_nothing() -> None:
    before = verdicts(inventory_from(copy.deepcopy(INVENTORY)))
    for plural in INVENTORY:
        rest = {key: value for key, value in copy.deepcopy(INVENTORY).items() if key != plural}
        for key, status in verdicts(inventory_from(rest)).items():
            if status in (Status.PASS, Status.NOT_APPLICABLE):
                assert before.get(key) is status, (plural, key)


def test_an_inventory_of_names_alone_decides_nothing() -> None:
    bare = {plural: [{"id": record["id"]} for record in records] for plural, records in INVENTORY.items()}
    assert set(verdicts(inventory_from(bare)).values()) == {Status.UNKNOWN}


def test_values_that_nobody_filled_in_decide_nothing() -> None:
    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept if key in ("id", "kind") else filled(kept) for key, kept in value.items()}
        return [filled(item) for item in value] if isinstance(value, list) else "[More Information Needed]"

    after = verdicts(inventory_from({plural: filled(records) for plural, records in INVENTORY.items()}))
    assert set(after.values()) == {Status.UNKNOWN}
