"""`govkit answer import`: what people wrote into the workbook arrives, and nothing that they did not."""

from __future__ import annotations

import json
from datetime import date

import pytest

from govkit.cli.main import run


def test_every_type_of_answer_arrives_with_author_day_and_evidence(folder, taken, opened, answers):
    (folder.parent / "minutes.txt").write_text("agreed")
    form = opened()
    form.write("agreed", value="ใช่", words="The board agreed.", evidence="minutes.txt", keeper="Board office")
    form.write("agreed", valid_to="31/12/2569", evidence_date=date(2026, 11, 1))
    form.write("often", value="daily", author="Somchai (IT)", date="๒๐/๑๑/๒๕๖๙")
    form.write("days", value=3.5).write("since", value=date(2026, 1, 31))
    code, out, err = taken(form.saved())
    assert (code, err) == (0, "")
    assert "of the Buddhist era, and was read as 2026-12-31" in out
    found = answers()
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
    before = answers()
    assert taken(form.path)[1].endswith("4 unchanged\n")
    assert answers() == before, "the same file again changes nothing"


def test_a_changed_answer_is_told_cell_by_cell(taken, opened):
    taken(opened().write("often", value="never", words="Nobody").saved())
    again = opened().write("often", value="daily", words="Ask 0812345678", date=date(2026, 11, 21)).saved()
    code, out, _ = taken(again)
    assert code == 0
    assert "value: never -> daily" in out
    assert "text: Nobody -> " in out
    assert "0812345678" not in out
    older = taken(opened().write("often", value="never", words="x", date=date(2026, 11, 1)).saved())[1]
    assert "its author has answered since" in older


def test_a_day_of_the_buddhist_era_on_the_first_sheet_is_told(taken, opened, answers):
    form = opened().write("often", value="daily").write("days", value=2)
    form.book.worksheets[0]["C10"] = "20/11/2569"
    code, out, err = taken(form.saved())
    assert (code, (out + err).count("first sheet: 20/11/2569 is of the Buddhist era")) == (0, 1)
    assert str(answers()["often", "dataset:crm", "Anong (Sales)"]["date"]) == "2026-11-20"


def test_nobody_is_made_the_author_of_an_answer(taken, opened, answers):
    form = opened().write("often", value="daily")
    form.book.worksheets[0]["C9"] = None
    assert "nobody is named as the author" in taken(form.saved())[2]
    assert taken(form.path, "--author", "CEO")[0] == 0
    assert ("often", "dataset:crm", "CEO") in answers()


def test_a_dry_run_writes_nothing(folder, taken, opened):
    form = opened().write("often", value="daily").saved()
    assert "1 taken over" in taken(form, "--dry-run")[1]
    assert not (folder / "answers").exists()


def test_moved_rows_columns_sheets_and_notes_of_their_own_do_no_harm(taken, opened, answers):
    form = opened().write("often", value="daily").write("days", "dataset:logs", value="4")
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
    assert {key[:2] for key in answers()} == {("often", "dataset:crm"), ("days", "dataset:logs")}


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
def test_what_can_not_be_placed_is_refused_by_its_cell_and_the_rest_is_taken(taken, opened, answers, cells, part, said):
    form = opened().write("agreed", **cells).write("often", value="daily")
    place = f"own!{form.sheet.cell(form.row('agreed'), form.columns[part]).coordinate}"
    code, _, err = taken(form.saved())
    assert code == 2
    assert f"{place}: " in err
    assert said in err
    assert len(err.splitlines()) == 1
    assert {key[0] for key in answers()} == {"often"}


def test_an_answer_merged_over_rows_is_refused(taken, opened, answers):
    form = opened().write("agreed", value="yes")
    row, column = form.row("agreed"), form.columns["value"]
    form.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    code, _, err = taken(form.saved())
    assert code == 2
    assert "merged over several rows" in err
    assert answers() == {}


def test_a_question_that_changed_since_is_not_answered(folder, taken, opened, answers):
    form = opened().write("often", value="daily").write("days", value=4).saved()
    place = folder / "own.checklist.yaml"
    place.write_text(place.read_text().replace("How often is it", "How often is all of it"))
    code, out, _ = taken(form)
    assert code == 1
    assert "outdated  own/agreed#often  dataset:crm" in out
    assert {key[0] for key in answers()} == {"days"}


def test_the_form_of_another_organisation_and_files_that_are_none_are_refused(folder, taken, opened):
    form = opened().write("often", value="daily").saved()
    inventory = folder / "inventory.yaml"
    inventory.write_text(inventory.read_text().replace("id: shop", "id: bank"))
    (folder / "govkit.yaml").write_text("govkit: config/1\nframeworks: [own]\norganisation: bank\n")
    (folder / "x.xlsx").write_bytes(b"PK no")
    (folder / "x.yaml").write_text("a: 1\n")
    code, _, err = taken(form, "x.xlsx", "x.yaml")
    assert code == 2
    assert len(err.splitlines()) == 3
    assert "about another organisation" in err


def test_a_form_that_lost_the_columns_of_its_questions_is_refused(taken, opened, answers):
    form = opened().write("often", value="daily")
    form.sheet.delete_cols(form.columns["hash"])
    code, _, err = taken(form.saved())
    assert (code, "form.xlsx, own: columns are gone that say which question" in err) == (2, True)
    assert answers() == {}


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('{"govkit": "answers/1",\n"answers": 5}', 2, "`answers` has to be a list of mappings"),
        ('{"govkit": "answers/1", "answers": [{', 1, ""),
    ],
)
def test_a_broken_file_keeps_no_other_back(folder, taken, opened, answers, content, line, said):
    form = opened().write("days", value=3).saved()
    (folder.parent / "broken.json").write_text(content)
    code, _, err = taken(form, "../broken.json")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"error: broken.json:{line}: ")
    assert said in err
    assert len(answers()) == 1


def test_evidence_that_is_no_list_is_refused(folder, taken, capsys):
    capsys.readouterr()
    run(["answer", "--list", "--json", "-c", "own.checklist.yaml", "--as-of", "2026-11-21"])
    asked = next(one for one in json.loads(capsys.readouterr().out) if one["id"] == "own/agreed#often")
    entry = {"question": asked["id"], "question_hash": asked["hash"], "subject": "dataset:crm", "value": "daily"}
    answer = {**entry, "author": "Anong", "date": "2026-11-20", "evidence": True}
    (folder.parent / "broken.json").write_text(json.dumps({"govkit": "answers/1", "answers": [answer]}))
    code, _, err = taken("../broken.json")
    assert (code, err.count("\n")) == (2, 1)
    assert "broken.json, line 1: `evidence` has to be a list of mappings" in err
