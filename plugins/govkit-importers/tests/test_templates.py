"""Templates to fill in: every question has a slot, and what a person fills in comes back as it was."""

from __future__ import annotations

import pytest

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit_importers.records import sift
from govkit_importers.ropa.columns import COLUMNS, CONTACT_COLUMNS
from govkit_importers.ropa.importer import Ropa
from govkit_importers.ropa.lexicon import lexicon
from govkit_importers.ropa.table import find, name_of
from govkit_importers.templates import names, template
from govkit_importers.workbook import read

pytest.importorskip("xlsxwriter")
writing = pytest.importorskip("govkit_importers.templates.writing")

FILLED = {
    "id": "R-7",
    "name": "Orders",
    "description": "=HYPERLINK(1)",
    "owner": "Sales",
    "purpose": "To ship what people order and to tell them where it is",
    "legal_basis": "Contract",
    "special_basis": "Explicit consent",
    "national_condition": "Schedule 1 paragraph 10",
    "legitimate_interest": "Fewer frauds",
    "balancing_test": "https://example.com/lia",
    "consent_record": "The consent log",
    "data_categories": "Name\nEmail",
    "sensitive_categories": "Health data",
    "data_subjects": "Customers\nEmployees",
    "subjects_count": "1,200",
    "children": "No",
    "datasets": "orders",
    "systems": "Web shop",
    "storage_countries": "Singapore",
    "recipients": "Post Office",
    "processors": "Cloud Co., Ltd (SG)",
    "joint_controllers": "Sister Company",
    "responsibility": "Controller",
    "processor_contract": "contracts/cloud.pdf",
    "transfer_countries": "Japan\nSingapore",
    "transfer_recipients": "Cloud Japan",
    "transfer_mechanisms": "Standard contractual clauses",
    "retention": "5 years after the last order",
    "retention_policy": "https://example.com/retention",
    "retention_followed": "No",
    "retention_departure": "Backups live longer",
    "disposal": "Erased",
    "safeguards": "Encryption at rest\nAccess control",
    "access_conditions": "Sales staff, with a second factor",
    "disclosure_basis": "To the tax office, by law",
    "refusal_record": "The log of requests",
    "automated_decision": "Sole",
    "profiling": "Yes",
    "source": "Public registers",
    "notices": "https://example.com/privacy",
    "rights": "Access\nErasure",
    "risk_level": "High",
    "assessment_needed": "Yes",
    "assessment_status": "Finished",
    "assessment_link": "https://example.com/dpia",
    "incident_occurred": "No",
    "incident_record": "The register of breaches",
    "reviewed_on": "2026-01-31",
}
COMES_BACK = {
    ("activity", "name"): ["Orders"],
    ("activity", "owner"): ["Sales"],
    ("activity", "purpose_text"): [FILLED["purpose"]],
    ("activity", "legal_basis"): ["contract"],
    ("activity", "special_basis"): ["consent"],
    ("activity", "national_condition"): ["Schedule 1 paragraph 10"],
    ("activity", "legitimate_interest"): ["Fewer frauds"],
    ("activity", "balancing_test"): ["https://example.com/lia"],
    ("activity", "consent_record"): ["The consent log"],
    ("activity", "data_subjects"): [["customer", "employee"]],
    ("activity", "systems"): [["Web-shop"]],
    ("activity", "joint_controllers"): [["Sister-Company"]],
    ("activity", "responsibility"): ["controller"],
    ("activity", "retention"): ["P5Y"],
    ("activity", "retention_from"): ["after the last order"],
    ("activity", "retention_policy"): ["https://example.com/retention"],
    ("activity", "retention_followed"): [False],
    ("activity", "retention_departure"): ["Backups live longer"],
    ("activity", "safeguards"): [["encryption_at_rest", "access_control"]],
    ("activity", "access_conditions"): ["Sales staff, with a second factor"],
    ("activity", "disclosure_basis"): ["To the tax office, by law"],
    ("activity", "refusal_record"): ["The log of requests"],
    ("activity", "automated_decision"): ["sole"],
    ("activity", "profiling"): [True],
    ("activity", "source"): ["Public registers"],
    ("activity", "rights"): [["access", "deletion"]],
    ("activity", "risk_level"): ["high"],
    ("activity", "assessment_needed"): [True],
    ("activity", "assessment_status"): ["finished"],
    ("activity", "incident_occurred"): [False],
    ("activity", "incident_record"): ["The register of breaches"],
    ("activity", "reviewed"): [{"on": "2026-01-31"}],
    ("dataset", "subjects_count"): [1200],
    ("dataset", "children"): [False],
    ("dataset", "disposal"): ["Erased"],
    ("dataset", "countries"): [["SG"]],
    ("transfer", "mechanisms"): [[{"kind": "clauses.model"}]] * 2,
    ("contract", "path"): ["contracts/cloud.pdf"],
    ("risk_assessment", "url"): ["https://example.com/dpia"],
    ("notice", "url"): ["https://example.com/privacy"],
}
SLOT_OF = {"id": "name", "purpose": "purpose_text", "reviewed_on": "reviewed"}
RELATED = {
    "subjects_count": ("dataset", "subjects_count"),
    "children": ("dataset", "children"),
    "disposal": ("dataset", "disposal"),
    "storage_countries": ("dataset", "countries"),
    "transfer_mechanisms": ("transfer", "mechanisms"),
    "processor_contract": ("contract", "path"),
    "assessment_link": ("risk_assessment", "url"),
    "notices": ("notice", "url"),
}


def filled(name: str, tmp_path):
    """Return the draft of a template that is filled in with everything that it asks for."""
    found = template(name)
    organisation = {
        question.shown: "+66 2 123 4567" if question.slot.endswith(".phone") else f"{question.slot}@example.com"
        for question in found.organisation
    }
    place = tmp_path / f"{name}.xlsx"
    row = {question.shown: FILLED[question.slot] for question in found.columns}
    place.write_bytes(writing.workbook(found, [row], organisation))
    return Ropa(CommandHost()).load(place)


def said(draft, kind: str, slot: str) -> list:
    entries = [entry for (one, _), entry in draft.entries.items() if one == kind]
    return [value.value for entry in entries for value in entry.said.get(slot, [])]


@pytest.mark.parametrize("name", names())
def test_a_filled_template_gives_the_same_values_back(name, tmp_path):
    draft = filled(name, tmp_path)
    asked = {question.slot for question in template(name).columns}
    for slot in asked:
        kind, wanted = RELATED.get(slot, ("activity", SLOT_OF.get(slot, slot)))
        if (kind, wanted) in COMES_BACK:
            assert said(draft, kind, wanted) == COMES_BACK[kind, wanted], slot
    (categories,) = said(draft, "activity", "data_categories")
    assert categories == ["name", "email", *(["health"] if "sensitive_categories" in asked else [])]
    assert sorted(said(draft, "transfer", "destination")) == ["JP", "SG"]
    _, values = sift(draft, CommandHost())
    assert draft.left == []
    assert draft.placeholders == []
    assert values > len(asked)


@pytest.mark.parametrize("name", names())
def test_every_heading_means_what_the_template_says(name):
    for question in template(name).columns:
        assert name_of(question.shown) == question.slot
        assert question.slot in COLUMNS
    for question in template(name).organisation:
        person, attribute = question.slot.split(".")
        assert question.slot in CONTACT_COLUMNS
        for label in (question.heading, question.local):
            assert not label or lexicon().contact("", label) == (person, attribute), label


def test_the_42_questions_of_the_ico_have_a_typed_slot_each(tmp_path):
    """12 about who is who, and 30 about each activity; the id and the name of a row are ours."""
    found = template("uk-ico")
    asked = [*found.organisation, *(one for one in found.columns if one.slot not in ("id", "name"))]
    assert len(asked) == 42
    draft = filled("uk-ico", tmp_path)
    (organisation,) = [entry for (kind, _), entry in draft.entries.items() if kind == "organisation"]
    assert set(organisation.said) == {"legal_name", "privacy_contact", "dpo", "representative"}
    assert set(organisation.said["dpo"][0].value) == {"name", "address", "email", "phone"}
    places = {
        place
        for entry in draft.entries.values()
        for many in entry.said.values()
        for one in many
        for place in one.at.split(", ")
    }
    sheet = next(sheet for sheet in read(tmp_path / "uk-ico.xlsx").sheets if sheet.name == "Records")
    below = [sheet.place(6, column) for column in sheet.rows[6]][1:]
    assert len(below) == 31
    assert set(below) <= places


OFFICIAL = [
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred to (if applicable)",
    "Safeguards for exceptional transfers of personal data to third countries or international organisations",
    "Retention schedule (if possible)",
    "General description of technical and organisational security measures (if possible)",
    "Article 6 lawful basis for processing personal data",
    "Article 9 condition for processing special category data",
    "Legitimate interests for the processing (if applicable)",
    "Link to record of legitimate interests assessment (if applicable)",
    "Rights available to individuals",
    "Existence of automated decision-making, including profiling (if applicable)",
    "The source of the personal data (if applicable)",
    "Link to record of consent",
    "Location of personal data",
    "Data Protection Impact Assessment required?",
    "Data Protection Impact Assessment progress",
    "Link to Data Protection Impact Assessment",
    "Has a personal data breach occurred?",
    "Link to record of personal data breach",
    "Data Protection Act 2018 Schedule 1 Condition for processing",
    "GDPR Article 6 lawful basis for processing",
    "Link to retention and erasure policy document",
    "Is personal data retained and erased in accordance with the policy document?",
    "Reasons for not adhering to policy document (if applicable)",
]
"""The names of the columns in the regulator's own file, which people have filled in."""


def test_the_regulators_own_file_is_read_too():
    meant = {heading: name_of(heading) for heading in OFFICIAL}
    assert [heading for heading, slot in meant.items() if slot is None] == []
    ours = {question.slot for question in template("uk-ico").columns} - {"id", "name"}
    assert set(meant.values()) == ours


@pytest.mark.parametrize("name", names())
def test_an_empty_template_says_nothing(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["import", "template", name, "-o", "t.xlsx"]) == 0
    assert run(["import", "t.xlsx", "-o", "it"]) == 0
    assert "nothing for an inventory; values 0" in capsys.readouterr().out
    draft = Ropa(CommandHost()).load(tmp_path / "t.xlsx")
    assert (draft.entries, draft.left, draft.placeholders) == ({}, [], [])
    assert run(["import", "template", name, "-o", "t.csv"]) == 2


def test_the_same_template_is_the_same_file_and_no_text_becomes_a_formula(tmp_path):
    found = template("global-cbpr")
    row = {question.shown: "=1+1" for question in found.columns}
    assert writing.workbook(found, [row]) == writing.workbook(found, [row])
    (tmp_path / "t.xlsx").write_bytes(writing.workbook(found, [row]))
    cells = read(tmp_path / "t.xlsx").sheets[0].rows[6].values()
    assert {(cell.text, cell.formula) for cell in cells} == {("=1+1", False)}


def test_headings_are_frozen_and_choices_are_offered(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "t.xlsx").write_bytes(writing.workbook(template("th-section-39")))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book["Records"]
    assert sheet.freeze_panes == "C6"
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    column = next(cell.column_letter for cell in sheet[4] if str(cell.value).endswith("Legal basis"))
    assert offered[f"{column}6"].startswith("Choices!")
    assert "สัญญา" in {cell.value for row in book["Choices"] for cell in row}
    assert min(dimension.width for dimension in sheet.column_dimensions.values()) >= 16
    assert find(read(tmp_path / "t.xlsx").sheets[0]).top == 4


def test_contacts_stand_side_by_side_in_the_regulators_own_file(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for letter, person in zip(
        "ACE", ("Name and contact details", "Data Protection Officer (if applicable)", "Representative"), strict=True
    ):
        sheet[f"{letter}1"] = person
        for row, label in enumerate(("Name", "Address", "Email", "Telephone"), 2):
            sheet[f"{letter}{row}"] = label
            sheet[f"{chr(ord(letter) + 1)}{row}"] = f"{label} of {letter}"
    sheet["A8"] = "Article 30 record"
    sheet.merge_cells("A8:K8")
    for column, heading in enumerate(OFFICIAL, 1):
        sheet.cell(9, column, heading)
        sheet.cell(10, column, "Payroll")
    book.save(tmp_path / "ico.xlsx")
    draft = Ropa(CommandHost()).load(tmp_path / "ico.xlsx")
    (organisation,) = [entry for (kind, _), entry in draft.entries.items() if kind == "organisation"]
    told = {slot: found[0].value for slot, found in organisation.said.items()}
    assert told["legal_name"] == "Name of A"
    assert told["dpo"] == {
        "name": "Name of C",
        "address": "Address of C",
        "email": "Email of C",
        "phone": "Telephone of C",
    }
    assert told["representative"]["email"] == "Email of E"
    assert told["privacy_contact"] == {"address": "Address of A", "email": "Email of A", "phone": "Telephone of A"}
