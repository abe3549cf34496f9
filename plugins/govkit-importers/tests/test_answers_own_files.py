"""Files of govkit itself named as evidence: a form does not show what is written into it."""

from __future__ import annotations

import pytest

from govkit.cli.main import run
from govkit_importers.answers.own_files import refuse_own

SAID = "is a form or file of govkit itself"


@pytest.mark.parametrize("named", ["form.xlsx", "returned.xlsx", "form.html", "govkit.yaml", "own.checklist.yaml"])
def test_an_answer_is_not_supported_by_govkits_own_files(folder, taken, opened, answers, named):
    assert (
        run(["answer", "export", ".", "-o", "../form.html", "-c", "own.checklist.yaml", "--as-of", "2026-11-21"]) == 0
    )
    form = opened("returned.xlsx").write("agreed", value="yes", evidence=named).write("often", value="daily").saved()
    code, _, err = taken(form)
    assert code == 2
    assert f"`{named}` {SAID}" in err
    assert {key[0] for key in answers()} == {"often"}


def test_a_workbook_and_a_page_of_ones_own_are_evidence(folder, taken, opened, answers):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Minutes", "agreed"])
    book.save(folder.parent / "minutes.xlsx")
    (folder.parent / "minutes.html").write_text("<p>We use govkit: the board agreed.</p>")
    form = opened().write("agreed", value="yes", evidence="minutes.xlsx")
    form.write("agreed", "dataset:logs", value="yes", evidence="minutes.html")
    assert taken(form.saved())[0] == 0
    assert len(answers()) == 2


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('{\n "govkit": "assessment/1"}', True),
        ("# a remark\ngovkit: answers/1\n", True),
        ("govkit: a tool that we use\n", False),
        ("We ran govkit: checklist/1 was read.\n", False),
        ("", False),
    ],
)
def test_a_document_is_known_by_its_format(tmp_path, text, own):
    from govkit.model.errors import UsageError

    file = tmp_path / "evidence.txt"
    file.write_text(text)
    if own:
        with pytest.raises(UsageError):
            refuse_own(file)
    else:
        refuse_own(file)


def test_what_can_not_be_read_is_left_to_others(tmp_path):
    refuse_own(tmp_path / "gone.xlsx")
    (tmp_path / "cut.xlsx").write_bytes(b"PK\x03\x04xl/")
    refuse_own(tmp_path / "cut.xlsx")


def test_evidence_that_comes_later_is_held_to_the_same(folder, taken, opened, capsys):
    assert taken(opened().write("often", value="daily").saved())[0] == 0
    capsys.readouterr()
    asked = ["--question", "own/agreed#often", "--subject", "dataset:crm", "--author", "Anong (Sales)"]
    common = ["-c", "own.checklist.yaml", "--as-of", "2026-11-21"]
    assert run(["answer", "attach", "../form.xlsx", ".", *asked, *common]) == 2
    assert SAID in capsys.readouterr().err
    assert not (folder / "evidence").exists()
