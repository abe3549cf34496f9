"""The overview counts organisations, and nothing that it withholds can be worked out from what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.cli.host import CommandHost
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.overview import overview
from govkit_submission.desk.page.render import Sheet, render
from govkit_submission.desk.settings import Settings
from govkit_submission.desk.store import FORMAT, Desk
from govkit_submission.desk.suppress import suppressed_table

Given = tuple[str, str, str, dict[str, str]]
"""Organisation, sector, day, and status by `framework/control`."""


def picture_of(folder: Path, given_by: Iterable[Given]) -> Picture:
    desk = Desk(folder, CommandHost())
    for number, (organisation, sector, day, found) in enumerate(given_by):
        sha256 = f"{number:064x}"
        frameworks: dict[str, dict[str, list[str]]] = {}
        for key, status in found.items():
            framework, _, control = key.partition("/")
            frameworks.setdefault(framework, {})[control] = ["pass", status, "declared" if status == "pass" else ""]
        record = {
            "govkit": FORMAT,
            "sha256": sha256,
            "intake": 1,
            "outcome": "accepted",
            "reason": "all are as claimed",
            "sealed": True,
            "organisation": {"id": organisation, "name": f"The {organisation} company"},
            "sector": sector,
            "as_of": day,
            "subjects": {"dataset": 1},
            "frameworks": [
                {"id": name, "edition": "1", "sha256": "c" * 64, "score": None, "controls": controls}
                for name, controls in frameworks.items()
            ],
            "differences": {"better": 0, "other": 0, "first": []},
            "texts": [],
        }
        desk.write_record(sha256, record)
        desk.log.append([{"kind": "intake", "source": f"{number}", "sha256": sha256}])
    return Picture(desk, Settings())


def rows(sheet: Sheet | None, name: str) -> list[tuple[Any, ...]]:
    assert sheet is not None
    (table,) = [table for table in sheet.tables if table.id == name]
    return [tuple(row) for row in table.rows]


def test_versions_of_one_organisation_are_one(tmp_path: Path) -> None:
    mango: list[Given] = [
        ("mango", "mango-airlines", f"2026-11-1{day}", {"call/kept": "fail", "easy/own": "pass"}) for day in range(5)
    ]
    others: list[Given] = [(f"other{n}", "retail", "2026-11-01", {"call/kept": "pass"}) for n in range(5)]
    sheet = overview(picture_of(tmp_path, [*mango, *others]), 2026, 5)
    assert sheet is not None
    page = render(sheet)
    assert "mango" not in page
    assert "easy/own" not in page
    assert [row[:2] for row in rows(sheet, "sectors")] == [("other sectors", 6)]
    assert [row[0] for row in rows(sheet, "requirements")] == ["call/kept"]
    assert overview(picture_of(tmp_path / "few", mango), 2026, 5) is None
    assert overview(picture_of(tmp_path / "four", [*mango, *others[:3]]), 2026, 5) is None


def test_the_latest_submission_of_an_organisation_counts(tmp_path: Path) -> None:
    old: list[Given] = [(f"o{n}", "retail", "2026-01-01", {"call/kept": "fail"}) for n in range(6)]
    new: list[Given] = [(f"o{n}", "retail", "2026-06-01", {"call/kept": "pass"}) for n in range(6)]
    for order, given_by in enumerate(([*old, *new], [*new, *old])):
        sheet = overview(picture_of(tmp_path / str(order), given_by), 2026, 5)
        (row,) = rows(sheet, "requirements")
        assert row[2:5] == (6, 6, 0)


def test_an_organisation_that_was_judged_by_several_editions_counts_once(tmp_path: Path) -> None:
    picture = picture_of(tmp_path, [(f"o{n}", "retail", "2026-01-01", {"call/kept": "pass"}) for n in range(4)])
    for record in list(picture.accepted()):
        editions = [{**record["frameworks"][0], "edition": str(number)} for number in range(3)]
        picture.desk.write_record(record["sha256"], {**record, "frameworks": editions})
    assert overview(Picture(picture.desk, Settings()), None, 5) is None


def test_what_is_withheld_does_not_follow_from_the_sectors(tmp_path: Path) -> None:
    """Six of fourteen are met in all, and none of one requirement: the other would be six and one."""
    given_by: list[Given] = [
        (f"o{n}", "retail", "2026-01-01", {"call/kept": "fail", "call/trained": "fail" if n == 3 else "pass"})
        for n in range(7)
    ]
    sheet = overview(picture_of(tmp_path, given_by), None, 5)
    kept, trained = rows(sheet, "requirements")
    assert all(isinstance(cell, str) for row in (kept, trained) for cell in row[3:5])


def test_large_numbers_are_shown_as_they_are(tmp_path: Path) -> None:
    given_by: list[Given] = [
        (
            f"o{n}",
            "bank" if n % 2 else "retail",
            "2026-01-01",
            {"call/kept": "fail" if n < 8 else "pass", "call/b": "pass"},
        )
        for n in range(20)
    ]
    sheet = overview(picture_of(tmp_path, given_by), None, 4)
    assert [row[2:5] for row in rows(sheet, "requirements")] == [(20, 20, 0), (20, 12, 8)]
    assert [row[:4] for row in rows(sheet, "sectors")] == [("bank", 10, 0.8, 0.2), ("retail", 10, 0.8, 0.2)]


def test_a_second_overview_can_be_subtracted_and_each_says_so(tmp_path: Path) -> None:
    """The limit that is told: one organisation more, and what it says is the difference."""
    given_by: list[Given] = [(f"o{n}", "retail", "2026-01-01", {"call/kept": "pass"}) for n in range(7)]
    first = overview(picture_of(tmp_path / "first", given_by[:6]), None, 5)
    second = overview(picture_of(tmp_path / "second", given_by), None, 5)
    ((*_, before), (*_, after)) = (rows(sheet, "requirements")[0][:4] for sheet in (first, second))
    assert after - before == 1
    for sheet in (first, second):
        assert sheet is not None
        assert "can subtract the two" in dict(sheet.method)["Other overviews"]


@pytest.mark.parametrize("least", [3, 5])
def test_no_small_number_of_met_gaps_or_undecided_is_in_the_lead(least: int, tmp_path: Path) -> None:
    given_by: list[Given] = [
        (f"o{n}", "retail", "2026-01-01", {"call/kept": "fail" if n == 0 else "pass"}) for n in range(9)
    ]
    sheet = overview(picture_of(tmp_path, given_by), None, least)
    assert sheet is not None
    assert "%" not in sheet.lead


TABLES = st.integers(1, 5).flatmap(
    lambda height: st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=height, max_size=height)
)


@given(TABLES, st.integers(2, 7))
@settings(max_examples=300, deadline=None)
def test_no_number_follows_from_the_sums_of_rows_and_columns(table: list[list[int]], least: int) -> None:
    named = {f"r{r}": {f"c{c}": count for c, count in enumerate(row)} for r, row in enumerate(table)}
    found = suppressed_table(named, least)
    lines = [[(row, column) for column in named[row]] for row in named]
    lines += [[(row, column) for row in named] for column in named["r0"]] if len(named) > 1 else []
    for row, column in product(named, named["r0"]):
        shown = found[row][column]
        assert shown is None or shown == 0 or shown >= least
        assert shown in (None, named[row][column])
    for line in lines:
        hidden = [place for place in line if found[place[0]][place[1]] is None]
        if hidden and len(hidden) < len(line):
            assert len(hidden) > 1
            assert sum(named[row][column] for row, column in hidden) >= least
