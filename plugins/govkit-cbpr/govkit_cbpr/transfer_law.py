"""Transfers under the laws that govern them: the transfer engine's answers as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Check,
    Context,
    Finding,
    Options,
    Transfer,
    check,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_cbpr.known import listed
from govkit_cbpr.transfer_rules.installed_overlays import READS, judge_of
from govkit_cbpr.transfer_rules.inventory import flow_from, strange_place

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.judging import Verdict


class Law(Options):
    """Which law is asked."""

    law: str = ""
    """A regime such as `sg.pdpa`; all laws that govern the transfer where it is left out."""


@check(
    "cbpr.transfer-law",
    on=Transfer,
    title="Every law that governs the transfer permits it, and what it asks for is shown",
    reads=READS,
    options=Law,
)
def transfer_law(transfer: Transfer, ctx: Context[Law]) -> Finding:
    """A transfer needs a route in each law that governs it: of the place it leaves, of the exporter and of the people.

    Fix: collect the facts that are missing, show the conditions, or put a mechanism in place that the law accepts.
    """
    judge = judge_of(ctx)
    flow = flow_from(transfer, ctx.inventory, ctx.as_of)
    if not flow.values and (place := strange_place(transfer, ctx.inventory)):
        return unknown("{code} is no part of its country that is known", at=place[0], code=place[1])
    if not ctx.options.law:
        result = judge.assess(flow)
        return _finding(result.combined, [verdict for _leg, verdict in result.verdicts])
    governs = dict(judge.governing(flow)).get(ctx.options.law, False)
    if governs is False:
        return not_applicable("{law} does not govern this transfer", at="origin", law=ctx.options.law)
    if governs is not True:
        return unknown(
            "whether {law} governs depends on facts that are not stated", at=sorted(governs), law=ctx.options.law
        )
    verdict = judge.under(ctx.options.law, flow)
    return _finding(verdict, [verdict])


def _finding(verdict: Verdict, under: list[Verdict]) -> Finding:
    laws = tuple(dict.fromkeys(each.regime for each in under))
    if verdict.answer == "not_permitted":
        shut = listed([each.regime for each in under if each.answer == "not_permitted"] or verdict.overlays)
        return failed("no route that {laws} accepts is recorded, or a gate is shut", at="mechanisms", laws=shut)
    if verdict.answer == "unknown":
        return _open(verdict)
    if verdict.scope == "out_of_scope":
        return not_applicable("no law that governs it sees a transfer: {laws}", at="destination", laws=laws)
    if verdict.is_shown:
        return passed("permitted under {laws}, by rules not reviewed by counsel", at="mechanisms", laws=laws)
    left = [code for code, evidence in verdict.conditions if evidence != "shown"]
    return needs_review(
        "permitted on condition, {n} left to show: {conditions}",
        at="mechanisms",
        n=len(left),
        conditions=listed(left),
    )


def _open(verdict: Verdict) -> Finding:
    facts = tuple(name for name in verdict.missing if not name.startswith("rule:"))
    if not facts:
        topics = listed(name.removeprefix("rule:") for name in verdict.missing)
        return needs_review("the law was not read well enough to answer: {rules}", at="destination", rules=topics)
    slots = tuple(dict.fromkeys(name.partition(".")[0].partition("[")[0] for name in facts))
    return unknown("the answer needs facts: {facts}", at=slots, facts=listed(facts))


CHECKS: list[Check[Any]] = [transfer_law]
