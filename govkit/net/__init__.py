"""The one place that builds an HTTP client: for public addresses only, or for what was recorded of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


def client(
    *,
    timeout: float = 30.0,
    max_bytes: int = 10 * 1024 * 1024,
    keep: Path | None = None,
    allow_loopback: bool = False,
) -> httpx.Client:
    """Return a client for addresses of the public internet.

    `timeout` limits a whole request in seconds, from connecting to the last byte; `max_bytes` limits the body. It
    follows no redirect unless a request asks for it, and then checks each hop. No proxy, certificate store or password
    is taken from the environment. Raises `httpx.ConnectError` for an address that is not public and
    `httpx.ReadError` for a body that is too large. `keep` is a HAR file to which every exchange is written.

    `allow_loopback` is for tests that serve on this machine; nothing in govkit sets it.
    """
    from govkit.net.tape import WitnessTransport
    from govkit.net.transport import GuardedTransport

    guarded = GuardedTransport(seconds=timeout, max_bytes=max_bytes, allow_loopback=allow_loopback)
    return _client(WitnessTransport(guarded, keep), timeout)


def replaying(place: Path, task: str, until: date | None = None) -> httpx.Client:
    """Return a client that answers from what was recorded for a task in a file or folder, and reaches nothing.

    Of several answers to one request the latest up to the day `until` is given. Raises `ValueError` for a recording
    that can't be read, and `httpx.ConnectError` where it holds no answer.
    """
    from govkit.net.recordings import recorded
    from govkit.net.tape import ReplayTransport

    return _client(ReplayTransport(recorded(place, task, until)), None)


def _client(transport: httpx.BaseTransport, timeout: float | None) -> httpx.Client:
    from importlib.metadata import version

    import httpx

    return httpx.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=timeout,
        headers={"user-agent": f"govkit/{version('govkit')}", "accept-encoding": "identity"},
    )
