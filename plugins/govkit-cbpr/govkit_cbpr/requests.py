"""The log of people's requests: answered within the promised time, and refused only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from govkit.plugin import (
    Check,
    Context,
    Duration,
    Finding,
    NotStated,
    Options,
    Organisation,
    Request,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.known import failing
from govkit_cbpr.options import Days
from govkit_cbpr.relations import requests_to

if TYPE_CHECKING:
    from datetime import date

Kind = Literal[
    "access",
    "correction",
    "deletion",
    "objection",
    "portability",
    "withdrawal",
    "marketing_choice",
    "complaint",
    "order",
]
_RIGHTS: tuple[Kind, ...] = ("access", "correction", "deletion", "objection", "portability")
_NO_REQUESTS = "no such request is in the log"
_EARLIER = "it lies before the day of the request"


class InTime(Options):
    """Which requests are looked at, and how long an answer may take."""

    kinds: tuple[Kind, ...] = Field(default=_RIGHTS, min_length=1)
    """The kinds of requests."""
    days: Days | None = None
    """The longest time; where it is left out, the time that the organisation itself promises."""


class Refusals(Options):
    """Which refusals are looked at."""

    kinds: tuple[Kind, ...] = Field(default=_RIGHTS, min_length=1)
    """The kinds of requests."""


@check("cbpr.requests-in-time", on=Organisation, title="Requests are answered within the promised time", options=InTime)
def requests_in_time(organisation: Organisation, ctx: Context[InTime]) -> Finding:
    """The log shows whether the promise to answer is kept; a request without an answer counts from the day it is due.

    Fix: answer the requests that are open past their time, and find out why others were late.
    """
    log = requests_to(ctx.inventory, organisation)
    late = failing(
        log,
        lambda request: (
            request.kind not in ctx.options.kinds
            or _is_in_time(request, _limit(organisation, request, ctx.options), ctx.as_of)
        ),
    )
    asked = [request for request in log.items if request.is_stated("kind") and request.kind in ctx.options.kinds]
    if late:
        return failed(
            "{n} of {total} requests was not answered within the promised time",
            plural="{n} of {total} requests were not answered within the promised time",
            n=len(late),
            total=len(asked),
        )
    if not asked:
        return not_applicable(_NO_REQUESTS)
    return passed(
        "every request was answered, or is open, within the promised time: {n}",
        n=len(asked),
        examined=len(asked),
        expected=len(asked),
    )


@check("cbpr.refusals-reasoned", on=Organisation, title="Refused requests got a reason", options=Refusals)
def refusals_reasoned(organisation: Organisation, ctx: Context[Refusals]) -> Finding:
    """Who is refused has to learn why, or cannot challenge it.

    Fix: send the reasons, and where to complain, for each refusal; state `reason_given` in the log.
    """
    log = requests_to(ctx.inventory, organisation)
    silent = failing(log, lambda request: not _is_refusal(request, ctx.options.kinds) or bool(request.reason_given))
    refused = [request for request in log.items if _is_refusal(request, ctx.options.kinds)] if not silent else []
    if silent:
        return failed(
            "{n} refusal was sent without a reason", plural="{n} refusals were sent without a reason", n=len(silent)
        )
    if not refused:
        return not_applicable("no such request was refused")
    return passed("every refusal gave its reason: {n}", n=len(refused), examined=len(refused), expected=len(refused))


def _is_in_time(request: Request, limit: Duration, as_of: date) -> bool:
    """Tell whether a request was answered by the day it was due, or is not due yet."""
    if request.received_on is None:
        raise NotStated(f"{request.where}.received_on")
    due = limit.after(request.received_on)
    answered = request.answered_on
    if answered is not None and answered < request.received_on:
        raise NotStated(f"{request.where}.answered_on", _EARLIER)
    return answered <= due if answered is not None and answered <= as_of else as_of <= due


def _limit(organisation: Organisation, request: Request, options: InTime) -> Duration:
    if options.days is not None:
        return Duration(days=options.days)
    process = organisation.complaints_process if request.kind == "complaint" else organisation.rights_process
    promised = process.answer_within if process is not None else None
    if promised is None:
        slot = "complaints_process" if request.kind == "complaint" else "rights_process"
        raise NotStated(f"{organisation.where}.{slot}.answer_within")
    return promised


def _is_refusal(request: Request, kinds: tuple[Kind, ...]) -> bool:
    return request.kind in kinds and request.outcome in ("refused", "partly_granted")


CHECKS: list[Check[Any]] = [requests_in_time, refusals_reasoned]
