"""Checks of what an AI system puts out, and of who is there when it goes wrong."""

from __future__ import annotations

from typing import Any

from govkit.plugin import AiSystem, Basis, Check, Context, Finding, check, failed, not_applicable, passed, unknown
from govkit_genai.checks.provenance import refuted
from govkit_genai.provenance.probe import output_provenance

_MEDIA = frozenset({"image", "audio", "video"})
_WAYS = ("email", "phone", "url")
_READABLE = frozenset({"c2pa", "watermark", "metadata"})


@check(
    "genai.media-marked",
    on=AiSystem,
    title="Generated pictures, sound and video carry a mark that machines can read",
    needs=(output_provenance,),
)
def media_marked(system: AiSystem, ctx: Context[None]) -> Finding:
    """A picture that looks real misleads wherever it is passed on; only a mark inside it travels along.

    A visible label alone does not count: it is gone after the first crop. Where sample outputs are named, what is
    declared is held against them; that they agree proves nothing of other outputs. Whether there are samples has to be
    stated: a declaration that samples refute must not hold again once they are no longer named.

    Fix: mark outputs by C2PA, a watermark or metadata, state under `marking` which kinds of output that covers, and
    name sample outputs, or `output_samples: none`.
    """
    if not system.generative:
        return not_applicable("the system generates nothing", at="generative")
    media = sorted(_MEDIA & set(system.modalities))
    if not media:
        return not_applicable("the system makes no pictures, sound or video", at="modalities")
    covered: set[str] = set()
    for marking in system.marking:
        if marking.method in _READABLE:
            covered |= set(marking.covers)
    bare = tuple(kind for kind in media if kind not in covered)
    if bare:
        return failed("no mark that machines can read covers {media}", at="marking", media=bare)
    if system.output_samples:
        samples = ctx.fact(output_provenance)
        fitting = [sample for sample in samples if sample.medium in media]
        if not any(sample.outcome == "read" or sample.broken for sample in fitting):
            return unknown("no sample output of {media} could be read", at="output_samples", media=tuple(media))
        against = refuted(system, fitting)
        if against is not None:
            return against
        return passed(
            "marks are declared for {media}, and no sample speaks against it",
            at="marking",
            basis=Basis.DECLARED,
            examined=len(media),
            expected=len(media),
            media=tuple(media),
        )
    return passed("marks are declared for {media}", at="marking", media=tuple(media))


@check("genai.incident-contact", on=AiSystem, title="There is somebody to tell when the AI system does harm")
def incident_contact(system: AiSystem, ctx: Context[None]) -> Finding:
    """Harm that cannot be reported is repeated; a name without an address reaches nobody.

    Fix: state under `incident_contact` an e-mail address, telephone number or page.
    """
    contact = system.incident_contact
    if contact is None:
        return failed("there is nobody to report an incident to", at="incident_contact")
    ways = [slot for slot in _WAYS if contact.is_stated(slot)]
    if any(getattr(contact, slot) is not None for slot in ways):
        return passed("a contact for incidents is declared", at="incident_contact")
    if len(ways) == len(_WAYS):
        return failed("the contact for incidents has no address", at="incident_contact")
    return unknown("no address of the contact for incidents is stated", at="incident_contact")


CHECKS: tuple[Check[Any], ...] = (media_marked, incident_contact)
