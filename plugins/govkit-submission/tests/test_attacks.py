"""Submissions that somebody has tampered with: each is named and refused, by its structure, its seal or its lies."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import io
import json
import random
import struct
import zipfile
import zlib
from datetime import date

import pytest

from govkit_submission.keys.keyfile import key_id, read_private, write_new
from govkit_submission.keys.store import Revocation, TrustStore, key_of
from govkit_submission.seal.archive import pack, scan
from govkit_submission.seal.envelope import STATEMENT_TYPE, Envelope, Signature, read_envelope
from govkit_submission.seal.opening import document_bytes
from govkit_submission.seal.refusal import Refused
from govkit_submission.verifier import as_data, as_text, exit_code

END = 22


def central(data):
    """Return where the directory of members begins."""
    return struct.unpack("<I", data[-6:-2])[0]


def patched(data, at, new):
    return data[:at] + new + data[at + len(new) :]


def with_end(data, **parts):
    names = ("mark", "disk", "first", "count", "total", "size", "at", "comment")
    values = dict(zip(names, struct.unpack("<4s4H2IH", data[-END:]), strict=True))
    return data[:-END] + struct.pack("<4s4H2IH", *{**values, **parts}.values())


def zipped(members, **options):
    """Write members as the usual library does."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", **options) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def plain(members, order=None, odd=None):
    """Write a container as `pack` does, but in another order, and with odd names."""
    names = list(order or sorted(members))
    parts, heads, at = [], [], 0
    for name in names:
        data, shown = members[name], (odd or {}).get(name, name).encode("utf-8")
        fixed = (20, 0, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(shown), 0)
        local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fixed) + shown
        heads.append(
            struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0x21, *fixed[5:9], 0, 0, 0, 0, 0, at) + shown
        )
        parts += [local, data]
        at += len(local) + len(data)
    directory = b"".join(heads)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), at, 0)
    return b"".join([*parts, directory, end])


def named(name):
    """Return an attack that gives the evidence another name."""
    return lambda members, _: plain(members, odd={evidence(members): name})


def evidence(members):
    return next(name for name in members if name.startswith("evidence/"))


STRUCTURAL = {
    "nothing": (lambda m, d: b"", "no-submission"),
    "a text": (lambda m, d: b"I am compliant.\n" * 9, "no-submission"),
    "gzip around it": (lambda m, d: gzip.compress(d), "no-submission"),
    "bytes in front": (lambda m, d: b"#!/bin/sh\n" + d, "surrounded"),
    "a byte behind": (lambda m, d: d + b"\n", "trailing"),
    "another submission behind": (lambda m, d: d + d, "surrounded"),
    "a comment": (lambda m, d: with_end(d, comment=2) + b"hi", "trailing"),
    "a comment that is not there": (lambda m, d: with_end(d, comment=2), "structure"),
    "cut off": (lambda m, d: d[:-9], "trailing"),
    "cut in the middle": (lambda m, d: d[: len(d) // 2], "cut-off"),
    "another disk": (lambda m, d: with_end(d, disk=1), "structure"),
    "64-bit count": (lambda m, d: with_end(d, count=0xFFFF, total=0xFFFF), "zip64"),
    "64-bit place": (lambda m, d: with_end(d, at=0xFFFFFFFF), "zip64"),
    "fewer members counted": (lambda m, d: with_end(d, count=2, total=2), "structure"),
    "more members counted": (lambda m, d: with_end(d, count=9, total=9), "structure"),
    "two counts": (lambda m, d: with_end(d, count=2), "structure"),
    "directory elsewhere": (lambda m, d: with_end(d, at=central(d) - 1), "surrounded"),
    "compressed": (lambda m, d: zipped(sorted(m.items()), compression=zipfile.ZIP_DEFLATED), "compressed"),
    "attributes": (lambda m, d: zipped(sorted(m.items())), "attributes"),
    "encrypted": (lambda m, d: patched(d, central(d) + 8, b"\x01\x00"), "flags"),
    "size said later": (lambda m, d: patched(d, central(d) + 8, b"\x08\x00"), "flags"),
    "names in UTF-8": (lambda m, d: patched(d, central(d) + 8, b"\x00\x08"), "flags"),
    "another date": (lambda m, d: patched(d, central(d) + 14, b"\x22\x00"), "attributes"),
    "executable": (lambda m, d: patched(d, central(d) + 38, b"\x00\x00\xff\x81"), "attributes"),
    "extra field": (lambda m, d: patched(d, central(d) + 30, b"\x04\x00"), "extra-field"),
    "comment of a member": (lambda m, d: patched(d, central(d) + 32, b"\x04\x00"), "extra-field"),
    "extra field where it stands": (lambda m, d: patched(d, 28, b"\x04\x00"), "two-headed"),
    "another name where it stands": (lambda m, d: patched(d, 30, b"Assessment"), "two-headed"),
    "another size where it stands": (lambda m, d: patched(d, 18, b"\x01\x00\x00\x00"), "two-headed"),
    "another checksum": (lambda m, d: patched(d, central(d) + 16, b"\0\0\0\0"), "two-headed"),
    "a size beyond the file": (
        lambda m, d: patched(d, central(d) + 20, struct.pack("<II", 1 << 28, 1 << 28)),
        "surrounded",
    ),
    "a size beyond all": (lambda m, d: patched(d, central(d) + 20, struct.pack("<II", 1 << 31, 1 << 31)), "too-large"),
    "members overlap": (lambda m, d: patched(d, central(d) + 42, struct.pack("<I", 7)), "surrounded"),
    "a member twice": (lambda m, d: plain(m, order=[*sorted(m), "seal.json"]), "duplicate"),
    "another order": (lambda m, d: plain(m, order=sorted(m, reverse=True)), "order"),
    "upper case": (named("Assessment.json"), "hostile-name"),
    "out of the folder": (named("../../etc/passwd"), "hostile-name"),
    "absolute": (named("/etc/passwd"), "hostile-name"),
    "a drive": (named("C:evil"), "hostile-name"),
    "backslashes": (named("evidence\\x"), "hostile-name"),
    "a folder": (named("evidence/"), "hostile-name"),
    "right to left": (named("evidence/\u202egpj"), "hostile-name"),
    "a NUL": (named("seal.json\0.txt"), "hostile-name"),
    "no name": (named(""), "unknown-member"),
    "a stranger": (named("run-me.exe"), "unknown-member"),
    "a stranger's evidence": (named("evidence/board.txt"), "unknown-member"),
}


@pytest.mark.parametrize("name", STRUCTURAL)
def test_a_structural_trick_is_refused_before_members_are_read(name, company, members, sealed, tmp_path):
    attack, code = STRUCTURAL[name]
    place = tmp_path / "attack.govkit"
    place.write_bytes(attack(members, sealed))
    with pytest.raises(Refused) as refused:
        scan(place)
    assert refused.value.code == code
    found = company.verify(place)
    assert not found.holds
    assert [entry.code for entry in found.objections] == [code]


def without(members, name):
    return {key: data for key, data in members.items() if key != name}


def other_key(tmp_path):
    if not (tmp_path / "other.pem").exists():
        write_new(tmp_path / "other.pem", None)
    return read_private(tmp_path / "other.pem")


def enveloped(members, change):
    """Change the JSON of the envelope and write it as the tool does."""
    envelope = json.loads(members["seal.json"])
    change(envelope)
    return {**members, "seal.json": json.dumps(envelope, separators=(",", ":")).encode() + b"\n"}


def forged(members, company, tmp_path):
    """Sign with another key under the id of the trusted one."""
    envelope = read_envelope(members["seal.json"], STATEMENT_TYPE)
    sig = other_key(tmp_path).sign(envelope.signed_bytes)
    keyid = key_id(company.key.public_key())
    forged = Envelope(STATEMENT_TYPE, envelope.payload, (Signature(keyid, sig),))
    return {**members, "seal.json": forged.to_bytes()}


def one_bad(members, company, tmp_path):
    """Add a signature of a second key that is not over this payload."""
    envelope = read_envelope(members["seal.json"], STATEMENT_TYPE)
    key = other_key(tmp_path)
    second = Signature(key_id(key.public_key()), key.sign(b"something else"))
    signatures = tuple(sorted([*envelope.signatures, second], key=lambda entry: entry.keyid))
    return {**members, "seal.json": Envelope(STATEMENT_TYPE, envelope.payload, signatures).to_bytes()}


def of_another(members, company, tmp_path):
    """Put the seal of another submission, signed by the same key, onto these members."""
    other = company.resealed({**members, "assessment.json": members["assessment.json"].replace(b"Shop", b"Ship")})
    (tmp_path / "o").write_bytes(other)
    return {**members, "seal.json": company.members(other, tmp_path / "o")["seal.json"]}


def swapped_type(members, company, tmp_path):
    envelope = read_envelope(members["seal.json"], STATEMENT_TYPE)
    other = Envelope("text/plain", envelope.payload, ()).signed_by(company.key)
    return {**members, "seal.json": other.to_bytes()}


def swapped_predicate(members, company, tmp_path):
    statement = json.loads(read_envelope(members["seal.json"], STATEMENT_TYPE).payload)
    statement["predicateType"] = "https://slsa.dev/provenance/v1"
    payload = json.dumps(statement, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return {**members, "seal.json": Envelope(STATEMENT_TYPE, payload, ()).signed_by(company.key).to_bytes()}


def lax_base64(envelope):
    """Use the bits that base64 leaves over at the end."""
    sig = envelope["signatures"][0]["sig"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet[alphabet.index(sig[-3]) ^ 1]
    envelope["signatures"][0]["sig"] = f"{sig[:-3]}{last}=="
    assert base64.b64decode(sig) == base64.b64decode(envelope["signatures"][0]["sig"])


SEALS = {
    "facts missing": (lambda m, c, t: without(m, "facts.json"), "missing"),
    "assessment missing": (lambda m, c, t: without(m, "assessment.json"), "missing"),
    "seal missing": (lambda m, c, t: without(m, "seal.json"), "missing"),
    "evidence missing": (lambda m, c, t: without(m, evidence(m)), "missing"),
    "evidence added": (lambda m, c, t: {**m, f"evidence/{hashlib.sha256(b'x').hexdigest()}": b"x"}, "unlisted"),
    "a list of omissions added": (lambda m, c, t: {**m, "redacted.json": b"{}"}, "unlisted"),
    "evidence changed": (lambda m, c, t: {**m, evidence(m): b"Refused.\n"}, "changed"),
    "evidence renamed": (
        lambda m, c, t: {**without(m, evidence(m)), f"evidence/{'0' * 64}": m[evidence(m)]},
        "missing",
    ),
    "a verdict changed": (
        lambda m, c, t: {**m, "assessment.json": m["assessment.json"].replace(b'"fail"', b'"pass"')},
        "changed",
    ),
    "other facts": (lambda m, c, t: {**m, "facts.json": m["facts.json"].replace(b"P9Y", b"P1Y")}, "changed"),
    "members swapped": (
        lambda m, c, t: {**m, "facts.json": m["assessment.json"], "assessment.json": m["facts.json"]},
        "changed",
    ),
    "another payload type": (swapped_type, "payload-type"),
    "another kind of statement": (swapped_predicate, "statement-type"),
    "signed by another": (forged, "bad-signature"),
    "two signatures, one bad": (one_bad, "unknown-signer"),
    "nobody signed": (lambda m, c, t: enveloped(m, lambda e: e["signatures"].clear()), "unsigned"),
    "signed twice": (lambda m, c, t: enveloped(m, lambda e: e["signatures"].append(e["signatures"][0])), "signatures"),
    "another id": (lambda m, c, t: enveloped(m, lambda e: e["signatures"][0].update(keyid="0" * 64)), "unknown-signer"),
    "one more key in the envelope": (lambda m, c, t: enveloped(m, lambda e: e.update(note="x")), "envelope"),
    "blanks in the envelope": (lambda m, c, t: {**m, "seal.json": m["seal.json"] + b"\n"}, "envelope"),
    "no JSON": (lambda m, c, t: {**m, "seal.json": b"[" * 100_000}, "envelope"),
    "lax base64": (lambda m, c, t: enveloped(m, lax_base64), "envelope"),
    "the seal of another": (of_another, "changed"),
    "stamps of nothing": (lambda m, c, t: {**m, "stamps.json": b"{}"}, "stamps"),
}


@pytest.mark.parametrize("name", SEALS)
def test_a_broken_seal_is_named(name, company, members, tmp_path):
    attack, code = SEALS[name]
    place = tmp_path / "attack.govkit"
    place.write_bytes(pack(attack(members, company, tmp_path)))
    found = company.verify(place)
    assert not found.holds
    assert code in [entry.code for entry in found.objections]


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
    "files promised": (lambda m: without(m, evidence(m)), {"evidence": "files"}, "missing-evidence"),
    "only digests promised": (lambda m: m, {"evidence": "digests"}, "unlisted-evidence"),
    "evidence that nothing names": (
        lambda m: {**m, f"evidence/{hashlib.sha256(b'x').hexdigest()}": b"x"},
        {},
        "unlisted-evidence",
    ),
    "evidence under another's name": (lambda m: {**m, evidence(m): b"x"}, {}, "changed"),
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


def test_keys_are_believed_for_whom_and_when_they_are_trusted(company, sealed, tmp_path):
    place = tmp_path / "a.govkit"
    place.write_bytes(sealed)
    key = key_of(company.key.public_key(), "Shop", "shop")
    today = date(2026, 12, 1)

    def codes(trusted, revoked=None, **terms):
        store = TrustStore().with_key(trusted)
        store = store.with_revoked(key.keyid, revoked) if revoked else store
        return [entry.code for entry in company.verify(place, store, today=today, **terms).objections]

    assert codes(key) == []
    assert codes(key.model_copy(update={"organisation": "bank"})) == ["other-organisation"]
    assert codes(key.model_copy(update={"until": date(2026, 11, 30)})) == ["expired-key"]
    assert codes(key.model_copy(update={"until": date(2026, 11, 30)}), received=date(2026, 11, 30)) == []
    assert codes(key.model_copy(update={"from_": date(2026, 12, 2)})) == ["early-key"]
    lost = Revocation(on=date(2026, 11, 25), reason="lost")
    assert codes(key, lost) == ["revoked-key"]
    assert codes(key, lost, received=date(2026, 11, 25)) == ["revoked-key"]
    assert codes(key, lost, received=date(2026, 11, 24)) == []
