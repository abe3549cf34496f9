"""What a record of processing says is not there, or not yet: no term, no party, no contract, no assessment."""

from __future__ import annotations

import pytest

from govkit.cli.host import CommandHost
from govkit.model.status import Standing
from govkit_importers.ropa.importer import Ropa
from govkit_importers.ropa.lists import denies, listed

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


@pytest.fixture
def draft(tmp_path):
    """Return a function that reads one record: what it says of people and recipients, and how sure that is."""

    def draft(people, recipients):
        path = tmp_path / "ropa.csv"
        row = f'A1,Payroll,Salaries,contract,"{people}",5 years,"{recipients}"'
        path.write_text(f"{HEAD},Recipients\n{row}\n", encoding="utf-8")
        said = Ropa(CommandHost()).load(path).entries["activity", "A1"].said
        names = [name for name in said if name.startswith(("data_subjects", "recipients"))]
        return {name: (said[name][0].value, said[name][0].standing) for name in names}

    return draft


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
        *(
            (text, 0)
            for text in ("terminated 2023", "under negotiation", "rejected", "Draft DPA of 2024", "perhaps a DPA")
        ),
        *(
            (text, 0)
            for text in ("DPA expired 2022", "Yes, TBD", "Yes, not signed yet", "Yes: under negotiation", "No, DPA")
        ),
        *(
            (text, 0)
            for text in (
                "ยกเลิกแล้ว 2566",
                "อยู่ระหว่างเจรจา",
                "đã chấm dứt 2023",
                "ditolak",
                "tamat",
                "ended 2022",
                "contrat résilié",
            )
        ),
        *(
            (text, 1)
            for text in ("Yes, DPA signed", "Yes - DPA of 2024", "yes (contracts/payco.pdf)", "Open-ended DPA of 2024")
        ),
        *(
            (text, 1)
            for text in (
                "สัญญาเลขที่ 5/2567 ผ่านการอนุมัติ",
                "มี, สัญญาประมวลผลข้อมูล",
                "DPA no. 5",
                "Termination and return clause",
            )
        ),
        ("contracts/payco.pdf", 1),
        ("DPA with PayCo of 2024", 1),
    ],
)
def test_a_contract_is_one_that_is_named(activity, inventory, cell, contracts):
    activity(Processors="PayCo", Contract_with_processor=cell)
    assert len(inventory().records_of("contract")) == contracts


def test_a_contract_is_called_by_what_stands_behind_the_yes(activity, inventory):
    activity(Processors="PayCo", Contract_with_processor="Yes, DPA of 2024")
    (contract,) = inventory().records_of("contract")
    assert [claim["value"] for claim in contract["name"]["claims"]] == ["DPA of 2024"]


@pytest.mark.parametrize(
    "text",
    [
        *("Employees (not contractors)", "karyawan tidak tetap", "ผู้สมัครงานที่ไม่ได้รับการคัดเลือก"),
        *(
            "customers whose contract has expired",
            "khách hàng chưa đăng ký",
            "Sans Souci Hotel",
            "Perusahaan Tanpa Batas",
        ),
    ],
)
def test_a_denial_within_a_name_leaves_a_suggestion_with_its_words(text):
    found = listed(f"Customers; {text}")
    assert (found.names, found.doubtful, found.whole) == (["Customers", text], (text,), False)
    assert listed(f"Customers; {text}", strict=True).names == ["Customers"]


@pytest.mark.parametrize(
    "text", ["no outside party", "not decided by anybody", "CRM (planned)", "ไม่มีข้อมูลอ่อนไหว", "pas encore défini"]
)
def test_what_is_a_denial_as_a_whole_names_nothing(text):
    assert listed(f"Customers; {text}")[:4] == (["Customers"], 0, False, 1)


def test_people_who_are_named_by_a_denial_do_not_vanish(draft):
    said = draft("khách hàng, karyawan tidak tetap, ผู้สมัครงานที่ไม่ได้รับการคัดเลือก", "Sans Souci Hotel; Bank")
    assert said["data_subjects"] == (["customer", "karyawan-tidak-tetap"], Standing.SUGGESTED)
    assert said["data_subjects_text"] == (
        ["karyawan tidak tetap", "ผู้สมัครงานที่ไม่ได้รับการคัดเลือก"],
        Standing.SUGGESTED,
    )
    assert said["recipients"] == (["Sans-Souci-Hotel", "Bank"], Standing.SUGGESTED)


def test_minors_are_sure_in_vietnamese(draft):
    assert draft("khách hàng, người chưa thành niên", "Bank") == {
        "data_subjects": (["customer", "child"], Standing.DECLARED),
        "recipients": (["Bank"], Standing.DECLARED),
    }


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
