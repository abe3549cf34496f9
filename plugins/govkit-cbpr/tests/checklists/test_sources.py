"""Every control says where it stands and how it was read, and only what was read decides."""

from __future__ import annotations

from collections.abc import Callable

from govkit.engine.checklists import Chosen
from govkit.model.checklist import SourceGrade

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


def test_only_what_was_read_in_a_summary_decides(
    edition: Callable[[str], Chosen], checklists: dict[str, Chosen]
) -> None:
    newest = edition("global-2.0").checklist
    assert {c.id for c in newest.controls if c.source.over(newest.framework.source).decides} == VERIFIED
    deciding = {
        (key, control.id)
        for key, chosen in checklists.items()
        for control in chosen.checklist.controls
        if control.source.over(chosen.checklist.framework.source).decides and not key.endswith("@global-2.0")
    }
    assert deciding == {
        *(("my-pdpa@2010", f"law.{topic}") for topic in ("breach", "breach-people", "breach-processor", "dpo")),
        *(("anonymisation@2025", f"anon.{step}") for step in ("know", "remove", "techniques", "manage")),
    }


def test_every_control_says_where_it_stands_and_how_it_was_read(key: str, checklists: dict[str, Chosen]) -> None:
    checklist = checklists[key].checklist
    for control in checklist.controls:
        source = control.source.over(checklist.framework.source)
        assert source.section, control.id
        assert source.grade in (SourceGrade.OFFICIAL, SourceGrade.PROFESSIONAL, SourceGrade.PRESS), control.id
        assert source.read, control.id
        assert source.mark, control.id
        assert source.as_of, control.id
        assert source.mark != "recalled" or not source.decides, control.id
