"""The words beside an answer, and what is named as its evidence: neither may say otherwise than its value."""

from __future__ import annotations

import pytest

from govkit.engine.checklists import Chosen, Library
from govkit.engine.load import digest
from govkit.engine.verdict import judge
from govkit.plugin.manager import Plugins
from tests.engine.bench import AS_OF, assess, chosen, control, facts_for, only

DATASET = {"datasets": [{"id": "a"}]}


def judged(folder, said, asked=None, evidence=None):
    question = control(all=[{"ask": "told", "text": "Are all staff trained?", **(asked or {})}])
    hash_ = chosen(question).checklist.controls[0].all_[0].content_hash
    answer = {"question": "fw/c#told", "subject": "dataset:a", "author": "Dara", "date": "2026-10-01"}
    answer |= {"question_hash": hash_, "value": True, "evidence": evidence or []} | said
    return assess(DATASET, question, answers=[answer], folder=folder)


@pytest.mark.parametrize(
    ("said", "asked", "status"),
    [
        ({"text": "All of them, in March."}, {}, "pass"),
        ({"text": "Yes: nobody was left out."}, {}, "pass"),
        ({"text": ""}, {}, "pass"),
        ({"text": "No, nobody was trained."}, {}, "review"),
        ({"text": "ยังไม่ได้อบรม"}, {}, "review"),
        ({"text": "only 10 % of them"}, {}, "review"),
        ({"text": "Nobody is here."}, {"help": "Answer yes where nobody is employed."}, "pass"),
        ({"value": False, "text": "Nobody was trained."}, {}, "fail"),
        ({"value": False, "text": "Nobody was trained."}, {"passes": False}, "pass"),
        ({"value": False, "text": "Yes, they are."}, {"passes": False}, "review"),
        ({"value": 95, "text": "Not counting those on leave."}, {"type": "number", "passes": 90}, "pass"),
        ({"value": 95, "text": "planned for next year"}, {"type": "number", "passes": 90}, "review"),
        ({"value": "2026-05-05", "text": "The next one is planned for next year"}, {"type": "date"}, "pass"),
        ({"value": "2031-01-01"}, {"type": "date"}, "review"),
        ({"value": "0001-01-01"}, {"type": "date"}, "review"),
        ({"value": "2026-W01-1"}, {"type": "date"}, "review"),
        ({"value": 9, "text": "planned for next year"}, {"type": "number", "passes": 90}, "fail"),
    ],
)
def test_words_that_take_the_value_back_are_for_a_person(tmp_path, said, asked, status):
    assert only(judged(tmp_path, said, asked))["status"] == status


def test_the_open_question_says_that_its_words_are_the_reason(tmp_path):
    (question,) = judged(tmp_path, {"text": "Not yet started, next year"})["questions"]
    assert question["why"]["text"] == "the words of the answer take back its value"


@pytest.mark.parametrize(("named", "status"), [("minutes.txt", "pass"), ("own.yaml", "review")])
def test_a_checklist_is_no_evidence_of_what_it_asks(tmp_path, named, status):
    (tmp_path / "minutes.txt").write_text("The board agreed on 3 March.")
    (tmp_path / "own.yaml").write_text("govkit: checklist/1\n")
    question = control(all=[{"ask": "told", "text": "Did the board agree?", "evidence": "required"}])
    asked = chosen(question)
    given = Chosen(asked.checklist, digest(tmp_path / "own.yaml"), "own.yaml")
    answer = {"question": "fw/c#told", "subject": "dataset:a", "author": "Dara", "date": "2026-10-01", "value": True}
    answer |= {"question_hash": asked.checklist.controls[0].all_[0].content_hash, "evidence": [{"path": named}]}
    facts = facts_for(DATASET, given, answers=[answer], folder=tmp_path)
    assert only(judge(facts, as_of=AS_OF, plugins=Plugins([]), library=Library([])))["status"] == status
