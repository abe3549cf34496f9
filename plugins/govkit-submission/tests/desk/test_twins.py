"""A submission that comes both as a plain folder and sealed counts once; what claims something else does not hide."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.host import CommandHost
from govkit_submission.desk.checking import faults
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.intake import Order, Outcome, finish, take_in
from govkit_submission.desk.settings import Settings
from govkit_submission.desk.store import Desk

DAY = "2026-11-22"
Told = dict[str, str]


@pytest.fixture
def received(company: Any, sealed: bytes, tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    shutil.copytree(company.folder, folder / "shop")
    (folder / "shop/shop.govkit").write_bytes(sealed)
    return folder


def taken(folder: Path, company: Any, received: Path) -> tuple[Desk, list[Outcome]]:
    host = CommandHost()
    desk = Desk(folder, host)
    outcomes = take_in(desk, Order(received, DAY, (company.checklist,)), host)
    finish(desk)
    return desk, outcomes


def told(outcomes: list[Outcome]) -> Told:
    return {outcome.name: outcome.outcome for outcome in outcomes}


def counted(desk: Desk) -> list[bool]:
    return [record["sealed"] for record in Picture(desk, Settings()).accepted()]


def change(folder: Path) -> None:
    path = folder / "out/assessment.json"
    claimed = json.loads(path.read_bytes())
    control = claimed["frameworks"][0]["controls"][0]
    control["status"] = "fail" if control["status"] == "pass" else "pass"
    path.write_text(json.dumps(claimed))


def test_a_folder_beside_its_sealed_form_counts_once(
    company: Any, received: Path, tmp_path: Path, inline: None
) -> None:
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert told(outcomes) == {"shop": "known", "shop/shop.govkit": "accepted"}
    assert counted(desk) == [True]
    assert list(faults(desk)) == []
    assert desk.find(company_id(desk))["sealed"]
    before = (desk.folder / "log.jsonl").read_bytes()
    assert set(told(taken(desk.folder, company, received)[1]).values()) == {"known"}
    assert (desk.folder / "log.jsonl").read_bytes() == before


def company_id(desk: Desk) -> str:
    (identity,) = {record["organisation"]["id"] for record in desk.records()}
    return str(identity)


def test_it_counts_once_in_whichever_order_they_come(
    company: Any, received: Path, sealed: bytes, tmp_path: Path, inline: None
) -> None:
    (received / "shop/shop.govkit").unlink()
    desk, first = taken(tmp_path / "desk", company, received)
    assert (told(first), counted(desk)) == ({"shop": "accepted"}, [False])
    (received / "shop.govkit").write_bytes(sealed)
    desk, second = taken(tmp_path / "desk", company, received)
    assert (told(second), counted(desk)) == ({"shop": "known", "shop.govkit": "accepted"}, [True])
    assert list(faults(desk)) == []


def test_a_folder_that_claims_something_else_stands_beside_it(
    company: Any, received: Path, tmp_path: Path, inline: None
) -> None:
    change(received / "shop")
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert told(outcomes) == {"shop": "accepted", "shop/shop.govkit": "accepted"}
    assert sorted(counted(desk)) == [False, True]


def test_a_sealed_form_that_is_rejected_takes_nothing_away(
    company: Any, received: Path, tmp_path: Path, inline: None
) -> None:
    path = received / "shop/shop.govkit"
    path.write_bytes(path.read_bytes()[:-1])
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert told(outcomes) == {"shop": "accepted", "shop/shop.govkit": "rejected"}
    assert counted(desk) == [False]


def test_a_record_that_is_known_only_by_its_sealed_form_is_watched_too(
    company: Any, received: Path, tmp_path: Path, inline: None
) -> None:
    desk, outcomes = taken(tmp_path / "desk", company, received)
    path = desk.record_path(next(outcome.sha256 for outcome in outcomes if outcome.name == "shop"))
    path.write_bytes(path.read_bytes().replace(b'"sealed":false', b'"sealed":true'))
    assert any("was changed" in fault for fault in faults(desk))
