"""Whether a mechanism recorded for a transfer is in date and meant for it. Which law accepts it is not judged here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit_cbpr.dates import has_begun, has_not_lapsed
from govkit_cbpr.known import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from govkit.model.entities import Mechanism
    from govkit.plugin import Transfer

_BEGINS = {
    "clauses": "signed_on",
    "contract": "signed_on",
    "agreement": "signed_on",
    "bcr": "approved_on",
    "code": "approved_on",
    "cert": "valid_from",
    "framework": "valid_from",
    "filing": "filed_on",
    "notice": "filed_on",
    "assessment": "passed_on",
    "group-policy": "adopted_on",
}
"""First part of a mechanism's kind → the slot that says since when it stands."""
_BEGINS_BY_KIND = {"adequacy.own": "assessed_on", "bcr.own": "adopted_on"}
_MUST_BE_TRUE = {"consent": "obtained", "adequacy.listed": "listed", "law.comparable": "comparable_protection"}
"""Kind, or its first part → the slot that has to be true for the mechanism to be there at all."""
_REMOVED_BY_FALSE = frozenset({"obtained", "listed", "binding", "covers_transfer", "comparable_protection"})
"""Slots that say, where they are false, that the mechanism is not there."""
_CERTIFICATES = ("cert.cbpr.", "cert.prp.")


def is_certification(mechanism: Mechanism) -> bool:
    """Tell whether a transfer rests here on a CBPR or PRP certificate."""
    return mechanism.kind.startswith(_CERTIFICATES)


def in_date(mechanism: Mechanism, transfer: Transfer, as_of: date) -> bool:
    """Tell whether a mechanism has begun, has not lapsed, and is not stated to be missing or meant for another country.

    The last day has to be stated, `none` where there is none: a mechanism without it may have lapsed.
    """
    kind = mechanism.kind
    family = kind.partition(".")[0]
    tests: list[Callable[[], bool]] = [
        lambda: has_not_lapsed(mechanism, "valid_to", as_of),
        lambda: not _stated_absent(mechanism),
        lambda: _meant_for(mechanism, transfer),
    ]
    begins = _BEGINS_BY_KIND.get(kind) or _BEGINS.get(family)
    if begins is not None:
        tests.append(lambda: has_begun(mechanism, begins, as_of))
    if mechanism.is_stated("valid_from") and mechanism.valid_from is not None:
        tests.append(lambda: has_begun(mechanism, "valid_from", as_of))
    needed = _MUST_BE_TRUE.get(kind) or _MUST_BE_TRUE.get(family)
    if needed is not None:
        tests.append(lambda: getattr(mechanism, needed) is True)
    return together(*tests)


def _stated_absent(mechanism: Mechanism) -> bool:
    held = [slot for slot in mechanism if slot in _REMOVED_BY_FALSE]
    return any(mechanism.is_stated(slot) and getattr(mechanism, slot) is False for slot in held)


def _meant_for(mechanism: Mechanism, transfer: Transfer) -> bool:
    """Tell whether the countries that a mechanism names, if it names any, hold the transfer's destination."""
    named: tuple[str, ...] = ()
    if mechanism.is_stated("countries"):
        named = mechanism.countries
    if mechanism.is_stated("destination") and mechanism.destination is not None:
        named = (*named, mechanism.destination)
    return not named or transfer.destination in named
