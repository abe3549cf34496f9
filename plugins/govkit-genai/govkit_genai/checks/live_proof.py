"""What checks say of an address: the proof of what was seen there, and why nothing can be said of its text."""

from __future__ import annotations

from govkit.model.finding import Evidence
from govkit.plugin import Finding, evidence, failed, needs_review, not_applicable, unknown
from govkit_genai.live.seen import Outcome, Seen
from govkit_genai.texts import text

_TO_LOOK_AT: dict[Outcome, str] = {
    "thin": text("there is hardly any text on the page of {slot}: a person has to look"),
    "scripted": text("the page of {slot} is drawn by scripts, which are not run: a person has to look"),
    "login": text("the page of {slot} asks for a login: a person has to look"),
    "consent": text("the page of {slot} asks for consent to cookies first: a person has to look"),
    "moves": text("the page of {slot} sends whoever opens it on to another address: a person has to look"),
    "seems_missing": text("the page of {slot} answers, and says that there is nothing: a person has to look"),
    "other_kind": text("what {slot} leads to is no page of text, or too large: a person has to look"),
}
_NOT_HAD: dict[Outcome, str] = {
    "refused": text("the server refused the page of {slot} ({status})"),
    "failed": text("the server failed to give the page of {slot} ({status})"),
    "not_reached": text("the page of {slot} could not be reached"),
    "not_allowed": text("robots.txt of the site of {slot} does not let govkit look, or could not be had"),
}


def proof(seen: Seen, topic: str = "") -> Evidence:
    """Point to what was seen, with the words of a topic where they were found."""
    hit = seen.topics.get(topic) or (seen.denial if topic == "notice" else None)
    words = hit.extract if hit else "-"
    if seen.replayed:
        return evidence("the page as recorded: {words}", url=seen.url, sha256=seen.sha256, seen=seen.at, words=words)
    return evidence("the page: {words}", url=seen.url, sha256=seen.sha256, seen=seen.at, words=words)


def unread(seen: Seen, slot: str) -> Finding | None:
    """Return what is to be said of an address whose text was not read, or `None`."""
    at = slot.partition(".")[0]
    if seen.outcome == "missing":
        return failed(
            "the page of {slot} is not there: the server answers {status}",
            at=at,
            evidence=[proof(seen)],
            slot=slot,
            status=seen.status,
        )
    if seen.outcome in _NOT_HAD:
        return unknown(_NOT_HAD[seen.outcome], at=at, slot=slot, status=seen.status)
    if seen.outcome in _TO_LOOK_AT:
        return needs_review(_TO_LOOK_AT[seen.outcome], at=at, evidence=[proof(seen)], slot=slot)
    if seen.home:
        return needs_review(
            "the address of {slot} leads to the first page of a site: a person has to look",
            at=at,
            evidence=[proof(seen)],
            slot=slot,
        )
    return None


def not_had(seen: Seen, slot: str) -> Finding:
    """Return what is to be said where nothing was had of what a slot leads to."""
    return unread(seen, slot) or nothing_seen(slot)


def nothing_seen(slot: str) -> Finding:
    """Say that nobody has looked at what a slot leads to."""
    return unknown("nothing has been seen of {slot}", at=slot.partition(".")[0], slot=slot)


def no_address(slot: str) -> Finding:
    """Say that a slot holds no address, so that there is nothing to look at."""
    return not_applicable("no address is stated, so that there is no page to look at", at=slot.partition(".")[0])
