"""What is enclosed is looked at: a blank is named to both sides, and one taken for a document is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date

import pytest
from pydantic_core import to_json

from govkit.model.errors import VerificationFailed
from govkit_submission.keys.keyfile import public_path
from govkit_submission.seal.opening import document_bytes
from govkit_submission.seal.sealing import Sealable, read_sealable, seal


def enclosing(company, members, content, blank=None):
    """Seal the company's answer with another file as its evidence, of which the facts say whether it is blank."""
    sha256 = hashlib.sha256(content).hexdigest()
    facts = json.loads(members["facts.json"])
    (entry,) = facts["evidence"]
    entry["sha256"] = sha256
    entry |= {} if blank is None else {"blank": blank}
    data = document_bytes(facts)
    judged = company.host.judge(company.host.facts(facts, "facts"), as_of=date(2026, 11, 21))
    assessment = json.loads(to_json(judged))
    assessment["provenance"]["facts_sha256"] = hashlib.sha256(data).hexdigest()
    kept = members.without(members.evidence)
    changed = {"facts.json": data, "assessment.json": document_bytes(assessment), f"evidence/{sha256}": content}
    return company.resealed({**kept, **changed})


@pytest.mark.parametrize("blank", [None, False])
@pytest.mark.parametrize("content", [b"", b"TBD\n", b"  \n\n", "ยังไม่มี\n".encode(), b"[More Information Needed]"])
def test_a_blank_is_no_document(content, blank, company, members, tmp_path):
    place = tmp_path / "blank.govkit"
    place.write_bytes(enclosing(company, members, content, blank))
    found = company.verify(place)
    assert "blank-evidence" in {entry.code for entry in found.objections}
    assert not found.holds


@pytest.mark.parametrize(
    ("content", "blank"),
    [
        (b"Agreed on 1 October by the board.\n", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"The board met on 1 October and agreed to the plan of the year. %d\n" % 7 * 90, None),
        (b"TBD", True),
    ],
)
def test_a_document_is_one_and_a_blank_that_is_said_is_the_senders_word(content, blank, company, members, tmp_path):
    place = tmp_path / "said.govkit"
    place.write_bytes(enclosing(company, members, content, blank))
    assert company.verify(place).objections == ()


@pytest.fixture
def blank_one(company, tmp_path, call):
    """Return a copy of the company's folder whose minutes are a blank, assessed again."""
    folder = shutil.copytree(company.folder, tmp_path / "blank")
    (folder / "evidence/board-minutes.txt").write_text("TBD\n", "utf-8")
    assert call("assess", folder, "-c", company.checklist, "--as-of", "2026-11-21", "-q")[0] in (0, 1, 3)
    return folder


@pytest.mark.parametrize("more", [[], ["--evidence", "digests"], ["--redact"]])
def test_both_sides_are_told_of_a_blank_by_name(more, blank_one, company, call, tmp_path):
    place = tmp_path / "blank.govkit"
    code, _, err = call("submit", blank_one, "-o", place, "--key", company.key_file, *more)
    assert code == 0
    told = "there is nothing to read in the evidence evidence/board-minutes.txt: it supports nothing"
    assert err.splitlines().index(told) < len(err.splitlines()) - 1
    options = ("--key", public_path(company.key_file), "-c", company.checklist)
    code, out, _ = call("verify", place, *options)
    assert code == 0
    (line,) = [line for line in out.splitlines() if line.startswith("nothing to read:   ")]
    assert ("evidence/board-minutes.txt" in line) == ("--redact" not in more)
    assert len(json.loads(call("verify", place, *options, "--json")[1])["blank_evidence"]) == 1


def test_nobody_is_told_of_a_document(company, sealed, call, tmp_path):
    place = tmp_path / "shop.govkit"
    code, _, err = call("submit", company.folder, "-o", place, "--key", company.key_file)
    assert (code, len(err.splitlines())) == (0, 1)
    options = ("--key", public_path(company.key_file), "-c", company.checklist)
    assert "nothing to read" not in call("verify", place, *options)[1]
    assert json.loads(call("verify", place, *options, "--json")[1])["blank_evidence"] == []


def test_blanks_beyond_twenty_are_counted(monkeypatch, company, call, tmp_path):
    from govkit_submission.seal import blanks

    monkeypatch.setattr(blanks, "blanks", lambda _: tuple(f"evidence/{number}.txt" for number in range(23)))
    _, _, err = call("submit", company.folder, "-o", tmp_path / "x.govkit", "--key", company.key_file)
    assert err.count("there is nothing to read") == 20
    assert "and 3 more" in err


def test_a_blank_that_the_facts_take_for_a_document_is_not_sealed(blank_one, company):
    """As those of an earlier govkit may, which knew fewer blanks."""
    whole = read_sealable(blank_one, company.host)
    facts = {**whole.facts, "evidence": [{**entry, "blank": False} for entry in whole.facts["evidence"]]}
    older = Sealable(whole.assessment, facts, whole.facts_bytes, whole.folder)
    with pytest.raises(VerificationFailed, match=r"nothing to read in the evidence evidence/board-minutes\.txt, and"):
        seal(older, company.key, evidence="files")
    assert seal(older, company.key, evidence="digests")
