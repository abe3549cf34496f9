"""`govkit answer fill`: a stranger's questionnaire is answered by what a person confirmed, and by nothing else."""

from __future__ import annotations

import pytest
import yaml
from openpyxl import Workbook

from govkit_importers.answers.questionnaire.similar import Index


def test_candidates_are_proposed_and_nothing_is_written_by_itself(tmp_path, theirs, fill):
    theirs.write()
    code, told = fill("-o", "filled.xlsx")
    assert (code, "sheet `Guidance`" in told, "3 questions" in told) == (0, True, True)
    assert not (tmp_path / "filled.xlsx").exists()
    entries = yaml.safe_load((tmp_path / "matches.yaml").read_text())["matches"]
    assert {entry["cell"]: entry["candidates"][0]["control"] for entry in entries} == theirs.matched
    assert all(entry["control"] == entry["confirmed_by"] == "" for entry in entries)
    code, told = fill("-o", "filled.xlsx")
    assert (code, "no match is confirmed" in told) == (0, True)
    assert not (tmp_path / "filled.xlsx").exists()


def test_the_index_finds_pieces_of_words_in_every_script():
    index = Index([("a", "ผู้รับข้อมูลในต่างประเทศ"), ("a", "recipients abroad"), ("b", "การเก็บรักษาข้อมูล"), ("c", "")])
    assert index.nearest("ส่งให้ผู้รับต่างประเทศ", 1)[0].control == "a"
    assert index.nearest("Recipient", 1)[0].control == "a"
    assert index.nearest("?", 3) == []
    assert index.nearest("recipients abroad", 1)[0].score <= 1


def test_confirmed_matches_are_answered_by_status_basis_source_and_day(theirs, fill):
    theirs.write()
    fill()
    theirs.confirm()
    code, told = fill("-o", "filled.xlsx")
    assert (code, "3 of 3 questions" in told, "compute anew" in told) == (0, True, True)
    found = theirs.cells()
    assert [found[f"A!C{row}"] for row in (4, 5, 6)] == ["needs review", "met", "gap"]
    assert "declared, not verified" in found["A!D5"]
    assert all(f"Own rules 1, {n} " in found[f"A!D{row}"] for n, row in ((2, 4), (1, 5), (3, 6)))
    assert all("As of 2026-11-21" in found[f"A!D{row}"] for row in (4, 5, 6))
    assert "Basis" not in found["A!D4"] + found["A!D6"]


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
def test_what_is_not_confirmed_for_this_question_is_not_written(theirs, fill, more, said):
    theirs.write()
    fill()
    theirs.confirm()
    theirs.confirm({"A!B5": "own/owner"}, **more)
    code, told = fill("-o", "filled.xlsx")
    assert (code, said in told) == (2, True)
    found = theirs.cells()
    assert "A!C5" not in found
    assert found["A!C6"] == "gap"


def test_matches_of_another_questionnaire_are_told(theirs, fill):
    theirs.write()
    fill()
    book = Workbook()
    book.active.append(["Question", "Answer"])
    book.active.append(["Is there a person in charge of privacy?"])
    book.save(theirs.path)
    code, told = fill()
    assert (code, "the matches are of another questionnaire" in told, "--matches" in told) == (2, True, True)


def test_a_partner_is_told_every_status_and_no_internal_name(theirs, fill):
    theirs.write()
    fill()
    theirs.confirm()
    fill("-o", "filled.xlsx")
    fill("-o", "ours.xlsx", "--audience", "internal")
    partner, internal = theirs.cells(), theirs.cells("ours.xlsx")
    assert all(partner[f"A!C{row}"] == internal[f"A!C{row}"] for row in (4, 5, 6))
    names = ("falcon", "Anong", "inventory.yaml", "Sales")
    assert not [name for name in names if name in "".join(map(str, partner.values()))]
    assert "gap: dataset:falcon (inventory.yaml:3)" in internal["A!D6"]
    assert "Match confirmed by Anong (DPO)" in internal["A!D5"]


def test_the_answers_are_in_the_language_that_is_asked_for(theirs, fill):
    theirs.write()
    fill()
    theirs.confirm()
    fill("-o", "filled.xlsx", "--lang", "th")
    found = theirs.cells()
    assert (found["A!C5"], found["A!C6"]) == ("เป็นไปตามข้อกำหนด", "มีข้อบกพร่อง")
