"""The probe looks a certificate up where the inventory says, keeps a hash, and never says more than it saw."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
import pytest

from govkit.engine.world import FolderWorld
from govkit.plugin import Certificate, Declined
from govkit_cbpr.certificate_listing import certificate_listing

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


@pytest.mark.parametrize("path", ["down", "gone"])
def test_a_directory_that_cannot_be_had_says_nothing(online: Reached, path: str) -> None:
    with pytest.raises(Declined, match="can't be reached"):
        certificate_listing(certificate(url=f"https://directory.example/{path}"), online)


def test_a_short_number_is_not_looked_for(online: Reached) -> None:
    with pytest.raises(Declined, match="too short"):
        certificate_listing(certificate(number="17"), online)


def test_without_the_network_nothing_is_looked_up(world: FolderWorld) -> None:
    with pytest.raises(Declined, match="network"):
        certificate_listing(certificate(), world)
