"""Keys on disk, in the trust store and in signed lists, and time-stamps of a local authority."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from datetime import UTC, datetime

import pytest

from govkit_submission.keys.keyfile import public_path, read_private
from govkit_submission.keys.store import read_store
from govkit_submission.seal.envelope import Signature
from govkit_submission.seal.opening import open_submission
from govkit_submission.seal.refusal import Refused
from govkit_submission.stamp import proven, read_stamps, write_stamps


def new(call, path, *options):
    code, out, _ = call("keys", "new", path, *options)
    assert code == 0
    return out.strip()


def test_a_private_key_is_for_its_owners_eyes(call, tmp_path):
    keyid = new(call, tmp_path / "k.pem")
    assert len(keyid) == 64
    assert stat.S_IMODE((tmp_path / "k.pem").stat().st_mode) == 0o600
    assert (tmp_path / "k.pem").read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    before = (tmp_path / "k.pem").read_bytes()
    code, _, err = call("keys", "new", tmp_path / "k.pem")
    assert code == 2
    assert "there is a file already" in err
    assert (tmp_path / "k.pem").read_bytes() == before


def test_a_key_that_others_may_read_signs_nothing(company, call, tmp_path):
    new(call, tmp_path / "k.pem")
    (tmp_path / "k.pem").chmod(0o644)
    code, _, err = call("submit", company.folder, "-o", tmp_path / "x.govkit", "--key", tmp_path / "k.pem")
    assert code == 2
    assert "others may read this private key" in err


def test_a_passphrase_locks_a_key(company, call, tmp_path):
    (tmp_path / "words").write_text("correct horse\n")
    (tmp_path / "wrong").write_text("battery\n")
    new(call, tmp_path / "k.pem", "--passphrase", tmp_path / "words")
    assert b"ENCRYPTED" in (tmp_path / "k.pem").read_bytes()
    submit = ("submit", company.folder, "-o", tmp_path / "x.govkit", "--key", tmp_path / "k.pem")
    assert "needs a passphrase" in call(*submit)[2]
    assert "passphrase is wrong" in call(*submit, "--passphrase", tmp_path / "wrong")[2]
    assert call(*submit, "--passphrase", tmp_path / "words")[0] == 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (["openssl", "genpkey", "-algorithm", "X25519"], "no Ed25519 key"),
        (["echo", "hello"], "no private key in PEM"),
    ],
)
def test_other_keys_are_refused(make, words, company, call, tmp_path):
    key = tmp_path / "k.pem"
    key.write_bytes(subprocess.run(make, capture_output=True, check=True).stdout)
    key.chmod(0o600)
    code, _, err = call("submit", company.folder, "-o", tmp_path / "x.govkit", "--key", key)
    assert code == 2
    assert words in err


def test_a_key_of_openssl_is_a_key(call, tmp_path):
    made = subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519"], capture_output=True, check=True).stdout
    (tmp_path / "k.pem").write_bytes(made)
    (tmp_path / "k.pem").chmod(0o600)
    assert read_private(tmp_path / "k.pem")


@pytest.fixture
def file(sealed, tmp_path):
    place = tmp_path / "shop.govkit"
    place.write_bytes(sealed)
    return place


@pytest.fixture
def verified(company, file, call, tmp_path):
    """Return a function that verifies the submission on a day: exit code and what is said."""

    def verified(*options, on="2026-12-01"):
        code, out, _ = call(
            "verify", file, "--trust", tmp_path / "trust", "-c", company.checklist, "--on", on, *options
        )
        return code, out

    return verified


def test_the_store_is_listed_and_revoked(company, call, verified, tmp_path):
    store = ("--trust", tmp_path / "trust")
    _, out, _ = call("keys", "trust", public_path(company.key_file), *store, "--name", "Shop", "--for", "shop")
    keyid = out.strip()
    code, out, _ = call("keys", "list", *store)
    assert code == 0
    assert f"{keyid[:16]}  Shop  for shop" in out
    assert verified()[0] == 0
    assert call("keys", "revoke", "no", *store)[0] == 2
    assert call("keys", "revoke", keyid[:10], *store, "--on", "2026-11-25", "--reason", "stolen laptop")[0] == 0
    code, out = verified()
    assert code == 5
    assert "the key was revoked from 2026-11-25 on: stolen laptop; nothing shows that it signed before" in out
    assert verified("--received", "2026-11-24")[0] == 0
    (row,) = json.loads(call("keys", "list", *store, "--json")[1])
    assert row["revoked"] == "2026-11-25 (stolen laptop)"


def test_a_broken_store_is_an_error_and_no_empty_one(call, tmp_path, file):
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust/trust.json").write_text('{"govkit": "trust/1", "keys": [{"public": "AAAA"}]}')
    code, _, err = call("verify", file, "--trust", tmp_path / "trust")
    assert code == 2
    assert "no trust store" in err


def test_a_signed_list_rotates_and_revokes(company, call, verified, tmp_path):
    new(call, tmp_path / "root.pem")
    new(call, tmp_path / "next.pem")
    newest, store = tmp_path / "keys.json", ("--trust", tmp_path / "trust")
    publish = ("keys", "publish", newest, "--root", tmp_path / "root.pem")
    assert call(*publish, "--name", "Shop", "--add", public_path(company.key_file), "--on", "2026-01-01")[0] == 0
    first = newest.read_bytes()
    root = ("--root", tmp_path / "root.pem.pub")
    assert "no list is followed yet" in call("keys", "trust", newest, *store)[2]
    assert call("keys", "trust", newest, *store, *root, "--for", "shop")[0] == 0
    assert verified()[0] == 0

    (key,) = read_store(tmp_path / "trust").known()
    rotate = ("--retire", key.keyid, "--add", tmp_path / "next.pem.pub", "--on", "2026-11-30")
    assert call(*publish, *rotate)[0] == 0
    assert call("keys", "trust", newest, *store)[0] == 0
    code, out = verified(on="2026-12-01")
    assert code == 5
    assert "the key was in use until 2026-11-30" in out
    assert verified(on="2026-11-30")[0] == 0
    second = newest.read_bytes()

    newest.write_bytes(first)
    code, _, err = call("keys", "trust", newest, *store)
    assert code == 5
    assert "has the number 1, and 2 has been seen already" in err

    newest.write_bytes(second)
    assert call(*publish, "--revoke", key.keyid[:12], "--on", "2026-11-25", "--reason", "lost")[0] == 0
    assert call("keys", "trust", newest, *store)[0] == 0
    assert "refused (revoked-key)" in verified(on="2026-11-30")[1]

    forged = tmp_path / "forged.json"
    new(call, tmp_path / "thief.pem")
    assert (
        call("keys", "publish", forged, "--root", tmp_path / "thief.pem", "--add", tmp_path / "thief.pem.pub")[0] == 0
    )
    code, _, err = call("keys", "trust", forged, *store)
    assert code == 5
    assert "not signed by the key that you trust for it" in err

    newest.write_bytes(second)
    fork = ("--add", tmp_path / "thief.pem.pub", "--on", "2026-12-01")
    assert call(*publish, *fork)[0] == 0
    assert "two lists with the number 3" in call("keys", "trust", newest, *store)[2]


AUTHORITY = """\
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/tsa.crt
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = no
ess_cert_id_alg = sha256
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
"""


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """Return the folder of a time-stamping authority, made of openssl alone."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "config").write_text(AUTHORITY.format(folder=folder))
    (folder / "serial").write_text("01")

    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], cwd=folder, capture_output=True, check=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "root.key", "-out", "root.crt", "-subj", "/CN=Root", "-days", "3650",
            "-config", "config", "-extensions", "root")  # fmt: skip
    openssl("req", "-new", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Clock")
    openssl("x509", "-req", "-in", "tsa.csr", "-CA", "root.crt", "-CAkey", "root.key", "-CAcreateserial", "-out",
            "tsa.crt", "-days", "3650", "-extfile", "config", "-extensions", "ext")  # fmt: skip
    return folder


def stamp(authority, request, reply):
    command = ["openssl", "ts", "-reply", "-config", authority / "config", "-queryfile", request, "-out", reply]
    subprocess.run(command, capture_output=True, check=True)


@pytest.fixture
def stamped(authority, file, call, tmp_path):
    """Return the submission with a time-stamp of the authority."""
    assert call("submit", file, "--stamp-request", tmp_path / "q.tsq")[0] == 0
    stamp(authority, tmp_path / "q.tsq", tmp_path / "r.tsr")
    place = tmp_path / "stamped.govkit"
    code, _, err = call("submit", file, "--stamp-reply", tmp_path / "r.tsr", "-o", place)
    assert code == 0, err
    return place


def test_a_time_stamp_saves_what_was_signed_before_a_key_was_lost(company, authority, stamped, call, tmp_path):
    store = ("--trust", tmp_path / "trust")
    _, out, _ = call("keys", "trust", public_path(company.key_file), *store)
    keyid = out.strip()
    lost = f"{datetime.now(UTC).year + 1}-01-01"
    verify = ("verify", stamped, *store, "-c", company.checklist, "--on", f"{datetime.now(UTC).year + 2}-01-01")
    assert call("keys", "revoke", keyid, *store, "--on", lost)[0] == 0
    assert "refused (revoked-key)" in call(*verify)[1]
    assert call("keys", "trust", authority / "root.crt", "--authority", *store)[0] == 0
    code, out, _ = call(*verify)
    assert code == 0, out
    assert "; time-stamped 20" in out
    assert call("keys", "revoke", keyid, *store, "--on", "2020-01-01")[0] == 0
    code, out, _ = call(*verify)
    assert code == 5
    assert "only shown to have been there on" in out


def test_a_time_stamp_of_nobody_known_or_about_something_else_is_refused(company, authority, stamped, tmp_path):
    opened = open_submission(stamped)
    (signature,) = opened.envelope.signatures
    token = read_stamps(opened.read("stamps.json"))[signature.keyid]
    root = (authority / "root.crt").read_text()
    assert abs((datetime.now(UTC) - proven(token, signature, [root])).total_seconds()) < 86_400
    with pytest.raises(Refused, match="about something else"):
        proven(token, Signature(signature.keyid, bytes(64)), [root])
    other = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", os.devnull, "-subj", "/CN=Root"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    with pytest.raises(Refused, match="no time-stamping authority"):
        proven(token, signature, [other])


def test_flipped_bits_of_a_time_stamp_prove_nothing(authority, stamped):
    """A few bytes of a token (version numbers, the name of an algorithm) are signed by nobody and say nothing.

    Whoever mends the checksums may flip those; the time and the authority stay what they are.
    """
    opened = open_submission(stamped)
    (signature,) = opened.envelope.signatures
    token = read_stamps(opened.read("stamps.json"))[signature.keyid]
    root = (authority / "root.crt").read_text()
    right = proven(token, signature, [root])
    unseen = 0
    for at in range(len(token)):
        flipped = token[:at] + bytes([token[at] ^ 1 << at % 8]) + token[at + 1 :]
        try:
            found = proven(flipped, signature, [root])
        except Refused:
            continue
        assert found == right
        unseen += 1
    assert unseen < 20


def test_replies_that_are_none_are_refused(authority, file, call, tmp_path):
    (tmp_path / "r.tsr").write_bytes(b"no")
    code, _, err = call("submit", file, "--stamp-reply", tmp_path / "r.tsr")
    assert code == 2
    assert "no reply of a time-stamping authority" in err
    (tmp_path / "data").write_bytes(b"something else")
    query = ["openssl", "ts", "-query", "-data", tmp_path / "data", "-sha256", "-cert", "-out", tmp_path / "q.tsq"]
    subprocess.run(query, capture_output=True, check=True)
    stamp(authority, tmp_path / "q.tsq", tmp_path / "r.tsr")
    assert "about something else" in call("submit", file, "--stamp-reply", tmp_path / "r.tsr")[2]
    assert read_stamps(write_stamps({})) == {}
