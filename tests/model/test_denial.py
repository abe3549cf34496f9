"""Words for `none`: heard in every language of the region, and in nothing that says more."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.engine.normalise import inventory_from
from govkit.model.errors import InputErrors
from govkit.model.placeholder.denial import says_none

DENIALS = (
    *("none", "None", " NONE. ", "(none)", "“None”", "No", "no!", "Nothing.", "There is none.", "nobody", "ＮＯＮＥ"),
    *("ไม่มี", "ไม่มีครับ", "ไม่มีค่ะ", "ไม่", "Không", "không có", "Khong co", "Tidak ada", "nihil", "Tiada", "Wala", "无"),
)
STATEMENTS = (
    *("Nora", "None of the staff", "No. 7", "No fee", "Nobody but the board", "nothing personal", "Nothings Ltd", ""),
    *("ไม่มีข้อมูลส่วนบุคคลของเด็ก", "ไม่เก็บ", "Không bán dữ liệu", "Tidak ada anak", "tiada data kanak-kanak", "x" * 500),
)


CLAIM = {"origin": "x", "standing": "declared"}


@pytest.mark.parametrize("text", DENIALS)
def test_heard(text: str) -> None:
    assert says_none(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_not_heard(text: str) -> None:
    assert not says_none(text)


@pytest.mark.parametrize(
    ("record", "slot", "value"),
    [
        ({"owner": "ไม่มี"}, "owner", "none"),
        ({"owner": "None"}, "owner", "none"),
        ({"owner": {"claims": [CLAIM | {"value": "None"}]}}, "owner", {"claims": [CLAIM | {"value": "none"}]}),
        ({"quasi_identifiers": ["Tidak ada"]}, "quasi_identifiers", "none"),
        ({"choice_mechanism": {"fee": "No."}}, "choice_mechanism", {"fee": "none"}),
        ({"owner": "Nora"}, "owner", "Nora"),
        ({"purposes": ["no"]}, "purposes", ["no"]),
        ({"collections": [{"name": "None", "fields": "none"}]}, "collections", [{"name": "None", "fields": "none"}]),
    ],
)  # fmt: skip
def test_read_as_none_where_a_slot_may_be_none(record: dict[str, Any], slot: str, value: Any) -> None:
    (read,) = inventory_from({"datasets": [{"id": "a", **record}]}).records["dataset"]
    assert read[slot] == value


def test_each_of_many_records_is_read_for_itself() -> None:
    owners = ["IT", "None", "HR", "ไม่มี", "none"]
    records = inventory_from({"datasets": [{"id": f"d{n}", "owner": owner} for n, owner in enumerate(owners)]}).records
    assert [record["owner"] for record in records["dataset"]] == ["IT", "none", "HR", "none", "none"]


def test_none_beside_something_else_is_a_fault() -> None:
    with pytest.raises(InputErrors, match="none"):
        inventory_from({"datasets": [{"id": "a", "quasi_identifiers": ["people/zip", "None"]}]})
