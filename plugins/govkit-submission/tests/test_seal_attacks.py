"""Seals that somebody has tampered with, and keys that are not trusted: each is named."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date

import pytest

from govkit_submission.keys.keyfile import key_id, read_private, write_new
from govkit_submission.keys.store import Revocation, TrustStore, key_of
from govkit_submission.seal.archive import pack
from govkit_submission.seal.envelope import STATEMENT_TYPE, Envelope, Signature, read_envelope


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
    "facts missing": (lambda m, c, t: m.without("facts.json"), "missing"),
    "assessment missing": (lambda m, c, t: m.without("assessment.json"), "missing"),
    "seal missing": (lambda m, c, t: m.without("seal.json"), "missing"),
    "evidence missing": (lambda m, c, t: m.without(m.evidence), "missing"),
    "evidence added": (lambda m, c, t: {**m, f"evidence/{hashlib.sha256(b'x').hexdigest()}": b"x"}, "unlisted"),
    "a list of omissions added": (lambda m, c, t: {**m, "redacted.json": b"{}"}, "unlisted"),
    "evidence changed": (lambda m, c, t: {**m, m.evidence: b"Refused.\n"}, "changed"),
    "evidence renamed": (
        lambda m, c, t: {**m.without(m.evidence), f"evidence/{'0' * 64}": m[m.evidence]},
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
