"""Sealed submissions at a desk: whose keys are believed, on the day of the intake, and by which criteria."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from govkit_submission.keys.keyfile import public_path
from govkit_submission.seal.opening import document_bytes

EASY = """\
govkit: checklist/1
framework:
  id: easy
  edition: "1"
  title: Easy rules
  source: {publisher: Us, document: Easy rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: named
    title: Every dataset has an id
    why: It has to be found.
    severity: low
    applies: {on: dataset}
    all: [{require: {retention: {le: P99Y}}, met: Fine, gap: Not fine, fix: Mend it}]
"""


@pytest.fixture
def received(sealed: bytes, tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "shop.govkit").write_bytes(sealed)
    return folder


@pytest.mark.parametrize(("day", "outcome"), [("2026-11-21", "1 accepted"), ("2026-11-22", "1 rejected")])
def test_keys_are_judged_by_the_day_of_the_intake(
    day: str, outcome: str, company: Any, received: Path, call: Any, tmp_path: Path
) -> None:
    trust = ("--trust", tmp_path / "trust")
    assert call("keys", "trust", public_path(company.key_file), *trust, "--until", "2026-11-21")[0] == 0
    options = ("-o", tmp_path / "desk", "-c", company.checklist, *trust)
    code, out, err = call("intake", received, *options, "--on", day)
    assert code == 0, err
    assert outcome in out
    assert (call("verify", received / "shop.govkit", *trust, "-c", company.checklist, "--on", day)[0] == 0) == (
        outcome == "1 accepted"
    )


def plain(company: Any, folder: Path, *, named: bool, files: tuple[Path, ...]) -> None:
    """Write a folder that was assessed by the easy rules, and names the registered ones as well where it is `named`."""
    facts = json.loads((company.folder / "out/facts.json").read_bytes())
    claimed = json.loads((company.folder / "out/assessment.json").read_bytes())
    facts["config"]["frameworks"] = ["easy"]
    facts["checklists"] = company.host.checklists([], files)
    judged = json.loads(document_bytes(company.host.judge(company.host.facts(facts, "facts"))))
    data = document_bytes(facts)
    judged["provenance"]["facts_sha256"] = hashlib.sha256(data).hexdigest()
    if named:
        judged["provenance"]["checklists"] += claimed["provenance"]["checklists"]
    folder.mkdir(parents=True)
    (folder / "facts.json").write_bytes(data)
    (folder / "assessment.json").write_bytes(document_bytes(judged))


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (True, "rejected bank: the checklists that are named are not those of the frameworks"),
        (False, "rejected bank: it was not assessed by own@1, which is registered"),
    ],
)
def test_criteria_ask_for_verdicts_and_not_for_a_name(
    named: bool, words: str, company: Any, received: Path, call: Any, tmp_path: Path
) -> None:
    easy = tmp_path / "easy.yaml"
    easy.write_text(EASY)
    assert call("desk", "criteria", "register", "-o", tmp_path / "criteria.json", "-c", company.checklist)[0] == 0
    plain(company, received / "bank", named=named, files=(easy,))
    options = ("-c", company.checklist, "-c", easy, "--criteria", tmp_path / "criteria.json")
    code, out, err = call("intake", received, "-o", tmp_path / "desk", *options)
    assert code == 0, err
    assert words in out
    assert "1 accepted, 1 rejected" in out


def test_a_folder_that_points_to_nothing_is_rejected(company: Any, received: Path, call: Any, tmp_path: Path) -> None:
    claimed = json.loads((company.folder / "out/assessment.json").read_bytes())
    claimed["findings"][0]["control"] = "nothing"
    (received / "bank").mkdir()
    (received / "bank/assessment.json").write_bytes(document_bytes(claimed))
    (received / "bank/facts.json").write_bytes((company.folder / "out/facts.json").read_bytes())
    _, out, _ = call("intake", received, "-o", tmp_path / "desk", "-c", company.checklist)
    assert "rejected bank: a finding or question is about a control that is not there" in out
