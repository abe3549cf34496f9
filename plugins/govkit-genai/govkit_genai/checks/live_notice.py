"""Checks of the pages on which people meet an AI system: whether words tell them what it is and that it errs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govkit.model.finding import Evidence
from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    check,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.checks.live_proof import proof, untimely
from govkit_genai.live.probes import live_notice
from govkit_genai.live.seen import Seen
from govkit_genai.live.visit import is_address

_NOTHING_HAD = frozenset({"refused", "failed", "not_reached", "not_allowed"})
_ANOTHER = frozenset({"seems_missing", "moves", "other_kind"})
"""What stands there is not the page, so that its words are not either."""


@check(
    "genai.notice-shown",
    on=AiSystem,
    title="The pages on which people meet the system tell that they deal with AI",
    grade="partial",
    needs=(live_notice,),
)
def notice_shown(system: AiSystem, ctx: Context[None]) -> Finding:
    """A notice that is declared and not on the page has told nobody anything.

    Words in eleven languages are looked for in the text of the pages. That they are there shows a notice to look at;
    that they are not, shows nothing for certain: scripts are not run, and notices can be worded otherwise. What is
    hidden does not count, nor words that are denied ("this is not a chatbot").

    Fix: put the notice into the text of the page, or mend the addresses in `urls` and `disclosure.url`.
    """
    return _pages(system, ctx, "notice")


@check(
    "genai.caution-shown",
    on=AiSystem,
    title="The pages on which people meet the system warn that answers can be wrong",
    grade="partial",
    needs=(live_notice,),
)
def caution_shown(system: AiSystem, ctx: Context[None]) -> Finding:
    """A caution helps where answers are read, and nowhere else.

    Words in eleven languages are looked for in the text of the pages; scripts are not run.

    Fix: put the caution into the text of the page, or mend the addresses in `urls` and `disclosure.url`.
    """
    return _pages(system, ctx, "caution")


def _pages(system: AiSystem, ctx: Context[None], topic: str) -> Finding:
    if not system.interacts_with_people:
        return not_applicable("the system does not interact with people", at="interacts_with_people")
    disclosure = system.disclosure if system.is_stated("disclosure") else None
    shown = disclosure.url if disclosure is not None and disclosure.is_stated("url") else None
    if shown is None and not any(map(is_address, system.urls)):
        return not_applicable("people meet the system on no page of the web", at="urls")
    pages = ctx.fact(live_notice)
    late = (untimely(page, "urls", ctx.as_of) for page in pages)
    return next((found for found in late if found is not None), None) or _judged(pages, topic)


def _judged(pages: Sequence[Seen], topic: str) -> Finding:
    missing = [page for page in pages if page.outcome == "missing"]
    if missing:
        return failed(
            "{n} page on which people meet the system is not there",
            plural="{n} pages on which people meet the system are not there",
            at="urls",
            evidence=map(proof, missing),
            n=len(missing),
        )
    had = [page for page in pages if page.outcome not in _NOTHING_HAD]
    if not had:
        return unknown("no page on which people meet the system could be had", at="urls")
    speaking = [page for page in had if topic in page.topics and page.outcome not in _ANOTHER and not page.home]
    proofs: list[Evidence] = [proof(page, topic) for page in speaking or had]
    if speaking:
        languages = tuple(sorted({page.topics[topic].language for page in speaking}))
        return passed(
            "words of it were found in {languages}", at="urls", evidence=proofs, presence=True, languages=languages
        )
    if any(topic in page.denials for page in had):
        return needs_review(
            "the words of it that were found are denied there: a person has to look", at="urls", evidence=proofs
        )
    if any(page.outcome != "read" or page.drawn for page in had):
        return needs_review(
            "no words of it were found, but scripts may show more than was read: a person has to look",
            at="urls",
            evidence=proofs,
        )
    return needs_review(
        "no words of it were found in the text of the pages: a person has to look", at="urls", evidence=proofs
    )


CHECKS: tuple[Check[Any], ...] = (notice_shown, caution_shown)
"""Those of this module."""
