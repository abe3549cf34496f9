"""What checks say of an address: the proof of what was seen there, and why nothing can be said of its text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

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

_LATE = text("the recording of {slot} is of {day}, after the day of the assessment: a person has to look")
_OLD = text("the recording of {slot} is of {day}, more than a year before the assessment: a person has to look")
_A_DAY, _YEAR = timedelta(days=1), timedelta(days=366)
"""At one instant it may be a day later elsewhere; a recording is believed for a year, govkit's own default."""
_HOST = r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?"
_PLACE = re.compile(rf"[a-z][a-z+.-]*://|(?<![\w@.-])(?:www\.|{_HOST}/\S)|^{_HOST}/?$", re.IGNORECASE)
"""What leads to a page of the web, wherever it stands in a text."""


def proof(seen: Seen, topic: str = "") -> Evidence:
    """Point to what was seen, with the words of a topic where they were found."""
    hit = seen.topics.get(topic) or seen.denials.get(topic)
    words = hit.extract if hit else "-"
    if seen.replayed:
        return evidence("the page as recorded: {words}", url=seen.url, sha256=seen.sha256, seen=seen.at, words=words)
    return evidence("the page: {words}", url=seen.url, sha256=seen.sha256, seen=seen.at, words=words)


def untimely(seen: Seen, slot: str, as_of: date) -> Finding | None:
    """Return that a recording tells nothing of the day of the assessment, or `None`: it is later, or a year older."""
    if not seen.replayed or not seen.at:
        return None
    day = datetime.fromisoformat(seen.at).date()
    if day <= as_of + _A_DAY and as_of <= day + _YEAR:
        return None
    message = _LATE if day > as_of else _OLD
    return needs_review(message, at=slot.partition(".")[0], evidence=[proof(seen)], slot=slot, day=day)


def unread(seen: Seen, slot: str, as_of: date) -> Finding | None:
    """Return what is to be said of an address whose text was not read, or not in time, or `None`."""
    at = slot.partition(".")[0]
    if seen.outcome in _NOT_HAD:
        return unknown(_NOT_HAD[seen.outcome], at=at, slot=slot, status=seen.status)
    late = untimely(seen, slot, as_of)
    if late is not None:
        return late
    if seen.outcome == "missing":
        return failed(
            "the page of {slot} is not there: the server answers {status}",
            at=at,
            evidence=[proof(seen)],
            slot=slot,
            status=seen.status,
        )
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


def not_had(seen: Seen, slot: str, as_of: date) -> Finding:
    """Return what is to be said where nothing was had of what a slot leads to."""
    return unread(seen, slot, as_of) or nothing_seen(slot)


def nothing_seen(slot: str) -> Finding:
    """Say that nobody has looked at what a slot leads to."""
    return unknown("nothing has been seen of {slot}", at=slot.partition(".")[0], slot=slot)


def no_address(slot: str, stated: str | None = None) -> Finding:
    """Say that a slot holds no address to look at; at one in words, or without `https://`, nobody looked."""
    at = slot.partition(".")[0]
    if stated is not None and _PLACE.search(stated.strip()):
        fix = text("state the address as https://… and nothing else, without a name or a password in it")
        return unknown("the address in {slot} can't be opened as it is stated", at=at, fix=fix, slot=slot)
    return not_applicable("no address is stated, so that there is no page to look at", at=at)
