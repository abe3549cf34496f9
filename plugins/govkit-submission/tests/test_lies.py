"""Lies that are sealed as they should be: signed is not true, and what is sealed wrongly is named."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from datetime import date

import pytest

from govkit_submission.seal.archive import pack
from govkit_submission.seal.envelope import STATEMENT_TYPE, Envelope, read_envelope
from govkit_submission.seal.opening import document_bytes
from govkit_submission.verifier import as_data, as_text, exit_code


def control(assessment, name):
    return next(entry for entry in assessment["frameworks"][0]["controls"] if entry["id"] == name)


LIES = {
    "a verdict": (lambda a: control(a, "kept").update(status="pass"), "verdict own@1/kept"),
    "what it rests on": (lambda a: control(a, "agreed").update(basis="examined"), "basis own@1/agreed"),
    "counts": (lambda a: control(a, "kept")["counts"].update({"pass": 2, "fail": 0}), "control own@1/kept counts"),
    "a score": (lambda a: a["frameworks"][0]["score"].update(low=1.0), "score own@1"),
    "a severity": (lambda a: control(a, "kept").update(severity="low"), "control own@1/kept severity"),
    "a control left out": (lambda a: a["frameworks"][0]["controls"].pop(0), "control own@1/"),
    "a control of one's own": (
        lambda a: a["frameworks"][0]["controls"].append({**control(a, "kept"), "id": "mine"}),
        "control own@1/mine",
    ),
    "a framework left out": (lambda a: a["frameworks"].clear(), "framework own"),
    "a finding left out": (lambda a: a["findings"].pop(), "finding own/"),
    "a finding twice": (lambda a: a["findings"].append(a["findings"][0]), "finding listed"),
    "a waiver in force": (lambda a: a["waivers"][0].update(days_left=400), "section waivers"),
    "another organisation": (lambda a: a["organisation"].update(name="Bank Co"), "section organisation"),
    "another scope": (lambda a: a.update(scope="All there is."), "section scope"),
    "a subject left out": (lambda a: a["subjects"].pop("organisation"), "section subjects"),
    "a control twice": (
        lambda a: a["frameworks"][0]["controls"].append(control(a, "kept")),
        "control own@1 listed",
    ),
    "a framework twice": (lambda a: a["frameworks"].append(a["frameworks"][0]), "framework listed"),
    "an input": (lambda a: a["provenance"]["inputs"].pop(), "section provenance inputs"),
    "the summary": (lambda a: a.update(summary={}), "section summary"),
}


@pytest.mark.parametrize("name", LIES)
def test_signed_is_not_true(name, company, members, tmp_path):
    lie, expected = LIES[name]
    place = tmp_path / "lie.govkit"
    place.write_bytes(company.lying(members, lie))
    found = company.verify(place)
    assert {entry.code for entry in found.objections} <= {"dangling"}
    assert any(f"{entry.kind} {entry.name}".startswith(expected) for entry in found.rejudged.differences)
    assert not found.holds


def test_an_expired_waiver_does_not_hold(company, members, tmp_path):
    """The waiver in the facts ends before the day of the assessment; what is claimed still counts it."""
    facts = members["facts.json"].replace(b"2026-12-31", b"2026-11-20")
    sha256 = hashlib.sha256(facts).hexdigest()
    assessment = json.loads(members["assessment.json"])
    assessment["provenance"]["facts_sha256"] = sha256
    place = tmp_path / "lie.govkit"
    lying = {**members, "facts.json": facts, "assessment.json": document_bytes(assessment)}
    place.write_bytes(company.resealed(lying))
    found = company.verify(place)
    assert "section waivers" in [f"{entry.kind} {entry.name}" for entry in found.rejudged.differences]
    assert not found.holds


def replaced(old, new):
    return lambda m: {**m, "facts.json": m["facts.json"].replace(old, new)}


DOCUMENTS = {
    "other facts than claimed": (replaced(b"P9Y", b"P8Y"), {}, "other-facts"),
    "a key twice": (
        lambda m: {**m, "assessment.json": m["assessment.json"].replace(b"{", b'{"govkit":"assessment/1",', 1)},
        {},
        "assessment-form",
    ),
    "no assessment": (lambda m: {**m, "assessment.json": b'{"govkit":"assessment/1"}\n'}, {}, "assessment-form"),
    "a key that nobody knows": (
        lambda m: {**m, "assessment.json": m["assessment.json"].replace(b"{", b'{"x":1,', 1)},
        {},
        "assessment-form",
    ),
    "no facts": (lambda m: {**m, "facts.json": b"[]\n"}, {}, "facts-form"),
    "facts that break a rule": (replaced(b'"P9Y"', b'"soon"'), {}, "facts-form"),
    "a day that is none": (
        lambda m: {**m, "assessment.json": m["assessment.json"].replace(b'"as_of":"2026-11-21"', b'"as_of":"soon"')},
        {},
        "assessment-form",
    ),
    "another organisation signed": (lambda m: m, {"organisation": {"id": "bank"}}, "statement"),
    "another edition signed": (lambda m: m, {"frameworks": ["own@2"]}, "statement"),
    "files promised": (lambda m: m.without(m.evidence), {"evidence": "files"}, "missing-evidence"),
    "only digests promised": (lambda m: m, {"evidence": "digests"}, "unlisted-evidence"),
    "evidence that nothing names": (
        lambda m: {**m, f"evidence/{hashlib.sha256(b'x').hexdigest()}": b"x"},
        {},
        "unlisted-evidence",
    ),
    "evidence under another's name": (lambda m: {**m, m.evidence: b"x"}, {}, "changed"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_sealed_wrongly_is_named(name, company, members, tmp_path):
    change, claims, code = DOCUMENTS[name]
    changed = change(members)
    place = tmp_path / "wrong.govkit"
    source = changed if changed["assessment.json"].startswith(b'{"govkit":"assessment/1","org') else members
    place.write_bytes(company.resealed(source, **claims))
    if source is not changed:  # it can't even be sealed by the tool, so that the seal is made from the right one
        kept = company.members(place.read_bytes(), place)
        place.write_bytes(resealed_raw(company, {**kept, **changed}))
    found = company.verify(place)
    assert not found.holds
    assert code in [entry.code for entry in found.objections]


def resealed_raw(company, members):
    """Seal whatever bytes there are under the statement of the right assessment."""
    statement = json.loads(read_envelope(members["seal.json"], STATEMENT_TYPE).payload)
    for entry in statement["subject"]:
        entry["digest"]["sha256"] = hashlib.sha256(members[entry["name"]]).hexdigest()
    payload = json.dumps(statement, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return pack({**members, "seal.json": Envelope(STATEMENT_TYPE, payload, ()).signed_by(company.key).to_bytes()})


def test_a_weaker_checklist_that_travels_with_the_facts_has_no_say(company, members, tmp_path):
    """The sender judges by a checklist of the same name that asks for less; the verifier's own one decides."""
    facts = json.loads(members["facts.json"])
    text = json.dumps(facts["checklists"]).replace("P6Y", "P99Y")
    facts["checklists"] = json.loads(text)
    lax = company.host.judge(company.host.facts(facts, "facts"), as_of=date(2026, 11, 21))
    data = json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n"
    assessment = json.loads(document_bytes(lax))
    assessment["provenance"]["facts_sha256"] = hashlib.sha256(data).hexdigest()
    assert control(assessment, "kept")["status"] == "pass"
    place = tmp_path / "lax.govkit"
    lying = {**members, "facts.json": data, "assessment.json": document_bytes(assessment)}
    place.write_bytes(company.resealed(lying))
    found = company.verify(place)
    assert "verdict own@1/kept" in [f"{entry.kind} {entry.name}" for entry in found.rejudged.differences]


ODD = (None, -1, 10**30, 1.5, "", "none", "\u202e<b>", [], {}, True, [1], {"a": [1]}, "9999-99-99", "dataset:nobody")


def places(value, path=()):
    """Yield where every value of a document stands."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield (*path, key)
        yield from places(item, (*path, key))


@pytest.mark.parametrize("name", ["assessment.json", "facts.json"])
def test_whatever_is_put_into_a_document_verifying_ends_with_a_verdict(name, company, members, tmp_path):
    """The key's owner may seal anything; no value makes `verify` fail."""
    document = json.loads(members[name])
    chance = random.Random(3)
    everywhere = list(places(document))
    for _ in range(40):
        changed = copy.deepcopy(document)
        *steps, last = chance.choice(everywhere)
        inner = changed
        for step in steps:
            inner = inner[step]
        inner[last] = chance.choice(ODD)
        sealed = {**members, name: json.dumps(changed, ensure_ascii=False, indent=1).encode() + b"\n"}
        if name == "facts.json":
            right = json.loads(members["assessment.json"])
            right["provenance"]["facts_sha256"] = hashlib.sha256(sealed[name]).hexdigest()
            sealed["assessment.json"] = document_bytes(right)
        found = company.verify(write(tmp_path, resealed_raw(company, sealed)))
        exit_code(found)
        json.dumps(as_data(found, company.trust))
        assert as_text(found, company.trust)


def write(folder, data):
    place = folder / "written.govkit"
    place.write_bytes(data)
    return place


def elsewhere(assessment):
    """Make the assessment one of another version of govkit, of a plugin and of a text of the checklist."""
    provenance = assessment["provenance"]
    provenance["engine"] = "99.0"
    provenance["plugins"].append({"name": "ghost", "distribution": "ghost", "version": "1", "state": "loaded"})
    provenance["checklists"][0]["sha256"] = "0" * 64
    assessment["summary"] = {"of": "another version"}


def test_other_versions_are_said_and_accuse_nobody(company, members, tmp_path):
    place = tmp_path / "other.govkit"
    place.write_bytes(company.lying(members, elsewhere))
    found = company.verify(place)
    assert found.holds
    said = " / ".join(found.rejudged.unrecognised)
    for words in ("govkit was 99.0", "plugin ghost 1 is not known here", "checklist own@1 was another text"):
        assert words in said

    def both(assessment):
        elsewhere(assessment)
        control(assessment, "kept").update(status="pass")
        assessment["scope"] = "All there is."

    place.write_bytes(company.lying(members, both))
    verdict, scope = company.verify(place).rejudged.differences
    assert (verdict.name, verdict.claimed, verdict.found) == ("own@1/kept", "pass", "fail")
    assert scope.name == "scope"
