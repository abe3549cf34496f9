"""Lists in cells of a record: what they name is taken, and what they leave open or do not say is never a value."""

from __future__ import annotations

import pytest

from govkit.cli.host import CommandHost
from govkit.model.status import Standing
from govkit_importers.ropa.importer import Ropa
from govkit_importers.ropa.lists import listed

HEADINGS = (
    "Ref;Purpose;Lawful basis;Personal data;Sensitive data;Recipients;Security measures;Countries of transfer;Mechanism"
)


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a record of one row, of whose cells some are given."""

    def read(**cells: str):
        given = {"Ref": "A1", "Purpose": "Sell", "Lawful basis": "Contract", "Personal data": "Name"}
        given |= {name.replace("_", " "): text for name, text in cells.items()}
        row = ";".join('"' + given.get(heading, "") + '"' for heading in HEADINGS.split(";"))
        path = tmp_path / "record.csv"
        path.write_text(f"{HEADINGS}\n{row}\n", encoding="utf-8")
        return Ropa(CommandHost()).load(path)

    return read


def said(draft, slot):
    """Return what the activity says in a slot, and how sure it is."""
    found = draft.entries["activity", "A1"].said.get(slot, [])
    return [(one.value, one.standing) for one in found]


@pytest.mark.parametrize(
    ("text", "names", "whole"),
    [
        ("Name, email", ["Name", "email"], True),
        ("Name, email, etc.", ["Name", "email"], False),
        ("Name, email etc", ["Name", "email"], False),
        ("Mailer Inc; others", ["Mailer Inc"], False),
        ("e.g. name, phone", ["name", "phone"], False),
        ("Such as: name", ["name"], False),
        ("ชื่อ, อีเมล ฯลฯ", ["ชื่อ", "อีเมล"], False),
        ("เช่น ชื่อ, อื่น ๆ", ["ชื่อ"], False),
        ("họ tên, v.v.", ["họ tên"], False),
        ("nama, dan lain-lain", ["nama"], False),
        ("nom, autres", ["nom"], False),
        ("Mailer Inc; TBD", ["Mailer Inc"], False),
        ("yes", [], False),
        ("ใช่", [], False),
        ("N/A - internal only", [], False),
        ("Others Beverages Ltd", ["Others Beverages Ltd"], True),
        ("Egg Farm", ["Egg Farm"], True),
    ],
)
def test_what_a_list_names_and_whether_that_is_all(text, names, whole):
    found = listed(text)
    assert (found.names, found.whole) == (names, whole)


def test_an_open_list_only_suggests(read):
    draft = read(Personal_data="Name, email, etc.", Recipients="Mailer Inc; others")
    assert said(draft, "data_categories") == [(["name", "email"], Standing.SUGGESTED)]
    assert said(draft, "recipients") == [(["Mailer-Inc"], Standing.SUGGESTED)]
    assert [key for key in draft.entries if key[0] == "party"] == [("party", "Mailer-Inc")]
    assert len(draft.warnings) == 2


@pytest.mark.parametrize("word", ["yes", "Y", "x", "มี"])
def test_a_bare_yes_names_nothing(read, word):
    draft = read(Security_measures=word, Recipients=word)
    assert said(draft, "safeguards") == said(draft, "recipients") == []
    assert [key for key in draft.entries if key[0] == "party"] == []
    assert len(draft.placeholders) >= 2


def test_a_bare_no_is_none(read):
    draft = read(Security_measures="No", Recipients="ไม่มี")
    assert said(draft, "safeguards") == said(draft, "recipients") == [(["none"], Standing.DECLARED)]


@pytest.mark.parametrize("word", ["None", "no", "ไม่มี"])
def test_no_sensitive_data_says_nothing_of_the_others(read, word):
    draft = read(Sensitive_data=word)
    assert said(draft, "data_categories") == [(["name"], Standing.DECLARED)]
    assert ("Sensitive data", "record!E2") in {(left.what, left.at) for left in draft.left}


def test_encryption_is_not_said_to_be_at_rest(read):
    assert said(read(Security_measures="Encryption"), "safeguards") == [(["encryption"], Standing.DECLARED)]
    (found,) = said(read(Security_measures="Encryption at rest; TLS"), "safeguards")
    assert found[0] == ["encryption_at_rest", "encryption_in_transit"]


@pytest.mark.parametrize("text", ["Worldwide", "EU", "Yes", "Singapore; TBD", "Singapore, various"])
def test_a_transfer_to_a_place_that_is_not_told_is_a_transfer_all_the_same(read, text):
    draft = read(Countries_of_transfer=text)
    transfer = draft.entries["transfer", "A1-elsewhere"]
    assert [*transfer.said] == ["activity"]
    assert any(left.what == "Countries of transfer" for left in draft.left)
    assert (("transfer", "A1-SG") in draft.entries) == text.startswith("Singapore")


def test_rules_of_a_group_are_not_said_to_be_approved(read):
    draft = read(Countries_of_transfer="Singapore", Mechanism="Binding corporate rules")
    assert "mechanisms" not in draft.entries["transfer", "A1-SG"].said
    draft = read(Countries_of_transfer="Singapore", Mechanism="Approved BCR")
    assert draft.entries["transfer", "A1-SG"].said["mechanisms"][0].value == [{"kind": "bcr.approved"}]
