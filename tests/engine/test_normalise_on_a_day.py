"""What an inventory holds on a day: what has ended by then, and which claims have lapsed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit.engine.normalise import inventory_from, normalise, on_date
from govkit.engine.written import InMemory
from govkit.model.entities import Dataset, Field
from govkit.model.not_stated import NotStated

AS_OF = date(2026, 11, 21)


def test_an_end_needs_a_day_that_has_come_and_a_reason() -> None:
    ends: dict[str, Any] = {
        "over": {"on": "2026-11-21", "reason": "sold"},
        "later": {"on": "2026-11-22", "reason": "sold"},
        "placeholder": {"on": "2020-01-01", "reason": "TBD"},
        "no-reason": {"on": "2020-01-01"},
        "none-given": {"on": "2020-01-01", "reason": "none"},
        "no-day": {"reason": "sold"},
        "text": "none",
        "disputed": {
            "on": {"claims": [{"value": f"20{n}-01-01", "standing": "declared", "origin": "x"} for n in (20, 21)]},
            "reason": "sold",
        },
    }
    content = {"datasets": [{"id": name, "ended": end} for name, end in ends.items()]}
    inventory = on_date(inventory_from(content), AS_OF, dated_claims=False)
    assert inventory.ended == {"dataset:over"}
    assert "over" not in {dataset.id for dataset in inventory.of(Dataset)}
    assert inventory.get("dataset:over") is not None


def test_a_field_ends_alone_or_with_its_dataset() -> None:
    end = {"on": "2020-01-01", "reason": "dropped"}
    fields = [{"name": "old", "ended": end}, {"name": "new"}]
    collections = [{"name": "t", "fields": fields}]
    content = {
        "datasets": [{"id": "a", "collections": collections}, {"id": "b", "ended": end, "collections": collections}]
    }
    inventory = on_date(inventory_from(content), AS_OF, dated_claims=False)
    assert [field.id for field in inventory.of(Field)] == ["a/t/new"]
    assert inventory.get("field:b/t/new") is not None


def test_claims_lapse_with_their_day_and_with_their_data() -> None:
    def claim(value: str, **valid_for: str) -> dict[str, Any]:
        return {"value": value, "standing": "confirmed", "by": "dpo", "at": "2026-01-01", "valid_for": valid_for}

    one, two = "1" * 64, "2" * 64
    content = {
        "datasets": [
            {"id": "past", "retention": {"claims": [claim("P1Y", until="2026-11-20")]}},
            {"id": "today", "retention": {"claims": [claim("P1Y", until="2026-11-21")]}},
            {"id": "same", "retention": {"claims": [claim("P1Y", digest=one)]}},
            {"id": "changed", "retention": {"claims": [claim("P1Y", digest=two)]}},
            {"id": "deep", "collections": [{"name": "t", "row_count": {"claims": [claim("7", until="2020-01-01")]}}]},
        ]
    }
    content["datasets"][-1]["collections"][0]["row_count"]["claims"][0]["value"] = 7
    normalised = normalise([InMemory("x", {"govkit": "inventory/1", **content})])
    assert normalised.dated_claims
    inventory = on_date(normalised.inventory, AS_OF, dated_claims=True, digests=frozenset({one}))
    assert {d.id for d in inventory.of(Dataset) if d.is_stated("retention")} == {"today", "same"}
    deep = inventory.get("dataset:deep")
    assert isinstance(deep, Dataset)
    with pytest.raises(NotStated) as caught:
        _ = deep.collections[0].row_count
    assert caught.value.reason == "every claim has lapsed"
