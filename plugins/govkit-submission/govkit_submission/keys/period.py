"""Whether a signature may be believed on the days on which it can have been made.

The day that a signer names proves nothing. What is known is that a signature existed when a time-stamp of a trusted
authority was made, or when the receiver had it; without either, it may have been made today.
"""

from __future__ import annotations

from datetime import date

from govkit_submission.keys.store import Key


def fault_on(key: Key, *, existed: date | None, today: date) -> tuple[str, str] | None:
    """Return the code and the words of what keeps a key's signature from being believed, or `None`.

    `existed` is a day on which the signature is known to have been there already.
    """
    latest = existed or today
    if key.revoked is not None and latest >= key.revoked.on:
        why = f": {key.revoked.reason}" if key.revoked.reason else ""
        return "revoked-key", f"the key was revoked from {key.revoked.on} on{why}; {_unproven(existed, 'before')}"
    if key.from_ is not None and latest < key.from_:
        return "early-key", f"the key is in use from {key.from_} on, and the signature was there on {latest}"
    if key.until is not None and latest > key.until:
        return "expired-key", f"the key was in use until {key.until}; {_unproven(existed, 'then')}"
    return None


def _unproven(existed: date | None, when: str) -> str:
    if existed is None:
        return f"nothing shows that it signed {when}"
    return f"the signature is only shown to have been there on {existed}"
