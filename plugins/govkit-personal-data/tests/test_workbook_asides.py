"""What stands in a workbook beside its cells is looked at: comments, headers, links, lists, formulas without values."""

from __future__ import annotations

import zipfile

import pytest

from govkit_personal_data.places import given, table_names
from govkit_personal_data.prose import read_asides
from govkit_personal_data.scan import Plan, scan

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")


@pytest.fixture
def looked(tmp_path):
    """Return a function that makes a clean sheet, changes it, and returns the columns seen and the rows not seen."""

    def looked(change):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in [("qty", "price"), *((number % 7, number % 5) for number in range(60))]:
            sheet.append(row)
        change(sheet)
        book.save(tmp_path / "w.xlsx")
        places = given([str(tmp_path / "w.xlsx")])
        (scanned,) = scan(places, table_names(places), Plan(seed="s", latest_year=2026, mode="full"))
        return scanned

    return looked


def comment(sheet):
    from openpyxl.comments import Comment

    sheet["A3"].comment = Comment("Ask Somchai Jaidee, mail somchai@shop.example", "HR")


def link(sheet):
    sheet["B4"].hyperlink = "mailto:somchai.jaidee@shop.example"


def header(sheet):
    sheet.oddHeader.center.text = "Patient: Somchai Jaidee 1-1017-00203-45-1"


def choices(sheet):
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1='"Somchai Jaidee,Malee Srisuk"')
    rule.add("A9")
    sheet.add_data_validation(rule)


@pytest.mark.parametrize("change", [comment, link, header, choices], ids=lambda one: one.__name__)
def test_personal_data_beside_the_cells(looked, change):
    scanned = looked(change)
    *_, beside = scanned.columns
    assert beside.table == "w (beside the cells)"
    assert beside.detections
    assert scanned.source.tables[-1].beside


def test_formulas_without_a_value_are_not_read(looked):
    def formula(sheet):
        sheet["C5"] = '="0812345678"'

    scanned = looked(formula)
    assert scanned.columns[-1].unread == 1
    assert scanned.source.tables[-1].examined < scanned.source.tables[-1].rows


def test_a_plain_workbook_has_nothing_beside(looked):
    def numbered(sheet):
        sheet.oddFooter.center.text = "Page &P of &N"

    for change in (numbered, lambda _sheet: None):
        assert [column.name for column in looked(change).columns] == ["qty", "price"]


def test_links_and_choices_of_things_are_clear(looked):
    def things(sheet):
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(type="list", formula1='"Yes,No,San Jose"')
        rule.add("A9")
        sheet.add_data_validation(rule)
        sheet["B4"].hyperlink = "https://shop.example/terms"

    *_, beside = looked(things).columns
    assert not beside.detections
    assert not beside.unclear


def test_a_header_of_one_word_is_clear(looked):
    def titled(text):
        def change(sheet):
            sheet.oddHeader.center.text = text

        return change

    assert not looked(titled("Confidential")).columns[-1].unclear
    assert looked(titled("Somchai")).columns[-1].unclear
    assert looked(titled("he is ill")).columns[-1].unclear


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/pivotCache/pivotCacheDefinition1.xml", '<s v="malee@shop.example"/>'),
        ("xl/externalLinks/externalLink1.xml", '<cell r="A1" t="str"><v>malee@shop.example</v></cell>'),
        ("xl/charts/chart1.xml", '<c:pt idx="0"><c:v>malee@shop.example</c:v></c:pt>'),
    ],
)
def test_cached_values_are_looked_at(tmp_path, part, content):
    openpyxl.Workbook().save(tmp_path / "w.xlsx")
    for text, kinds in ((content, ["email"]), (content.replace("malee@shop.example", "North"), [])):
        path = tmp_path / f"{len(kinds)}.xlsx"
        path.write_bytes((tmp_path / "w.xlsx").read_bytes())
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(part, f"<x>{text}</x>")
        _, column = read_asides(path, "w")
        assert [found.category for found in column.detections] == kinds
        assert column.opaque is bool(kinds)
