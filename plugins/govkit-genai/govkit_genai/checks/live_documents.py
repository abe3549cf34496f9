"""Checks that the documents to which the inventory points are there, and speak of what they are there for."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    Model,
    Options,
    Organisation,
    Probe,
    check,
    needs_review,
    passed,
)
from govkit_genai.checks.live_proof import no_address, nothing_seen, proof, unread
from govkit_genai.live.probes import (
    DOCUMENTS,
    MODEL_DOCUMENTS,
    ORGANISATION_DOCUMENTS,
    live_model_documents,
    live_organisation_documents,
    live_policies,
)
from govkit_genai.live.seen import Seen
from govkit_genai.live.visit import is_address

SHORT = 250
"""A document with fewer letters than this is a sentence about one, or a page that stands in its place."""


class DocumentSlot(Options):
    """Which document."""

    slot: Literal["acceptable_use_policy", "terms_of_service", "detection_tool"] = "acceptable_use_policy"
    """Where the document is stated on the AI system."""


@check(
    "genai.document-published",
    on=AiSystem,
    title="The page of a document for users answers, and speaks of what it is for",
    needs=(live_policies,),
    options=DocumentSlot,
)
def document_published(system: AiSystem, ctx: Context[DocumentSlot]) -> Finding:
    """An address that leads nowhere has published nothing.

    A page of rules has to speak of what is not allowed, one of terms of terms, one of detection of detection, outside
    links and what every page of the site has. What is stated in words, and not as an address, a person has to look at.

    Fix: mend the address, or publish the document there.
    """
    slot = ctx.options.slot
    return _published(getattr(system, slot), slot, DOCUMENTS[slot], ctx, live_policies)


class ModelDocumentSlot(Options):
    """Which document of a model."""

    slot: Literal["behaviour_policy", "downstream_guide"] = "behaviour_policy"
    """Where the document is stated on the model."""


@check(
    "genai.model-document-published",
    on=Model,
    title="The page of a document on the model answers, and speaks of what it is for",
    needs=(live_model_documents,),
    options=ModelDocumentSlot,
)
def model_document_published(model: Model, ctx: Context[ModelDocumentSlot]) -> Finding:
    """Who builds on a model reads what is published, not what an inventory says of it.

    What is stated in words, and not as an address, a person has to look at.

    Fix: mend the address, or publish the document there.
    """
    slot = ctx.options.slot
    return _published(getattr(model, slot), slot, MODEL_DOCUMENTS[slot], ctx, live_model_documents)


class OrganisationDocumentSlot(Options):
    """Which document of an organisation."""

    slot: Literal["vulnerability_process.policy", "ai_governance.whistleblower_policy"] = "vulnerability_process.policy"
    """Where the document is stated on the organisation."""


@check(
    "genai.organisation-document-published",
    on=Organisation,
    title="The page of a policy of the organisation answers, and speaks of what it is for",
    needs=(live_organisation_documents,),
    options=OrganisationDocumentSlot,
)
def organisation_document_published(organisation: Organisation, ctx: Context[OrganisationDocumentSlot]) -> Finding:
    """Who finds a flaw, or fears for his work, has to find the rules before he speaks.

    The page on the disclosure of flaws has to speak of AI, too. What is stated in words, and not as an address, a
    person has to look at: rules for staff may stand where only staff can read them.

    Fix: mend the address, or publish the policy there, with AI in its scope.
    """
    slot = ctx.options.slot
    part, _, name = slot.partition(".")
    holder = getattr(organisation, part)
    address = None if holder is None else getattr(holder, name)
    return _published(address, slot, ORGANISATION_DOCUMENTS[slot], ctx, live_organisation_documents)


def _published(
    address: str | None, slot: str, topics: tuple[str, ...], ctx: Context[Any], probe: Probe[Any, dict[str, Seen]]
) -> Finding:
    if address is not None and not is_address(address):
        return needs_review(
            "{slot} is stated in words, and not as an address: a person has to look",
            at=slot.partition(".")[0],
            slot=slot,
        )
    page = page_of(address, slot, ctx, probe)
    if isinstance(page, Finding):
        return page
    return without_words(page, slot, topics, ctx.as_of) or _dated(page, slot, topics[0])


def _dated(page: Seen, slot: str, topic: str) -> Finding:
    """Say that a page was read, and of which day it is, if it tells."""
    at = slot.partition(".")[0]
    proofs = [proof(page, topic)]
    if page.dated is None:
        return passed(
            "the page of {slot} was read; no date was found on it", at=at, evidence=proofs, presence=True, slot=slot
        )
    return passed(
        "the page of {slot} was read; its latest date is {day}",
        at=at,
        evidence=proofs,
        presence=True,
        slot=slot,
        day=page.dated,
    )


def page_of(address: str | None, slot: str, ctx: Context[Any], probe: Probe[Any, dict[str, Seen]]) -> Seen | Finding:
    """Return what was seen at the address of a slot, or why there is nothing to judge."""
    if address is None or not is_address(address):
        return no_address(slot, address)
    page = ctx.fact(probe).get(slot)
    return nothing_seen(slot) if page is None else page


def without_words(page: Seen, slot: str, topics: tuple[str, ...], as_of: date) -> Finding | None:
    """Return why a page does not pass for the document that should stand there, or `None`."""
    found = unread(page, slot, as_of) or brief(page, slot)
    return found or speaks_of(page, slot, topics)


def speaks_of(page: Seen, slot: str, topics: tuple[str, ...]) -> Finding | None:
    """Return that the words of a page do not tell what it is for, or `None`."""
    lacking = [topic for topic in topics if topic not in page.topics]
    if not lacking:
        return None
    denied = next((topic for topic in lacking if topic in page.denials), None)
    if denied is not None:
        return needs_review(
            "the words on the page of {slot} that tell what it is for are denied there: a person has to look",
            at=slot.partition(".")[0],
            evidence=[proof(page, denied)],
            slot=slot,
        )
    return needs_review(
        "the page of {slot} speaks in no words known here of what it is for: a person has to look",
        at=slot.partition(".")[0],
        evidence=[proof(page)],
        slot=slot,
    )


def brief(page: Seen, slot: str) -> Finding | None:
    """Return that a page is too short for a document, or `None`."""
    if page.letters >= SHORT:
        return None
    return needs_review(
        "there is hardly any text on the page of {slot}: a person has to look",
        at=slot.partition(".")[0],
        evidence=[proof(page)],
        slot=slot,
    )


def page_passed(page: Seen, slot: str, topic: str) -> Finding:
    """Say that a page was read, with the words of a topic."""
    at = slot.partition(".")[0]
    return passed("the page of {slot} was read", at=at, evidence=[proof(page, topic)], presence=True, slot=slot)


CHECKS: tuple[Check[Any], ...] = (
    document_published,
    model_document_published,
    organisation_document_published,
)
"""Those of this module."""
