"""Whether a signature may be believed on the days on which it can have been made.

The day that a signer names proves nothing. What is known is that a signature existed when a time-stamp of a trusted
authority was made, or when the receiver had it; without either, it may have been made today.
"""

from __future__ import annotations

from datetime import date

from govkit.model.worded import worded
from govkit_submission.keys.store import Key


def fault_on(key: Key, *, existed: date | None, today: date) -> tuple[str, str] | None:
    """Return the code and the words of what keeps a key's signature from being believed, or `None`.

    `existed` is a day on which the signature is known to have been there already.
    """
    latest = existed or today
    if key.revoked is not None and latest >= key.revoked.on:
        on, existing = key.revoked.on, _unproven(existed, before=True)
        if key.revoked.reason:
            why = key.revoked.reason
            return "revoked-key", worded(
                "the key was revoked from {on} on: {why}; {existed}", on=on, why=why, existed=existing
            )
        return "revoked-key", worded("the key was revoked from {on} on; {existed}", on=on, existed=existing)
    if key.from_ is not None and latest < key.from_:
        told = worded(
            "the key is in use from {start} on, and the signature was there on {latest}", start=key.from_, latest=latest
        )
        return "early-key", told
    if key.until is not None and latest > key.until:
        existing = _unproven(existed, before=False)
        return "expired-key", worded("the key was in use until {until}; {existed}", until=key.until, existed=existing)
    return None


def _unproven(existed: date | None, *, before: bool) -> str:
    if existed is not None:
        return worded("the signature is only shown to have been there on {existed}", existed=existed)
    if before:
        return worded("nothing shows that it signed before")
    return worded("nothing shows that it signed then")
