"""`govkit answer fill`: a stranger's questionnaire is answered by what a person confirmed, and by nothing else."""

from __future__ import annotations

import re
import zipfile

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from govkit.cli.main import run
from govkit_importers.answers.questionnaire.similar import Index
from govkit_importers.workbook import read

DAY = "2026-11-21"
CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: owner
    number: "1"
    title: Every dataset has an owner
    why: Somebody has to answer for it.
    severity: high
    applies: {on: dataset}
    all: [{require: {owner: Sales}}]
  - id: breach
    number: "2"
    title: Breaches are told to the authority
    why: The authority can warn others.
    severity: high
    applies: {on: dataset}
    all: [{ask: told, text: Is every personal data breach notified within 72 hours?}]
  - id: described
    number: "3"
    title: Every dataset is described
    why: Nobody can guess.
    severity: high
    applies: {on: dataset}
    all: [{require: {not: {description: none}}}]
"""
INVENTORY = """\
govkit: inventory/1
organisations: [{id: shop}]
datasets: [{id: falcon, owner: Sales, description: none}]
"""
QUESTIONS = (
    "Do you notify data breaches to the authority within 72 hours?",
    "Is an owner named for each dataset?",
    "Are datasets described?",
)
MATCHED = {"A!B4": "own/breach", "A!B5": "own/owner", "A!B6": "own/described"}


@pytest.fixture
def folder(company, tmp_path, monkeypatch):
    company(INVENTORY)
    (tmp_path / "own.checklist.yaml").write_text(CHECKLIST)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def fill(folder, capsys):
    """Return a function that runs the command: exit code, and what was told."""

    def fill(*arguments):
        capsys.readouterr()
        common = ("it", "-c", "own.checklist.yaml", "--as-of", DAY)
        code = run(["answer", "fill", "theirs.xlsx", *common, *arguments])
        return code, capsys.readouterr().err

    return fill


def theirs(folder, change=None, headings=("No", "Security question", "Your response (Y/N)", "Remarks", "Score")):
    """Write a questionnaire with a title, a score that is computed, and a picture."""
    book = Workbook()
    sheet = book.active
    sheet.title = "A"
    sheet.append(["Vendor check: the answer decides"])
    sheet.append([])
    sheet.append(headings)
    for number, question in enumerate(QUESTIONS, 4):
        sheet.append([number, question, None, None, f'=IF(C{number}="Yes",1,0)'])
    sheet["C5"].number_format = "@"
    sheet.append(["Section two, artificial intelligence"])
    sheet.merge_cells("A7:E7")
    book.create_sheet("Guidance").append(["Please read the annex."])
    if change is not None:
        change(sheet)
    book.save(folder / "theirs.xlsx")
    with zipfile.ZipFile(folder / "theirs.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG red")


def confirm(folder, matched=MATCHED, **more):
    """Confirm matches as a person does, in the file."""
    path = folder / "matches.yaml"
    document = yaml.safe_load(path.read_text())
    for entry in document["matches"]:
        if entry["cell"] in matched:
            entry |= {"control": matched[entry["cell"]], "confirmed_by": "Anong (DPO)", "on": DAY} | more
    path.write_text(yaml.safe_dump(document))


def cells(folder, name="filled.xlsx"):
    book = load_workbook(folder / name)
    return {f"{s.title}!{c.coordinate}": c.value for s in book for row in s.iter_rows() for c in row if c.value}


def test_candidates_are_proposed_and_nothing_is_written_by_itself(folder, fill):
    theirs(folder)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "sheet `Guidance`" in told, "3 questions" in told) == (0, True, True)
    assert not (folder / "filled.xlsx").exists()
    entries = yaml.safe_load((folder / "matches.yaml").read_text())["matches"]
    assert {entry["cell"]: entry["candidates"][0]["control"] for entry in entries} == MATCHED
    assert all(entry["control"] == entry["confirmed_by"] == "" for entry in entries)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "no match is confirmed" in told) == (0, True)
    assert not (folder / "filled.xlsx").exists()


def test_confirmed_matches_are_answered_by_status_basis_source_and_day(folder, fill):
    theirs(folder)
    fill()
    confirm(folder)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "3 of 3 questions" in told, "compute anew" in told) == (0, True, True)
    found = cells(folder)
    assert [found[f"A!C{row}"] for row in (4, 5, 6)] == ["needs review", "met", "gap"]
    assert "declared, not verified" in found["A!D5"]
    assert all(f"Own rules 1, {n} " in found[f"A!D{row}"] for n, row in ((2, 4), (1, 5), (3, 6)))
    assert all(f"As of {DAY}" in found[f"A!D{row}"] for row in (4, 5, 6))
    assert "Basis" not in found["A!D4"] + found["A!D6"]


def test_nothing_else_of_the_file_changes(folder, fill):
    theirs(folder)
    before = cells(folder, "theirs.xlsx")
    fill()
    confirm(folder)
    fill("-o", "filled.xlsx")
    after = cells(folder)
    assert {
        place: text for place, text in after.items() if place[:3] not in ("A!C", "A!D") or place[3] == "3"
    } == before
    assert load_workbook(folder / "filled.xlsx")["A"]["C5"].number_format == "@"
    with zipfile.ZipFile(folder / "theirs.xlsx") as old, zipfile.ZipFile(folder / "filled.xlsx") as new:
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
def test_other_ways_to_write_a_sheet_are_understood(folder, fill, written):
    theirs(folder)
    with zipfile.ZipFile(folder / "theirs.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(folder / "theirs.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, written(content) if name.endswith("sheet1.xml") else content)
    fill()
    confirm(folder)
    assert fill("-o", "filled.xlsx")[0] == 0
    found = {row: read(folder / "filled.xlsx").sheets[0].text(row, 3) for row in (4, 5, 6)}
    assert found == {4: "needs review", 5: "met", 6: "gap"}


def test_a_partner_is_told_every_status_and_no_internal_name(folder, fill):
    theirs(folder)
    fill()
    confirm(folder)
    fill("-o", "filled.xlsx")
    fill("-o", "ours.xlsx", "--audience", "internal")
    partner, internal = cells(folder), cells(folder, "ours.xlsx")
    assert all(partner[f"A!C{row}"] == internal[f"A!C{row}"] for row in (4, 5, 6))
    names = ("falcon", "Anong", "inventory.yaml", "Sales")
    assert not [name for name in names if name in "".join(map(str, partner.values()))]
    assert "gap: dataset:falcon (inventory.yaml:3)" in internal["A!D6"]
    assert "Match confirmed by Anong (DPO)" in internal["A!D5"]


def test_the_answers_are_in_the_language_that_is_asked_for(folder, fill):
    theirs(folder)
    fill()
    confirm(folder)
    fill("-o", "filled.xlsx", "--lang", "th")
    found = cells(folder)
    assert (found["A!C5"], found["A!C6"]) == ("เป็นไปตามข้อกำหนด", "มีข้อบกพร่อง")


def test_one_cell_for_everything_holds_everything(folder, fill):
    theirs(folder, headings=("ข้อ", "คำถาม", "คำตอบ", None, None))
    fill()
    confirm(folder)
    fill("-o", "filled.xlsx")
    status, _, rest = cells(folder)["A!C5"].partition("; ")
    assert (status, "declared, not verified" in rest) == ("met", True)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"control": "own/ownr"}, "did you mean `own/owner`"),
        ({"confirmed_by": ""}, "nobody has confirmed"),
        ({"on": "2026-11-22"}, "missing or not yet"),
        ({"on": ""}, "missing or not yet"),
        ({"question": "Is everything perfect?"}, "does not ask this at A!B5"),
    ],
)
def test_what_is_not_confirmed_for_this_question_is_not_written(folder, fill, more, said):
    theirs(folder)
    fill()
    confirm(folder)
    confirm(folder, {"A!B5": "own/owner"}, **more)
    code, told = fill("-o", "filled.xlsx")
    assert (code, said in told) == (2, True)
    found = cells(folder)
    assert "A!C5" not in found
    assert found["A!C6"] == "gap"


def test_cells_that_somebody_filled_in_are_left_alone(folder, fill):
    theirs(folder, lambda sheet: sheet.__setitem__("C5", "see annex"))
    fill()
    confirm(folder)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "theirs.xlsx, A!B5: its cells are filled in already" in told) == (2, True)
    assert (cells(folder)["A!C5"], cells(folder)["A!C6"]) == ("see annex", "gap")


def test_questions_that_share_a_cell_are_refused(folder, fill):
    theirs(folder, lambda sheet: sheet.merge_cells("C4:C5"))
    fill()
    confirm(folder)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "A!B5: several questions share one cell" in told) == (2, True)


def test_texts_stay_texts(folder, fill):
    checklist = folder / "own.checklist.yaml"
    checklist.write_text(checklist.read_text().replace("Every dataset has an owner", '=cmd|" <b>&amp; "!A1 ]]> ไทย'))
    theirs(folder)
    fill()
    confirm(folder)
    assert fill("-o", "filled.xlsx")[0] == 0
    cell = load_workbook(folder / "filled.xlsx")["A"]["D5"]
    assert cell.data_type == "s"
    assert '=cmd|" <b>&amp; "!A1 ]]> ไทย' in cell.value


def test_what_is_no_questionnaire_is_one_line(folder, fill):
    book = Workbook()
    book.active.append(["Question time", "Lunch"])
    book.save(folder / "theirs.xlsx")
    code, told = fill()
    assert (code, "no questions were found" in told) == (2, True)
    (folder / "theirs.xlsx").write_text("Question,Answer\nWho?,\n")
    assert fill()[0] == 2
    theirs(folder)
    with zipfile.ZipFile(folder / "theirs.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    code, told = fill()
    assert (code, "macros" in told) == (2, True)


def test_a_signed_workbook_and_the_file_itself_are_not_written(folder, fill):
    theirs(folder)
    fill()
    confirm(folder)
    code, told = fill("-o", "theirs.xlsx")
    assert (code, "a file of its own" in told) == (2, True)
    with zipfile.ZipFile(folder / "theirs.xlsx", "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", b"<x/>")
    code, told = fill("-o", "filled.xlsx")
    assert (code, "signed" in told) == (2, True)


def test_the_index_finds_pieces_of_words_in_every_script():
    index = Index([("a", "ผู้รับข้อมูลในต่างประเทศ"), ("a", "recipients abroad"), ("b", "การเก็บรักษาข้อมูล"), ("c", "")])
    assert index.nearest("ส่งให้ผู้รับต่างประเทศ", 1)[0].control == "a"
    assert index.nearest("Recipient", 1)[0].control == "a"
    assert index.nearest("?", 3) == []
    assert index.nearest("recipients abroad", 1)[0].score <= 1


def ticked(folder, comment="Remarks"):
    """Write a questionnaire of which the answer is ticked in one of two columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "A"
    sheet.append([])
    sheet.append(["No", "Question", "Response", None, comment])
    sheet.merge_cells("C2:D2")
    sheet.append([None, None, "Yes", "No"])
    for number, question in enumerate(QUESTIONS, 4):
        sheet.append([number, question])
    book.save(folder / "theirs.xlsx")


def test_no_word_is_written_where_it_would_be_a_tick(folder, fill):
    ticked(folder)
    fill()
    confirm(folder)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "3 of 3 questions" in told) == (0, True)
    found = cells(folder)
    assert not {"A!C4", "A!D4", "A!C5", "A!D5", "A!C6", "A!D6"} & found.keys()
    assert [found[f"A!E{row}"].partition(";")[0] for row in (4, 5, 6)] == ["needs review", "met", "gap"]


def test_columns_to_tick_and_none_for_words_are_refused(folder, fill):
    ticked(folder, comment=None)
    fill()
    confirm(folder)
    code, told = fill("-o", "filled.xlsx")
    assert (code, told.count("the answer is ticked in one of several columns")) == (2, 3)
    assert not (folder / "filled.xlsx").exists()


def test_an_answer_that_stands_there_already_is_no_heading(folder, fill):
    theirs(folder, lambda sheet: sheet.__setitem__("C4", "Yes"))
    fill()
    confirm(folder)
    assert fill("-o", "filled.xlsx")[0] == 2
    assert cells(folder)["A!C5"] == "met"


def test_matches_of_another_questionnaire_are_told(folder, fill):
    theirs(folder)
    fill()
    book = Workbook()
    book.active.append(["Question", "Answer"])
    book.active.append(["Is there a person in charge of privacy?"])
    book.save(folder / "theirs.xlsx")
    code, told = fill()
    assert (code, "the matches are of another questionnaire" in told, "--matches" in told) == (2, True, True)
