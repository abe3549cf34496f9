"""Finds plain folders whose sealed form was taken in as well, so that one submission counts once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govkit_submission.desk.store import Desk

_OWN = frozenset({"sha256", "intake", "rules", "criteria", "reason", "sealed", "signers", "remarks"})
"""What a record says of how its submission came and when it was judged, not of what is claimed and found."""


def twins(desk: Desk) -> frozenset[str]:
    """Return the digests of the accepted plain folders of which the desk has a sealed submission that says the same.

    The same are facts, organisation, day, claims and verdicts. A folder that was altered after it was sealed claims
    something else and stands by itself; so do sealed ones, as each is the word of who signed it.
    """
    plain: dict[str, str] = {}
    sealed: set[str] = set()
    for record in desk.records():
        if record["outcome"] == "accepted":
            said = _said(desk, record)
            if record["sealed"]:
                sealed.add(said)
            else:
                plain[record["sha256"]] = said
    return frozenset(sha256 for sha256, said in plain.items() if said in sealed)


def _said(desk: Desk, record: Mapping[str, Any]) -> str:
    from govkit_submission.desk.store import digest

    content = {name: value for name, value in record.items() if name not in _OWN}
    return digest([desk.facts_digest(record["sha256"]), content])
