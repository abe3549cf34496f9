"""Safeguards: whether measures are tested, and whether somebody has assessed or certified the security as a whole."""

from __future__ import annotations

from typing import Any

from govkit.plugin import (
    Certificate,
    Check,
    Context,
    Finding,
    Options,
    Organisation,
    RiskAssessment,
    System,
    check,
    failed,
    passed,
)
from govkit_cbpr.dates import certificate_in_date, is_recent
from govkit_cbpr.known import Known, either, failing, some, together
from govkit_cbpr.options import Months, Terms
from govkit_cbpr.relations import certificates_of, everything, organisation_of


class TestAge(Options):
    """How old a test of safeguards may be."""

    __test__ = False  # a domain word, not a test case

    months: Months = 12
    """The longest time since a measure was last tested. govkit's own default."""


class SecurityAssessment(Options):
    """What shows that the security was assessed."""

    months: Months = 12
    """The longest time since an assessment. govkit's own default."""
    schemes: Terms = ("iso27001", "iso27701", "soc2")
    """The certification schemes that count. A selection of govkit's own."""


@check("cbpr.measures-tested", on=System, title="The measures were tested, and no finding is open", options=TestAge)
def measures_tested(system: System, ctx: Context[TestAge]) -> Finding:
    """A safeguard that was never tried may not be there; a finding that stays open is a hole that is known.

    Fix: test the measures, close what was found, and state `tested_on` (`none` if never) and `findings_open`.
    """
    months = ctx.options.months
    measures = Known(system.measures)
    if not some(measures, lambda measure: is_recent(measure, "tested_on", months, ctx.as_of)):
        return failed("none of its measures was tested within {months} months", months=months, at="measures")
    unmended = failing(
        measures,
        lambda measure: either(lambda: measure.findings_open == 0, lambda: measure.tested_on is None),
    )
    if unmended:
        return failed(
            "{n} of its measures has findings open",
            plural="{n} of its measures have findings open",
            n=len(unmended),
            at="measures",
        )
    return passed("measures were tested within {months} months, and no finding is open", months=months, at="measures")


@check(
    "cbpr.security-assessed",
    on=Organisation,
    title="The security was assessed or certified recently",
    options=SecurityAssessment,
)
def security_assessed(organisation: Organisation, ctx: Context[SecurityAssessment]) -> Finding:
    """Whoever looks from outside, or looks at the whole, sees what those inside are used to.

    Fix: have the security assessed (`kind: security`) or certified, and state the assessment or the certificate.
    """
    if either(lambda: _is_certified(organisation, ctx), lambda: _was_assessed(organisation, ctx)):
        return passed("assessed within {months} months, or certified", months=ctx.options.months)
    return failed("neither assessed within {months} months nor certified", months=ctx.options.months)


def _is_certified(organisation: Organisation, ctx: Context[SecurityAssessment]) -> bool:
    def counts(certificate: Certificate) -> bool:
        return together(
            lambda: certificate.scheme in ctx.options.schemes, lambda: certificate_in_date(certificate, ctx.as_of)
        )

    return some(certificates_of(ctx.inventory, organisation), counts)


def _was_assessed(organisation: Organisation, ctx: Context[SecurityAssessment]) -> bool:
    def counts(assessment: RiskAssessment) -> bool:
        return together(
            lambda: assessment.kind == "security",
            lambda: is_recent(assessment, "done_on", ctx.options.months, ctx.as_of),
            lambda: organisation_of(ctx.inventory, assessment) == organisation,
        )

    return some(everything(ctx.inventory, RiskAssessment), counts)


CHECKS: list[Check[Any]] = [measures_tested, security_assessed]
