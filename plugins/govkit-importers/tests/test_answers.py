"""`govkit answer export|import|merge` as people use them: what they wrote arrives, and nothing that they did not."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from govkit.cli.main import run

DAY = "2026-11-21"
CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: agreed
    number: "4"
    title: The business has agreed
    why: Who uses the data knows best.
    severity: high
    applies: {on: dataset}
    qualifications: [{id: small, text: Fewer than a hundred people}]
    all:
      - {ask: agreed, text: Did the business agree?, help: A minute of the meeting., evidence: required}
      - {ask: often, text: How often is it looked at?, type: choice, choices: [daily, never], passes: daily}
      - {ask: days, text: Within how many days?, type: number, passes: 3}
      - {ask: since, text: Since when?, type: date}
"""
INVENTORY = """\
govkit: inventory/1
organisations: [{id: shop, name: =Shop}]
datasets: [{id: crm, name: Customers, owner: Sales}, {id: logs, owner: IT}]
"""
COMMON = ("-c", "own.checklist.yaml", "--as-of", DAY)


@pytest.fixture
def folder(company, monkeypatch):
    place = company(INVENTORY)
    (place / "own.checklist.yaml").write_text(CHECKLIST)
    monkeypatch.chdir(place)
    assert run(["answer", "export", ".", "-o", "../form.xlsx", *COMMON]) == 0
    return place


@pytest.fixture
def taken(folder, capsys):
    """Return a function that imports a file: exit code, what was told, errors."""

    def taken(*arguments, verb="import"):
        capsys.readouterr()
        code = run(["answer", verb, *map(str, arguments), *COMMON])
        out, err = capsys.readouterr()
        return code, out, err

    return taken


class Form:
    """The exported workbook in the hands of a person."""

    def __init__(self, folder, name="form.xlsx"):
        self.book = load_workbook(folder.parent / "form.xlsx", rich_text=True)
        self.path = folder.parent / name
        self.sheet = self.book["own"]
        self.book.worksheets[0]["C9"] = "Anong (Sales)"
        self.book.worksheets[0]["C10"] = date(2026, 11, 20)
        self.columns = {cell.value.removeprefix("govkit:"): cell.column for cell in self.sheet[1]}

    def row(self, question, subject="dataset:crm"):
        for row in range(3, self.sheet.max_row + 1):
            ids = [self.sheet.cell(row, self.columns[key]).value for key in ("question", "subject")]
            if ids == [f"own/agreed#{question}", subject]:
                return row
        raise KeyError(question)

    def write(self, question, subject="dataset:crm", **cells):
        row = self.row(question, subject)
        for key, value in cells.items():
            self.sheet.cell(row, self.columns[key]).value = value
        return self

    def saved(self):
        self.book.save(self.path)
        return self.path


def answers(folder):
    found = [yaml.safe_load(path.read_text()) for path in sorted(folder.glob("answers/*.yaml"))]
    return {(a["question"].partition("#")[2], a["subject"], a["author"]): a for file in found for a in file["answers"]}


def test_every_type_of_answer_arrives_with_author_day_and_evidence(folder, taken):
    (folder.parent / "minutes.txt").write_text("agreed")
    form = Form(folder)
    form.write("agreed", value="ใช่", words="The board agreed.", evidence="minutes.txt", keeper="Board office")
    form.write("agreed", valid_to="31/12/2569", evidence_date=date(2026, 11, 1))
    form.write("often", value="daily", author="Somchai (IT)", date="๒๐/๑๑/๒๕๖๙")
    form.write("days", value=3.5).write("since", value=date(2026, 1, 31))
    code, out, err = taken(form.saved())
    assert (code, err) == (0, "")
    assert "of the Buddhist era, and was read as 2026-12-31" in out
    found = answers(folder)
    agreed = found["agreed", "dataset:crm", "Anong (Sales)"]
    assert (agreed["value"], agreed["text"]) == (True, "The board agreed.")
    assert str(agreed["date"]) == "2026-11-20"
    (evidence,) = agreed["evidence"]
    assert evidence["path"] == "evidence/minutes.txt"
    assert len(evidence["sha256"]) == 64
    assert (evidence["valid_to"], evidence["date"], evidence["owner"]) == ("2026-12-31", "2026-11-01", "Board office")
    assert found["often", "dataset:crm", "Somchai (IT)"]["value"] == "daily"
    assert found["days", "dataset:crm", "Anong (Sales)"]["value"] == 3.5
    assert found["since", "dataset:crm", "Anong (Sales)"]["value"] == "2026-01-31"
    assert len(found) == 4, "what was left empty stays open"
    assert run(["lint", ".", "-c", "own.checklist.yaml"]) == 0
    before = answers(folder)
    assert taken(form.path)[1].endswith("4 unchanged\n")
    assert answers(folder) == before, "the same file again changes nothing"


def test_a_changed_answer_is_told_cell_by_cell(folder, taken):
    taken(Form(folder).write("often", value="never", words="Nobody").saved())
    again = Form(folder).write("often", value="daily", words="Ask 0812345678", date=date(2026, 11, 21)).saved()
    code, out, _ = taken(again)
    assert code == 0
    assert "value: never -> daily" in out
    assert "text: Nobody -> " in out
    assert "0812345678" not in out
    older = taken(Form(folder).write("often", value="never", words="x", date=date(2026, 11, 1)).saved())[1]
    assert "its author has answered since" in older


def test_moved_rows_columns_sheets_and_notes_of_their_own_do_no_harm(folder, taken):
    form = Form(folder).write("often", value="daily").write("days", "dataset:logs", value="4")
    sheet = form.sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for number, cells in enumerate(reversed(rows), 3):
        for column, value in enumerate(cells, 1):
            sheet.cell(number, column).value = value
    sheet.insert_cols(6)
    sheet.cell(2, 6).value = "Our notes"
    sheet.title = "แผ่นงาน"
    form.book.create_sheet("Scribbles")["A1"] = "=1+1"
    code, out, err = taken(form.saved())
    assert (code, err) == (0, "")
    assert "`Scribbles` is no sheet of the form" in out
    assert {key[:2] for key in answers(folder)} == {("often", "dataset:crm"), ("days", "dataset:logs")}


@pytest.mark.parametrize(
    ("cells", "part", "said"),
    [
        ({"value": "=TRUE()"}, "value", "holds a formula"),
        ({"value": "maybe"}, "value", "write yes or no"),
        ({"value": "yes", "date": "03/04/2026"}, "date", "write a day such as"),
        ({"value": "yes", "date": "2027-01-01"}, "date", "in the future"),
        ({"value": "yes", "evidence": "nowhere.txt"}, "evidence", "is not there"),
        ({"value": "yes", "evidence": "../../etc/passwd"}, "evidence", "is not there"),
        ({"qualification": "tiny: Really"}, "qualification", "permits no such departure"),
        ({"qualification": "small: Fewer", "words": "Only 12"}, "approver", "needs who approved it"),
        ({"value": "yes", "hash": "=A1"}, "hash", "holds a formula"),
    ],
)
def test_what_can_not_be_placed_is_refused_by_its_cell_and_the_rest_is_taken(folder, taken, cells, part, said):
    form = Form(folder).write("agreed", **cells).write("often", value="daily")
    place = f"own!{form.sheet.cell(form.row('agreed'), form.columns[part]).coordinate}"
    code, _, err = taken(form.saved())
    assert code == 2
    assert f"{place}: " in err
    assert said in err
    assert len(err.splitlines()) == 1
    assert {key[0] for key in answers(folder)} == {"often"}


def test_an_answer_merged_over_rows_is_refused(folder, taken):
    form = Form(folder).write("agreed", value="yes")
    row, column = form.row("agreed"), form.columns["value"]
    form.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    code, _, err = taken(form.saved())
    assert code == 2
    assert "merged over several rows" in err
    assert answers(folder) == {}


def test_a_question_that_changed_since_is_not_answered(folder, taken):
    form = Form(folder).write("often", value="daily").write("days", value=4).saved()
    place = folder / "own.checklist.yaml"
    place.write_text(place.read_text().replace("How often is it", "How often is all of it"))
    code, out, _ = taken(form)
    assert code == 1
    assert "outdated  own/agreed#often  dataset:crm" in out
    assert {key[0] for key in answers(folder)} == {"days"}


def test_people_who_disagree_are_shown_side_by_side(folder, taken):
    first = Form(folder, "a.xlsx").write("often", value="daily").write("days", value=4).saved()
    second = Form(folder, "b.xlsx")
    second.book.worksheets[0]["C9"] = "Dara (IT)"
    other = second.write("often", value="never").write("days", value=4).saved()
    code, out, _ = taken(first, other, "-o", folder, verb="merge")
    assert code == 1
    assert "conflict  own/agreed#often  dataset:crm" in out
    assert out.index("daily · Anong") < out.index("never · Dara")
    assert {key[0] for key in answers(folder)} == {"days"}
    assert taken(first)[0] == 0
    assert taken(other)[0] == 1
    assert answers(folder)["often", "dataset:crm", "Anong (Sales)"]["value"] == "daily"
    assert taken(other, "--keep-both")[0] == 0
    assert {key[2] for key in answers(folder) if key[0] == "often"} == {"Anong (Sales)", "Dara (IT)"}


def test_colleagues_folders_are_merged_too(folder, taken, tmp_path):
    taken(Form(folder).write("days", value=4).saved())
    theirs = shutil.copytree(folder, tmp_path / "theirs")
    shutil.rmtree(folder / "answers")
    assert taken(theirs, "-o", folder, verb="merge")[0] == 0
    assert answers(folder)["days", "dataset:crm", "Anong (Sales)"]["value"] == 4


def test_nobody_is_made_the_author_of_an_answer(folder, taken):
    form = Form(folder).write("often", value="daily")
    form.book.worksheets[0]["C9"] = None
    assert "nobody is named as the author" in taken(form.saved())[2]
    assert taken(form.path, "--author", "CEO")[0] == 0
    assert ("often", "dataset:crm", "CEO") in answers(folder)


def test_the_form_of_another_organisation_and_files_that_are_none_are_refused(folder, taken):
    form = Form(folder).write("often", value="daily").saved()
    (folder / "inventory.yaml").write_text(INVENTORY.replace("id: shop", "id: bank"))
    (folder / "govkit.yaml").write_text("govkit: config/1\nframeworks: [own]\norganisation: bank\n")
    (folder / "x.xlsx").write_bytes(b"PK no")
    (folder / "x.yaml").write_text("a: 1\n")
    code, _, err = taken(form, "x.xlsx", "x.yaml")
    assert code == 2
    assert len(err.splitlines()) == 3
    assert "about another organisation" in err


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('{"govkit": "answers/1",\n"answers": 5}', 2, "`answers` has to be a list of mappings"),
        ('{"govkit": "answers/1", "answers": [{', 1, ""),
    ],
)
def test_a_broken_file_keeps_no_other_back(folder, taken, content, line, said):
    form = Form(folder).write("days", value=3).saved()
    (folder.parent / "broken.json").write_text(content)
    code, _, err = taken(form, "../broken.json")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"error: broken.json:{line}: ")
    assert said in err
    assert len(answers(folder)) == 1


def test_evidence_that_is_no_list_is_refused(folder, taken, capsys):
    capsys.readouterr()
    run(["answer", "--list", "--json", *COMMON])
    asked = next(one for one in json.loads(capsys.readouterr().out) if one["id"] == "own/agreed#often")
    entry = {"question": asked["id"], "question_hash": asked["hash"], "subject": "dataset:crm", "value": "daily"}
    answer = {**entry, "author": "Anong", "date": "2026-11-20", "evidence": True}
    (folder.parent / "broken.json").write_text(json.dumps({"govkit": "answers/1", "answers": [answer]}))
    code, _, err = taken("../broken.json")
    assert (code, err.count("\n")) == (2, 1)
    assert "broken.json, line 1: `evidence` has to be a list of mappings" in err


def test_a_form_that_lost_the_columns_of_its_questions_is_refused(folder, taken):
    form = Form(folder).write("often", value="daily")
    form.sheet.delete_cols(form.columns["hash"])
    code, _, err = taken(form.saved())
    assert (code, "form.xlsx, own: columns are gone that say which question" in err) == (2, True)
    assert answers(folder) == {}


def test_a_day_of_the_buddhist_era_on_the_first_sheet_is_told(folder, taken):
    form = Form(folder).write("often", value="daily").write("days", value=2)
    form.book.worksheets[0]["C10"] = "20/11/2569"
    code, out, err = taken(form.saved())
    assert (code, (out + err).count("first sheet: 20/11/2569 is of the Buddhist era")) == (0, 1)
    assert str(answers(folder)["often", "dataset:crm", "Anong (Sales)"]["date"]) == "2026-11-20"


def test_a_dry_run_writes_nothing(folder, taken):
    form = Form(folder).write("often", value="daily").saved()
    assert "1 taken over" in taken(form, "--dry-run")[1]
    assert not (folder / "answers").exists()


def test_one_owner_gets_only_what_is_theirs(folder, capsys):
    assert run(["answer", "export", ".", "--owner", "it", "-o", "it.xlsx", *COMMON]) == 0
    sheet = load_workbook("it.xlsx")["own"]
    assert {sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)} == {"dataset:logs"}
    assert run(["answer", "export", ".", "--owner", "Sale", "-o", "it.xlsx", *COMMON]) == 2
    assert "did you mean `Sales`?" in capsys.readouterr().err


def test_the_workbook_is_made_for_people(folder):
    book = Form(folder).book
    start, sheet = book.worksheets[0], book["own"]
    assert len([row for row in range(3, 8) if start.cell(row, 2).value]) == 5
    assert "=Shop" in start["B1"].value
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert sheet.protection.sheet
    assert sheet.row_dimensions[1].hidden
    assert all(sheet.column_dimensions[letter].hidden for letter in "ABC")
    assert sheet.freeze_panes == "G3"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", "decimal", "date"}
    assert Path("../form.xlsx").stat().st_size < 50_000
