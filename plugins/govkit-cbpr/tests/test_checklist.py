"""The checklist that these checks serve: whole, translated, and honest about what was read."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.engine.checklists import Chosen, Library
from govkit.engine.translations import members_of, questions_of
from govkit.model.checklist import Require
from govkit.model.message import placeholders

VERIFIED = {
    "harm.risk",
    "harm.breach",
    "harm.breach-told",
    "choice.marketing",
    "choice.honour",
    "choice.withdraw",
    "acct.measures",
    "acct.person",
}
"""Controls whose content stands in the Forum's own announcement of edition 2.0."""


@pytest.fixture(scope="module")
def chosen() -> Chosen:
    return Library().choose(["global-cbpr@2.0"], date(2026, 11, 21))[0]


def test_only_what_was_read_in_a_summary_decides(chosen: Chosen) -> None:
    base = chosen.checklist.framework.source
    assert {control.id for control in chosen.checklist.controls if control.source.over(base).decides} == VERIFIED


def test_every_control_has_a_number_a_pinpoint_and_its_number_in_the_first_edition(chosen: Chosen) -> None:
    for control in chosen.checklist.controls:
        assert control.number
        assert control.source.section
        number = int("".join(filter(str.isdigit, control.number)))
        old = [tag.removeprefix("global-1.0: ") for tag in control.tags if tag.startswith("global-1.0: ")]
        if number in (1, 2, 3, 4, 5, 22, 27):
            assert old == []
            assert "new in 2.0" in control.tags
            continue
        shift = 5 if number <= 21 else 6 if number <= 26 else 7
        assert [int("".join(filter(str.isdigit, text))) for text in old] == [number - shift]


def test_the_note_names_the_numbers_that_are_covered(chosen: Chosen) -> None:
    note = chosen.checklist.framework.note or ""
    named = note.partition("numbers")[2].partition(".")[0]
    for control in chosen.checklist.controls:
        assert control.number is not None
        assert control.number in named.replace(",", " ").replace("(", " ").replace(")", " ").split()


def test_the_thai_texts_are_complete_and_there_are_no_others(chosen: Chosen) -> None:
    (thai,) = (translation for translation in chosen.translations if translation.language == "th")
    assert thai.status == "unreviewed"
    assert thai.title
    assert thai.note
    assert list(thai.controls) == [control.id for control in chosen.checklist.controls]
    for control in chosen.checklist.controls:
        texts = thai.controls[control.id]
        assert texts.title, control.id
        assert texts.why, control.id
        assert bool(texts.fix) == bool(control.fix), control.id
        assert {ask: set(both) for ask, both in texts.questions.items()} == {
            question.ask: {"text", "help"} for question in questions_of(control)
        }, control.id
        requires = [member for member in members_of(control) if isinstance(member, Require)]
        sentences = {text for one in requires for text in (one.met, one.gap, one.fix) if text}
        assert set(texts.sentences) == sentences, control.id


def test_every_requirement_says_what_was_met_what_is_missing_and_what_to_do(chosen: Chosen) -> None:
    requires = [
        member for control in chosen.checklist.controls for member in members_of(control) if isinstance(member, Require)
    ]
    assert len(requires) > 20
    for one in requires:
        assert one.met
        assert one.gap
        assert one.fix
        assert not placeholders(one.met + one.gap + one.fix)
