"""Several sources about one value, kept side by side: which of them states something, and whether they agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from govkit.model.not_stated import Disputed, NotStated
from govkit.model.status import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

CLAIM_KEYS = ("value", "origin", "standing", "by", "at", "reason", "valid_for")
"""What a claim may say: the value, where it comes from, its standing, who said it when and why, and for how long.

`valid_for` binds a claim to what it was made about: `{"until": DATE}`, or `{"digest": SHA256}` of the data.
A claim whose time is over or still to come, or whose data have changed, is marked `lapsed: true` when the inventory
is seen on a day.
"""


def settle(claims: Sequence[dict[str, Any]], path: str) -> Any:
    """Return the value that the claims state: a confirmed one first, else a declared one.

    Detected and suggested values never count as stated until somebody confirms them, and a claim without a value states
    nothing. Raises `NotStated` where nobody states anything, and `Disputed` where those who do disagree.
    """
    saying = [claim for claim in claims if not _is_silent(claim.get("value"))]
    live = [claim for claim in saying if not claim.get("lapsed")]
    for standing in (Standing.CONFIRMED, Standing.DECLARED):
        stating = [claim for claim in live if claim.get("standing", Standing.DECLARED) == standing]
        if len({_comparable(claim["value"]) for claim in stating}) > 1:
            raise Disputed(path, tuple(str(claim.get("origin") or claim.get("by") or "?") for claim in stating))
        if stating:
            return stating[0]["value"]
    raise NotStated(path, _why_none(claims, saying, live))


def _is_silent(value: Any) -> bool:
    return value in (None, "", [], {}) or (isinstance(value, dict) and value.keys() == {"unknown"})


def _comparable(value: Any) -> str:
    """Write a value so that equal ones are equal texts; the order of a list says nothing in an inventory."""
    if isinstance(value, list):
        return str(sorted(map(_comparable, value)))
    return json.dumps(value, sort_keys=True)


def _why_none(
    claims: Sequence[dict[str, Any]], saying: Sequence[dict[str, Any]], live: Sequence[dict[str, Any]]
) -> str:
    if any(claim.get("standing") in (Standing.DETECTED, Standing.SUGGESTED) for claim in live):
        return "only detected or suggested; nobody has confirmed it"
    if live:
        return "what was found has been rejected"
    if saying:
        return "every claim has lapsed"
    reasons = [claim["value"]["unknown"] for claim in claims if isinstance(claim.get("value"), dict) and claim["value"]]
    return str(reasons[0]) if reasons else "no claim gives a value"
