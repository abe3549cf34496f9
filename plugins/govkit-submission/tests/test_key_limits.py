"""What limits a key limits it wherever else it is trusted, and no revocation is ever taken back or moved to later."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from govkit.model.errors import InputError
from govkit_submission.keys.keyfile import public_path
from govkit_submission.keys.keylist import KeyList, followed
from govkit_submission.keys.store import Key, Revocation, TrustedKey, TrustedList, TrustStore, key_of, read_store
from govkit_submission.sole import sole_writer


@pytest.fixture
def public(company):
    return key_of(company.key.public_key()).public


def store(public, *entries, lists=(), revoked=None):
    keys = tuple(TrustedKey(public=public, **entry) for entry in entries)
    followed_lists = tuple(
        TrustedList(root=public, organisation=organisation, keys=(Key(public=public, **entry),))
        for organisation, entry in lists
    )
    return TrustStore(keys=keys, lists=followed_lists, revoked=revoked or {})


def lost(day):
    return Revocation(on=date.fromisoformat(day))


def test_of_all_entries_about_a_key_the_narrowest_counts(company, public):
    keyid = key_of(company.key.public_key()).keyid
    listed = {"revoked": lost("2026-10-01"), "until": date(2026, 11, 1), "from_": date(2026, 2, 1)}
    key = store(public, {"name": "Shop"}, lists=[("shop", listed)]).find(keyid)
    assert (key.name, key.revoked, key.until, key.from_) == ("Shop", lost("2026-10-01"), date(2026, 11, 1), None)
    assert key.organisations == {"shop"}
    own = store(public, {}, lists=[("", listed)], revoked={keyid: lost("2026-09-01")}).find(keyid)
    assert own.revoked == lost("2026-09-01")
    two = store(public, {"organisation": "shop"}, lists=[("bank", {})]).find(keyid)
    assert two.organisations == {"shop", "bank"}
    alone = store(public, {}).find(keyid)
    assert (alone.revoked, alone.until, alone.organisations) == (None, None, frozenset())


@pytest.fixture
def trusted(company, call, tmp_path):
    """Return a store in which the key is trusted by hand, and what verifies the submission against it."""
    folder, file = tmp_path / "trust", tmp_path / "shop.govkit"
    file.write_bytes(company.sealed())
    pub = public_path(company.key_file)
    keyid = call("keys", "trust", pub, "--trust", folder, "--for", "shop", "--until", "2026-12-31")[1].strip()

    def verify(*options, on="2026-12-01"):
        code, out, _ = call("verify", file, "--trust", folder, "-c", company.checklist, "--on", on, *options)
        return code, out

    return folder, keyid, pub, verify


def test_a_list_revokes_a_key_that_is_trusted_by_hand_too(call, tmp_path, trusted):
    folder, keyid, pub, verify = trusted
    assert verify()[0] == 0
    call("keys", "new", tmp_path / "root.pem")
    publish = ("keys", "publish", tmp_path / "keys.json", "--root", tmp_path / "root.pem")
    assert call(*publish, "--add", pub, "--on", "2026-01-01")[0] == 0
    assert call(*publish, "--revoke", keyid[:8], "--on", "2026-10-01", "--reason", "stolen")[0] == 0
    follow = ("keys", "trust", tmp_path / "keys.json", "--trust", folder, "--root", tmp_path / "root.pem.pub")
    assert call(*follow, "--for", "shop")[0] == 0
    assert "refused (revoked-key)" in verify()[1]
    assert "refused (revoked-key)" in verify("--key", pub)[1]
    assert call(*publish, "--revoke", keyid[:8], "--on", "2027-10-01")[0] == 0
    assert call(*follow)[0] == 0
    assert "revoked from 2026-10-01 on: stolen" in verify()[1]
    code, _, err = call(*publish, "--add", pub)
    assert code == 2
    assert "was revoked from 2026-10-01 on" in err


def test_a_key_that_is_given_keeps_the_limits_that_it_has(company, call, tmp_path, trusted):
    _, _, pub, verify = trusted
    assert verify("--key", pub)[0] == 0
    code, out = verify("--key", pub, on="2027-01-01")
    assert code == 5
    assert "refused (expired-key)" in out
    unknown = ("verify", tmp_path / "shop.govkit", "--trust", tmp_path / "none", "-c", company.checklist)
    assert call(*unknown, "--key", pub)[0] == 0


def test_a_revocation_is_never_moved_to_later(call, trusted):
    folder, keyid, _, verify = trusted
    for day in ("2026-11-01", "2027-01-01"):
        code, _, err = call("keys", "revoke", keyid[:8], "--trust", folder, "--on", day)
        assert (code, "is not believed from 2026-11-01 on" in err) == (0, True)
    assert verify()[0] == 5
    assert call("keys", "revoke", keyid[:8], "--trust", folder, "--on", "2026-10-01")[0] == 0
    assert read_store(folder).find(keyid).revoked == lost("2026-10-01")


@pytest.mark.parametrize("keys", [(), ({},), ({"revoked": lost("2027-01-01")},)], ids=["gone", "good again", "later"])
def test_no_newer_list_gives_a_lost_key_back(keys, company, public, tmp_path):
    before = TrustedList(root=public, serial=1, keys=(Key(public=public, revoked=lost("2026-10-01")),))
    newer = KeyList(serial=2, issued=date(2026, 12, 1), keys=tuple(Key(public=public, **entry) for entry in keys))
    place = tmp_path / "keys.json"
    place.write_bytes(newer.signed(company.key))
    (key,) = followed(before, place).keys
    assert key.revoked == lost("2026-10-01")


def test_a_key_that_was_retired_may_come_into_use_again(public):
    retired = KeyList(serial=1, issued=date(2026, 1, 1), keys=(Key(public=public, until=date(2026, 5, 1)),))
    (key,) = retired.added(Key(public=public)).keys
    assert key.until is None
    with pytest.raises(InputError, match="0 keys of the list begin with"):
        retired.without("no", lost("2026-01-01"))


def test_two_commands_about_keys_never_write_at_once(call, company, trusted, tmp_path):
    folder, keyid, pub, _ = trusted
    with sole_writer(folder):
        for command in (("revoke", keyid[:8]), ("trust", pub)):
            code, _, err = call("keys", *command, "--trust", folder)
            assert code == 4
            assert "another govkit is writing to this folder" in err
    assert call("keys", "revoke", keyid[:8], "--trust", folder)[0] == 0


def test_of_commands_at_the_same_time_none_is_lost_without_a_word(call, company, trusted, tmp_path):
    folder, keyid, _, _ = trusted
    call("keys", "new", tmp_path / "other.pem")
    commands = [("revoke", keyid[:8], "--on", "2026-01-01"), ("trust", public_path(tmp_path / "other.pem"))]
    start = [sys.executable, "-m", "govkit", "keys"]
    running = [
        subprocess.Popen(
            [*start, *map(str, command), "--trust", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for command in commands
    ]
    revoked, trusts = (process.wait() for process in running)
    found = read_store(folder)
    assert {revoked, trusts} <= {0, 4}
    assert (found.find(keyid).revoked is not None) == (revoked == 0)
    assert (len(found.keys) == 2) == (trusts == 0)
