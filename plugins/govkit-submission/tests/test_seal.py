"""Sealing and verifying as people do it, and by tools that know nothing of govkit."""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import zipfile

import pytest
from pydantic_core import from_json

from govkit_submission.keys.keyfile import key_id, public_path, read_public
from govkit_submission.seal.envelope import STATEMENT_TYPE, read_envelope
from govkit_submission.seal.opening import open_submission
from govkit_submission.submit import command as submit_command

KILLS = 100


@pytest.fixture
def file(sealed, tmp_path):
    """Return the submission as a file."""
    place = tmp_path / "shop.govkit"
    place.write_bytes(sealed)
    return place


@pytest.fixture
def trusted(company, tmp_path, call):
    """Return the folder of a store that trusts the company."""
    folder = tmp_path / "trust"
    assert call("keys", "trust", public_path(company.key_file), "--trust", folder, "--name", "Shop Co")[0] == 0
    return folder


def test_the_same_assessment_and_key_give_the_same_bytes(company, sealed):
    assert company.sealed() == sealed


def test_what_was_sealed_verifies(company, file, trusted, call):
    code, out, err = call("verify", file, "--trust", trusted, "-c", company.checklist)
    assert (code, err) == (0, "")
    assert "signed by:         Shop Co" in out
    assert "no time-stamp shows when" in out
    assert "2 controls of 1 frameworks" in out
    assert "the facts themselves are the sender's word" in out


def test_submit_writes_what_verify_takes(company, trusted, call, tmp_path):
    place = tmp_path / "deep/shop.govkit"
    code, out, err = call("submit", company.folder, "-o", place, "--key", company.key_file, "--call", "round 7")
    assert (code, out) == (0, "")
    assert "signed by" in err
    options = ("--trust", trusted, "-c", company.checklist)
    assert call("verify", place, *options, "--call", "round 7")[0] == 0
    code, out, _ = call("verify", place, *options, "--call", "round 8")
    assert code == 5
    assert "refused (other-call)" in out
    assert call("verify", place, *options, "--not-before", "2026-11-21")[0] == 0
    assert "refused (too-old)" in call("verify", place, *options, "--not-before", "2026-11-22")[1]
    assert "a day that is still to come" in call("verify", place, *options, "--on", "2026-11-19")[1]
    assert "to come" not in call("verify", place, *options, "--on", "2026-11-20")[1]


def test_a_signer_whom_nobody_knows_is_refused_unless_one_says_so(company, file, call, tmp_path):
    options = ("--trust", tmp_path / "nobody", "-c", company.checklist)
    code, out, _ = call("verify", file, *options)
    assert code == 5
    assert "refused (unknown-signer)" in out
    code, out, _ = call("verify", file, *options, "--untrusted")
    assert code == 0
    assert "on nobody's word" in out
    assert call("verify", file, *options, "--key", public_path(company.key_file))[0] == 0


def test_a_checklist_that_the_verifier_does_not_have_is_not_believed(file, trusted, call):
    code, out, _ = call("verify", file, "--trust", trusted)
    assert code == 3
    assert "checklist own@1 is not known here" in out
    assert "do not believe what is claimed" in out


def test_programs_get_everything_as_json(company, file, trusted, call):
    code, out, _ = call("verify", file, "--trust", trusted, "-c", company.checklist, "--json")
    found = json.loads(out)
    assert (code, found["holds"], found["objections"], found["differences"]) == (0, True, [], [])
    assert found["passes_by_basis"] == {"declared": 0, "documented": 0, "examined": 0, "confirmed": 0}


def test_evidence_can_stay_at_home(company, tmp_path):
    place = tmp_path / "digests.govkit"
    place.write_bytes(company.sealed(evidence="digests"))
    assert not any(name.startswith("evidence/") for name in open_submission(place).members)
    assert company.verify(place).holds


@pytest.fixture
def own(company, tmp_path):
    """Return a copy of the company's folder that may be changed."""
    return shutil.copytree(company.folder, tmp_path / "own")


SPOILED = {
    "evidence missing": (lambda f: (f / "evidence/board-minutes.txt").unlink(), "missing", 5),
    "evidence changed": (lambda f: (f / "evidence/board-minutes.txt").write_text("No."), "has changed", 5),
    "input changed": (lambda f: (f / "inventory.yaml").write_text("govkit: inventory/1\n"), "has changed", 5),
    "facts missing": (lambda f: (f / "out/facts.json").unlink(), "no facts.json", 2),
    "facts changed": (
        lambda f: (f / "out/facts.json").write_text((f / "out/facts.json").read_text().replace("P9Y", "P1Y")),
        "other facts",
        5,
    ),
    "assessment missing": (lambda f: (f / "out/assessment.json").unlink(), "no such file", 2),
    "assessment changed": (
        lambda f: (f / "out/assessment.json").write_text(
            (f / "out/assessment.json").read_text().replace('"status": "fail"', '"status": "pass"')
        ),
        "does not follow from its facts",
        5,
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_does_not_fit_is_not_sealed(name, own, company, call, tmp_path):
    spoil, words, expected = SPOILED[name]
    spoil(own)
    code, out, err = call("submit", own, "-o", tmp_path / "x.govkit", "--key", company.key_file)
    assert code == expected
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "x.govkit").exists()


def test_what_is_no_assessed_folder_is_said(company, file, call, tmp_path):
    options = ("-o", tmp_path / "x.govkit", "--key", company.key_file)
    assert "there is nothing of this name" in call("submit", tmp_path / "missing", *options)[2]
    assert "add --countersign" in call("submit", file, *options)[2]
    alone = tmp_path / "alone"
    shutil.copytree(company.folder / "out", alone)
    code, _, err = call("submit", alone / "assessment.json", *options)
    assert code == 2
    assert "the evidence files are not at hand" in err
    assert call("submit", alone / "assessment.json", *options, "--folder", company.folder)[0] == 0
    assert (tmp_path / "x.govkit").read_bytes() == file.read_bytes()


def test_a_second_signature_leaves_the_statement_as_it_is(company, file, trusted, call, tmp_path):
    before = open_submission(file)
    assert call("keys", "new", tmp_path / "assessor.pem")[0] == 0
    both = tmp_path / "both.govkit"
    code, _, _ = call("submit", file, "--countersign", "--key", tmp_path / "assessor.pem", "-o", both)
    after = open_submission(both)
    assert code == 0
    assert after.envelope.payload == before.envelope.payload
    assert set(after.signers) > set(before.signers)
    options = ("--trust", trusted, "-c", company.checklist)
    assert "refused (unknown-signer)" in call("verify", both, *options)[1]
    assert call("keys", "trust", tmp_path / "assessor.pem.pub", "--trust", trusted, "--name", "Assessor")[0] == 0
    code, out, _ = call("verify", both, *options)
    assert code == 0
    assert "Assessor" in out
    assert "Shop Co" in out
    again = both.read_bytes()
    assert call("submit", both, "--countersign", "--key", tmp_path / "assessor.pem")[0] == 0
    assert both.read_bytes() == again


def test_openssl_alone_verifies_it(company, file, tmp_path):
    """As docs/submissions.md says: with tools that are on every machine, and nothing of govkit's."""
    with zipfile.ZipFile(file) as opened:
        envelope = json.loads(opened.read("seal.json"))
        content = {name: opened.read(name) for name in opened.namelist()}
    payload = base64.b64decode(envelope["payload"])
    kind = envelope["payloadType"]
    (tmp_path / "signed").write_bytes(b"DSSEv1 %d %s %d " % (len(kind), kind.encode(), len(payload)) + payload)
    (tmp_path / "sig").write_bytes(base64.b64decode(envelope["signatures"][0]["sig"]))
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public_path(company.key_file), "-rawin"]
    command += ["-in", tmp_path / "signed", "-sigfile", tmp_path / "sig"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully")
    (tmp_path / "signed").write_bytes((tmp_path / "signed").read_bytes() + b" ")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    for entry in json.loads(payload)["subject"]:
        command = ["openssl", "dgst", "-sha256", "-r"]
        found = subprocess.run(command, input=content[entry["name"]], capture_output=True, check=True).stdout
        assert found.decode().split()[0] == entry["digest"]["sha256"]


def test_openssl_makes_the_id_of_a_key(company):
    command = ["openssl", "pkey", "-pubin", "-in", public_path(company.key_file), "-outform", "DER"]
    der = subprocess.run(command, capture_output=True, check=True).stdout
    found = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=der, capture_output=True, check=True).stdout
    assert found.decode().split()[0] == key_id(read_public(public_path(company.key_file)))


def test_securesystemslib_verifies_it(company, file):
    from securesystemslib.dsse import Envelope
    from securesystemslib.exceptions import VerificationError
    from securesystemslib.signer import SSlibKey

    public = company.key.public_key()
    key = SSlibKey.from_crypto(public, keyid=key_id(public))
    written = open_submission(file).read("seal.json")
    assert set(Envelope.from_dict(json.loads(written)).verify([key], 1)) == {key.keyid}
    data = json.loads(written)
    data["payload"] = base64.b64encode(base64.b64decode(data["payload"]) + b" ").decode()
    with pytest.raises(VerificationError):
        Envelope.from_dict(data).verify([key], 1)


def test_redaction_drops_names_and_no_verdict(company, call, tmp_path, trusted):
    place = tmp_path / "redacted.govkit"
    code, _, err = call("submit", company.folder, "-o", place, "--key", company.key_file, "--redact")
    assert code == 0, err
    raw = place.read_bytes()
    for secret in (b"secretname", b"Dragon", b"Tiger", b"Chief", b"Somchai", b"board", b"Boss", b"own.yaml"):
        assert secret not in raw
    verified = company.verify(place)
    assert verified.holds
    claimed = from_json((company.folder / "out/assessment.json").read_bytes())
    verdicts = [[c["status"] for c in f["controls"]] for f in claimed["frameworks"]]
    assert [[c["status"] for c in f["controls"]] for f in verified.judged["frameworks"]] == verdicts
    assert verified.judged["organisation"]["name"] == "Shop Co"
    listed = json.loads(verified.opened.read("redacted.json"))
    assert listed["left_out"]["ids"] >= 2
    assert listed["kept"] == []
    assert "left out" in call("verify", place, "--trust", trusted, "-c", company.checklist)[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_killed_at_any_point_nothing_is_half_written(company, sealed, tmp_path):
    """A killed submit leaves no file or the old one; the next one writes the same bytes."""
    place = tmp_path / "shop.govkit"
    arguments = [str(company.folder), "-o", str(place), "--key", str(company.key_file)]
    command = submit_command(company.host)

    def submit(at):
        calls = 0

        def count(_frame, event, _argument):
            nonlocal calls
            calls += event in ("call", "c_call")
            if calls == at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        try:
            command.main(arguments, standalone_mode=False)
        finally:
            sys.setprofile(None)
        return calls

    submit(0)  # the first run imports and remembers what the others need not
    last = submit(0)
    assert place.read_bytes() == sealed
    place.unlink()
    chance = random.Random(7)
    written = killed = 0
    for at in sorted([*chance.sample(range(1, last), KILLS - 30), *range(last - 30, last)]):
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            submit(at)
            os._exit(1)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        if place.exists():
            written += 1
            assert place.read_bytes() == sealed
    assert killed > KILLS - 10
    assert 0 < written < KILLS
    submit(0)
    assert place.read_bytes() == sealed


def test_the_envelope_is_read_in_one_way_only(file):
    data = open_submission(file).read("seal.json")
    assert read_envelope(data, STATEMENT_TYPE).to_bytes() == data
