"""Transports that keep what a web server said, and that play back what was kept in place of the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import httpx

from govkit.net.har import Exchange, address_of, plain, written

SEEN_AT, REPLAYED = "seen_at", "replayed"
"""What a request's `extensions` hold after it was sent, also where it failed: an ISO instant, and whether the answer
comes from a recording."""


class NotRecorded(httpx.ConnectError):
    """The recording holds no answer to this request."""


class WitnessTransport(httpx.BaseTransport):
    """Sends requests by another transport, notes when, and keeps each exchange in a file where there is one."""

    def __init__(self, inner: httpx.BaseTransport, file: Path | None) -> None:
        """Send by `inner`; write a HAR document to `file` after every exchange."""
        self._inner = inner
        self._file = file
        self._kept: list[Exchange] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its response, whose body is kept as far as it is read."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        request.extensions = {**request.extensions, SEEN_AT: at, REPLAYED: False}
        exchange = Exchange(request.method, str(request.url), at)
        try:
            response = self._inner.handle_request(request)
        except httpx.RequestError as fault:
            self.keep(exchange, fault=type(fault).__name__)
            raise
        headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_Heard(response, self, exchange, headers),
            extensions=response.extensions,
        )

    def keep(
        self,
        begun: Exchange,
        *,
        status: int = 0,
        headers: tuple[tuple[str, str], ...] = (),
        body: bytes = b"",
        fault: str = "",
    ) -> None:
        """Keep an exchange that is over."""
        if self._file is not None:
            self._kept.append(Exchange(begun.method, begun.url, begun.at, status, headers, body, fault))
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(written(self._kept), encoding="utf-8")

    def close(self) -> None:
        """Close the transport that sends."""
        self._inner.close()


class _Heard(httpx.SyncByteStream):
    """A body that is passed on, and kept when nobody reads on."""

    def __init__(
        self,
        response: httpx.Response,
        witness: WitnessTransport,
        begun: Exchange,
        headers: tuple[tuple[str, str], ...],
    ) -> None:
        self._response, self._witness, self._begun, self._headers = response, witness, begun, headers
        self._parts: list[bytes] = []
        self._fault = ""
        self._open = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            for part in cast("httpx.SyncByteStream", self._response.stream):
                self._parts.append(part)
                yield part
        except httpx.RequestError as fault:
            self._fault = type(fault).__name__
            raise

    def close(self) -> None:
        self._response.close()
        if self._open:
            self._open = False
            self._witness.keep(
                self._begun,
                status=self._response.status_code,
                headers=self._headers,
                body=b"".join(self._parts),
                fault=self._fault,
            )


class ReplayTransport(httpx.BaseTransport):
    """Answers from a recording: equal requests in the order of their answers, the last of which is repeated."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        """Take what was recorded."""
        self._answers: dict[tuple[str, str], list[Exchange]] = {}
        for exchange in exchanges:
            self._answers.setdefault(address_of(exchange), []).append(exchange)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return what was answered, or raise the fault that there was; `NotRecorded` where nothing was kept."""
        answers = self._answers.get((request.method, plain(str(request.url))))
        request.extensions = {**request.extensions, SEEN_AT: "", REPLAYED: True}
        if not answers:
            raise NotRecorded("the recording holds no answer to this request", request=request)
        exchange = answers.pop(0) if len(answers) > 1 else answers[0]
        request.extensions[SEEN_AT] = exchange.at
        if not exchange.status:
            raise _fault(exchange.fault, request)
        return httpx.Response(exchange.status, headers=list(exchange.headers), stream=_Played(exchange, request))


class _Played(httpx.SyncByteStream):
    """A recorded body, which breaks off where it did."""

    def __init__(self, exchange: Exchange, request: httpx.Request) -> None:
        self._exchange, self._request = exchange, request

    def __iter__(self) -> Iterator[bytes]:
        yield self._exchange.body
        if self._exchange.fault:
            raise _fault(self._exchange.fault, self._request)


def _fault(name: str, request: httpx.Request) -> httpx.RequestError:
    kind = getattr(httpx, name, None)
    if not (isinstance(kind, type) and issubclass(kind, httpx.RequestError)):
        kind = httpx.NetworkError
    return kind("as recorded", request=request)
