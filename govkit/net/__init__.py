"""The one place that builds an HTTP client: it reaches public addresses only, and reads no more than asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


def client(*, timeout: float = 30.0, max_bytes: int = 10 * 1024 * 1024, allow_loopback: bool = False) -> httpx.Client:
    """Return a client for addresses of the public internet.

    `timeout` limits a whole request in seconds, from connecting to the last byte; `max_bytes` limits the body. It
    follows no redirect unless a request asks for it, and then checks each hop. No proxy, certificate store or password
    is taken from the environment. Raises `httpx.ConnectError` for an address that is not public and
    `httpx.ReadError` for a body that is too large.

    `allow_loopback` is for tests that serve on this machine; nothing in govkit sets it.
    """
    from importlib.metadata import version

    import httpx

    from govkit.net.transport import GuardedTransport

    return httpx.Client(
        transport=GuardedTransport(seconds=timeout, max_bytes=max_bytes, allow_loopback=allow_loopback),
        trust_env=False,
        follow_redirects=False,
        timeout=timeout,
        headers={"user-agent": f"govkit/{version('govkit')}", "accept-encoding": "identity"},
    )
