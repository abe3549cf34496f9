"""Checks that the pages to which the inventory points are there, and speak of what they are there for."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    Notice,
    Probe,
    check,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.checks.live_proof import proof, unread
from govkit_genai.live.probes import live_channels, live_policies, live_report
from govkit_genai.live.seen import Seen
from govkit_genai.live.visit import is_address

_TOPICS = {"feedback_channel": "feedback", "appeal_channel": "appeal", "human_contact": "person"}


class DocumentSlot(BaseModel):
    """Which document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slot: Literal["acceptable_use_policy", "terms_of_service", "detection_tool"] = "acceptable_use_policy"


@check(
    "genai.document-published",
    on=AiSystem,
    title="The page of a document for users answers, and speaks of what it is for",
    needs=(live_policies,),
    options=DocumentSlot,
)
def document_published(system: AiSystem, ctx: Context[DocumentSlot]) -> Finding:
    """An address that leads nowhere has published nothing.

    A page of rules has to speak of what is not allowed. What is stated in words, and not as an address, is not looked
    at.

    Fix: mend the address, or publish the document there.
    """
    slot = ctx.options.slot
    page = _page(getattr(system, slot), slot, ctx, live_policies)
    if isinstance(page, Finding):
        return page
    topic = "forbidden" if slot == "acceptable_use_policy" else ""
    found = unread(page, slot)
    if found is not None:
        return found
    if topic and topic not in page.topics:
        return needs_review(
            "the page of {slot} speaks in no words known here of what is not allowed: a person has to look",
            at=slot,
            evidence=[proof(page)],
            slot=slot,
        )
    return _passed(page, slot, topic)


class ChannelSlot(BaseModel):
    """Which channel."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slot: Literal["feedback_channel", "appeal_channel", "human_contact"] = "feedback_channel"


@check(
    "genai.channel-open",
    on=AiSystem,
    title="The page of a channel for users answers, and offers a way to write or call",
    needs=(live_channels,),
    options=ChannelSlot,
)
def channel_open(system: AiSystem, ctx: Context[ChannelSlot]) -> Finding:
    """A channel that ends at a missing page is silence with a name.

    A form, or a link to an address of mail or a telephone, or words of the matter, have to be on the page. What is
    stated in words, and not as an address, is not looked at.

    Fix: mend the address, or open the channel there.
    """
    slot = ctx.options.slot
    page = _page(getattr(system, slot), slot, ctx, live_channels)
    if isinstance(page, Finding):
        return page
    found = unread(page, slot)
    if found is not None and not (page.writable and page.outcome == "thin"):
        return found
    if not page.writable and _TOPICS[slot] not in page.topics:
        return needs_review(
            "on the page of {slot} no way to write or call was found: a person has to look",
            at=slot,
            evidence=[proof(page)],
            slot=slot,
        )
    return _passed(page, slot, _TOPICS[slot])


class Age(BaseModel):
    """How old what is published may be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: int = Field(default=12, ge=1, le=240)


@check(
    "genai.report-published",
    on=AiSystem,
    title="The page of the transparency report answers, and bears a recent date",
    needs=(live_report,),
    options=Age,
)
def report_published(system: AiSystem, ctx: Context[Age]) -> Finding:
    """A report that cannot be read reports nothing.

    Fix: mend the address of the report, publish the latest one there, and write its date on the page.
    """
    report = system.transparency_report
    page = _page(None if report is None else report.url, "transparency_report", ctx, live_report)
    if isinstance(page, Finding):
        return page
    return unread(page, "transparency_report") or _dated(page, "transparency_report", ctx)


@check(
    "genai.privacy-page",
    on=AiSystem,
    title="The page of the privacy notice speaks of AI and of how long data are kept, and bears a recent date",
    grade="partial",
    needs=(live_policies,),
    options=Age,
)
def privacy_page(system: AiSystem, ctx: Context[Age]) -> Finding:
    """What the inventory says of a notice helps only those who read the inventory.

    That the words are there does not show that they are about this system: a person has to read.

    Fix: mend the address of the notice, and say in it what AI does with people's data, how long, and since when.
    """
    notice = ctx.find(system.privacy_notice, Notice)
    if notice is None:
        return not_applicable("no privacy notice is listed for the system", at="privacy_notice")
    if not notice.is_stated("url") and notice.is_stated("path"):
        return not_applicable("the notice is on file, and no address of it is stated", at="privacy_notice")
    page = _page(notice.url, "privacy_notice", ctx, live_policies)
    if isinstance(page, Finding):
        return page
    found = unread(page, "privacy_notice")
    if found is not None:
        return found
    lacking = tuple(topic for topic in ("ai", "retention") if topic not in page.topics)
    if lacking:
        return needs_review(
            "the page of the privacy notice speaks in no words known here of {topics}: a person has to look",
            at="privacy_notice",
            evidence=[proof(page)],
            topics=lacking,
        )
    return _dated(page, "privacy_notice", ctx)


def _page(address: str | None, slot: str, ctx: Context[Any], probe: Probe[AiSystem, dict[str, Seen]]) -> Seen | Finding:
    """Return what was seen at the address of a slot, or why there is nothing to judge."""
    if address is None or not is_address(address):
        return not_applicable("no address is stated, so that there is no page to look at", at=slot)
    page = ctx.fact(probe).get(slot)
    return unknown("nothing has been seen of {slot}", at=slot, slot=slot) if page is None else page


def _dated(page: Seen, slot: str, ctx: Context[Age]) -> Finding:
    """Let a page pass that bears a recent date; one of another date may still be recent, for all that can be told."""
    if page.dated is None:
        return needs_review(
            "no date was found on the page of {slot}: a person has to look", at=slot, evidence=[proof(page)], slot=slot
        )
    if page.dated < _back(ctx.as_of, ctx.options.months):
        return needs_review(
            "the latest date on the page of {slot} is {day}, more than {months} months ago: a person has to look",
            at=slot,
            evidence=[proof(page)],
            slot=slot,
            day=page.dated,
            months=ctx.options.months,
        )
    return _passed(page, slot, "ai")


def _passed(page: Seen, slot: str, topic: str) -> Finding:
    return passed("the page of {slot} was read", at=slot, evidence=[proof(page, topic)], presence=True, slot=slot)


def _back(day: date, months: int) -> date:
    """Return the first day of the month some months earlier: whoever publishes in a month has all of it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


CHECKS: tuple[Check[Any], ...] = (document_published, channel_open, report_published, privacy_page)
"""Those of this module."""
