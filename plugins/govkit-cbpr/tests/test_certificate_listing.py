"""The probe looks a certificate up where the inventory says, keeps a hash, and never says more than it saw."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from govkit.engine.world import FolderWorld
from govkit.model.inventory import Inventory
from govkit.net import client
from govkit.plugin import Certificate, Declined
from govkit_cbpr.certificate_listing import certificate_listing
from govkit_cbpr.directory_rows import ended_mark

PAGE = b"<html><script>CB-999</script><table><tr><td>Acme</td><td>CB-2026-17</td></tr></table></html>"


class Reached(FolderWorld):
    """A world whose web holds one page."""

    def http(self) -> httpx.Client:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/down":
                raise httpx.ConnectError("refused")
            return httpx.Response(200 if request.url.path == "/list" else 404, content=PAGE)

        return httpx.Client(transport=httpx.MockTransport(answer))


def certificate(**slots: Any) -> Certificate:
    record = {"id": "c", "number": "CB-2026-17", "url": "https://directory.example/list", **slots}
    return Certificate(record, "certificate:c")


@pytest.fixture
def online(world: FolderWorld) -> Reached:
    return Reached(world.folder, world.inventory, world.as_of, world.seed, {}, network=True)


def test_a_listed_number_is_seen_with_the_hash_and_day_of_the_page(online: Reached) -> None:
    seen = certificate_listing(certificate(), online)
    assert (seen.value.listed, seen.value.seen_on, seen.examined) == (True, "2026-11-21", 1)
    assert seen.value.sha256 == hashlib.sha256(PAGE).hexdigest()


@pytest.mark.parametrize("number", ["CB-2026-18", "CB-2026-1", "CB-999", "2026"])
def test_a_number_that_is_not_there_whole_and_visible_is_not_listed(online: Reached, number: str) -> None:
    assert certificate_listing(certificate(number=number), online).value.listed is False


@pytest.mark.parametrize(("path", "said"), [("down", "can't be reached"), ("gone", "answers with the code")])
def test_a_directory_that_cannot_be_had_says_nothing(online: Reached, path: str, said: str) -> None:
    with pytest.raises(Declined, match=said):
        certificate_listing(certificate(url=f"https://directory.example/{path}"), online)


def test_a_short_number_is_not_looked_for(online: Reached) -> None:
    with pytest.raises(Declined, match="too short"):
        certificate_listing(certificate(number="17"), online)


def test_without_the_network_nothing_is_looked_up(world: FolderWorld) -> None:
    with pytest.raises(Declined, match="network"):
        certificate_listing(certificate(), world)


SERVED = {
    "/list": "<tr><td>Acme Ltd</td><td>CB-2026-17</td><td>valid to 2027-01-31</td></tr>",
    "/changed": "<tr><td>Acme Ltd</td><td>CB-2026-18</td></tr>",
    "/expired": "<tr><td>Acme Ltd</td><td>CB-2026-17</td><td>expired</td></tr>",
    "/similar": "<tr><td>Acme Ltd Holdings-Acme</td><td>CB-2026-17</td></tr>",
    "/other": "<tr><td>Acme Limited</td><td>CB-2026-17</td></tr>",
    "/two": "<tr><td>ACME&nbsp;LTD</td><td>CB-2026-17</td></tr><tr><td>Zeta Co</td><td>CB-2026-17</td></tr>",
    "/empty": "",
}


class _Directory(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/moved" else 200 if self.path in SERVED else 404)
        if self.path == "/moved":
            self.send_header("Location", "/list")
        self.end_headers()
        self.wfile.write(SERVED.get(self.path, "").encode())

    def log_message(self, *_said: Any) -> None:
        pass


class Served(FolderWorld):
    """A world that reaches this machine alone."""

    def http(self) -> httpx.Client:
        return client(timeout=5, allow_loopback=True)


@pytest.fixture(scope="module")
def directory() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Directory)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("page", "listed", "named"),
    [
        ("list", True, True),
        ("changed", False, True),
        ("expired", True, True),
        ("similar", True, True),
        ("other", True, False),
        ("two", True, True),
        ("empty", False, False),
    ],
)
def test_a_page_of_a_directory(world: FolderWorld, directory: str, page: str, listed: bool, named: bool) -> None:
    inventory = Inventory({"organisation": [{"id": "acme", "name": "Acme", "legal_name": "Acme Ltd"}]})
    served = Served(world.folder, inventory, world.as_of, world.seed, {}, network=True)
    seen = certificate_listing(certificate(url=f"{directory}/{page}", holder="acme"), served).value
    assert (seen.listed, seen.holder_named) == (listed, named)
    alone = Served(world.folder, Inventory(), world.as_of, world.seed, {}, network=True)
    assert certificate_listing(certificate(url=f"{directory}/{page}"), alone).value.holder_named is None


@pytest.mark.parametrize(
    ("rows", "mark"),
    [
        ("<tr><td>Acme</td><td>CB-2026-17</td><td> Expired </td></tr>", "expired"),
        ("<li><b>Acme</b>: CB-2026-17 <span>Status: Withdrawn.</span></li>", "withdrawn"),
        ("<tr><td>CB-2026-17<td>Certification status<td>Suspended<tr><td>CB-2026-18<td>active", "suspended"),
        ("<tr><td>CB-2026-17</td><td>lapsed</td></tr><tr><td>CB-2026-17</td><td>expired</td></tr>", "lapsed"),
        ("<tr><td>CB-2026-17</td><td>expired</td></tr><tr><td>CB-2026-17</td><td>active</td></tr>", None),
        ("<tr><td>CB-2026-16</td><td>expired</td></tr><tr><td>CB-2026-17</td><td>active</td></tr>", None),
        ("<tr><td>CB-2026-17</td><td>Not expired</td><td>Earlier ones have expired</td></tr>", None),
        ("<tr><td>CB-2026-17</td><td><script>expired</script></td></tr>", None),
        ("<p>CB-2026-17</p><p>expired</p>", None),
    ],
)
def test_a_row_that_marks_the_number_as_ended(rows: str, mark: str | None) -> None:
    assert (
        ended_mark(f"<html><table><tr><th>Holder<th>Number<th>Expired</tr>{rows}</table></html>", "CB-2026-17") == mark
    )


def test_the_mark_of_a_page_reaches_the_listing(world: FolderWorld, directory: str) -> None:
    served = Served(world.folder, world.inventory, world.as_of, world.seed, {}, network=True)
    seen = {
        page: certificate_listing(certificate(url=f"{directory}/{page}"), served).value for page in ("list", "expired")
    }
    assert {page: one.ended_as for page, one in seen.items()} == {"list": None, "expired": "expired"}


def test_a_redirect_is_not_followed(world: FolderWorld, directory: str) -> None:
    served = Served(world.folder, world.inventory, world.as_of, world.seed, {}, network=True)
    with pytest.raises(Declined, match="sends on to another address"):
        certificate_listing(certificate(url=f"{directory}/moved"), served)
