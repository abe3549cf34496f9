"""The checklists are whole and numbered as published, and the editions of Global CBPR follow one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from govkit.engine.checklists import Chosen, Library
from govkit.model.checklist import Control

EDITIONS = ("apec-1.0", "global-1.0", "global-2.0")
NEW = {1, 2, 3, 4, 5, 22, 27}
CHANGED = {26, 46, 47}


def number_of(control: Control) -> int | None:
    """Return the number of a requirement without its letter; none for the general part."""
    match = re.fullmatch(r"(\d+)[a-z]?", control.number or "")
    return int(match[1]) if match else None


def numbers_of(chosen: Chosen) -> set[int]:
    return {number for control in chosen.checklist.controls if (number := number_of(control)) is not None}


def test_every_number_is_covered(edition: Callable[[str], Chosen]) -> None:
    assert numbers_of(edition("global-2.0")) == set(range(1, 58))
    assert numbers_of(edition("global-1.0")) == numbers_of(edition("apec-1.0")) == set(range(1, 51))
    for name in EDITIONS:
        general = [control for control in edition(name).checklist.controls if (control.number or "").startswith("G")]
        assert len(general) == 6


@pytest.mark.parametrize(
    ("name", "count"), [("global-prp", 18), ("asean-pdp", 7), ("asean-dmf", 6), ("asean-mcc", 14), ("anonymisation", 5)]
)
def test_the_other_frameworks_are_whole(name: str, count: int, framework: Callable[[str], Chosen]) -> None:
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


def test_the_second_edition_is_numbered_as_published(edition: Callable[[str], Chosen]) -> None:
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


def test_the_editions_of_1_0_ask_the_same(edition: Callable[[str], Chosen]) -> None:
    first, second = (edition(name).checklist.controls for name in ("apec-1.0", "global-1.0"))
    assert [control.content_hash for control in first] == [control.content_hash for control in second]


def test_what_did_not_change_asks_the_same_in_2_0(edition: Callable[[str], Chosen]) -> None:
    older = {control.id: control for control in edition("global-1.0").checklist.controls}
    for control in edition("global-2.0").checklist.controls:
        if control.id in older:
            same = (control.tree, control.applies, control.why) == tuple(
                getattr(older[control.id], slot) for slot in ("tree", "applies", "why")
            )
            assert same == ("changed in 2.0" not in control.tags or control.id == "acct.evidence"), control.id


def test_the_nine_principles_group_the_second_edition(edition: Callable[[str], Chosen]) -> None:
    groups = Counter(control.id.partition(".")[0] for control in edition("global-2.0").checklist.controls)
    assert list(groups) == ["gen", "harm", "notice", "coll", "use", "choice", "int", "sec", "acc", "acct"]


def test_the_permitted_qualifications(edition: Callable[[str], Chosen]) -> None:
    permitted = {
        control.id: [entry.id for entry in control.qualifications]
        for control in edition("global-2.0").checklist.controls
        if control.qualifications
    }
    assert len(permitted) == 9
    assert {len(codes) for codes in permitted.values()} == {8, 3}
    assert permitted["acc.access"] == ["x.burden", "x.confidential", "x.third-privacy"]
