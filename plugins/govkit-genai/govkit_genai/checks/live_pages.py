"""Checks of the channels, the reports and the privacy notices to which the inventory points."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    Notice,
    Options,
    check,
    needs_review,
    not_applicable,
)
from govkit_genai.checks.live_documents import brief, page_of, page_passed, speaks_of, without_words
from govkit_genai.checks.live_proof import proof, unread, untimely
from govkit_genai.live.probes import live_channels, live_policies, live_report
from govkit_genai.live.seen import Seen

_TOPICS = {"feedback_channel": "feedback", "appeal_channel": "appeal", "human_contact": "person"}


class ChannelSlot(Options):
    """Which channel."""

    slot: Literal["feedback_channel", "appeal_channel", "human_contact"] = "feedback_channel"
    """Where the page of the channel is stated on the AI system."""


@check(
    "genai.channel-open",
    on=AiSystem,
    title="The page of a channel for users answers, and offers a way to write or call",
    needs=(live_channels,),
    options=ChannelSlot,
)
def channel_open(system: AiSystem, ctx: Context[ChannelSlot]) -> Finding:
    """A channel that ends at a missing page is silence with a name.

    A form, or a link to an address of mail or a telephone, has to be there, outside what every page of the site has,
    and words of what it is for: a form alone may be there for a newsletter. What is stated in words, and not as an
    address, is not looked at; an address within words can't be.

    Fix: mend the address, state it as `https://…` and nothing else, or open the channel there.
    """
    slot = ctx.options.slot
    page = page_of(getattr(system, slot), slot, ctx, live_channels)
    if isinstance(page, Finding):
        return page
    short = page.writable and page.outcome == "thin"
    found = untimely(page, slot, ctx.as_of) if short else unread(page, slot, ctx.as_of)
    if found is not None:
        return found
    if not page.writable:
        return needs_review(
            "on the page of {slot} no way to write or call was found: a person has to look",
            at=slot,
            evidence=[proof(page)],
            slot=slot,
        )
    return speaks_of(page, slot, (_TOPICS[slot],)) or page_passed(page, slot, _TOPICS[slot])


class Age(Options):
    """How old what is published may be."""

    months: int = Field(default=12, ge=1, le=240)
    """The longest time since the day that the page bears. govkit's own default."""


@check(
    "genai.report-published",
    on=AiSystem,
    title="The page of the transparency report answers, and bears a recent date",
    needs=(live_report,),
    options=Age,
)
def report_published(system: AiSystem, ctx: Context[Age]) -> Finding:
    """A report that cannot be read reports nothing.

    Its words have to tell of a report, outside links and what every page of the site has, so that a page which only
    stands in its place does not count.

    Fix: mend the address of the report, publish the latest one there, and write its date on the page.
    """
    report = system.transparency_report
    page = page_of(None if report is None else report.url, "transparency_report", ctx, live_report)
    if isinstance(page, Finding):
        return page
    return without_words(page, "transparency_report", ("report",), ctx.as_of) or _dated(
        page, "transparency_report", ctx
    )


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
    page = page_of(notice.url, "privacy_notice", ctx, live_policies)
    if isinstance(page, Finding):
        return page
    found = unread(page, "privacy_notice", ctx.as_of) or brief(page, "privacy_notice")
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
    return page_passed(page, slot, "ai")


def _back(day: date, months: int) -> date:
    """Return the first day of the month some months earlier: whoever publishes in a month has all of it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


CHECKS: tuple[Check[Any], ...] = (channel_open, report_published, privacy_page)
"""Those of this module."""
