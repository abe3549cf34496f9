from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.feedback import feedback
from govkit_submission.desk.overview import overview
from govkit_submission.desk.page.render import Sheet, desk_page, render
from govkit_submission.desk.settings import Settings
from govkit_submission.desk.store import Desk
from govkit_submission.desk.suppress import pooled, suppressed
from govkit_submission.desk.table import Table

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "</style><b>",
    "=cmd|'/c calc'!A1",
)


@pytest.fixture
def desk(taken: Path, tmp_path: Path) -> Path:
    return shutil.copytree(taken, tmp_path / "desk")


def test_a_company_hears_of_itself_alone(picture: Picture) -> None:
    names = picture.names
    for record in picture.accepted():
        page = render(feedback(picture, record))
        mine = names[record["sha256"]]
        assert not {name for name in names.values() if name != mine and name in page}
        assert set(re.findall(r"org-\d{4}", page)) <= {record["organisation"]["id"]}
        assert not any(other[:12] in page for other in names if other != record["sha256"])


def test_a_rejected_company_hears_why(desk: Path, tmp_path: Path) -> None:
    assert run(["desk", "report", "broken-truncated", "--desk", str(desk), "-o", str(tmp_path / "r.html")]) == 0
    assert "It was not taken in" in (tmp_path / "r.html").read_text("utf-8")


def test_an_unknown_or_doubtful_submission_is_a_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["desk", "report", "nobody", "--desk", str(desk)]) == 2
    assert "there is no submission `nobody`" in capsys.readouterr().err
    assert run(["desk", "report", "x", "--desk", str(desk / "none")]) == 2
    assert "this is no desk" in capsys.readouterr().err


def test_the_overview_names_nobody(picture: Picture) -> None:
    sheet = overview(picture, 2026, 5)
    assert sheet is not None
    page = render(sheet)
    assert not {name for name in picture.names.values() if name in page}
    assert not re.search(r"org-\d|Company \d", page)
    assert overview(picture, 2025, 5) is None
    assert overview(picture, None, 100) is None


def test_no_small_number_is_in_the_overview(picture: Picture) -> None:
    sheet = overview(picture, None, 5)
    assert sheet is not None
    (table,) = [table for table in sheet.tables if table.id == "requirements"]
    numbers = [cell for row in table.rows for cell in row[3:] if not isinstance(cell, str)]
    assert numbers
    assert all(number == 0 or number >= 5 for number in numbers)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=2), st.integers(2, 9))
@settings(max_examples=300, deadline=None)
def test_nothing_withheld_can_be_worked_out_from_the_sum(counts: dict[str, int], least: int) -> None:
    found = suppressed(counts, least)
    hidden = [name for name, count in found.items() if count is None]
    assert all(count is None or count == 0 or count >= least for count in found.values())
    assert len(hidden) != 1
    if hidden and len(hidden) < len(counts):
        assert sum(counts[name] for name in hidden) >= least


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(1, 12), min_size=1), st.integers(2, 9))
@settings(max_examples=200, deadline=None)
def test_no_published_group_is_too_small(groups: dict[str, int], least: int) -> None:
    sizes: dict[str, int] = {}
    for name, published in pooled(groups, least).items():
        sizes[published] = sizes.get(published, 0) + groups[name]
    assert all(size >= least for size in sizes.values()) or sum(groups.values()) < least


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_gets_into_a_page(payload: str) -> None:
    table = Table("t", payload, payload, (payload, payload), [(payload, payload)])
    page = render(Sheet(payload, payload, payload, [(payload, 1)], [table], [(payload, payload)]))
    body = page[page.index("<body") :]
    assert not re.search(r"<(script|img|b)\b", body)
    assert page.count("</style>") == 1
    assert "7*7" in body or "7*7" not in payload
    assert "default-src 'none'; style-src 'sha256-" in html.unescape(page)


def test_the_page_is_the_same_every_time(picture: Picture) -> None:
    other = Picture(Desk(picture.desk.folder, CommandHost()), picture.settings)
    assert desk_page(picture) == desk_page(other)


def test_what_was_changed_behind_the_log_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def check(*more: str) -> str:
        code = run(["desk", "check", "--desk", str(desk), *more])
        out = capsys.readouterr().out
        assert code == (0 if "hold together" in out else 5)
        return out

    head = re.search(r"[0-9a-f]{64}", check())
    assert head is not None
    record = next(path for path in sorted(desk.glob("submissions/*/*.json")) if b'"better":0' in path.read_bytes())
    whole = record.read_bytes()
    record.write_bytes(whole.replace(b'"better":0', b'"better":1'))
    assert f"submissions/{record.stem[:12]}: was changed" in check()
    record.unlink()
    assert f"submissions/{record.stem[:12]}: was removed" in check()
    record.write_bytes(whole)
    (desk / "submissions/ff").mkdir(exist_ok=True)
    stranger = desk / "submissions/ff" / f"{'f' * 64}.json"
    stranger.write_bytes(whole)
    assert "is in no log" in check()
    stranger.unlink()
    facts = next(desk.glob("facts/*/*"))
    kept = facts.read_bytes()
    facts.write_bytes(kept + b"x")
    assert "facts/" in check()
    facts.write_bytes(kept)
    sample = next(desk.glob("samples/*.json"))
    kept = sample.read_bytes()
    sample.write_bytes(kept.replace(b'"weight":', b'"weight": '))
    assert "samples/" in check()
    sample.write_bytes(kept)
    log = desk / "log.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    assert "was cut off" not in check()
    assert "entries were cut off" in check("--head", head[0])


def test_criteria_are_fixed_before_a_call(bag: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    criteria = tmp_path / "criteria.json"
    options = ["-c", str(bag.checklist), "--on", "2026-01-01"]
    assert run(["desk", "criteria", "register", "-o", str(criteria), *options]) == 0
    published = capsys.readouterr().out.split()[0]
    other = json.loads(bag.checklist.read_text())
    other["controls"][0]["title"] = "Moved"
    moved = tmp_path / "moved.json"
    moved.write_text(json.dumps(other))
    received = tmp_path / "received"
    shutil.copytree(bag.received / "company-0000", received / "company-0000")
    place = ["intake", str(received), "--criteria", str(criteria), "--workers", "1"]
    assert run([*place, "-o", str(tmp_path / "one"), "-c", str(moved)]) == 2
    assert "is another text here than the registered one" in capsys.readouterr().err
    assert run([*place, "-o", str(tmp_path / "two"), "-c", str(bag.checklist)]) == 0
    assert "1 accepted" in capsys.readouterr().out
    (record,) = Desk(tmp_path / "two", CommandHost()).records()
    assert record["criteria"] == published
    claimed = received / "company-0000/out/assessment.json"
    claimed.write_bytes(claimed.read_bytes().replace(b'"edition": "2026"', b'"edition": "2020"'))
    assert run([*place, "-o", str(tmp_path / "three"), "-c", str(bag.checklist)]) == 0
    assert "it was not assessed by call@2026, which is registered" in capsys.readouterr().out
    assert run(["desk", "criteria", "register", "-o", str(criteria)]) == 2
    assert "criteria need a checklist" in capsys.readouterr().err


def test_a_profile_leaves_controls_out(
    desk: Path, bag: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stricter = json.loads(bag.checklist.read_text())
    for control in stricter["controls"]:
        if "require" in control["all"][0]:
            control["all"][0]["require"] = {"id": "nothing"}
    stricter["framework"]["edition"] = "2027"
    path = tmp_path / "stricter.json"
    path.write_text(json.dumps(stricter))
    profile = tmp_path / "profile.yaml"
    profile.write_text("govkit: desk-profile/1\nframeworks: []\nleave_out: [call/c000]\n")
    before = {path: path.read_bytes() for path in desk.rglob("*.json")}
    rejudge = ["desk", "rejudge", "--desk", str(desk), "-c", str(path), "--workers", "1", "--format", "json"]
    assert run([*rejudge, "--profile", str(profile)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["judged"] == 24
    assert found["editions"] == ["call@2027"]
    assert {change["after"] for change in found["changes"]} == {"fail"}
    changed = {change["control"] for change in found["changes"]}
    assert "call/c002" in changed
    assert "call/c000" not in changed
    assert before == {path: path.read_bytes() for path in desk.rglob("*.json")}
    assert run(["desk", "rejudge", "--desk", str(desk)]) == 2


def test_sectors_and_known_texts_are_kept_for_the_next_time(desk: Path, tmp_path: Path) -> None:
    sectors, law = tmp_path / "sectors.yaml", tmp_path / "law.txt"
    sectors.write_text("org-0000: Shipping\n")
    law.write_text("A passage of law.", "utf-8")
    options = ["--sectors", str(sectors), "--known-text", str(law), "--sample", "5", "--seed", "z"]
    assert run(["desk", "refresh", "--desk", str(desk), *options]) == 0
    assert run(["desk", "refresh", "--desk", str(desk)]) == 0
    from govkit_submission.desk.settings import read_settings

    kept = read_settings(Desk(desk, CommandHost()))
    assert kept == Settings("z", 5, {"org-0000": "Shipping"}, ("A passage of law.",))
    assert "shipping" in (desk / "desk.html").read_text("utf-8")


def test_whoever_makes_an_overview_is_told_to_publish_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["desk", "overview", "--desk", str(desk)]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("publish one overview only")
    assert "Other overviews" in out
