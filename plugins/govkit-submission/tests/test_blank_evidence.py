"""What is enclosed is looked at: a blank that the facts take for a document is refused."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from pydantic_core import to_json

from govkit_submission.seal.opening import document_bytes


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
