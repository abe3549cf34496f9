"""What can be wrong with claims, apart from the values that are claimed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from govkit.engine.faults import Fault, Pointer
from govkit.engine.read.text import shown_key
from govkit.engine.slot_values import day_fault
from govkit.model.claims import CLAIM_KEYS
from govkit.model.errors import nearest
from govkit.model.mask import mask
from govkit.model.placeholder.vouching import names_somebody, says_something
from govkit.model.slots import DIGEST
from govkit.model.status import Standing
from govkit.model.worded import worded

_NEEDED = {Standing.CONFIRMED: ("by", "at"), Standing.REJECTED: ("by", "reason")}
"""What has to be said beside a standing that only a person can give."""
_IS_SAID: dict[str, Callable[[str], bool]] = {"by": names_somebody, "at": bool, "reason": says_something}
_KEYS = ", ".join(CLAIM_KEYS)


def claim_faults(claims: Any, at: Pointer) -> Iterator[Fault]:
    """Yield what is wrong with the `claims` that stand at a place."""
    if not isinstance(claims, list) or not claims or not all(isinstance(claim, dict) for claim in claims):
        yield Fault(at, worded("`claims` is a list of records"), worded("each with {keys}", keys=_KEYS))
        return
    for index, claim in enumerate(claims):
        yield from _faults_of(claim, (*at, index))


def _faults_of(claim: dict[str, Any], at: Pointer) -> Iterator[Fault]:
    for key in sorted(claim.keys() - {*CLAIM_KEYS}):
        hint = nearest(key, CLAIM_KEYS) or worded("possible are {known}", known=_KEYS)
        yield Fault((*at, key), worded("a claim has no {key}", key=shown_key(mask(key))), hint, key=True)
    standing = claim.get("standing")
    if standing is None:  # else deleting the word `detected` would turn what a tool guessed into a statement
        yield Fault(
            at,
            worded("a claim does not say what it is worth"),
            worded("give it a `standing`: {standing}", standing=", ".join(Standing)),
        )
    elif standing not in list(Standing):
        hint = nearest(str(standing), list(Standing)) or worded("possible are {known}", known=", ".join(Standing))
        yield Fault((*at, "standing"), worded("there is no such standing"), hint)
    else:
        for key in _NEEDED.get(Standing(standing), ()):
            said = claim.get(key)
            if not isinstance(said, str) or not _IS_SAID[key](said):
                yield Fault(
                    at,
                    worded("a claim that is {standing} needs `{key}`", standing=standing, key=key),
                    worded("state `{key}`", key=key),
                )
    for key in ("origin", "by", "reason"):
        if not isinstance(claim.get(key, ""), str):
            yield Fault((*at, key), worded("`{key}` of a claim is a text", key=key), worded("write it in quotes"))
    if "at" in claim and (not isinstance(claim["at"], str) or day_fault(claim["at"][:10], "at")):
        yield Fault((*at, "at"), worded("`at` is not a date"), worded("write an ISO date such as 2026-11-21"))
    if "valid_for" in claim:
        yield from _validity_faults(claim["valid_for"], (*at, "valid_for"))


def _validity_faults(validity: Any, at: Pointer) -> Iterator[Fault]:
    if not isinstance(validity, dict) or not validity or validity.keys() - {"until", "digest"}:
        yield Fault(
            at, worded("`valid_for` is not what it has to be"), worded("write {until: 2027-11-21} or {digest: …}")
        )
        return
    if "until" in validity and (fault := day_fault(validity["until"], "until")):
        yield Fault((*at, "until"), *fault)
    digest = validity.get("digest", "0" * 64)
    if not isinstance(digest, str) or not re.fullmatch(DIGEST.pattern, digest):
        yield Fault(
            (*at, "digest"),
            worded("`digest` is not {form}", form=DIGEST.form),
            worded("write {form}", form=DIGEST.form),
        )
