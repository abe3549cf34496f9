"""Looks a certificate up on the page of the public directory that the inventory names."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Certificate,
    Check,
    Context,
    Declined,
    Finding,
    NotStated,
    Observed,
    World,
    check,
    evidence,
    failed,
    passed,
    probe,
)
from govkit_cbpr.visible_text import normalised, without_markup

if TYPE_CHECKING:
    import httpx

_MOST_BYTES = 4_000_000
_SHORTEST = 4


@dataclass(frozen=True)
class Listing:
    """What the directory's page said of a certificate's number."""

    listed: bool
    sha256: str
    """Of the page's bytes."""
    seen_on: str


@probe("cbpr.certificate-listing", on=Certificate, network=True, looks_at="url", seconds=60)
def certificate_listing(certificate: Certificate, world: World) -> Observed[Listing]:
    """Fetch the page at the certificate's `url` once and look for the certificate's number on it.

    Only the page's hash, the day and whether the number is there are kept. Without the network, or where the page can't
    be had, nothing is observed.
    """
    url, number = certificate.url, certificate.number
    if not url or not number:
        raise Declined("the certificate states no directory or no number")
    if len(number.strip()) < _SHORTEST:
        raise Declined("the certificate's number is too short to be looked for")
    content = _page(world.http(), url)
    text = normalised(without_markup(content.decode("utf-8", "replace")))
    found = re.search(rf"(?<![\w-]){re.escape(normalised(number))}(?![\w-])", text) is not None
    listing = Listing(found, hashlib.sha256(content).hexdigest(), world.as_of.isoformat())
    return Observed(listing, examined=1, expected=1, unit="pages")


def _page(client: httpx.Client, url: str) -> bytes:
    import httpx

    try:
        with client.stream("GET", url) as answer:
            answer.raise_for_status()
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > _MOST_BYTES:
                    raise Declined("the directory's page is too long to be looked through")
            return content
    except httpx.HTTPError as fault:
        raise Declined("the directory can't be reached: {fault}", fault=type(fault).__name__) from None


@check(
    "cbpr.certificate-listed",
    on=Certificate,
    title="The directory of the certifying body lists the certificate",
    grade="partial",
    needs=(certificate_listing,),
)
def certificate_listed(certificate: Certificate, ctx: Context) -> Finding:
    """A certificate that its directory no longer lists may have been withdrawn, whatever the copy on file says.

    Fix: ask the holder for a certificate that is listed, or stop relying on it.
    """
    if certificate.url is None:
        raise NotStated(f"{certificate.where}.url")
    seen = ctx.fact(certificate_listing)
    proof = (evidence("the directory's page", url=certificate.url, sha256=seen.sha256, seen=seen.seen_on),)
    if seen.listed:
        return passed("listed in the directory on {day}", at="url", evidence=proof, presence=True, day=seen.seen_on)
    return failed("not on the directory's page on {day}", at="number", evidence=proof, day=seen.seen_on)


CHECKS: list[Check[Any]] = [certificate_listed]
