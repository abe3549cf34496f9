"""Contracts in a record of processing: one that may have ended is a suggestion, and other topics don't end it."""

from __future__ import annotations

import pytest

from govkit.model.status import Standing
from govkit_importers.ropa.contracts import standing_of

HEAD = "Ref,Processing activity,Purpose,Legal basis,Data subjects,Retention,Processors,Contract with processor"


@pytest.mark.parametrize(
    "text",
    [
        *("Old DPA of 2019", "former DPA with PayCo", "Previous agreement of 2018", "legacy contract, archived"),
        *("สัญญาเก่า ปี 2560", "hợp đồng cũ", "perjanjian lama", "kontrak terdahulu", "ancien contrat"),
        *("DPA of 2024, ended", "DPA (ended)", "DPA of 2024. Ended.", "DPA of 2024. Only for the EU."),
        *("DPA of 2024; the old one is kept as well", "DPA of 2024. Old Mutual has a copy"),
        *("contracts/old/payco.pdf", "contracts/payco-draft.pdf", "contracts/PayCo_unsigned_v2.docx"),
        "https://files.example/expired/payco.pdf",
    ],
)
def test_one_that_may_have_ended_is_a_suggestion(text):
    assert standing_of(text) is Standing.SUGGESTED


@pytest.mark.parametrize(
    "text",
    [
        *(
            "DPA of 2024",
            "Open-ended DPA of 2024",
            "DPA no. 5",
            "DPA with PayCo Co. Ltd. of 2024",
            "contracts/payco.pdf",
        ),
        "https://files.example/contracts/payco",
    ],
)
def test_one_that_is_named_is_declared(text):
    assert standing_of(text) is Standing.DECLARED


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("Staff training is planned for next year.", Standing.DECLARED),
        ("Training is not done", Standing.DECLARED),
        ("Audit planned for March", Standing.DECLARED),
        ("Encryption is not yet in place", Standing.DECLARED),
        ("It is not signed.", None),
        ("Not yet signed by PayCo.", None),
        ("Expired in March.", None),
        ("PayCo refused.", None),
        ("Renewal is planned for 2027.", None),
        ("Encryption is not covered.", None),
        ("Customer data not yet.", None),
        ("Training under it is not done", None),
    ],
)
def test_only_what_is_said_of_the_contract_takes_it_back(sentence, standing):
    assert standing_of(f"DPA of 2024. {sentence}") is standing
    assert standing_of(f"{sentence.removesuffix('.')}; DPA of 2024") is standing


def test_a_topic_that_the_contract_is_about_is_no_other_one():
    assert standing_of("Training platform: DPA of 2024. Training platform is not used yet") is None


def test_what_may_have_ended_waits_for_a_person(imported_file, inventory):
    row = 'A1,Payroll,Salaries,contract,employees,5 years,PayCo,"Old DPA of 2019"'
    told = imported_file("ropa.csv", f"{HEAD}\n{row}\n")
    contract = inventory().get("contract:A1-processing")
    assert not any(contract.is_stated(slot) for slot in ("name", "kind", "party", "covers"))
    assert "it may not be in force, so what is said of it are suggestions" in {note["why"] for note in told["warnings"]}
