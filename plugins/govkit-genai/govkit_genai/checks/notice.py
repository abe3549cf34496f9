"""Checks that people are told what they deal with, in their language, and where their data go."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    Notice,
    Options,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.languages import missing


@check("genai.machine-disclosed", on=AiSystem, title="People are told that they deal with a machine")
def machine_disclosed(system: AiSystem, ctx: Context[None]) -> Finding:
    """Whoever talks to a machine and takes it for a person trusts it in ways that it does not deserve.

    Fix: show a sentence at the first contact, and state under `disclosure` its text or address and where it is shown.
    """
    if not system.interacts_with_people:
        return not_applicable("the system does not interact with people", at="interacts_with_people")
    if system.disclosure is None:
        return failed("people are not told that they deal with a machine", at="disclosure")
    disclosure = system.disclosure
    by_text = disclosure.is_stated("text") and disclosure.text is not None
    by_address = disclosure.is_stated("url") and disclosure.url is not None
    if not by_text and not by_address:
        if disclosure.text is None and disclosure.is_stated("url"):
            return failed("the notice has neither a text nor an address", at="disclosure")
        return unknown("neither the text nor the address of the notice is stated", at="disclosure")
    if disclosure.shown_at is None:
        return failed("the notice is shown nowhere", at="disclosure")
    return passed("a notice is declared, with the place where it is shown", at="disclosure")


@check("genai.notice-languages", on=AiSystem, title="The notice of AI is given in the languages of the people served")
def notice_languages(system: AiSystem, ctx: Context[None]) -> Finding:
    """A notice in a language that its readers do not read has told them nothing.

    Fix: translate the notice, and list its languages under `disclosure`.
    """
    if not system.interacts_with_people:
        return not_applicable("the system does not interact with people", at="interacts_with_people")
    if system.disclosure is None:
        return failed("there is no notice in any language", at="disclosure")
    if not system.served_languages:
        return unknown("it is not stated in which languages people are served", at="served_languages")
    lacking = missing(system.served_languages, system.disclosure.languages)
    if lacking:
        return failed(
            "the notice lacks {n} language of the people served: {languages}",
            plural="the notice lacks {n} languages of the people served: {languages}",
            at="disclosure",
            n=len(lacking),
            languages=lacking,
        )
    return passed("the notice is given in {languages}", at="disclosure", languages=system.disclosure.languages)


class NoticeAge(Options):
    """How old a privacy notice may be."""

    months: int = Field(default=24, ge=1, le=240)
    """The longest time since the notice was last published or reviewed. govkit's own default."""


@check(
    "genai.privacy-notice",
    on=AiSystem,
    title="The privacy notice covers the AI system and is current",
    options=NoticeAge,
)
def privacy_notice(system: AiSystem, ctx: Context[NoticeAge]) -> Finding:
    """What people type into an AI system is personal data that they seldom mean to give away for good.

    The notice has to state `ai` and `retention` among its contents, and must have been published or looked over lately.

    Fix: add to the privacy notice what the AI system does with inputs and how long they are kept, and date it.
    """
    if system.privacy_notice is None:
        return failed("no privacy notice covers the system", at="privacy_notice")
    notice = ctx.find(system.privacy_notice, Notice)
    if notice is None:
        return unknown("the privacy notice is not in the inventory", at="privacy_notice")
    lacking = tuple(sorted({"ai", "retention"} - set(notice.states)))
    if lacking:
        return failed("the privacy notice does not state {topics}", at="privacy_notice", topics=lacking)
    dates = [day for day in _dates(notice) if day <= ctx.as_of]
    if not dates:
        return unknown("it is not stated when the privacy notice was published or reviewed", at="privacy_notice")
    newest = max(dates)
    if newest < _back(ctx.as_of, ctx.options.months):
        return failed(
            "the privacy notice is of {newest}, more than {months} months ago",
            at="privacy_notice",
            newest=newest,
            months=ctx.options.months,
        )
    return passed("the privacy notice of {newest} covers AI and retention", at="privacy_notice", newest=newest)


def _dates(notice: Notice) -> list[date]:
    slots = ("published_on", "reviewed_on")
    return [day for slot in slots if notice.is_stated(slot) and (day := getattr(notice, slot)) is not None]


def _back(day: date, months: int) -> date:
    """Return the first day of the month some months earlier: whoever reviews in a month has all of it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


CHECKS: tuple[Check[Any], ...] = (machine_disclosed, notice_languages, privacy_notice)
