"""The checklists of this plugin: whole, numbered as published, translated, linked, and honest about what was read."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import govkit_checklists
from govkit.engine.checklists import Chosen, Library, read_installed
from govkit.engine.lint import Linter
from govkit.engine.read import read_document
from govkit.engine.references import load_references
from govkit.engine.translations import members_of, questions_of
from govkit.model.checklist import CheckUse, Control, Require, SourceGrade
from govkit.model.message import placeholders
from govkit_cbpr.law_data import CLOCKS, JURISDICTIONS, BreachClocks, Jurisdictions

ROOT = Path(govkit_checklists.__file__).parent
EDITIONS = ("apec-1.0", "global-1.0", "global-2.0")
FULL_PACKS = ("th-pdpa", "sg-pdpa", "my-pdpa", "ph-dpa", "id-pdp", "vn-pdp")
STATUS_PACKS = ("bn-pdpo", "kh-pdp-draft", "la-edp", "mm-etl", "tl-status")
INSTRUMENTS = ("global-cbpr", "global-prp", "asean-pdp", "asean-dmf", "asean-mcc", "anonymisation")
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
NEW = {1, 2, 3, 4, 5, 22, 27}
CHANGED = {26, 46, 47}


@cache
def checklists() -> dict[str, Chosen]:
    """Return every checklist on data protection by `framework@edition`."""
    mine = {*INSTRUMENTS, *FULL_PACKS, *STATUS_PACKS}
    return {entry.key: read_installed(entry) for entry in Library().installed if entry.framework in mine}


def edition(name: str) -> Chosen:
    """Return an edition of Global CBPR."""
    return checklists()[f"global-cbpr@{name}"]


def framework(name: str) -> Chosen:
    """Return the one edition of another framework."""
    (chosen,) = (entry for entry in checklists().values() if entry.checklist.framework.id == name)
    return chosen


ALL = tuple(sorted(checklists()))


def number_of(control: Control) -> int | None:
    """Return the number of a requirement without its letter; none for the general part."""
    match = re.fullmatch(r"(\d+)[a-z]?", control.number or "")
    return int(match[1]) if match else None


def numbers_of(name: str) -> set[int]:
    return {number for control in edition(name).checklist.controls if (number := number_of(control)) is not None}


def test_every_number_is_covered() -> None:
    assert numbers_of("global-2.0") == set(range(1, 58))
    assert numbers_of("global-1.0") == numbers_of("apec-1.0") == set(range(1, 51))
    for name in EDITIONS:
        general = [control for control in edition(name).checklist.controls if (control.number or "").startswith("G")]
        assert len(general) == 6


@pytest.mark.parametrize(
    ("name", "count"), [("global-prp", 18), ("asean-pdp", 7), ("asean-dmf", 6), ("asean-mcc", 14), ("anonymisation", 5)]
)
def test_the_other_frameworks_are_whole(name: str, count: int) -> None:
    controls = framework(name).checklist.controls
    assert [control.number for control in controls] == [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2025-06-01", "apec-1.0"),
        ("2025-06-02", "global-1.0"),
        ("2027-03-31", "global-1.0"),
        ("2027-04-01", "global-2.0"),
    ],
)
def test_the_edition_follows_the_date_of_the_assessment(day: str, in_force: str) -> None:
    (chosen,) = Library().choose(["global-cbpr"], date.fromisoformat(day))
    assert chosen.checklist.framework.edition == in_force


def test_the_second_edition_is_numbered_as_published() -> None:
    """1.0 → 2.0: seven are new, 1 to 16 move by five, 17 to 20 by six, the rest by seven; three are changed."""
    older = {control.id: control for control in edition("global-1.0").checklist.controls}
    for control in edition("global-2.0").checklist.controls:
        number = number_of(control)
        if number is None:
            continue
        tags = set(control.tags)
        assert ("new in 2.0" in tags) == (number in NEW) == (control.id not in older), control.id
        assert ("changed in 2.0" in tags) == (number in CHANGED), control.id
        if number in NEW:
            continue
        before = number - (5 if number <= 21 else 6 if number <= 26 else 7)
        letter = (control.number or "").removeprefix(str(number))
        assert {f"global-1.0: {before}{letter}", f"apec-1.0: {before}{letter}"} <= tags
        assert older[control.id].number == f"{before}{letter}"
        assert f"global-2.0: {control.number}" in older[control.id].tags


def test_the_editions_of_1_0_ask_the_same() -> None:
    first, second = (edition(name).checklist.controls for name in ("apec-1.0", "global-1.0"))
    assert [control.content_hash for control in first] == [control.content_hash for control in second]


def test_what_did_not_change_asks_the_same_in_2_0() -> None:
    older = {control.id: control for control in edition("global-1.0").checklist.controls}
    for control in edition("global-2.0").checklist.controls:
        if control.id in older:
            same = (control.tree, control.applies, control.why) == tuple(
                getattr(older[control.id], slot) for slot in ("tree", "applies", "why")
            )
            assert same == ("changed in 2.0" not in control.tags or control.id == "acct.evidence"), control.id


def test_the_nine_principles_group_the_second_edition() -> None:
    groups = Counter(control.id.partition(".")[0] for control in edition("global-2.0").checklist.controls)
    assert list(groups) == ["gen", "harm", "notice", "coll", "use", "choice", "int", "sec", "acc", "acct"]


def test_the_permitted_qualifications() -> None:
    permitted = {
        control.id: [entry.id for entry in control.qualifications]
        for control in edition("global-2.0").checklist.controls
        if control.qualifications
    }
    assert len(permitted) == 9
    assert {len(codes) for codes in permitted.values()} == {8, 3}
    assert permitted["acc.access"] == ["x.burden", "x.confidential", "x.third-privacy"]


def test_only_what_was_read_in_a_summary_decides() -> None:
    newest = edition("global-2.0").checklist
    assert {c.id for c in newest.controls if c.source.over(newest.framework.source).decides} == VERIFIED
    deciding = {
        (key, control.id)
        for key, chosen in checklists().items()
        for control in chosen.checklist.controls
        if control.source.over(chosen.checklist.framework.source).decides and not key.endswith("@global-2.0")
    }
    assert deciding == {
        *(("my-pdpa@2010", f"law.{topic}") for topic in ("breach", "breach-people", "breach-processor", "dpo")),
        *(("anonymisation@2025", f"anon.{step}") for step in ("know", "remove", "techniques", "manage")),
    }


@pytest.mark.parametrize("key", ALL)
def test_every_control_says_where_it_stands_and_how_it_was_read(key: str) -> None:
    checklist = checklists()[key].checklist
    for control in checklist.controls:
        source = control.source.over(checklist.framework.source)
        assert source.section, control.id
        assert source.grade in (SourceGrade.OFFICIAL, SourceGrade.PROFESSIONAL, SourceGrade.PRESS), control.id
        assert source.read, control.id
        assert source.mark, control.id
        assert source.as_of, control.id
        assert source.mark != "recalled" or not source.decides, control.id


@pytest.mark.parametrize("key", ALL)
def test_the_thai_texts_are_complete_and_there_are_no_others(key: str) -> None:
    chosen = checklists()[key]
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


@pytest.mark.parametrize("key", ALL)
def test_every_requirement_says_what_was_met_what_is_missing_and_what_to_do(key: str) -> None:
    for control in checklists()[key].checklist.controls:
        for member in members_of(control):
            if isinstance(member, Require):
                assert member.met, control.id
                assert member.gap, control.id
                assert member.fix, control.id
                assert not placeholders(member.met + member.gap + member.fix), control.id


def test_lint_finds_no_mistake() -> None:
    paths = [entry.path for entry in Library().installed if entry.key in checklists()]
    linter = Linter(strict=True)
    assert linter.lint(paths) == []
    assert linter.looked_at == 2 * len(ALL), "each with its translation"


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


def test_every_link_of_the_crosswalk_has_its_counterpart() -> None:
    inverse = {"equal": "equal", "intersects": "intersects", "subset": "superset", "superset": "subset"}
    hub = {control.id: control for control in edition("global-2.0").checklist.controls}
    links = {
        (control.id, link.framework, link.control, link.relation)
        for control in hub.values()
        for link in control.related
    }
    back = {
        (link.control, chosen.checklist.framework.id, control.id, inverse[link.relation])
        for chosen in checklists().values()
        if chosen.checklist.framework.id != "global-cbpr"
        for control in chosen.checklist.controls
        for link in control.related
        if link.framework == "global-cbpr"
    }
    assert {link for link in links if link[1] != "gdpr"} == back
    assert {link[1] for link in links} == {"gdpr", "global-prp", "asean-pdp", "th-pdpa", "sg-pdpa"}
    unlinked = {control.id for control in hub.values() if not control.related}
    assert unlinked == {"gen.entity", "gen.contact", "gen.people", "gen.economies", "gen.destinations", "gen.agent"} | {
        "acct.evidence"
    }


def test_the_two_linked_laws_are_linked_by_topic() -> None:
    for name, other in (("th-pdpa", "sg-pdpa"), ("sg-pdpa", "th-pdpa")):
        for control in framework(name).checklist.controls:
            direct = [link.control for link in control.related if link.framework == other]
            assert direct == ([] if control.id == "law.sensitive" else [control.id])


TOPICS = (
    *("basis", "sensitive", "notice", "rights", "children", "security", "breach", "breach-people", "breach-processor"),
    *("dpo", "records", "assessment", "processor", "retention", "transfer", "localisation", "registration"),
)


@pytest.mark.parametrize("name", FULL_PACKS)
def test_a_full_pack_has_every_topic_under_the_same_id(name: str) -> None:
    ids = [control.id for control in framework(name).checklist.controls]
    missing = {"sg-pdpa": {"sensitive"}}.get(name, set())  # its Act has no such category
    assert ids == [f"law.{topic}" for topic in TOPICS if topic not in missing]
    assert not framework(name).checklist.framework.default


@pytest.mark.parametrize("name", STATUS_PACKS)
def test_a_status_pack_cannot_be_met_without_counsel(name: str) -> None:
    controls = {control.id: control for control in framework(name).checklist.controls}
    assert list(controls) == ["law.status", "law.transfer", "law.breach-processor"]
    assert [question.evidence for question in questions_of(controls["law.transfer"])] == ["required"]
    (clause,) = (use for use in members_of(controls["law.status"]) if isinstance(use, CheckUse))
    assert jurisdictions().law(clause.with_["country"]) is not None


def clocks() -> BreachClocks:
    value: BreachClocks = load_references([CLOCKS])[CLOCKS.id].value
    return value


def jurisdictions() -> Jurisdictions:
    value: Jurisdictions = load_references([JURISDICTIONS])[JURISDICTIONS.id].value
    return value


def test_a_control_is_never_better_known_than_the_clock_it_uses() -> None:
    used = 0
    for chosen in checklists().values():
        for control in chosen.checklist.controls:
            for member in members_of(control):
                if not isinstance(member, CheckUse) or member.check != "cbpr.breach-clock":
                    continue
                clock = clocks().find(member.with_["country"], member.with_.get("addressee", "regulator"))
                source = control.source.over(chosen.checklist.framework.source)
                used += 1
                assert not source.decides or (clock is not None and clock.read != "recalled" and clock.grade in "AB")
    assert used == 2 * len(FULL_PACKS)


def test_participants_of_the_forum_as_of_march_2026() -> None:
    standing = Counter(entry.standing for entry in jurisdictions().forum)
    assert standing == {"member": 10, "associate": 4}
    assert jurisdictions().participant("TH") is None
    assert all(entry.as_of for entry in (*jurisdictions().forum, *jurisdictions().laws))
    assert {entry.country for entry in jurisdictions().laws} == {"BN", "KH", "LA", "MM", "TL"}


@pytest.mark.parametrize("standing", ["member", "associate"])
def test_participants_are_those_of_the_transfer_rules(standing: str) -> None:
    group = read_document(ROOT / "transfer-rules" / f"group-cbpr-{standing}.yaml").value["members"]
    ours = {entry.country for entry in jurisdictions().forum if entry.standing == standing}
    assert ours == {row["place"] for row in group}
