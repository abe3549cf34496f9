"""Finds what came more than once under other bytes, so that a submission counts once, whatever it came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govkit_submission.desk.store import Desk

SEALED_TOO = "it was taken in sealed, with the same facts and claims"
REWRITTEN = "other bytes with the same facts and claims were taken in"
_OWN = frozenset({"sha256", "intake", "rules", "criteria", "reason", "sealed", "signers", "remarks"})
"""What a record says of how its submission came and when it was judged, not of what is claimed and found."""


@dataclass(frozen=True)
class _Came:
    """One of those that say the same."""

    signers: frozenset[str]
    """Nobody's, of a plain folder."""
    since: int
    """The intake that took it in first."""
    sha256: str

    def adds_nothing_to(self, other: _Came) -> bool:
        """Tell whether another one has all of its signatures, and more of them or an earlier place."""
        if self.signers != other.signers:
            return self.signers < other.signers
        return (self.since, self.sha256) > (other.since, other.sha256)


def twins(desk: Desk) -> dict[str, str]:
    """Return the digests of accepted submissions that say what another one does, each with the reason not to count it.

    The same are facts, organisation, day, claims and verdicts. A folder written anew, one whose sealed form came as
    well, a sealed file once more with a time-stamp or before it was countersigned: none of them adds anything. What
    was altered claims something else and stands by itself; so does what others signed, as each is the word of who did.
    """
    since = _taken_in(desk)
    alike: dict[str, list[_Came]] = defaultdict(list)
    for record in desk.records():
        if record["outcome"] == "accepted":
            first = since.get(record["sha256"], record["intake"])
            came = _Came(frozenset(record.get("signers", ())), first, record["sha256"])
            alike[_said(desk, record)].append(came)
    return {sha256: why for group in alike.values() for sha256, why in _hidden(group)}


def _hidden(group: Sequence[_Came]) -> Iterator[tuple[str, str]]:
    for one in group:
        others = [other for other in group if one.adds_nothing_to(other)]
        if others:
            yield one.sha256, SEALED_TOO if any(other.signers for other in others) else REWRITTEN


def _taken_in(desk: Desk) -> dict[str, int]:
    """Return the number of the intake that took each submission in first: a later one does not take its place."""
    found: dict[str, int] = {}
    for entry in desk.log.entries():
        if entry.get("outcome") in ("accepted", "known"):
            found.setdefault(entry["sha256"], entry["intake"])
    return found


def _said(desk: Desk, record: Mapping[str, Any]) -> str:
    from govkit_submission.desk.store import digest

    content = {name: value for name, value in record.items() if name not in _OWN}
    return digest([desk.facts_digest(record["sha256"]), content])
