"""As little as possible, written down as if it were something: it says no more than a blank."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.facts import parse_facts
from govkit.engine.slot_values import sorted_out
from govkit.model.answers import Qualification
from govkit.model.entities import Dataset
from govkit.model.errors import InputError
from govkit.model.slots import DIGEST, TERM, slots_of
from govkit.model.status import Status
from tests.promise.answering import EVIDENCE, SAID
from tests.promise.slots import Pointer, copied, name_of, places, replaced, texts
from tests.promise.stand import Stand
from tests.promise.test_inventory_attacks import held, passes_on_texts
from tests.promise.verdicts import AS_OF, Verdicts

pytestmark = pytest.mark.sweep

LATER = date(2027, 1, 1)
LAZY = (
    *("aaa", "zzzz", "กกก", "a", "0", "12", "1.", "01/01/2020", "abc", "hello"),
    *("string", "link", "https://", "mailto:"),
    *("any", "various", "etc.", "as needed", "case by case", "it depends", "standard", "best practice", "very good"),
    *("ask legal", "Ask the legal team.", "IT knows", "we do everything required", "We take privacy seriously."),
    *("confidential", "planned", "soon", "แล้วแต่กรณี", "ถามฝ่ายกฎหมาย", "tùy trường hợp", "tergantung", "nanti", "按需"),
)


def test_each_of_them_is_no_owner() -> None:
    heard = sorted_out([*LAZY, "Head of sales", "IT", "Legal", "HR", "Board"], slots_of(Dataset)["owner"])
    assert heard == (set(LAZY), {})


@pytest.mark.parametrize("turn", range(6))
def test_words_that_fit_everywhere(turn: int, own: Stand, own_before: Verdicts) -> None:
    """Each text holds one of them, and in each turn another one."""
    free = [pointer for pointer in texts(own.content) if not _may_be_a_figure(pointer)]
    words = {pointer: LAZY[(number + 7 * turn) % len(LAZY)] for number, pointer in enumerate(free)}
    after = own.attacked(replaced(own.content, words))
    assert not held(after, own_before, f"turn {turn}")
    assert not [leaf for leaf in passes_on_texts(own, after) if not _rests_on_figures(own, leaf)]


def _may_be_a_figure(pointer: Pointer) -> bool:
    return name_of(pointer) in ("version", "fee", "energy", "compute", "legal_name", "path", "card", "name")


def _rests_on_figures(stand: Stand, leaf: tuple[str, ...]) -> bool:
    planned = next(each for each in stand.plan.controls if (each.framework, each.control.id) == leaf[:2])
    rule: Any = list(planned.tree.leaves())[int(leaf[2])]
    return any(_may_be_a_figure(tuple(step.slot.name for step in path)) for path in rule.rule.paths())


@pytest.mark.parametrize("words", ["on our website", "ask the front desk", "privacy@", "see the app"])
def test_words_where_an_address_belongs(words: str, own: Stand, own_before: Verdicts) -> None:
    addresses = [each for each in texts(own.content) if name_of(each) in ("email", "phone", "url", "security_txt")]
    assert len(addresses) > 8
    after = own.attacked(replaced(own.content, dict.fromkeys(addresses, words)))
    assert not held(after, own_before, words)
    assert {("global-cbpr", "notice.who"), ("genai-transparency", "incident.process")} <= {
        row[:2] for row in after.lost(own_before)
    }


@pytest.mark.parametrize("term", ["any", "all", "everything", "aaa"])
def test_a_term_that_everything_meets(term: str, own: Stand, own_before: Verdicts) -> None:
    terms: dict[Pointer, Any] = {
        pointer: [term] if slot.many else term for pointer, slot in places(own.content) if slot.code is TERM
    }
    after = own.attacked(replaced(own.content, terms))
    assert not held(after, own_before, term)
    lost = {row[:2] for row in after.lost(own_before)}
    assert {("data-house-rules", "data.basis"), ("data-house-rules", "activity.recorded")} <= lost


def test_a_digest_of_one_digit(own: Stand, own_before: Verdicts) -> None:
    digests = {pointer: "0" * 64 for pointer, slot in places(own.content) if slot.code is DIGEST}
    assert digests
    after = own.attacked(replaced(own.content, digests))
    assert not held(after, own_before, "zeros")
    assert after.lost(own_before)


def test_days_that_have_not_come(own: Stand, own_before: Verdicts) -> None:
    days: dict[Pointer, Any] = {
        pointer: "2027-06-01" + ("T00:00:00+00:00" if "T" in str(_at(own, pointer)) else "")
        for pointer, slot in places(own.content)
        if slot.has_passed and not str(pointer[0]).startswith("transfer")
    }
    assert len(days) > 30
    after = own.attacked(replaced(own.content, days))
    assert not {gain for gain in after.gained(own_before) if gain[0] == "pass"}
    assert not [leaf for leaf in after.leaves["pass"] if _rests_on_a_past_day(own, leaf)]


def _at(stand: Stand, pointer: Pointer) -> Any:
    value: Any = stand.content
    for step in pointer:
        value = value[step]
    return value


def _rests_on_a_past_day(stand: Stand, leaf: tuple[str, ...]) -> bool:
    planned = next(each for each in stand.plan.controls if (each.framework, each.control.id) == leaf[:2])
    rule: Any = list(planned.tree.leaves())[int(leaf[2])]
    return hasattr(rule, "rule") and any(path[-1].slot.has_passed for path in rule.rule.paths())


def test_claims_of_a_later_day(own: Stand, own_before: Verdicts) -> None:
    """What somebody will confirm next year is not confirmed today."""
    claims: dict[Pointer, Any] = {
        pointer: {"claims": [{"value": _at(own, pointer), "standing": "confirmed", "by": "Board", "at": "2027-01-01"}]}
        for pointer, slot in places(own.content)
        if len(pointer) == 3 and not slot.is_part
    }
    later = own.attacked(replaced(own.content, claims))
    assert not held(later, own_before, "later")
    assert len(later.rows[Status.PASS]) < len(own_before.rows[Status.PASS]) / 2
    now = replaced(own.content, claims)
    for pointer in claims:
        place: Any = now
        for step in pointer:
            place = place[step]
        place["claims"][0]["at"] = AS_OF.isoformat()
    assert not own.attacked(now).lost(own_before)


def test_reviews_of_a_later_day_and_those_that_are_disputed(own: Stand, own_before: Verdicts) -> None:
    later = tuple(review.model_copy(update={"date": LATER}) for review in own.loaded.reviews)
    rejected = tuple(review.model_copy(update={"verdict": "rejected"}) for review in own.loaded.reviews)
    unread = {
        (planned.framework, planned.control.id)
        for planned in own.plan.controls
        if not planned.control.source.over(planned.chosen.checklist.framework.source).decides
    }
    assert not own.attacked(reviews=later).controls[Status.PASS] & unread
    assert not own.attacked(reviews=(*rejected, *own.loaded.reviews)).controls[Status.PASS]
    assert not own.attacked(reviews=(*own.loaded.reviews, *rejected)).controls[Status.PASS]


@pytest.mark.parametrize("content", [b" \n", b"TBD\n", b"\0" * 100, b"\xef\xbb\xbf", b"ok", b"...", b"N/A"])
def test_evidence_with_nothing_in_it(content: bytes, own: Stand, own_before: Verdicts, tmp_path: Path) -> None:
    """The hash is right, and there is nothing to read."""
    folder = tmp_path / "blank"
    shutil.copytree(own.folder, folder)
    for path in {file.path for answer in own.loaded.answers for file in answer.evidence}:
        (folder / path).write_bytes(content)
    elsewhere = replace(own, folder=folder, loaded=replace(own.loaded, folder=folder), seen={})
    after = elsewhere.attacked()
    assert not held(after, own_before, repr(content))
    assert not _confirmed(after)


def test_evidence_that_is_younger_than_what_it_supports(own: Stand, own_before: Verdicts) -> None:
    answers = tuple(
        answer.model_copy(
            update={"evidence": tuple(each.model_copy(update={"date": AS_OF}) for each in answer.evidence)}
        )
        for answer in own.loaded.answers
    )
    after = own.attacked(answers=answers)
    assert not held(after, own_before, "younger")
    assert not _confirmed(after)


def _confirmed(after: Verdicts) -> list[str]:
    """Return the controls that are met on the word of a person."""
    frameworks = after.assessment["frameworks"]
    return [control["id"] for each in frameworks for control in each["controls"] if control.get("basis") == "confirmed"]


def test_a_confirmation_that_somebody_else_denies_on_the_same_day(own: Stand, own_before: Verdicts) -> None:
    confirming = [answer for answer in own.loaded.answers if "." in answer.question.partition("#")[2]]
    assert confirming
    for author in ("Aaron", "Zoe"):
        denied = tuple(answer.model_copy(update={"value": False, "author": author}) for answer in confirming)
        after = own.attacked(answers=(*own.loaded.answers, *denied))
        without = own.attacked(answers=tuple(a for a in own.loaded.answers if a not in confirming))
        assert after.rows[Status.PASS] == without.rows[Status.PASS]


EXCUSES: dict[str, tuple[date, str, bool]] = {
    "approved today, on evidence": (AS_OF, EVIDENCE, True),
    "to be approved": (LATER, EVIDENCE, False),
    "on evidence that is not there": (AS_OF, "evidence/nothing.txt", False),
}


@pytest.mark.parametrize("how", EXCUSES)
def test_qualifications_that_excuse_and_those_that_do_not(how: str, own: Stand, own_before: Verdicts) -> None:
    """A departure that the framework permits excuses from the day of its approval, on evidence that holds."""
    day, path, excuses = EXCUSES[how]
    permitted = {
        f"{planned.framework}/{planned.control.id}": planned.control.qualifications[0].id
        for planned in own.plan.controls
        if planned.control.qualifications
    }
    answers = tuple(
        answer.model_copy(
            update={
                "qualification": Qualification(id=name, text=SAID, date=day, approver="Board"),
                "evidence": tuple(file.model_copy(update={"path": path}) for file in answer.evidence),
            }
        )
        if (name := permitted.get(answer.question.partition("#")[0])) is not None
        else answer
        for answer in own.loaded.answers
    )
    after = own.attacked(answers=answers)
    assert bool(after.rows[Status.NOT_APPLICABLE] - own_before.rows[Status.NOT_APPLICABLE]) is excuses


def test_a_document_from_which_warnings_were_taken(own: Stand) -> None:
    content = copied(own.content)
    content["transfers"][0]["recipient"] = "nobody-knows"
    claim = {"value": "Sales", "standing": "declared", "valid_for": {"until": "2020-01-01"}}
    content["datasets"][0]["owner"] = {"claims": [claim]}
    facts = own.facts(content)
    assert facts["inventory"]["ghosts"]
    assert facts["inventory"]["dated_claims"]
    for part, hidden in (("ghosts", []), ("dated_claims", False)):
        attacked = copied(facts)
        attacked["inventory"][part] = hidden
        with pytest.raises(InputError, match=f"broken at inventory/{part}"):
            parse_facts(attacked, "facts.json")


LISTS: dict[str, list[Any]] = {
    "a record of nothing": [{}],
    "a record of blanks": [{"name": "TBD"}],
    "the same twice": [{"name": "checkout form"}, {"name": "checkout form"}],
}


@pytest.mark.parametrize("how", LISTS)
def test_lists_that_are_longer_than_what_they_say(how: str, own: Stand, own_before: Verdicts) -> None:
    points: dict[Pointer, Any] = {
        pointer: LISTS[how] for pointer, _ in places(own.content) if name_of(pointer) == "collection_points"
    }
    assert points
    after = own.attacked(replaced(own.content, points))
    assert not held(after, own_before, how)
    met = {row[:2] for row in after.rows[Status.PASS]}
    assert (("global-cbpr", "coll.how") in met) is (how == "the same twice")


def test_roles_that_are_one(own: Stand, own_before: Verdicts) -> None:
    content = copied(own.content)
    content["organisations"][0]["ai_governance"]["roles"] = ["Steward", "Steward"]
    lost = own.attacked(content).lost(own_before)
    assert any(row[0] == "asean-ai-guide-2024" for row in lost), "two roles are asked for"


def test_an_answer_that_came_before_the_request(own: Stand, own_before: Verdicts) -> None:
    days = {pointer: "2020-01-01" for pointer, _ in places(own.content) if name_of(pointer) == "answered_on"}
    after = own.attacked(replaced(own.content, days))
    assert not held(after, own_before, "backwards")
    assert ("global-cbpr", "acc.access") in {row[:2] for row in after.lost(own_before)}


def test_more_staff_than_there_are(own: Stand, own_before: Verdicts) -> None:
    shares = {pointer: 9000.0 for pointer, _ in places(own.content) if name_of(pointer) == "coverage"}
    after = own.attacked(replaced(own.content, shares))
    assert not held(after, own_before, "coverage")
    assert ("global-cbpr", "acct.training") in {row[:2] for row in after.lost(own_before)}


def test_other_is_no_legal_ground(own: Stand, own_before: Verdicts) -> None:
    grounds = {pointer: "other" for pointer, _ in places(own.content) if name_of(pointer) == "legal_basis"}
    after = own.attacked(replaced(own.content, grounds))
    assert not held(after, own_before, "other")
    assert ("data-house-rules", "data.basis") in {row[:2] for row in after.lost(own_before)}


def test_what_has_ended_and_is_at_work(own: Stand) -> None:
    """The hard dataset is said to be sold, while a transfer and an activity go on with it."""
    content = copied(own.content)
    dataset = next(each for each in content["datasets"] if each["id"] == content["transfers"][0]["dataset"])
    dataset["ended"] = {"on": "2026-01-01", "reason": "sold"}
    shown = [
        entry for entry in own.attacked(content).assessment["contradictions"] if "has ended" in entry["message"]["text"]
    ]
    assert [entry["subject"] for entry in shown] == [f"dataset:{dataset['id']}"]
    assert f"transfer:{content['transfers'][0]['id']}.dataset" in shown[0]["shown_by"]
    for kind in ("transfers", "activities", "ai_systems"):
        for record in content[kind]:
            record["ended"] = {"on": "2026-01-01", "reason": "sold"}
    assert not own.attacked(content).assessment["contradictions"]
