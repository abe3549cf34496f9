"""Gets what a public address answers: by GET alone, obeying robots.txt, with pauses, and never more than is needed."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from govkit.plugin import World
from govkit_genai.live import robots
from govkit_genai.live.robots import Robots

if TYPE_CHECKING:
    import httpx

PAUSE = 1.0
"""Seconds before every request that goes out: no host gets more than one a second."""
MAX_BYTES = 1024 * 1024
MAX_REDIRECTS = 5
MAX_REQUESTS = 40
"""Of one probe at one subject, robots.txt and redirects included."""

_NOT_RECORDED = "NotRecorded"


@dataclass(frozen=True)
class Answer:
    """What came of asking for an address."""

    url: str
    at: str
    """The instant at which it was asked for, or the recording made."""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    landed: str = ""
    """The address that answered in the end."""
    hops: int = 0
    fault: str = ""
    """Why there is no answer: `robots`, `address`, `redirects`, `too_large`, `budget`, or the name of an exception."""
    replayed: bool = False

    @property
    def sha256(self) -> str:
        """Return the hash of the body."""
        return hashlib.sha256(self.body).hexdigest()


class Visitor:
    """Visits addresses on behalf of one probe at one subject."""

    def __init__(self, world: World) -> None:
        """Take the client from the world, which declines unless the network is allowed or replayed."""
        self._client = world.http()
        self._pauses = world.network
        self._robots: dict[str, Robots | None] = {}
        self._unheard: dict[str, str] = {}
        """Site → why nothing was heard of it, not even its robots.txt."""
        self._left = MAX_REQUESTS
        self._last = ("", False)
        """When the last request went out, and whether its answer was recorded: the time of what was not asked for."""

    def __enter__(self) -> Visitor:
        """Return the visitor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the client."""
        self._client.close()

    def get(self, url: str, *, limit: int = MAX_BYTES) -> Answer:
        """Follow an address to its end. Whatever goes wrong is in the answer."""
        landed = url
        for hops in range(MAX_REDIRECTS + 1):
            if not is_address(landed):
                return self._none(url, landed, hops, "address")
            rules = self.robots(landed)
            if rules is None or not rules.allows(_path(landed)):
                return self._none(url, landed, hops, self._unheard.get(_site(landed), "robots"))
            answer = self._ask(url, landed, hops, limit)
            target = _target(answer, landed)
            if not target:
                return answer
            landed = target
        return self._none(url, landed, MAX_REDIRECTS, "redirects")

    def robots(self, url: str) -> Robots | None:
        """Return the rules for a site: none of them where it has no robots.txt, `None` where that can't be had.

        A site whose robots.txt fails is not visited, as the RFC asks.
        """
        origin = _site(url)
        if origin not in self._robots:
            self._robots[origin] = self._rules(f"{origin}/robots.txt")
        return self._robots[origin]

    def _rules(self, url: str) -> Robots | None:
        landed = url
        for hops in range(MAX_REDIRECTS + 1):
            answer = self._ask(url, landed, hops, robots.MAX_BYTES, cut=True)
            target = _target(answer, landed)
            if target and is_address(target):
                landed = target
            elif answer.status == 200:
                return robots.parse(answer.body.decode("utf-8", "replace"))
            elif answer.fault == _NOT_RECORDED:
                return robots.NO_RULES  # a saved page comes without: nobody is visited
            else:
                if not answer.status and answer.fault:
                    self._unheard[_site(url)] = answer.fault
                return robots.NO_RULES if 400 <= answer.status < 500 and answer.status != 429 else None
        return robots.NO_RULES

    def _ask(self, url: str, landed: str, hops: int, limit: int, *, cut: bool = False) -> Answer:
        """Send one request; read no more than `limit` bytes, and `cut` there or take more as a fault."""
        import httpx

        if self._left <= 0:
            return self._none(url, landed, hops, "budget")
        self._left -= 1
        if self._pauses:
            time.sleep(PAUSE)
        try:
            request = self._client.build_request("GET", landed)
        except (httpx.InvalidURL, UnicodeError, ValueError):
            return self._none(url, landed, hops, "address")
        status, headers, body, fault = 0, dict[str, str](), b"", ""
        try:
            response = self._client.send(request, stream=True)
            try:
                status, headers = response.status_code, _headers(response)
                for part in response.iter_bytes():
                    body += part
                    if len(body) > limit:
                        body, fault = body[:limit], "" if cut else "too_large"
                        break
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            status, body, fault = 0, b"", type(error).__name__
        at, replayed = self._last = _when(request)
        return Answer(url, at, status, headers, body, landed, hops, fault, replayed)

    def _none(self, url: str, landed: str, hops: int, fault: str) -> Answer:
        at, replayed = self._last
        return Answer(url, at, landed=landed, hops=hops, fault=fault, replayed=replayed)


def is_address(text: str) -> bool:
    """Tell whether a text is an address of the web, without a name or a password in it."""
    try:
        parts = urlsplit(text.strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc and " " not in text.strip()


def _headers(response: httpx.Response) -> dict[str, str]:
    """Return the headers that anything rests on; those of sessions stay where they are."""
    kept = ("content-type", "location", "content-usage", "tdm-reservation", "x-robots-tag")
    return {name: response.headers[name][:2000] for name in kept if name in response.headers}


def _when(request: Any) -> tuple[str, bool]:
    """Return when a request went out, or its recording was made."""
    known = request.extensions
    return known.get("seen_at", datetime.now(UTC).isoformat(timespec="seconds")), bool(known.get("replayed"))


def _target(answer: Answer, landed: str) -> str:
    """Return where an answer leads on to, or an empty text."""
    import httpx

    location = answer.headers.get("location", "")
    if answer.status not in (301, 302, 303, 307, 308) or not location:
        return ""
    try:
        return str(httpx.URL(landed).join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return location


def _site(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
