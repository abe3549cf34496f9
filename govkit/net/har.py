"""Recordings of what a web server said, as HAR 1.2: the form that browsers write, too."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from govkit.model.worded import worded

_UNSAID = frozenset({"set-cookie", "content-encoding", "content-length", "transfer-encoding", "connection"})
"""Headers that are not kept: secrets, and how the body travelled, which says nothing of the body that is kept."""
_UNICODE = "utf-8"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and the answer to it or the fault in place of one."""

    method: str
    url: str
    at: str
    """When it began, as an ISO instant."""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fault: str = ""
    """The name of httpx's exception: of the request where the status is 0, else of the body, which broke off."""


def written(exchanges: Iterable[Exchange]) -> str:
    """Return a HAR document. Bodies are in base64, so that not a byte changes."""
    entries = [_entry(exchange) for exchange in exchanges]
    creator = {"name": "govkit", "version": version("govkit")}
    return json.dumps({"log": {"version": "1.2", "creator": creator, "entries": entries}}, indent=1)


def read(text: str) -> list[Exchange]:
    """Return the exchanges of a HAR document; raise `ValueError` where it is none. Entries without a body are left out.

    What a browser decoded is given back in UTF-8, and says so. An entry has to say when it was recorded.
    """
    try:
        entries = list(json.loads(text)["log"]["entries"])
    except json.JSONDecodeError as fault:
        raise ValueError(worded("line {line} is no JSON", line=fault.lineno)) from fault
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(worded("it holds no list of entries in a log")) from fault
    return [found for number, entry in enumerate(entries, 1) if (found := _read(entry, number)) is not None]


def _read(entry: Any, number: int) -> Exchange | None:
    try:
        return _exchange(entry)
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise ValueError(worded("entry {number} lacks a request, a response, or a time", number=number)) from fault


def _entry(exchange: Exchange) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "startedDateTime": exchange.at,
        "time": 0,
        "request": {**_message(()), "method": exchange.method, "url": exchange.url, "queryString": []},
        "response": {
            **_message(exchange.headers),
            "status": exchange.status,
            "statusText": "",
            "redirectURL": "",
            "content": {
                "size": len(exchange.body),
                "mimeType": dict(exchange.headers).get("content-type", ""),
                "text": base64.b64encode(exchange.body).decode(),
                "encoding": "base64",
            },
        },
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    }
    return entry | ({"_error": exchange.fault} if exchange.fault else {})


def _message(headers: Iterable[tuple[str, str]]) -> dict[str, Any]:
    kept = [{"name": name, "value": value} for name, value in headers if name not in _UNSAID]
    return {"httpVersion": "HTTP/1.1", "cookies": [], "headers": kept, "headersSize": -1, "bodySize": -1}


def _exchange(entry: Mapping[str, Any]) -> Exchange | None:
    request, response = entry["request"], entry["response"]
    status, fault = int(response["status"]), str(entry.get("_error", ""))
    headers = {str(each["name"]).lower(): str(each["value"]) for each in response["headers"]}
    content = response.get("content", {})
    text = content.get("text")
    if content.get("encoding") == "base64":
        body = base64.b64decode(text or "", validate=True)
    elif text is not None:
        body = str(text).encode(_UNICODE, "surrogatepass")
        kind = headers.get("content-type", str(content.get("mimeType", ""))).partition(";")[0]
        headers["content-type"] = f"{kind}; charset={_UNICODE}"
    elif status == 200:
        return None
    else:
        body = b""
    said = tuple((name, value) for name, value in headers.items() if name not in _UNSAID and not name.startswith(":"))
    at, method, url = str(entry["startedDateTime"]), str(request["method"]), str(request["url"])
    instant(at)
    return Exchange(method, url, at, status, said, body, fault)


def instant(at: str) -> datetime:
    """Return when an exchange began; raise `ValueError` for what is no ISO instant. Without a zone it is of UTC."""
    found = datetime.fromisoformat(at)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def address_of(exchange: Exchange) -> tuple[str, str]:
    """Return method and address, by which requests are told apart: without fragment, in one spelling."""
    return exchange.method, plain(exchange.url)


def plain(url: str) -> str:
    """Return an address as it is compared: without fragment, spelt as httpx spells it; a hostile one as it stands."""
    import httpx

    try:
        return str(httpx.URL(url).copy_with(fragment=None))
    except (httpx.InvalidURL, TypeError, ValueError):
        return url
