"""Risks: whether activities of high risk were assessed recently, and what was to be done about it was done."""

from __future__ import annotations

from typing import Any

from govkit.plugin import (
    Activity,
    Check,
    Context,
    Finding,
    NotStated,
    Options,
    RiskAssessment,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.dates import has_begun, is_recent
from govkit_cbpr.known import Known, either, failing, some
from govkit_cbpr.options import Months


class AssessmentAge(Options):
    """How old an assessment of risk may be."""

    months: Months = 12
    """The longest time since it was done. govkit's own default."""


@check("cbpr.risk-assessment", on=Activity, title="High risks are assessed and mitigated", options=AssessmentAge)
def risk_assessment(activity: Activity, ctx: Context[AssessmentAge]) -> Finding:
    """A high risk is acceptable only once somebody has thought it through and done what that showed to be needed.

    Fix: assess the risk of the activity, link the assessment in `risk_assessments`, and close what is past its due day.
    """
    level = activity.risk_level
    if level is None:
        raise NotStated(f"{activity.where}.risk_level")
    if level != "high":
        return not_applicable("its risk is not high", at="risk_level")
    assessments = _assessments(activity, ctx)
    months = ctx.options.months
    if not some(assessments, lambda assessment: is_recent(assessment, "done_on", months, ctx.as_of)):
        return failed("its high risk was not assessed within {months} months", months=months, at="risk_assessments")
    overdue = failing(assessments, lambda assessment: _is_on_schedule(assessment, ctx))
    if overdue:
        return failed(
            "{n} assessment of its risk has a mitigation past its due day",
            plural="{n} assessments of its risk have a mitigation past its due day",
            n=len(overdue),
            at="risk_assessments",
        )
    return passed(
        "its high risk was assessed within {months} months, and no mitigation is overdue",
        months=months,
        at="risk_assessments",
    )


def _assessments(activity: Activity, ctx: Context[Any]) -> Known[RiskAssessment]:
    found, gap = [], None
    for reference in activity.risk_assessments:
        assessment = ctx.find(reference, RiskAssessment)
        if assessment is None:
            gap = gap or NotStated(f"risk_assessment:{reference}")
        else:
            found.append(assessment)
    return Known(tuple(found), gap)


def _is_on_schedule(assessment: RiskAssessment, ctx: Context[Any]) -> bool:
    """Tell whether every mitigation is done or not due yet; one without a due day counts as not done."""
    return not failing(
        Known(assessment.mitigations),
        lambda mitigation: either(
            lambda: has_begun(mitigation, "done_on", ctx.as_of),
            lambda: mitigation.due is not None and ctx.as_of <= mitigation.due,
        ),
    )


CHECKS: list[Check[Any]] = [risk_assessment]
