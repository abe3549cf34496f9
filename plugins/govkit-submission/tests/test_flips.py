"""Every single bit of a submission counts."""

from __future__ import annotations

import os

import pytest

from govkit_submission.seal.archive import pack, scan
from govkit_submission.seal.envelope import STATEMENT_TYPE, read_envelope
from govkit_submission.seal.opening import open_submission
from govkit_submission.seal.refusal import Refused
from govkit_submission.seal.verifying import check


@pytest.mark.sweep
def test_every_flipped_bit_is_refused(company, sealed, tmp_path):
    """The checksums alone show it: no flip comes as far as the digests."""
    place = tmp_path / "flipped.govkit"
    place.write_bytes(sealed)
    number = os.open(place, os.O_RDWR)
    missed = []
    try:
        for at, byte in enumerate(sealed):
            for bit in range(8):
                os.pwrite(number, bytes([byte ^ 1 << bit]), at)
                try:
                    scan(place)
                except Refused:
                    continue
                missed.append((at, bit))
            os.pwrite(number, bytes([byte]), at)
    finally:
        os.close(number)
    assert place.read_bytes() == sealed
    assert missed == []


@pytest.mark.sweep
def test_every_flipped_bit_of_the_envelope_is_refused_by_whoever_mends_the_checksums(company, members):
    keys = {key.keyid: key.ed25519 for key in company.trust.keys}
    data = members["seal.json"]
    for at, byte in enumerate(data):
        for bit in range(8):
            flipped = data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]
            try:
                envelope = read_envelope(flipped, STATEMENT_TYPE)
            except Refused:
                continue
            (signature,) = envelope.signatures
            key = keys.get(signature.keyid)
            assert key is None or not envelope.holds(signature, key), (at, bit)


def test_flipped_bits_of_members_are_refused_by_whoever_mends_the_checksums(company, members, tmp_path):
    place = tmp_path / "flipped.govkit"
    for name in ("assessment.json", "facts.json", members.evidence):
        data = members[name]
        for at in range(0, len(data), 1 + len(data) // 15):
            flipped = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
            place.write_bytes(pack({**members, name: flipped}))
            assert "changed" in [entry.code for entry in check(open_submission(place), company.trust)], (name, at)
