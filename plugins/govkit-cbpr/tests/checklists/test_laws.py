"""The checklists of national laws: their topics, their clocks, and who takes part in the Forum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import govkit_checklists
from govkit.engine.checklists import Chosen
from govkit.engine.read import read_document
from govkit.engine.references import load_references
from govkit.engine.translations import members_of, questions_of
from govkit.model.checklist import CheckUse
from govkit_cbpr.law_data import CLOCKS, JURISDICTIONS, BreachClocks, Jurisdictions

ROOT = Path(govkit_checklists.__file__).parent
TOPICS = (
    *("basis", "sensitive", "notice", "rights", "children", "security", "breach", "breach-people", "breach-processor"),
    *("dpo", "records", "assessment", "processor", "retention", "transfer", "localisation", "registration"),
)


def clocks() -> BreachClocks:
    value: BreachClocks = load_references([CLOCKS])[CLOCKS.id].value
    return value


def jurisdictions() -> Jurisdictions:
    value: Jurisdictions = load_references([JURISDICTIONS])[JURISDICTIONS.id].value
    return value


def test_a_full_pack_has_every_topic_under_the_same_id(full_pack: str, framework: Callable[[str], Chosen]) -> None:
    ids = [control.id for control in framework(full_pack).checklist.controls]
    missing = {"sg-pdpa": {"sensitive"}}.get(full_pack, set())  # its Act has no such category
    assert ids == [f"law.{topic}" for topic in TOPICS if topic not in missing]
    assert not framework(full_pack).checklist.framework.default


def test_a_status_pack_cannot_be_met_without_counsel(status_pack: str, framework: Callable[[str], Chosen]) -> None:
    controls = {control.id: control for control in framework(status_pack).checklist.controls}
    assert list(controls) == ["law.status", "law.transfer", "law.breach-processor"]
    assert [question.evidence for question in questions_of(controls["law.transfer"])] == ["required"]
    (clause,) = (use for use in members_of(controls["law.status"]) if isinstance(use, CheckUse))
    assert jurisdictions().law(clause.with_["country"]) is not None


def test_a_control_is_never_better_known_than_the_clock_it_uses(
    checklists: dict[str, Chosen], full_packs: tuple[str, ...]
) -> None:
    used = 0
    for chosen in checklists.values():
        for control in chosen.checklist.controls:
            for member in members_of(control):
                if not isinstance(member, CheckUse) or member.check != "cbpr.breach-clock":
                    continue
                clock = clocks().find(member.with_["country"], member.with_.get("addressee", "regulator"))
                source = control.source.over(chosen.checklist.framework.source)
                used += 1
                assert not source.decides or (clock is not None and clock.read != "recalled" and clock.grade in "AB")
    assert used == 2 * len(full_packs)


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
