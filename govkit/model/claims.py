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
A claim whose time is over, or whose data have changed, is marked `lapsed: true` when the inventory is normalised.
"""


def settle(claims: Sequence[dict[str, Any]], path: str) -> Any:
    """Return the value that the claims state: a confirmed one first, else a declared one.

    Detected and suggested values never count as stated until somebody confirms them. Raises `NotStated` where nobody
    states anything, and `Disputed` where those who do disagree.
    """
    live = [claim for claim in claims if not claim.get("lapsed")]
    for standing in (Standing.CONFIRMED, Standing.DECLARED):
        stating = [claim for claim in live if claim.get("standing", Standing.DECLARED) == standing]
        if len({json.dumps(claim.get("value"), sort_keys=True) for claim in stating}) > 1:
            raise Disputed(path, tuple(str(claim.get("origin") or claim.get("by") or "?") for claim in stating))
        if stating:
            return stating[0].get("value")
    raise NotStated(path, "only detected or suggested; nobody has confirmed it" if live else "every claim has lapsed")
