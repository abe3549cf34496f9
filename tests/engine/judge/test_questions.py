"""What people answer: what passes, what no longer holds, and what gains nothing."""

from __future__ import annotations

import pytest

from govkit.engine.load import digest
from tests.engine.bench import assess, chosen, control, only

ASKED = control(all=[{"ask": "told", "text": "Do recipients learn of the change?", "evidence": "required"}])
HASH = chosen(ASKED).checklist.controls[0].all_[0].content_hash
INVENTORY = {"datasets": [{"id": "a"}]}


@pytest.fixture
def paper(tmp_path):
    """An evidence file, in the folder that answers point into."""
    (tmp_path / "log.txt").write_text("sent")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def answer(**rest):
    base = {"question": "fw/c#told", "subject": "dataset:a", "value": True, "author": "Dara", "date": "2026-10-01"}
    return base | {"evidence": [{"path": "log.txt"}], "question_hash": HASH} | rest


def hash_of(asked):
    return chosen(asked).checklist.controls[0].all_[-1].content_hash


def status(folder, *answers, asked=ASKED):
    return only(assess(INVENTORY, asked, answers=answers, folder=folder))["status"]


def test_an_open_question_is_review_and_listed(paper) -> None:
    result = assess(INVENTORY, ASKED, folder=paper)
    assert only(result)["status"] == "review"
    (question,) = result["questions"]
    assert question["id"] == "fw/c#told"
    assert question["subjects"] == [("dataset", 0, 0)]
    assert question["why"]["text"] == "nobody has answered"


def test_yes_with_author_date_and_evidence_passes_and_rests_on_a_person(paper) -> None:
    result = assess(INVENTORY, ASKED, answers=[answer()], folder=paper)
    assert (only(result)["status"], only(result)["basis"]) == ("pass", "confirmed")
    assert result["groups"][0]["evidence"][0]["sha256"] == digest(paper / "log.txt")
    assert not result["questions"]


@pytest.mark.parametrize(
    "changed",
    [
        {"evidence": []},
        {"evidence": [{"path": "missing.txt"}]},
        {"evidence": [{"path": "empty.txt"}]},
        {"evidence": [{"path": "log.txt", "sha256": "0" * 64}]},
        {"evidence": [{"path": "log.txt", "valid_to": "2026-11-20"}]},
        {"evidence": [{"path": "../outside.txt"}]},
        {"question_hash": "0" * 16},
        {"question_hash": None},
        {"date": "2026-11-22"},
        {"subject": "dataset:b"},
        {"question": "fw/c#other"},
        {"value": None, "text": "We think so."},
        {"text": "TBD"},
        {"text": "Do recipients learn of the change?"},
        {"text": "It matters."},
        {"text": "No. We do not have any of this."},
        {"text": "[More Information Needed]"},
    ],
)
def test_what_does_not_hold_gains_nothing(paper, changed) -> None:
    assert status(paper, answer(**changed)) == "review"


@pytest.mark.parametrize("value", ["yes", "true", "no", "ใช่", 0, 1, 1.0, "Do recipients learn of the change?"])
def test_only_true_and_false_are_yes_and_no(paper, value) -> None:
    assert status(paper, answer(value=value)) == "review"


def test_an_answer_of_another_form_says_so(paper) -> None:
    (question,) = assess(INVENTORY, ASKED, answers=[answer(value="yes")], folder=paper)["questions"]
    assert question["why"]["text"] == "the value of the answer is neither `true` nor `false`"


def test_an_answer_that_does_not_hold_is_open_beside_a_yes_of_the_day_and_contradicts_a_no(paper) -> None:
    for other in (answer(value="yes", author="Mali"), answer(evidence=[], author="Mali")):
        assert status(paper, answer(), other) == status(paper, other, answer()) == "review"
        assert status(paper, answer(value=False), other) == "fail"


def test_a_later_answer_replaces_an_earlier_one_and_equals_contradict(paper) -> None:
    later = answer(value=False, date="2026-10-02")
    assert status(paper, answer(), later) == "fail"
    assert status(paper, later, answer()) == "fail"
    result = assess(INVENTORY, ASKED, answers=[answer(), answer(value=False, author="Mali")], folder=paper)
    assert only(result)["status"] == "fail"
    assert result["findings"][0]["contradiction"] is True


def test_evidence_is_only_read_below_the_folder(paper, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    outside.write_text("x")
    (paper / "link.txt").symlink_to(outside)
    assert status(paper, answer(evidence=[{"path": "link.txt"}])) == "review"
    assert status(paper, answer(evidence=[{"path": str(outside)}])) == "review"


@pytest.mark.parametrize(
    ("asked", "value", "expected"),
    [
        ({"type": "choice", "choices": ["daily", "never"], "passes": "daily"}, "daily", "pass"),
        ({"type": "choice", "choices": ["daily", "weekly", "never"], "passes": ["daily", "weekly"]}, "weekly", "pass"),
        ({"type": "choice", "choices": ["daily", "never"], "passes": "daily"}, "never", "fail"),
        ({"type": "choice", "choices": ["daily", "never"], "passes": "daily"}, "often", "review"),
        ({"type": "number", "passes": 90}, 90, "pass"),
        ({"type": "number", "passes": 90}, 89.9, "fail"),
        ({"type": "number", "passes": 90}, True, "review"),
        ({"type": "number", "passes": 90}, "95", "review"),
        ({"type": "date"}, "2026-01-01", "pass"),
        ({"type": "date"}, "soon", "review"),
        ({"type": "text"}, "We do it every month, in a meeting.", "review"),
        ({"passes": False}, False, "pass"),
        ({"passes": False}, True, "fail"),
        ({"passes": False}, "no", "review"),
        ({"type": "choice", "choices": ["yes", "no"], "passes": "yes"}, "yes", "pass"),
        ({"type": "choice", "choices": ["yes", "no"], "passes": "yes"}, True, "review"),
    ],
)
def test_typed_answers(paper, asked, value, expected) -> None:
    question = control(all=[{"ask": "told", "text": "How?", **asked}])
    given = answer(value=value, question_hash=hash_of(question))
    assert status(paper, given, asked=question) == expected


def test_a_permitted_qualification_takes_the_question_away(paper) -> None:
    permitted = {**ASKED, "qualifications": [{"id": "obvious", "text": "Where collection is obvious."}]}
    qualification = {"id": "obvious", "text": "A counter with a sign.", "date": "2026-09-01", "approver": "Legal"}
    given = answer(qualification=qualification, value=None)
    assert status(paper, given, asked=permitted) == "not_applicable"
    assert status(paper, given, asked=ASKED) == "review"


def test_a_permitted_qualification_stands_in_for_the_alternatives_that_nobody_meets(paper) -> None:
    either = {"any": [{"require": {"retention": {"not": "none"}}}, *ASKED["all"]]}
    permitted = control(**either, qualifications=[{"id": "obvious", "text": "Where collection is obvious."}])
    qualification = {"id": "obvious", "text": "A counter with a sign.", "date": "2026-09-01", "approver": "Legal"}
    given = answer(qualification=qualification, value=None)

    def said(retention, *answers, asked=permitted):
        inventory = {"datasets": [{"id": "a", "retention": retention}]}
        return only(assess(inventory, asked, answers=answers, folder=paper))["status"]

    assert said("none", given) == "not_applicable"
    assert said("P1Y", given) == "pass"
    assert said("none") == "review"
    assert said("none", answer(value=False)) == "fail"
    assert said("none", given, asked=control(**either)) == "review", "nobody permits it"


def test_a_question_for_the_organisation_is_asked_once(paper) -> None:
    once = control(all=[{"ask": "told", "text": "Is there a policy?", "per": "organisation"}])
    inventory = {"organisations": [{"id": "shop"}], "datasets": [{"id": "a"}, {"id": "b"}]}
    result = assess(inventory, once, folder=paper)
    assert [(q["count"], q["subjects"]) for q in result["questions"]] == [(1, [])]
    given = answer(subject="organisation:shop", question_hash=hash_of(once))
    assert only(assess(inventory, once, answers=[given], folder=paper))["counts"] == {"pass": 2}
