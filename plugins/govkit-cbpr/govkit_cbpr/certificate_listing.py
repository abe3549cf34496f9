"""Looks a certificate up on the page of the public directory that the inventory names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Certificate,
    Check,
    Context,
    Declined,
    Disputed,
    Finding,
    NotStated,
    Observed,
    Organisation,
    Party,
    World,
    check,
    evidence,
    failed,
    passed,
    probe,
)
from govkit_cbpr.directory_rows import ended_mark
from govkit_cbpr.visible_text import normalised, stands_in, without_markup

if TYPE_CHECKING:
    import httpx

    from govkit.model.inventory import Inventory

_MOST_BYTES = 4_000_000
_SHORTEST = 4


@dataclass(frozen=True)
class Listing:
    """What the directory's page said of a certificate's number."""

    listed: bool
    holder_named: bool | None
    """Whether the page names the holder as the inventory does; none where the inventory has no name for it."""
    sha256: str
    """Of the page's bytes."""
    seen_on: str
    ended_as: str | None = None
    """How the page marks the number as ended ("expired"), where every row that lists it does."""


@probe("cbpr.certificate-listing", on=Certificate, network=True, looks_at="url", seconds=60, version=3)
def certificate_listing(certificate: Certificate, world: World) -> Observed[Listing]:
    """Fetch the page at the certificate's `url` once and look for the certificate's number and holder on it.

    Only the page's hash, the day, whether both are there, and a mark such as "expired" in the number's row are kept.
    Without the network, or where the page can't be had, nothing is observed; a redirect is not followed, since the
    inventory names the directory.
    """
    url, number = certificate.url, certificate.number
    if not url or not number:
        raise Declined("the certificate states no directory or no number")
    if len(number.strip()) < _SHORTEST:
        raise Declined("the certificate's number is too short to be looked for")
    with world.http() as client:
        content = _page(client, url)
    page = content.decode("utf-8", "replace")
    text = normalised(without_markup(page))
    names = _names(certificate, world.inventory)
    listing = Listing(
        listed=stands_in(number, text),
        holder_named=any(stands_in(name, text) for name in names) if names else None,
        sha256=hashlib.sha256(content).hexdigest(),
        seen_on=world.as_of.isoformat(),
        ended_as=ended_mark(page, number),
    )
    return Observed(listing, examined=1, expected=1, unit="pages")


def _names(certificate: Certificate, inventory: Inventory) -> set[str]:
    """Return how the holder is called, the organisations where none is stated: the legal name, else the name."""
    named = _slot(certificate, "holder")
    holders: Iterable[Organisation | Party] = inventory.of(Organisation)
    if named is not None:
        found = (inventory.find(named, Organisation), inventory.find(named, Party))
        holders = [holder for holder in found if holder is not None]
    return {name for holder in holders if (name := _slot(holder, "legal_name") or _slot(holder, "name"))}


def _slot(subject: Certificate | Organisation | Party, name: str) -> str | None:
    try:
        value: str | None = getattr(subject, name)
    except (NotStated, Disputed):
        return None
    return value


def _page(client: httpx.Client, url: str) -> bytes:
    import httpx

    try:
        with client.stream("GET", url) as answer:
            if answer.is_redirect:
                raise Declined("the directory sends on to another address; state that one in `url`")
            if not answer.is_success:
                raise Declined("the directory answers with the code {code}", code=answer.status_code)
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

    Nor does one stand that the directory lists as expired or withdrawn. A number that is listed is reviewed by a person
    all the same: the page may say it in words that are not read here, or list it for somebody else.

    Fix: ask the holder for a certificate that is listed, or stop relying on it.
    """
    if certificate.url is None:
        raise NotStated(f"{certificate.where}.url")
    seen = ctx.fact(certificate_listing)
    proof = (evidence("the directory's page", url=certificate.url, sha256=seen.sha256, seen=seen.seen_on),)
    if seen.listed and seen.ended_as:
        return failed(
            "the directory's page marks it as {mark} on {day}",
            at="number",
            evidence=proof,
            mark=seen.ended_as,
            day=seen.seen_on,
        )
    if seen.listed and seen.holder_named is False:
        return passed(
            "listed in the directory on {day}, which does not name the holder as the inventory does",
            at="holder",
            evidence=proof,
            presence=True,
            day=seen.seen_on,
        )
    if seen.listed:
        return passed("listed in the directory on {day}", at="url", evidence=proof, presence=True, day=seen.seen_on)
    return failed("not on the directory's page on {day}", at="number", evidence=proof, day=seen.seen_on)


CHECKS: list[Check[Any]] = [certificate_listed]
