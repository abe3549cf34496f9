"""A whole assessment that records what it was told, and one that is made from a recording."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govkit.cli.main import run
from govkit.engine.documents import read_assessment, read_facts
from govkit.net.har import Exchange, written

DAY = "2026-11-21"
INVENTORY = """\
govkit: inventory/1
organisations: [{id: o, name: O, vulnerability_process: {security_txt: "https://127.0.0.1:9/.well-known/security.txt"}}]
ai_systems:
  - id: s
    role: [deployer]
    interacts_with_people: true
    urls: ["https://shop.example/chat"]
    terms_of_service: https://shop.example/terms
"""
CHAT = "<html lang=th><p>ผู้ช่วย AI ของร้าน " + "สวัสดี " * 40
TERMS = "<html lang=en><p>" + "You agree to pay for what you order. " * 10
Assess = Callable[..., int]


@pytest.fixture
def assess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assess:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inventory").mkdir()
    (tmp_path / "inventory" / "all.yaml").write_text(INVENTORY, "utf-8")
    (tmp_path / "govkit.yaml").write_text("frameworks: [genai-transparency]\n", "utf-8")
    return lambda *arguments: run(["assess", "--as-of", DAY, "-q", *map(str, arguments)])


def page(url: str, body: str) -> Exchange:
    return Exchange("GET", url, "2026-11-02T00:00:00+00:00", 200, (("content-type", "text/html"),), body.encode())


def said(place: Path) -> dict[str, tuple[str, str]]:
    entries = read_facts(place / "out" / "facts.json")["facts"]
    return {entry["probe"]: (entry["status"], str(entry.get("value"))) for entry in entries if "live" in entry["probe"]}


def test_a_recording_stands_in_for_the_network(tmp_path: Path, assess: Assess) -> None:
    pages = [page("https://shop.example/chat", CHAT), page("https://shop.example/terms", TERMS)]
    (tmp_path / "web.har").write_text(written(pages), "utf-8")
    assess("--replay", "web.har")
    facts = said(tmp_path)
    assert facts["genai.live-notice"][0] == "observed"
    assert "'replayed': True" in facts["genai.live-notice"][1]
    assert "2026-11-02" in facts["genai.live-notice"][1]
    assessment = read_assessment(tmp_path / "out" / "assessment.json")
    controls = {control["id"]: control for control in assessment["frameworks"][0]["controls"]}
    assert (controls["use.terms"]["status"], controls["use.terms"]["basis"]) == ("pass", "declared")
    proofs = [proof for group in assessment["groups"] for proof in group.get("evidence", [])]
    assert any(proof["what"]["text"].startswith("the page as recorded") for proof in proofs)
    assert any(proof.get("at", "").startswith("2026-11-02") and len(proof["sha256"]) == 64 for proof in proofs)


def test_without_the_network_an_address_is_not_taken_for_its_page(tmp_path: Path, assess: Assess) -> None:
    assess()
    assert {status for status, _ in said(tmp_path).values()} == {"declined"}
    controls = read_assessment(tmp_path / "out" / "assessment.json")["frameworks"][0]["controls"]
    assert {control["id"]: control["status"] for control in controls}["use.terms"] == "unknown"


def test_what_was_saved_gives_the_same_when_it_is_replayed(
    tmp_path: Path, assess: Assess, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inventory" / "all.yaml").write_text(INVENTORY.replace("shop.example", "127.0.0.1:9"), "utf-8")
    assess("--network", "--save", "saved")
    saved, before = sorted(path.name for path in (tmp_path / "saved").iterdir()), said(tmp_path)
    assert [name.partition("--")[0] for name in saved] == [
        *("genai.live-notice", "genai.live-policies", "genai.live-preferences", "genai.live-security-txt")
    ]
    assess("--replay", "saved")
    after = said(tmp_path)
    assert after == {
        probe: (status, value.replace("'replayed': False", "'replayed': True"))
        for probe, (status, value) in before.items()
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("--replay", "web.har"),
        ("--replay", ".", "--network"),
        ("--save", "saved"),
        ("--replay", ".", "--from", "facts.json"),
    ],
)
def test_what_makes_no_sense_is_refused(assess: Assess, arguments: tuple[str, ...]) -> None:
    assert assess(*arguments) == 2
