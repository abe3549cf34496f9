"""Incidents: whether the people affected were told in time, and were told what they need."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from govkit.plugin import (
    Check,
    Context,
    Finding,
    Incident,
    NotStated,
    Options,
    check,
    contradicted,
    failed,
    not_applicable,
    passed,
    unknown,
)
from govkit_cbpr.clocks import own_notice_hours
from govkit_cbpr.known import Known, failing, listed
from govkit_cbpr.options import Hours

_CONTENTS = ("facts", "mitigation", "contact")


class IncidentNotice(Options):
    """How soon people have to be told."""

    hours: Hours | None = None
    """The longest time from detection; where it is left out, what the organisation promises in its incident process."""


@check(
    "cbpr.incident-notice",
    on=Incident,
    title="The people affected were told in time, with facts, mitigation and a contact",
    options=IncidentNotice,
)
def incident_notice(incident: Incident, ctx: Context[IncidentNotice]) -> Finding:
    """People can protect themselves only if they learn soon what happened, what is done about it, and whom to ask.

    Fix: tell the people affected, and state `people_notified_at` and `notice_contents` on the incident.
    """
    if incident.likely_harm is False:
        return not_applicable("no harm to people is likely", at="likely_harm")
    if incident.likely_harm is None:
        raise NotStated(f"{incident.where}.likely_harm")
    told_at, detected_at = incident.people_notified_at, incident.detected_at
    if detected_at is None:
        raise NotStated(f"{incident.where}.detected_at")
    hours = ctx.options.hours if ctx.options.hours is not None else own_notice_hours(ctx.inventory, incident)
    if told_at is None or told_at.date() > ctx.as_of:
        return _not_told(detected_at, hours, ctx)
    if told_at < detected_at:
        return contradicted("people were told before the incident was detected", at="people_notified_at")
    if told_at - detected_at > timedelta(hours=hours):
        return failed(
            "the people affected were told after more than {hours} hours", hours=hours, at="people_notified_at"
        )
    missing = failing(Known(_CONTENTS), lambda part: part in incident.notice_contents)
    if missing:
        return failed("what people were told lacks: {parts}", parts=listed(missing), at="notice_contents")
    return passed("the people affected were told in full within {hours} hours", hours=hours, at="people_notified_at")


def _not_told(detected_at: datetime, hours: float, ctx: Context[Any]) -> Finding:
    """Judge silence: a gap once the time is over, and open on the days before."""
    if (detected_at + timedelta(hours=hours)).date() < ctx.as_of:
        return failed("the people affected were not told within {hours} hours", hours=hours, at="people_notified_at")
    return unknown("the time to tell people is not over on the day of the assessment", at="people_notified_at")


CHECKS: list[Check[Any]] = [incident_notice]
