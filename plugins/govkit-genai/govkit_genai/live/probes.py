"""The probes of live systems: where each looks, and for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from govkit.model.entities.base import Entity
from govkit.plugin import AiSystem, Declined, Model, Notice, Observed, Organisation, World, probe
from govkit_genai.live import agent_card as card
from govkit_genai.live import security_txt as security
from govkit_genai.live.agent_card import AgentCard
from govkit_genai.live.decoding import decoded
from govkit_genai.live.preferences import Preferences, preferences
from govkit_genai.live.security_txt import SecurityTxt
from govkit_genai.live.seen import Part, Seen, seen
from govkit_genai.live.visit import Visitor, is_address
from govkit_genai.texts import text

MOST_PAGES = 8
"""So many pages of one system are looked at."""
SECURITY_TXT = "/.well-known/security.txt"
CHANNELS = ("feedback_channel", "appeal_channel", "human_contact")
DOCUMENTS = {
    "acceptable_use_policy": ("forbidden",),
    "terms_of_service": ("terms",),
    "detection_tool": ("detection",),
}
"""Slot of an AI system → of what the page has to speak to be what it is there for."""
MODEL_DOCUMENTS = {"behaviour_policy": ("behaviour",), "downstream_guide": ("guide",)}
"""The same of a model."""
ORGANISATION_DOCUMENTS = {
    "vulnerability_process.policy": ("disclosure", "ai"),
    "ai_governance.whistleblower_policy": ("whistleblower",),
}
"""The same of an organisation."""


@probe("genai.live-notice", on=AiSystem, version=4, network=True, seconds=300)
def live_notice(system: AiSystem, world: World) -> Observed[tuple[Seen, ...]]:
    """Gets the pages of `urls` and `disclosure.url`, and looks for words that tell of AI, caution and a person.

    No script is run, nothing is typed. Of each page the hash, the outcome and a short masked extract are kept.
    """
    pages = [*_stated(system, "urls"), *_stated(system, "disclosure.url")]
    addresses = [url for url in dict.fromkeys(pages) if is_address(url)]
    if not addresses:
        raise Declined("no address of a page is stated")
    looked = _look(world, addresses[:MOST_PAGES], ("notice", "caution", "person"))
    return Observed(looked, _had(looked), len(addresses), text("pages"), _inputs(looked))


@probe("genai.live-policies", on=AiSystem, version=4, network=True, seconds=300)
def live_policies(system: AiSystem, world: World) -> Observed[dict[str, Seen]]:
    """Gets the pages of the rules of use, the terms, the means of detection and the privacy notice of a system.

    Looks for words on what is forbidden, on terms and detection, on AI, on how long data are kept, and for the latest
    date, outside links and what every page of the site has.
    """
    notice = world.inventory.find(_one(system, "privacy_notice"), Notice)
    stated = {slot: _one(system, slot) for slot in DOCUMENTS}
    stated["privacy_notice"] = _one(notice, "url") if notice is not None else ""
    return _by_slot(world, stated, (*_topics(DOCUMENTS), "ai", "retention"), "prose")


@probe("genai.live-model-documents", on=Model, version=3, network=True, seconds=120)
def live_model_documents(model: Model, world: World) -> Observed[dict[str, Seen]]:
    """Gets the pages of the policy on a model's behaviour and of the guide for those who build on it."""
    return _by_slot(world, {slot: _one(model, slot) for slot in MODEL_DOCUMENTS}, _topics(MODEL_DOCUMENTS), "prose")


@probe("genai.live-organisation-documents", on=Organisation, version=3, network=True, seconds=120)
def live_organisation_documents(organisation: Organisation, world: World) -> Observed[dict[str, Seen]]:
    """Gets the pages of an organisation's policy on the disclosure of flaws and of its rules for whistleblowers."""
    stated = {slot: _one(organisation, slot) for slot in ORGANISATION_DOCUMENTS}
    return _by_slot(world, stated, _topics(ORGANISATION_DOCUMENTS), "prose")


@probe("genai.live-channels", on=AiSystem, version=4, network=True, seconds=300)
def live_channels(system: AiSystem, world: World) -> Observed[dict[str, Seen]]:
    """Gets the pages on which users give feedback, object, or reach a person, where those are addresses.

    Looks for forms, addresses of mail and telephone, and words.
    """
    return _by_slot(world, {slot: _one(system, slot) for slot in CHANNELS}, ("feedback", "appeal", "person"), "main")


@probe("genai.live-report", on=AiSystem, version=4, network=True, seconds=120, looks_at="transparency_report")
def live_report(system: AiSystem, world: World) -> Observed[dict[str, Seen]]:
    """Gets the page of the transparency report, and looks for words of a report, for AI, and for the latest date."""
    stated = {"transparency_report": _one(system, "transparency_report.url")}
    return _by_slot(world, stated, ("report", "ai"), "prose")


@dataclass(frozen=True)
class SecurityFile:
    """A security.txt and the proof of it; `file` is left out where there was none to read."""

    page: Seen
    file: SecurityTxt | None


@probe(
    "genai.live-security-txt", on=Organisation, version=3, network=True, seconds=120, looks_at="vulnerability_process"
)
def live_security_txt(organisation: Organisation, world: World) -> Observed[SecurityFile]:
    """Gets the security.txt that `vulnerability_process.security_txt` names and reads it by RFC 9116."""
    url = _one(organisation, "vulnerability_process.security_txt")
    if not is_address(url):
        raise Declined("no address is stated")
    if urlsplit(url).path in ("", "/"):
        url = _at(url, SECURITY_TXT)
    with Visitor(world) as visitor:
        answer = visitor.get(url, limit=64 * 1024)
    page = seen(answer, (), world.as_of)
    file = None
    if answer.status == 200 and not answer.fault:
        kind = answer.headers.get("content-type", "")
        file = security.parse(decoded(answer.body, kind), answer.landed, world.as_of, kind)
    return Observed(SecurityFile(page, file), int(file is not None), 1, text("files"), _inputs([page]))


@dataclass(frozen=True)
class Introduction:
    """An agent's card and the proof of it; `card` is left out where there was none to read."""

    page: Seen
    card: AgentCard | None


@probe("genai.live-agent-card", on=AiSystem, version=3, network=True, seconds=120, looks_at="agent_card")
def live_agent_card(system: AiSystem, world: World) -> Observed[Introduction]:
    """Gets the card of an agent at `agent_card`, or at the well-known place of that site, and reads it."""
    url = _one(system, "agent_card")
    if not is_address(url):
        raise Declined("no address is stated")
    if urlsplit(url).path in ("", "/"):
        url = _at(url, card.WELL_KNOWN)
    with Visitor(world) as visitor:
        answer = visitor.get(url)
    page = seen(answer, ("ai",), world.as_of)
    found = None
    if answer.status == 200 and not answer.fault:
        found = card.parse(decoded(answer.body, answer.headers.get("content-type", "")))
    return Observed(Introduction(page, found), int(found is not None), 1, text("files"), _inputs([page]))


@probe("genai.live-preferences", on=AiSystem, network=True, seconds=120, looks_at="urls")
def live_preferences(system: AiSystem, world: World) -> Observed[tuple[Preferences, ...]]:
    """Reads robots.txt and the headers of the first page of each site of `urls`: what machines may learn from it."""
    sites = list(dict.fromkeys(_at(url, "/") for url in _stated(system, "urls") if is_address(url)))
    if not sites:
        raise Declined("no address of a page is stated")
    found = []
    with Visitor(world) as visitor:
        for number, site in enumerate(sites[:MOST_PAGES]):
            world.progress(number, len(sites), "sites")
            rules = visitor.robots(site)
            if rules is not None:
                found.append(preferences(visitor.get(site), rules))
    inputs = tuple(f"{each.site} {each.sha256}" for each in found if each.sha256)
    return Observed(tuple(found), len(found), len(sites), text("sites"), inputs)


def _by_slot(world: World, stated: dict[str, str], topics: Iterable[str], part: Part) -> Observed[dict[str, Seen]]:
    addresses = {slot: url for slot, url in stated.items() if is_address(url)}
    if not addresses:
        raise Declined("no address of a page is stated")
    looked = _look(world, list(addresses.values()), topics, part)
    return Observed(
        dict(zip(addresses, looked, strict=True)), _had(looked), len(addresses), text("pages"), _inputs(looked)
    )


def _look(world: World, addresses: list[str], topics: Iterable[str], part: Part = "text") -> tuple[Seen, ...]:
    wanted = tuple(topics)
    looked = []
    with Visitor(world) as visitor:
        for number, url in enumerate(addresses):
            world.progress(number, len(addresses), "pages")
            looked.append(seen(visitor.get(url), wanted, world.as_of, part))
    return tuple(looked)


def _topics(documents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(topic for topics in documents.values() for topic in topics)


def _had(looked: Iterable[Seen]) -> int:
    """Return of how many addresses there was an answer."""
    return sum(each.status != 0 for each in looked)


def _inputs(looked: Iterable[Seen]) -> tuple[str, ...]:
    return tuple(f"{each.url} {each.sha256}" for each in looked if each.sha256 and each.url)


def _stated(part: Any, path: str) -> list[str]:
    """Return the texts that a path states; nothing where it is not stated or none."""
    name, _, rest = path.partition(".")
    if part is None or not part.is_stated(name):
        return []
    value = getattr(part, name)
    if rest:
        return _stated(value, rest)
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None else [str(value).strip()]


def _one(part: Entity | None, path: str) -> str:
    return next(iter(_stated(part, path)), "")


def _at(url: str, path: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{path}"
