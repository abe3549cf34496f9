"""Whether a recorded mechanism stands on the day of a flow, before any law is asked whether it suffices."""

from __future__ import annotations

from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.logic import Truth, both, open_for
from govkit_cbpr.transfer_rules.outcomes import granted, outcome
from govkit_cbpr.transfer_rules.places import within
from govkit_cbpr.transfer_rules.vocabulary import BEGINS, MUST_NOT_BE_FALSE

_OWN_FINDINGS = ("adequacy.own", "law.comparable")
"""Kinds that are a finding of the exporter, which its own transfer assessment can gainsay."""


def stands(flow: Flow, mechanism: Mechanism, regime: str = "") -> Truth:
    """Tell whether nothing recorded removes the mechanism: false, lapsed, not begun, for another place or law."""
    stated = mechanism.attributes
    if False in map(stated.get, MUST_NOT_BE_FALSE) or stated.get("contradicts_set") is True:
        return False
    if _is_out_of_date(flow, mechanism) or is_of_another_law(stated.get("regime"), regime):
        return False
    if "covers" in stated and covered(flow, stated["covers"]) is False:
        return False
    if mechanism.kind in _OWN_FINDINGS and flow.tia and outcome(flow.tia.get("conclusion") or "") is False:
        return False
    meant = _is_meant_for(flow, mechanism)
    if "decision" not in stated:
        return meant
    return both((granted(stated["decision"], f"mechanisms.{mechanism.kind}.decision"), meant))


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


def covered(flow: Flow, by: tuple[str, ...] | None) -> Truth:
    """Tell whether every category of the flow is among those that a mechanism says it covers."""
    if by is None:
        return False
    if {"all", "transfer", "this_transfer"} & set(by):
        return True
    categories = flow.values.get("data_categories")
    if not categories:
        return open_for("data_categories")
    same = {"hr": "employee", "human_resources": "employee", "hr_data": "employee"}
    named = {same.get(item, item) for item in by}
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
