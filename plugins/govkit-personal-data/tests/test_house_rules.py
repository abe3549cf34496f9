"""The checklist that the plugin serves: its checks are there, its rules fit the slots, its texts are there in Thai."""

from __future__ import annotations

from pathlib import Path

import pytest

import govkit_checklists
from govkit.engine.checklists import read_checklist
from govkit.engine.predicates import compile_rule
from govkit.engine.translations import members_of, questions_of
from govkit.model.checklist import CheckUse, Require
from govkit.model.entities import BY_TYPE
from govkit_personal_data.checks import CHECKS

CHOSEN = read_checklist(Path(govkit_checklists.__file__).parent / "govkit/data-house-rules/2026.11.yaml")
CONTROLS = {control.id: control for control in CHOSEN.checklist.controls}
(THAI,) = CHOSEN.translations


def test_it_is_no_law():
    assert CHOSEN.checklist.framework.source.grade == "O"
    assert "not law" in (CHOSEN.checklist.framework.note or "")


def test_it_uses_every_check_of_the_plugin():
    used = {
        member.check if isinstance(member, CheckUse) else member
        for control in CONTROLS.values()
        for member in members_of(control)
        if isinstance(member, (str, CheckUse))
    }
    assert used == {check.id for check in CHECKS}


@pytest.mark.parametrize("id_", CONTROLS)
def test_every_predicate_fits(id_):
    control = CONTROLS[id_]
    entity = BY_TYPE[control.applies.on]
    rules = [member.require for member in members_of(control) if isinstance(member, Require)]
    for rule in [*rules, *([control.applies.where] if control.applies.where else [])]:
        compile_rule(rule, entity)


@pytest.mark.parametrize("id_", CONTROLS)
def test_every_text_is_there_in_thai(id_):
    control, texts = CONTROLS[id_], THAI.controls[id_]
    assert texts.title
    assert texts.why
    assert bool(texts.fix) == bool(control.fix)
    members = [member for member in members_of(control) if isinstance(member, Require)]
    sentences = {text for member in members for text in (member.met, member.gap, member.fix) if text}
    assert set(texts.sentences) == sentences
    questions = {question.ask: {"text", *(["help"] if question.help else [])} for question in questions_of(control)}
    assert {name: set(parts) for name, parts in texts.questions.items()} == questions


def test_no_control_is_missing_or_left_over():
    assert set(THAI.controls) == set(CONTROLS)
