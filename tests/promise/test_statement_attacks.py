"""What people answer: no answer that says nothing, is about something else, or has lost its evidence, gains a pass."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from govkit.engine.load import digest
from govkit.engine.plan import AskLeaf, CheckLeaf
from govkit.model.answers import Answer, EvidenceFile, Qualification, Rejection, Review, Waiver
from govkit.model.status import Status
from tests.promise.answering import EVIDENCE
from tests.promise.stand import Stand
from tests.promise.test_inventory_attacks import SILENCES, held
from tests.promise.verdicts import AS_OF, Verdicts

pytestmark = pytest.mark.sweep

LATER = date(2027, 1, 1)


def _questions(stand: Stand) -> dict[str, str]:
    """Return the text of each question, by its key."""
    texts = {}
    for planned in stand.plan.controls:
        for leaf in planned.tree.leaves():
            if isinstance(leaf, AskLeaf):
                texts[f"{planned.framework}/{planned.control.id}#{leaf.question.ask}"] = leaf.question.text
            elif isinstance(leaf, CheckLeaf) and hasattr(leaf.check, "title"):
                texts[f"{planned.framework}/{planned.control.id}#{leaf.id}"] = leaf.check.title
    return texts


def _asked(stand: Stand, after: Verdicts) -> set[tuple[str, ...]]:
    """Return the passes of questions."""
    numbers = {
        (planned.framework, planned.control.id, str(number))
        for planned in stand.plan.controls
        for number, leaf in enumerate(planned.tree.leaves())
        if isinstance(leaf, AskLeaf)
    }
    return {leaf for leaf in after.leaves[Status.PASS] if leaf[:3] in numbers}


def _is_evidence_required(stand: Stand, leaf: tuple[str, ...]) -> bool:
    planned = next(each for each in stand.plan.controls if (each.framework, each.control.id) == leaf[:2])
    asked = list(planned.tree.leaves())[int(leaf[2])]
    return isinstance(asked, AskLeaf) and asked.question.evidence == "required"


ATTACKS: dict[str, Callable[[Answer], dict[str, object]]] = {
    **{words: lambda _, words=words: {"text": words} for words in SILENCES[:20]},  # type: ignore[misc]
    "placeholder as value": lambda _: {"value": "TBD"},
    "no value": lambda _: {"value": None},
    "the word yes": lambda _: {"value": "yes"},
    "the number one": lambda _: {"value": 1},
    "unknown question": lambda answer: {"question": answer.question + "x"},
    "another framework": lambda answer: {"question": "nowhere/" + answer.question.partition("/")[2]},
    "another control": lambda answer: {"question": answer.question.replace("#", "x#")},
    "unknown subject": lambda answer: {"subject": answer.subject + "-2"},
    "another type of subject": lambda answer: {"subject": "field:" + answer.subject.partition(":")[2]},
    "a later date": lambda _: {"date": LATER},
    "a question that has changed": lambda _: {"question_hash": "0123456789abcdef"},
    "evidence that is not there": lambda _: {"evidence": (EvidenceFile(path="evidence/nothing.txt"),)},
    "evidence outside the folder": lambda _: {"evidence": (EvidenceFile(path="../../../etc/hostname"),)},
    "evidence by an absolute path": lambda _: {"evidence": (EvidenceFile(path="/etc/hostname"),)},
    "a folder as evidence": lambda _: {"evidence": (EvidenceFile(path="evidence"),)},
    "evidence of another hash": lambda _: {"evidence": (EvidenceFile(path=EVIDENCE, sha256="0" * 64),)},
    "the settings as evidence": lambda _: {"evidence": (EvidenceFile(path="govkit.yaml"),)},
    "the inventory as evidence": lambda _: {"evidence": (EvidenceFile(path="inventory/../inventory/data.yaml"),)},
    "evidence that has expired": lambda _: {"evidence": (EvidenceFile(path=EVIDENCE, valid_to=date(2026, 11, 20)),)},
    "a qualification that nobody permits": lambda _: {
        "qualification": Qualification(id="home-made", text="We may", date=date(2026, 1, 1), approver="Board")
    },
}
KEPT_BY_VALUE = {"the number one", "the word yes", "placeholder as value"}
"""Attacks that a number or a choice may survive."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_answers_that_do_not_hold(attack: str, own: Stand, own_before: Verdicts) -> None:
    answers = tuple(answer.model_copy(update=ATTACKS[attack](answer)) for answer in own.loaded.answers)
    after = own.attacked(answers=answers)
    assert not held(after, own_before, attack)
    left = _asked(own, after)
    if attack in KEPT_BY_VALUE:
        left = {leaf for leaf in left if _is_yes_no(own, leaf)}
    assert not left


def _is_yes_no(stand: Stand, leaf: tuple[str, ...]) -> bool:
    planned = next(each for each in stand.plan.controls if (each.framework, each.control.id) == leaf[:2])
    asked = list(planned.tree.leaves())[int(leaf[2])]
    return isinstance(asked, AskLeaf) and asked.question.type == "yes_no"


def test_the_question_copied_as_its_answer(stand: Stand, before: Verdicts) -> None:
    texts = _questions(stand)
    answers = tuple(answer.model_copy(update={"text": texts[answer.question]}) for answer in stand.loaded.answers)
    after = stand.attacked(answers=answers)
    assert not held(after, before, "the question copied")
    assert not _asked(stand, after)


def test_no_evidence_where_it_is_required(stand: Stand, before: Verdicts) -> None:
    answers = tuple(answer.model_copy(update={"evidence": ()}) for answer in stand.loaded.answers)
    after = stand.attacked(answers=answers)
    assert not held(after, before, "no evidence")
    assert not {leaf for leaf in _asked(stand, after) if _is_evidence_required(stand, leaf)}


def test_every_answer_left_out_one_at_a_time(stand: Stand, before: Verdicts, every: int) -> None:
    said = []
    for number, answer in list(enumerate(stand.loaded.answers))[::every]:
        answers = (*stand.loaded.answers[:number], *stand.loaded.answers[number + 1 :])
        said.append(held(stand.attacked(answers=answers), before, answer.question))
    assert not [each for each in said if each]


def test_answers_that_say_the_opposite(own: Stand, own_before: Verdicts) -> None:
    answers = tuple(
        answer.model_copy(update={"value": not answer.value}) if isinstance(answer.value, bool) else answer
        for answer in own.loaded.answers
    )
    assert not held(own.attacked(answers=answers), own_before, "the opposite")


def test_a_second_answer_on_the_same_day_that_says_the_opposite(stand: Stand, before: Verdicts) -> None:
    opposite = tuple(
        answer.model_copy(update={"value": not answer.value, "author": "Somebody else"})
        for answer in stand.loaded.answers
        if isinstance(answer.value, bool)
    )
    after = stand.attacked(answers=(*stand.loaded.answers, *opposite))
    assert not held(after, before, "both")
    assert after.lost(before)


def test_evidence_that_was_changed_emptied_or_taken_away(stand: Stand, before: Verdicts, tmp_path: Path) -> None:
    """The answers carry the hash that the file had; the files are changed after that."""
    files = {path: (stand.folder / path).read_bytes() for path in _evidence(stand)}
    hashes = {path: digest(stand.folder / path) for path in files}
    answers = tuple(
        answer.model_copy(
            update={
                "evidence": tuple(
                    each.model_copy(update={"sha256": hashes[each.path]})
                    for each in answer.evidence
                    if each.path in hashes
                )
            }
        )
        for answer in stand.loaded.answers
    )
    assert not stand.attacked(answers=answers).lost(before)
    for how in ("changed", "emptied", "gone", "folder", "dangling"):
        folder = tmp_path / how
        shutil.copytree(stand.folder, folder)
        for path in files:
            _spoil(folder / path, how)
        elsewhere = replace(stand, folder=folder, loaded=replace(stand.loaded, folder=folder), seen={})
        after = elsewhere.attacked(answers=answers)
        assert not held(after, before, how)
        assert not {leaf for leaf in _asked(stand, after) if _is_evidence_required(stand, leaf)}, how


def _evidence(stand: Stand) -> set[str]:
    return {
        file.path for answer in stand.loaded.answers for file in answer.evidence if (stand.folder / file.path).is_file()
    }


def _spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    path.unlink()
    if how == "changed":
        path.write_bytes(content + b" ")
    elif how == "emptied":
        path.write_bytes(b"")
    elif how == "folder":
        path.mkdir()
    elif how == "dangling":
        path.symlink_to("nowhere")


def test_reviews_decide_only_for_what_was_reviewed(stand: Stand, before: Verdicts) -> None:
    """Requirements that were not read in a source decide nothing without a review of their very text."""
    none: tuple[Review, ...] = ()
    outdated = tuple(review.model_copy(update={"content_hash": "0" * 16}) for review in stand.loaded.reviews)
    other = tuple(review.model_copy(update={"edition": "0.9"}) for review in stand.loaded.reviews)
    rejected = tuple(review.model_copy(update={"verdict": "rejected"}) for review in stand.loaded.reviews)
    unread = {
        (planned.framework, planned.control.id)
        for planned in stand.plan.controls
        if not planned.control.source.over(planned.chosen.checklist.framework.source).decides
    }
    for reviews in (none, outdated, other, rejected):
        after = stand.attacked(reviews=reviews)
        assert not held(after, before, "reviews")
        assert not after.controls[Status.PASS] & unread
    assert not stand.attacked(reviews=rejected).controls[Status.PASS]


def test_a_waiver_gains_nothing(stand: Stand, before: Verdicts) -> None:
    waivers = tuple(
        Waiver(framework=each.framework, control=each.control.id, owner="Board", reason="Next year", expires=LATER)
        for each in stand.plan.controls
    )
    assert not held(stand.attacked(waivers=waivers), before, "waivers")


def test_rejections_without_a_detection_gain_nothing(stand: Stand, before: Verdicts) -> None:
    rejections = tuple(
        Rejection(subject=f"dataset:{name}", what=what, by="x", date=AS_OF, reason="wrong")
        for name in before.assessment["subjects"].get("dataset", [])
        for what in ("*", "", "email", "all", "members.csv/*:email")
        if what
    )
    assert not held(stand.attacked(rejections=rejections), before, "rejections")
