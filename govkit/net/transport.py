"""An HTTP transport that connects to the very address it has checked, for a limited time, and reads a limited body."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from govkit.net.addresses import NotPublic, resolve

SocketOptions = Iterable[Any] | None


class _Limited(httpcore.NetworkStream):
    """A stream on which the reads and writes of one request share a deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Limited(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, too_late: type[httpcore.TimeoutException]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise too_late("the time for the whole request is over")
        return left if timeout is None else min(left, timeout)


class _Guarded(httpcore.SyncBackend):
    """Connects to the address that was checked, so that a second look-up can't lead elsewhere."""

    def __init__(self, seconds: float, allow_loopback: bool) -> None:
        self._seconds = seconds
        self._allow_loopback = allow_loopback

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.NetworkStream:
        deadline = time.monotonic() + self._seconds
        try:
            address = resolve(host, port, allow_loopback=self._allow_loopback)
        except NotPublic as error:
            raise httpcore.ConnectError(str(error)) from None
        stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
        return _Limited(stream, deadline)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: SocketOptions = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("sockets of this machine are not reached")


class _Body(httpx.SyncByteStream):
    """A response body that ends with an error when it grows too large."""

    def __init__(self, chunks: Iterable[bytes], max_bytes: int) -> None:
        self._chunks = chunks
        self._max_bytes = max_bytes

    def __iter__(self) -> Iterator[bytes]:
        received = 0
        with _as_httpx():
            for chunk in self._chunks:
                received += len(chunk)
                if received > self._max_bytes:
                    raise httpcore.ReadError(f"the response is larger than {self._max_bytes} bytes")
                yield chunk

    def close(self) -> None:
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()


class GuardedTransport(httpx.BaseTransport):
    """Sends requests to public addresses, one connection a request."""

    def __init__(self, *, seconds: float, max_bytes: int, allow_loopback: bool) -> None:
        """Limit a request to `seconds` and its response to `max_bytes`; `allow_loopback` is for tests."""
        self._max_bytes = max_bytes
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=_Guarded(seconds, allow_loopback),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its response; raise errors of httpx."""
        url = request.url
        with _as_httpx():
            response = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        body = _Body(response.iter_stream(), self._max_bytes)
        answer = httpx.Response(
            status_code=response.status, headers=response.headers, stream=body, extensions=response.extensions
        )
        if answer.headers.get("content-encoding", "identity").lower() != "identity":
            answer.close()
            raise httpx.DecodingError("the response is compressed, although that was not asked for", request=request)
        return answer

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Raise what httpcore raises under the same name in httpx."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as e:
        kind: type[httpx.TransportError] = getattr(httpx, type(e).__name__, httpx.TransportError)
        raise kind(str(e)) from None
