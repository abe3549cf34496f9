"""A submission counts once, whatever bytes it comes in; what claims something else does not hide."""

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
from govkit_submission.desk.source import identify
from govkit_submission.desk.store import Desk
from govkit_submission.desk.twins import REWRITTEN
from govkit_submission.desk.walk import sources
from govkit_submission.keys.keyfile import read_private, write_new
from govkit_submission.seal.changing import countersigned
from govkit_submission.seal.opening import open_submission

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
    path = next(folder.rglob("assessment.json"))
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


def rewritten(received: Path, name: str, indent: int) -> None:
    """Put the documents of the folder beside it in other bytes, as whoever packs and unpacks or prints them does."""
    place = received / name
    place.mkdir()
    for document in ("assessment.json", "facts.json"):
        content = json.loads((received / "shop/out" / document).read_bytes())
        (place / document).write_text(json.dumps(content, indent=indent, ensure_ascii=True))


def test_a_folder_in_other_bytes_counts_once(company: Any, received: Path, tmp_path: Path, inline: None) -> None:
    (received / "shop/shop.govkit").unlink()
    for indent in range(4):
        rewritten(received, f"copy-{indent}", indent)
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert sorted(told(outcomes).values()) == ["accepted", *["known"] * 4]
    assert {outcome.reason for outcome in outcomes if outcome.outcome == "known"} == {REWRITTEN}
    assert counted(desk) == [False]
    assert list(faults(desk)) == []


def test_what_came_first_goes_on_to_count(company: Any, received: Path, tmp_path: Path, inline: None) -> None:
    """Else the sample would be drawn anew for a copy of it."""
    (received / "shop/shop.govkit").unlink()
    rewritten(received, "copy", 1)
    smaller, larger = sorted(sources(received), key=identify)
    shutil.move(smaller.path, tmp_path / "later")
    desk, _ = taken(tmp_path / "desk", company, received)
    shutil.move(tmp_path / "later", smaller.path)
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert told(outcomes) == {"shop": "known", "copy": "known"}
    assert [record["sha256"] for record in Picture(desk, Settings()).accepted()] == [identify(larger)]


def test_a_rewritten_folder_that_claims_something_else_stands_beside_it(
    company: Any, received: Path, tmp_path: Path, inline: None
) -> None:
    (received / "shop/shop.govkit").unlink()
    rewritten(received, "copy", 1)
    change(received / "copy")
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert told(outcomes) == {"shop": "accepted", "copy": "accepted"}
    assert len(counted(desk)) == 2


@pytest.mark.parametrize(("signers", "number"), [("company", 1), ("company other", 1), ("other", 2)])
def test_sealed_files_are_one_where_one_has_all_signatures(
    signers: str, number: int, company: Any, received: Path, tmp_path: Path, inline: None
) -> None:
    """With the same signers but other bytes (here another call), countersigned, and sealed by somebody else."""
    shutil.rmtree(received / "shop/out")
    write_new(tmp_path / "other.pem", None)
    other, place = read_private(tmp_path / "other.pem"), received / "again.govkit"
    place.write_bytes(company.sealed(call="again", key=other if signers == "other" else company.key))
    if signers == "company other":
        place.write_bytes(countersigned(open_submission(place), other))
    desk, outcomes = taken(tmp_path / "desk", company, received)
    assert counted(desk) == [True] * number
    assert sum(outcome.outcome == "accepted" for outcome in outcomes if outcome.name.endswith(".govkit")) == number
    assert max(len(record["signers"]) for record in Picture(desk, Settings()).accepted()) == len(signers.split())


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
