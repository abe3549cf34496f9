"""A web server on this machine that answers as it is told, and the world as a probe that may reach it sees it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from govkit.engine.normalise import inventory_from
from govkit.engine.world import FolderWorld
from govkit.net import client
from govkit_genai.live import visit

AS_OF = date(2026, 11, 21)


@dataclass
class LocalWorld(FolderWorld):
    """A world whose client reaches this machine: the only way to do so is in tests."""

    patience: float = 10.0

    def http(self) -> httpx.Client:
        if self.replay is not None:
            return super().http()
        keep = None if self.keep is None else self.keep / f"{self.task}.har"
        return client(allow_loopback=True, timeout=self.patience, keep=keep)


@dataclass
class Site:
    """What is served, by path; `heard` is what was asked for."""

    listener: socket.socket
    pages: dict[str, bytes | list[bytes]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def page(self, path: str, body: str | bytes, status: str = "200 OK", *headers: str) -> str:
        content = body.encode() if isinstance(body, str) else body
        kinds = headers if any(h.lower().startswith("content-type") for h in headers) else ("Content-Type: text/html",)
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", "Connection: close", *headers, *kinds]
        self.pages[path] = "\r\n".join([*dict.fromkeys(lines), "", ""]).encode() + content
        return f"{self.url}{path}"

    def raw(self, path: str, *parts: bytes) -> str:
        self.pages[path] = list(parts)
        return f"{self.url}{path}"

    def serve(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                line = connection.recv(65536).partition(b"\r\n")[0].decode("latin-1")
                method, _, rest = line.partition(" ")
                path = rest.partition(" ")[0]
                self.heard.append(f"{method} {path}")
                said = self.pages.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                for part in [said] if isinstance(said, bytes) else said:
                    if part == b"WAIT":
                        self.stop.wait(30)
                    else:
                        connection.sendall(part)
            except OSError:
                return


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site(socket.create_server(("127.0.0.1", 0), backlog=64))
    threading.Thread(target=served.serve, daemon=True).start()
    yield served
    served.stop.set()
    served.listener.shutdown(socket.SHUT_RDWR)
    served.listener.close()


@pytest.fixture
def reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., LocalWorld]:
    """Return what makes a world of an inventory, in which nobody pauses."""
    monkeypatch.setattr(visit, "PAUSE", 0.0)

    def make(inventory: dict[str, Any] | None = None, **more: Any) -> LocalWorld:
        folder = tmp_path / "assessed"
        folder.mkdir(exist_ok=True)
        return LocalWorld(folder, inventory_from(inventory or {}), AS_OF, "seed", {}, network=True, **more)

    return make
