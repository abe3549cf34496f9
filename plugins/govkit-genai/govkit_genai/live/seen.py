"""What was seen at an address: the outcome, the proof of it, and what the page speaks of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from govkit.model.mask import mask
from govkit_genai.live.dates import latest
from govkit_genai.live.decoding import decoded
from govkit_genai.live.markup import Page, parse
from govkit_genai.live.phrases import Hit, find, languages_of, normalised
from govkit_genai.live.visit import Answer

Outcome = Literal[
    "read", "thin", "scripted", "login", "consent", "seems_missing", "moves", "other_kind", "missing", "refused",
    "failed", "not_reached", "not_allowed",
]  # fmt: skip
"""`read`: its text was read. `thin`, `scripted`, `login`, `consent`, `seems_missing`, `moves`, `other_kind`: there is a
page, but not its text. `missing`: 404 or 410. The rest: nothing was had."""

FEW_LETTERS = 120
"""A page with fewer letters than this says nothing by what it leaves out."""
Part = Literal["text", "main", "prose"]
"""Where words count: anywhere on a page, outside what every page of a site has, or there and in no link."""
_REACHES = re.compile(r"mailto:[^?\s]+(?:@|%40)[^?\s]|tel:\+?[\d(][\d(). -]*\d", re.IGNORECASE)
"""A link to an address of mail or a telephone that is whole."""
_FIRST_WORDS = 150
"""A page that begins by saying that there is nothing holds nothing."""
_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?/?)?(?:(?:index|home|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_TEXT = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_DRAWN = 600
"""A page of a framework with fewer letters than this is mostly drawn by its scripts."""


@dataclass(frozen=True)
class Seen:
    """One address, and what it showed."""

    url: str
    at: str
    outcome: Outcome
    status: int = 0
    fault: str = ""
    sha256: str = ""
    size: int = 0
    landed: str = ""
    """The address that answered, where it is another one."""
    replayed: bool = False
    languages: tuple[str, ...] = ()
    letters: int = 0
    """How many stand outside what every page of a site has."""
    topics: dict[str, Hit] = field(default_factory=dict)
    denials: dict[str, Hit] = field(default_factory=dict)
    """Of topics that the page does not tell, where their words are denied: "this is not a chatbot"."""
    dated: date | None = None
    """The latest day on the page up to the assessment."""
    writable: bool = False
    """Whether there is a form, or a link to an e-mail address or a telephone."""
    drawn: bool = False
    """Whether scripts or frames may show more than was read."""
    home: bool = False
    """Whether the first page of a site answered, where another one was asked for."""


def seen(answer: Answer, topics: Iterable[str], as_of: date, part: Part = "text") -> Seen:
    """Say what an answer shows of the topics in a part of its text."""
    outcome = _without_page(answer)
    proof = Seen(
        url=shown(answer.url),
        at=answer.at,
        outcome=outcome or "read",
        status=answer.status,
        fault=answer.fault,
        sha256=answer.sha256 if answer.status else "",
        size=len(answer.body),
        landed=shown(answer.landed) if answer.landed != answer.url else "",
        replayed=answer.replayed,
        home=_is_home(answer.landed) and not _is_home(answer.url),
    )
    return proof if outcome else _with_page(proof, answer, topics, as_of, part)


def shown(url: str) -> str:
    """Return an address as it may be kept: without query and fragment, with what looks personal masked."""
    try:
        parts = urlsplit(url)
        return mask(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")[:500]
    except ValueError:
        return ""


def _without_page(answer: Answer) -> Outcome | None:
    """Return why there is no page to be read, or `None`."""
    if answer.fault == "robots":
        return "not_allowed"
    if answer.fault == "too_large":
        return "other_kind"
    if answer.fault or not answer.status:
        return "not_reached"
    if answer.status in (404, 410):
        return "missing"
    if answer.status in (401, 403, 407, 451):
        return "refused"
    if answer.status != 200:
        return "failed"
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return None if kind in _TEXT else "other_kind"


def _with_page(proof: Seen, answer: Answer, topics: Iterable[str], as_of: date, part: Part) -> Seen:
    source = decoded(answer.body, answer.headers.get("content-type", ""))
    page = parse(source) if "<" in source else Page(source, source, source)
    text = normalised(getattr(page, part))
    languages = languages_of(normalised(page.text), page.lang)
    letters = sum(map(str.isalpha, page.main))
    topics = tuple(topics)
    found = {topic: hit for topic in topics if (hit := find(text, topic, languages)) is not None}
    silent = [topic for topic in topics if topic not in found]
    asked = not _is_home(answer.url)
    return replace(
        proof,
        outcome="other_kind" if _is_data(source) else _outcome(page, letters, languages),
        languages=languages,
        letters=letters,
        topics=found,
        denials={topic: hit for topic in silent if (hit := find(text, topic, languages, denied=True)) is not None},
        dated=latest(normalised(page.main), page.times, as_of),
        writable=page.form or any(_REACHES.match(link.strip()) for link in page.links),
        drawn=bool(page.scripts or page.frames or page.root),
        home=proof.home or (asked and bool(page.canonical) and _is_home(page.canonical)),
    )


def _outcome(page: Page, letters: int, languages: tuple[str, ...]) -> Outcome:
    """Tell a page with a text from one that only stands in its place."""
    heads = (page.title, page.headings, page.main[:_FIRST_WORDS])
    if any(find(normalised(each), "missing", languages) for each in heads):
        return "seems_missing"
    if page.moves:
        return "moves"
    if page.password:
        return "login"
    asks = find(normalised(f"{page.noscript} {page.text[:2000]}"), "script", languages) is not None
    if letters < _DRAWN and (page.scripts or asks) and (page.root or asks or letters < FEW_LETTERS):
        return "scripted"
    if letters < 2 * FEW_LETTERS and find(normalised(page.text), "consent", languages):
        return "consent"
    return "thin" if letters < FEW_LETTERS else "read"


def _is_data(source: str) -> bool:
    """Tell whether a text is data for machines, which nobody is shown."""
    if not source.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    try:
        json.loads(source.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_home(url: str) -> bool:
    """Tell whether an address is that of the first page of a site, in whatever language."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return _HOME.fullmatch(parts.path) is not None and not parts.query and not parts.fragment
