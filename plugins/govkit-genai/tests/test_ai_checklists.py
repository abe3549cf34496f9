"""The AI-side checklists: whole, honest about what was read, and mapped to ids that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest

from govkit.engine.checklists import Chosen, Library, read_installed
from govkit.engine.lint.checklist import Known, lint_checklist
from govkit.engine.lint.tree import leaves
from govkit.model.checklist import CheckUse, Control, Question, Read, Related, Require
from govkit.plugin.manager import Plugins

COUNTS = {
    "genai-transparency@2026.11": 80,
    "asean-ai-guide-2024@2024": 39,
    "asean-genai-2025@2025": 24,
    "sg-genai-2024@2024": 17,
    "sg-agentic-2026@2026": 6,
    "sg-llm-starter-kit@1.0": 7,
    "nist-ai-600-1@2024": 56,
    "eu-ai-act-transparency@2026.11": 26,
    "eu-gpai-mdf@2025.07": 37,
    "vn-ai-law@2026": 7,
    "kr-ai-basic-act@2026": 3,
    "cn-aigc-label@2025": 3,
    "haip@2.0": 8,
    "anti-scam-bank@2026.11": 12,
    "anti-scam-telecom@2026.11": 5,
    "anti-scam-platform@2026.11": 9,
    "anti-scam-brand@2026.11": 5,
    "digital-identity@2026.11": 13,
    "cyber-norms-companion@2026.11": 17,
}
"""Checklist → how many controls its source has, or as many as were derived from it."""
BY_DEFAULT = {"genai-transparency@2026.11", "asean-ai-guide-2024@2024"}
REGISTRIES = {
    "nist-ai-rmf": (72, 4 + 19),
    "nist-ai-600-1": (212, 12 + 49),
    "iso-42001": (38, 9),
    "ai-verify": (97, 12),
    "fmti-2025": (100, 0),
    "fmti-2023": (100, 0),
    "asean-ai-guide-2024": (39, 7),
    "asean-genai-2025": (14, 9 + 6),
    "oecd-ai": (5, 0),
    "un-cyber-norms": (11, 0),
    "ai-principles": (15, 0),
}
"""Framework → how many ids, and how many groups of them, its source has."""
TAGS = {"developer", "integrator", "deployer"}
LIBRARY, PLUGINS = Library(), Plugins()
KNOWN = Known(LIBRARY)


def installed(key: str) -> Chosen:
    return read_installed(next(entry for entry in LIBRARY.installed if entry.key == key))


CHOSEN = {key: installed(key) for key in COUNTS}


def controls() -> Iterator[tuple[str, Control]]:
    for key, chosen in CHOSEN.items():
        for control in chosen.checklist.controls:
            yield key, control


@pytest.mark.parametrize("key", COUNTS)
def test_the_checklist_is_whole_and_without_mistakes(key: str) -> None:
    chosen = CHOSEN[key]
    numbers = [control.number for control in chosen.checklist.controls]
    assert len(numbers) == COUNTS[key] == len(set(numbers))
    assert lint_checklist(chosen, PLUGINS, KNOWN) == []
    assert chosen.checklist.framework.note
    assert chosen.checklist.framework.default == (key in BY_DEFAULT)


def test_the_items_of_the_transparency_list_are_in_order() -> None:
    numbers = [control.number for control in CHOSEN["genai-transparency@2026.11"].checklist.controls]
    assert numbers == [f"GT-{number:02}" for number in range(1, 81)]


def test_annex_a_has_five_sections() -> None:
    sections = [
        str(control.number).partition(".")[0] for control in CHOSEN["asean-ai-guide-2024@2024"].checklist.controls
    ]
    assert [sections.count(section) for section in "12345"] == [4, 4, 4, 23, 4]


@pytest.mark.parametrize("framework", REGISTRIES)
def test_the_registry_has_as_many_ids_as_its_source(framework: str) -> None:
    registry = LIBRARY.registries[framework]
    assert (len(registry.ids), len(registry.groups)) == REGISTRIES[framework]


def test_the_rmf_is_divided_as_it_is() -> None:
    ids = LIBRARY.registries["nist-ai-rmf"].ids
    functions = [id_.partition("-")[0] for id_ in ids]
    assert {name: functions.count(name) for name in functions} == {"govern": 19, "map": 18, "measure": 22, "manage": 13}
    actions = [id_.partition("-")[0] for id_ in LIBRARY.registries["nist-ai-600-1"].ids]
    assert {name: actions.count(name) for name in actions} == {"gv": 58, "mp": 39, "ms": 72, "mg": 43}


def test_the_actions_that_are_asked_are_actions_of_the_profile() -> None:
    asked = {control.id for control in CHOSEN["nist-ai-600-1@2024"].checklist.controls}
    assert asked <= LIBRARY.registries["nist-ai-600-1"].ids.keys()


def _leads_somewhere(link: Related) -> bool:
    known = KNOWN.of(link.framework)
    return known is not None and link.control in known


def test_every_mapping_leads_to_an_id_that_exists() -> None:
    lost = [
        (key, control.id, link) for key, control in controls() for link in control.related if not _leads_somewhere(link)
    ]
    lost += [
        (name, id_, link)
        for name in LIBRARY.registries
        for id_, entry in {**LIBRARY.registries[name].groups, **LIBRARY.registries[name].ids}.items()
        for link in entry.related
        if name in REGISTRIES and not _leads_somewhere(link)
    ]
    assert lost == []


def test_the_crosswalk_reaches_nine_frameworks() -> None:
    entries = LIBRARY.registries["ai-principles"].ids.values()
    assert {link.framework for entry in entries for link in entry.related} == {
        "asean-ai-guide-2024",
        "asean-genai-2025",
        "ai-verify",
        "nist-ai-rmf",
        "nist-ai-600-1",
        "eu-ai-act",
        "iso-42001",
        "oecd-ai",
        "fmti-2025",
    }


def test_what_is_only_recalled_decides_nothing_and_binds_nobody() -> None:
    recalled = set()
    for key, control in controls():
        source = control.source.over(CHOSEN[key].checklist.framework.source)
        if source.read is Read.RECALLED or source.mark == "recalled":
            recalled.add(control.number)
            assert not source.decides, control.id
            assert control.obligation != "mandatory", control.id
    assert recalled == {"SC-B12", "SC-T5", "SC-P7", "SC-P9", "SC-A2", *(f"Theme {number}" for number in range(1, 8))}


def test_every_source_says_how_it_was_read_and_when_it_was_true() -> None:
    for key, control in controls():
        source = control.source.over(CHOSEN[key].checklist.framework.source)
        assert source.section, (key, control.id)
        assert source.grade, (key, control.id)
        assert source.read, (key, control.id)
        assert source.as_of == date(2026, 11, 21), (key, control.id)


def test_a_guide_for_policymakers_asks_organisations_nothing_by_itself() -> None:
    assert {control.derivation for control in CHOSEN["asean-genai-2025@2025"].checklist.controls} == {"derived"}
    assert {control.derivation for control in CHOSEN["asean-ai-guide-2024@2024"].checklist.controls} == {"direct"}


def test_what_speaks_to_states_does_not_lend_its_name() -> None:
    framework = CHOSEN["cyber-norms-companion@2026.11"].checklist.framework
    assert "ASEAN" not in framework.title + framework.id
    assert "Not the ASEAN checklist" in (framework.note or "")


def test_every_control_can_be_worked_with() -> None:
    for key, control in controls():
        where = (key, control.id)
        assert control.obligation, where
        asks = 0
        for _, leaf in leaves(control, ()):
            if isinstance(leaf, Require):
                assert leaf.met, where
                assert leaf.gap, where
                assert leaf.fix, where
            if isinstance(leaf, Question):
                asks += 1
                assert leaf.help, where
                assert leaf.evidence == "required", where
        assert bool(control.fix) == bool(asks), where


def _choices(members: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the members of each `any` in a tree."""
    for member in members:
        choice = getattr(member, "any_", None)
        if choice:
            yield tuple(choice)
        yield from _choices(choice or getattr(member, "all_", None) or ())


def test_no_answer_stands_in_for_a_check_that_failed() -> None:
    decides = {check.id for check in PLUGINS.checks("genai") if check.grade == "full"}
    loose = set()
    for key, control in controls():
        for members in _choices([control]):
            checks = {getattr(member, "check", member) for member in members if isinstance(member, (str, CheckUse))}
            free = [member for member in members if isinstance(member, Question) and not member.agrees_with]
            if checks & decides and free and control.obligation != "informative":
                loose.add((key, control.id))
    assert loose == set()


def test_laws_on_the_notice_of_ai_look_at_the_page_as_the_list_of_items_does() -> None:
    wanted = {"genai.machine-disclosed", "genai.notice-shown"}
    laws = {
        ("genai-transparency@2026.11", "GT-54"),
        ("eu-ai-act-transparency@2026.11", "50.1"),
        ("vn-ai-law@2026", "Article 11(1)"),
        ("kr-ai-basic-act@2026", "Article 31(1)"),
        ("asean-ai-guide-2024@2024", "5.2"),
    }
    looking = {
        (key, control.number)
        for key, control in controls()
        if wanted <= {member for member in control.all_ or () if isinstance(member, str)}
    }
    assert looking == laws


def test_tags_come_from_a_closed_list() -> None:
    for _, control in controls():
        assert set(control.tags) - TAGS <= {
            *(f"automation: {grade}" for grade in ("A", "A/P", "M")),
            *(f"audience: {audience}" for audience in ("public", "downstream", "authority")),
        }


@pytest.mark.parametrize("key", COUNTS)
def test_thai_is_there(key: str) -> None:
    chosen = CHOSEN[key]
    (thai,) = (translation for translation in chosen.translations if translation.language == "th")
    assert thai.status == "unreviewed"
    assert thai.title
    assert thai.note
    assert list(thai.controls) == [control.id for control in chosen.checklist.controls]
