"""Deleting a value from an inventory never gains a pass or a not_applicable."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import govkit_cbpr
from govkit.engine.decide import decide
from govkit.engine.normalise import inventory_from
from govkit.engine.read import read_document
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
INVENTORY: dict[str, Any] = read_document(Path(__file__).parent / "full_inventory.yaml").value
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
