"""Whether a recorded mechanism stands on the day of a flow, before any law is asked whether it suffices."""

from __future__ import annotations

from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.logic import Truth, open_for
from govkit_cbpr.transfer_rules.rules import within
from govkit_cbpr.transfer_rules.vocabulary import BEGINS, MUST_NOT_BE_FALSE, term

_REFUSED = frozenset(
    (
        *("refused", "rejected", "denied", "failed", "not_passed", "negative", "not_permitted", "prohibited"),
        *("withdrawn", "revoked", "suspended", "cancelled", "annulled", "invalid", "expired", "lapsed"),
        *("pending", "under_review", "not_decided", "returned"),
    )
)
"""Decisions, in records' words, by which nothing was granted."""


def stands(flow: Flow, mechanism: Mechanism, regime: str = "") -> Truth:
    """Tell whether nothing recorded removes the mechanism: false, lapsed, not begun, for another place or law."""
    stated = mechanism.attributes
    if False in map(stated.get, MUST_NOT_BE_FALSE) or stated.get("contradicts_set") is True:
        return False
    if "decision" in stated and term(stated["decision"] or "") in _REFUSED:
        return False
    if _is_out_of_date(flow, mechanism) or is_of_another_law(stated.get("regime"), regime):
        return False
    if "covers" in stated and not _covers(flow, stated["covers"]):
        return False
    return _is_meant_for(flow, mechanism)


def _is_out_of_date(flow: Flow, mechanism: Mechanism) -> bool:
    stated = mechanism.attributes
    end = stated.get("valid_to")
    if end is not None and end < flow.date:
        return True
    days = [stated[name] for name in BEGINS if name in stated]
    before = stated.get("before", True)
    if before is False or before is None or (not isinstance(before, bool) and before > flow.date):
        return True
    return any(day is None or day > flow.date for day in days)


def is_of_another_law(named: str | None, regime: str) -> bool:
    """Tell whether a filing names the law of another place."""
    if not named or not regime:
        return False
    place = named.strip().lower().replace("-", ".").partition(".")[0]
    return place != regime.partition(".")[0].partition("-")[0]


def _covers(flow: Flow, covered: tuple[str, ...] | None) -> bool:
    """Tell whether no category of the flow is left out of those that a mechanism says it covers."""
    if covered is None:
        return False
    categories = flow.values.get("data_categories")
    if not categories or {"all", "transfer", "this_transfer"} & set(covered):
        return True
    same = {"hr": "employee", "human_resources": "employee", "hr_data": "employee"}
    named = {same.get(item, item) for item in covered}
    return all(same.get(item, item) in named for item in categories)


def _is_meant_for(flow: Flow, mechanism: Mechanism) -> Truth:
    named = [*(mechanism.attributes.get("countries") or ())]
    if mechanism.attributes.get("destination"):
        named.append(mechanism.attributes["destination"])
    if not named:
        return mechanism.attributes.get("countries", ()) is not None
    destination = flow.values.get("destination")
    if destination is None:
        return open_for("destination")
    return any(within(destination, place) for place in named)
