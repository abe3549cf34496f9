"""The texts of the checklists are complete, in Thai too, and `govkit lint` finds what is wrong with one."""

from __future__ import annotations

import re
from pathlib import Path

from govkit.engine.checklists import Chosen, Library
from govkit.engine.lint import Linter
from govkit.engine.translations import members_of, questions_of
from govkit.model.checklist import Require
from govkit.model.message import placeholders


def test_the_thai_texts_are_complete_and_there_are_no_others(key: str, checklists: dict[str, Chosen]) -> None:
    chosen = checklists[key]
    (thai,) = (translation for translation in chosen.translations if translation.language == "th")
    assert thai.status == "unreviewed"
    assert thai.title
    assert bool(thai.note) == bool(chosen.checklist.framework.note)
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
        said = [
            texts.title,
            texts.why,
            *texts.sentences.values(),
            *(t for q in texts.questions.values() for t in q.values()),
        ]
        assert all(re.search("[\u0e00-\u0e7f]", text) for text in said), control.id
        for english, translated in texts.sentences.items():
            assert english.split("`")[1::2] == translated.split("`")[1::2], control.id


def test_every_requirement_says_what_was_met_what_is_missing_and_what_to_do(
    key: str, checklists: dict[str, Chosen]
) -> None:
    for control in checklists[key].checklist.controls:
        for member in members_of(control):
            if isinstance(member, Require):
                assert member.met, control.id
                assert member.gap, control.id
                assert member.fix, control.id
                assert not placeholders(member.met + member.gap + member.fix), control.id


def test_lint_finds_no_mistake(checklists: dict[str, Chosen]) -> None:
    paths = [entry.path for entry in Library().installed if entry.key in checklists]
    linter = Linter(strict=True)
    assert linter.lint(paths) == []
    assert linter.looked_at == 2 * len(checklists), "each with its translation"


def test_lint_fails_on_a_dangling_link_a_missing_source_and_a_control_from_memory(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "govkit: checklist/1\n"
        "framework:\n"
        "  {id: own, edition: '1', title: Own, source: {grade: A, read: text, mark: recalled, as_of: 2026-11-22}}\n"
        "controls:\n"
        "  - {id: a.b, title: T, why: W, severity: low, applies: {on: dataset}, all: [cbpr.consent-withdrawal],\n"
        "     related: [{framework: gdpr, control: art-200, relation: equal}]}\n"
    )
    texts = " ".join(str(error) for error in Linter().lint([path]))
    assert "no pinpoint" in texts
    assert "rests on memory" in texts
    assert "art-200" in texts
