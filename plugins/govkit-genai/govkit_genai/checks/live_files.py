"""Checks of files that machines look for at known places: security.txt, the card of an agent, robots.txt."""

from __future__ import annotations

from typing import Any

from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    Organisation,
    check,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.checks.live_proof import no_address, not_had, proof, untimely
from govkit_genai.live.probes import live_agent_card, live_preferences, live_security_txt
from govkit_genai.live.visit import is_address
from govkit_genai.texts import text

_SIGNED_FILE = text("security.txt is valid until {day}; its signature is not verified")
_SIGNED_CARD = text("the card of the agent is complete, and names skills: {skills}; its signature is not verified")


@check(
    "genai.security-txt",
    on=Organisation,
    title="security.txt is there, is valid, and has not expired",
    needs=(live_security_txt,),
)
def security_txt(organisation: Organisation, ctx: Context[None]) -> Finding:
    """Who finds a flaw looks there first, and gives up where the address is old.

    The file has to hold a contact and one day of expiry in the future, and be plain text (RFC 9116). A signature is
    noted, not verified: whose key it is can't be told from the site that it stands on.

    Fix: publish /.well-known/security.txt over https with `Contact` and `Expires`, and renew it before it expires.
    """
    process = organisation.vulnerability_process
    if process is None or process.security_txt is None:
        return no_address("vulnerability_process.security_txt")
    if not is_address(process.security_txt):
        return unknown("what is stated of security.txt is no address", at="vulnerability_process")
    if not process.security_txt.lower().startswith("https://"):
        return failed("security.txt is not offered over https", at="vulnerability_process")
    seen = ctx.fact(live_security_txt)
    if seen.page.landed.startswith("http://"):
        return failed("security.txt is not offered over https", at="vulnerability_process", evidence=[proof(seen.page)])
    if seen.file is None:
        return not_had(seen.page, "vulnerability_process.security_txt", ctx.as_of)
    late = untimely(seen.page, "vulnerability_process.security_txt", ctx.as_of)
    if late is not None:
        return late
    if "a_page" in seen.file.faults:
        return failed(
            "a page stands where security.txt should be", at="vulnerability_process", evidence=[proof(seen.page)]
        )
    if seen.file.faults or seen.file.expires is None:
        return failed(
            "security.txt is not valid: {faults}",
            at="vulnerability_process",
            evidence=[proof(seen.page)],
            faults=seen.file.faults,
        )
    if seen.file.expires < ctx.as_of:
        return failed("security.txt has expired", at="vulnerability_process", evidence=[proof(seen.page)])
    return passed(
        _SIGNED_FILE if seen.file.signed else "security.txt is valid until {day}",
        at="vulnerability_process",
        evidence=[proof(seen.page)],
        presence=True,
        day=seen.file.expires,
    )


@check(
    "genai.agent-card",
    on=AiSystem,
    title="The card by which the agent introduces itself to machines is there and is complete",
    needs=(live_agent_card,),
)
def agent_card(system: AiSystem, ctx: Context[None]) -> Finding:
    """A card that no machine can read introduces nobody.

    The card is read as the A2A protocol has it; signatures are noted, not verified, since the keys
    for them would have to be fetched from where the card itself says.

    Fix: publish /.well-known/agent-card.json with all that the protocol requires, and state its address.
    """
    if system.agent_card is None or not is_address(system.agent_card):
        return no_address("agent_card", system.agent_card)
    seen = ctx.fact(live_agent_card)
    if seen.card is None:
        return not_had(seen.page, "agent_card", ctx.as_of)
    late = untimely(seen.page, "agent_card", ctx.as_of)
    if late is not None:
        return late
    if not seen.card.readable:
        return needs_review(
            "what stands at the address is no card that machines can read: a person has to look",
            at="agent_card",
            evidence=[proof(seen.page)],
        )
    if seen.card.lacking:
        return failed(
            "the card of the agent lacks {fields}",
            at="agent_card",
            evidence=[proof(seen.page)],
            fields=seen.card.lacking,
        )
    return passed(
        _SIGNED_CARD if seen.card.signed else "the card of the agent is complete, and names skills: {skills}",
        at="agent_card",
        evidence=[proof(seen.page)],
        presence=True,
        skills=seen.card.skills,
    )


@check(
    "genai.ai-preferences",
    on=AiSystem,
    title="What the sites of the system say to machines that learn could be read",
    needs=(live_preferences,),
)
def ai_preferences(system: AiSystem, ctx: Context[None]) -> Finding:
    """For information: whoever wants to be asked before machines learn from its pages has to say so where they look.

    A refusal is as good as a permission. What headers and robots.txt say beyond RFC 9309 is drafts.

    Fix: let robots.txt be read, and say in it what machines may do with the pages.
    """
    if not any(map(is_address, system.urls)):
        return not_applicable("people meet the system on no page of the web", at="urls")
    sites = ctx.fact(live_preferences)
    if not sites:
        return unknown("robots.txt of no site could be had", at="urls")
    refused = tuple(sorted({crawler for site in sites for crawler in site.refused}))
    signals = tuple(sorted({name for site in sites for name in site.signals}))
    if refused:
        return passed("robots.txt refuses {crawlers}", at="urls", presence=True, crawlers=refused)
    if signals:
        return passed("no crawler of AI is refused; there are signals in {signals}", at="urls", signals=signals)
    return passed("no crawler of AI is refused, and there is no other signal", at="urls")


CHECKS: tuple[Check[Any], ...] = (security_txt, agent_card, ai_preferences)
"""Those of this module."""
