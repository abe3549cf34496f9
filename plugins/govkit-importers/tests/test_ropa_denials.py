"""What a record of processing says is not there, or not yet: no term, no party, no contract, no assessment."""

from __future__ import annotations

import pytest

from govkit_importers.ropa.lists import denies

HEAD = "Ref,Processing activity,Purpose,Legal basis,Data subjects,Retention"


@pytest.fixture
def activity(imported_file, inventory):
    """Return a function that imports one activity with further columns: the activity, and what was told."""

    def activity(**columns):
        cells = [f'"{text}"' for text in columns.values()]
        names = [name.replace("_", " ") for name in columns]
        row = ",".join(["A1", "Payroll", "Salaries", "contract", "employees", "5 years", *cells])
        told = imported_file("ropa.csv", f"{HEAD},{','.join(names)}\n{row}\n")
        return inventory().get("activity:A1"), told

    return activity


@pytest.mark.parametrize(
    "text",
    [
        *(
            "not implemented",
            "insufficient",
            "no measures",
            "no encryption",
            "encryption (planned)",
            "planned: encryption",
        ),
        *("ยังไม่ได้เข้ารหัส", "ไม่มีการเข้ารหัส", "chưa mã hóa", "tidak ada enkripsi", "tanpa enkripsi", "pas de chiffrement"),
    ],
)
def test_a_denial_is_no_term(text):
    assert denies(text)


@pytest.mark.parametrize(
    "text",
    [
        *("ID card no.", "no. of children", "Phone no", "no hp", "non-disclosure agreements", "pending orders"),
        *("No Limits Ltd", "Sans Souci SARL", "Northern Bank", "Notice board", "health", "ชื่อ", "No 1 Trading"),
    ],
)
def test_a_term_or_name_that_looks_like_a_denial_is_one(text):
    assert not denies(text)


@pytest.mark.parametrize(
    ("columns", "slot", "stated"),
    [
        ({"Security_measures": "not implemented"}, "safeguards", False),
        ({"Security_measures": "Encryption, no backup"}, "safeguards", False),
        ({"Security_measures": "Encryption, backup"}, "safeguards", True),
        ({"Recipients": "no outside party"}, "recipients", False),
        ({"Recipients": "Bank", "Processors": "TBD"}, "recipients", False),
        ({"Recipients": "none", "Processors": "#REF!"}, "recipients", False),
        ({"Recipients": "Bank", "Processors": "none"}, "recipients", True),
        ({"Recipients": "Bank", "Processors": ""}, "recipients", True),
        ({"Personal_data": "name, email", "Sensitive_data": "TBD"}, "data_categories", False),
        ({"Personal_data": "name, email", "Sensitive_data": "no"}, "data_categories", True),
        ({"Personal_data": "name, email", "Sensitive_data": "health"}, "data_categories", True),
    ],
)
def test_a_list_is_stated_only_where_all_of_it_is(activity, columns, slot, stated):
    found, _ = activity(**columns)
    assert found.is_stated(slot) is stated


def test_a_denial_makes_no_party_and_is_listed(activity, inventory):
    _, told = activity(Recipients="not decided by anybody")
    assert not inventory().records_of("party")
    assert "it says what is not there, or not yet" in {entry["why"] for entry in told["left"]}


@pytest.mark.parametrize(
    ("cell", "contracts"),
    [
        ("No", 0),
        ("not signed yet", 0),
        ("yes", 0),
        ("DPA (draft)", 0),
        ("ยังไม่ได้ลงนาม", 0),
        ("contracts/payco.pdf", 1),
        ("DPA with PayCo of 2024", 1),
    ],
)
def test_a_contract_is_one_that_is_named(activity, inventory, cell, contracts):
    activity(Processors="PayCo", Contract_with_processor=cell)
    assert len(inventory().records_of("contract")) == contracts


@pytest.mark.parametrize(
    ("columns", "counts"),
    [
        ({}, True),
        ({"DPIA_status": "Finished"}, True),
        ({"DPIA_status": ""}, True),
        ({"DPIA_status": "Draft"}, False),
        ({"DPIA_status": "Rejected"}, False),
        ({"DPIA_status": "TBD"}, False),
        ({"DPIA_status": "In progress"}, False),
    ],
)
def test_an_assessment_counts_once_it_is_finished(activity, columns, counts):
    found, told = activity(DPIA="dpia/payroll.docx", **columns)
    assert found.is_stated("risk_assessments") is counts
    assert told["counts"]["risk_assessments"] == 1
