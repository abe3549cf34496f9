"""The workbook of a stranger's questions: answers stand in the cells that are for them, and nothing else changes."""

from __future__ import annotations

import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from govkit_importers.workbook import read


def test_nothing_else_of_the_file_changes(tmp_path, theirs, fill):
    theirs.write()
    before = theirs.cells("theirs.xlsx")
    fill()
    theirs.confirm()
    fill("-o", "filled.xlsx")
    after = theirs.cells()
    assert {
        place: text for place, text in after.items() if place[:3] not in ("A!C", "A!D") or place[3] == "3"
    } == before
    assert load_workbook(tmp_path / "filled.xlsx")["A"]["C5"].number_format == "@"
    with zipfile.ZipFile(theirs.path) as old, zipfile.ZipFile(tmp_path / "filled.xlsx") as new:
        assert old.namelist() == new.namelist()
        assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["xl/worksheets/sheet1.xml"]


def prefixed(xml):
    """Return a sheet as programs write it that name every namespace."""
    return re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml).replace(b'xmlns="', b'xmlns:x="')


def hidden(xml):
    """Return a sheet with what looks like its cells in a comment, and the sign that ends a tag within one."""
    decoy = b'<sheetData><!-- <row r="5"><c r="C5"/></row> -->'
    return xml.replace(b"<sheetData>", decoy).replace(b'<c r="C5"', b'<c z="a>b" r="C5"')


def closed_at_once(xml):
    """Return a sheet whose empty cells have one tag, as Excel writes them."""
    return re.sub(rb"<(c [^<>]*[^<>/ ]) ?(?:/>|></c>)", rb"<\1/>", xml)


def closed_apart(xml):
    """Return a sheet whose empty cells have two tags."""
    return re.sub(rb"<(c [^<>]*[^<>/ ]) ?(?:/>|></c>)", rb"<\1></c >", xml)


@pytest.mark.parametrize("written", [prefixed, hidden, closed_at_once, closed_apart])
def test_other_ways_to_write_a_sheet_are_understood(tmp_path, theirs, fill, written):
    theirs.write()
    with zipfile.ZipFile(theirs.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(theirs.path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, written(content) if name.endswith("sheet1.xml") else content)
    fill()
    theirs.confirm()
    assert fill("-o", "filled.xlsx")[0] == 0
    found = {row: read(tmp_path / "filled.xlsx").sheets[0].text(row, 3) for row in (4, 5, 6)}
    assert found == {4: "needs review", 5: "met", 6: "gap"}


def test_texts_stay_texts(tmp_path, theirs, fill):
    checklist = tmp_path / "own.checklist.yaml"
    checklist.write_text(checklist.read_text().replace("Every dataset has an owner", '=cmd|" <b>&amp; "!A1 ]]> ไทย'))
    theirs.write()
    fill()
    theirs.confirm()
    assert fill("-o", "filled.xlsx")[0] == 0
    cell = load_workbook(tmp_path / "filled.xlsx")["A"]["D5"]
    assert cell.data_type == "s"
    assert '=cmd|" <b>&amp; "!A1 ]]> ไทย' in cell.value


def test_one_cell_for_everything_holds_everything(theirs, fill):
    theirs.write(headings=("ข้อ", "คำถาม", "คำตอบ", None, None))
    fill()
    theirs.confirm()
    fill("-o", "filled.xlsx")
    status, _, rest = theirs.cells()["A!C5"].partition("; ")
    assert (status, "declared, not verified" in rest) == ("met", True)


def test_cells_that_somebody_filled_in_are_left_alone(theirs, fill):
    theirs.write(lambda sheet: sheet.__setitem__("C5", "see annex"))
    fill()
    theirs.confirm()
    code, told = fill("-o", "filled.xlsx")
    assert (code, "theirs.xlsx, A!B5: its cells are filled in already" in told) == (2, True)
    assert (theirs.cells()["A!C5"], theirs.cells()["A!C6"]) == ("see annex", "gap")


def test_an_answer_that_stands_there_already_is_no_heading(theirs, fill):
    theirs.write(lambda sheet: sheet.__setitem__("C4", "Yes"))
    fill()
    theirs.confirm()
    assert fill("-o", "filled.xlsx")[0] == 2
    assert theirs.cells()["A!C5"] == "met"


def test_questions_that_share_a_cell_are_refused(theirs, fill):
    theirs.write(lambda sheet: sheet.merge_cells("C4:C5"))
    fill()
    theirs.confirm()
    code, told = fill("-o", "filled.xlsx")
    assert (code, "A!B5: several questions share one cell" in told) == (2, True)


def ticked(theirs, comment="Remarks"):
    """Write a questionnaire of which the answer is ticked in one of two columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "A"
    sheet.append([])
    sheet.append(["No", "Question", "Response", None, comment])
    sheet.merge_cells("C2:D2")
    sheet.append([None, None, "Yes", "No"])
    for number, question in enumerate(theirs.questions, 4):
        sheet.append([number, question])
    book.save(theirs.path)


def test_no_word_is_written_where_it_would_be_a_tick(theirs, fill):
    ticked(theirs)
    fill()
    theirs.confirm()
    code, told = fill("-o", "filled.xlsx")
    assert (code, "3 of 3 questions" in told) == (0, True)
    found = theirs.cells()
    assert not {"A!C4", "A!D4", "A!C5", "A!D5", "A!C6", "A!D6"} & found.keys()
    assert [found[f"A!E{row}"].partition(";")[0] for row in (4, 5, 6)] == ["needs review", "met", "gap"]


def test_columns_to_tick_and_none_for_words_are_refused(tmp_path, theirs, fill):
    ticked(theirs, comment=None)
    fill()
    theirs.confirm()
    code, told = fill("-o", "filled.xlsx")
    assert (code, told.count("the answer is ticked in one of several columns")) == (2, 3)
    assert not (tmp_path / "filled.xlsx").exists()


def test_what_is_no_questionnaire_is_one_line(theirs, fill):
    book = Workbook()
    book.active.append(["Question time", "Lunch"])
    book.save(theirs.path)
    code, told = fill()
    assert (code, "no questions were found" in told) == (2, True)
    theirs.path.write_text("Question,Answer\nWho?,\n")
    assert fill()[0] == 2
    theirs.write()
    with zipfile.ZipFile(theirs.path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    code, told = fill()
    assert (code, "macros" in told) == (2, True)


def test_a_signed_workbook_and_the_file_itself_are_not_written(theirs, fill):
    theirs.write()
    fill()
    theirs.confirm()
    code, told = fill("-o", "theirs.xlsx")
    assert (code, "a file of its own" in told) == (2, True)
    with zipfile.ZipFile(theirs.path, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", b"<x/>")
    code, told = fill("-o", "filled.xlsx")
    assert (code, "signed" in told) == (2, True)
