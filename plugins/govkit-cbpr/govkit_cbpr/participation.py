"""Whether the organisation's own jurisdiction takes part in Global CBPR, and whether enough is known of its law."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from govkit.model.exhibit import Tone
from govkit.plugin import (
    Cell,
    Check,
    Context,
    Exhibit,
    Finding,
    Message,
    NotStated,
    Options,
    Organisation,
    Table,
    check,
    exhibit,
    not_applicable,
    passed,
    unknown,
)
from govkit_cbpr.gap import last_of, renewal_of
from govkit_cbpr.known import either
from govkit_cbpr.law_data import JURISDICTIONS, Jurisdictions, Participant
from govkit_cbpr.relations import certificates_of

_COLUMNS = (
    "Organisation",
    "Country",
    "Takes part in Global CBPR",
    "Accountability agents",
    "Seen on",
    "Certificate",
    "Edition for its renewal",
)
_STATUS = {
    "in_force": "the law of {country} is in force, and too little of it could be read (seen on {day})",
    "phased": "the law of {country} comes into force in phases, known from poor sources (seen on {day})",
    "draft": "the law of {country} was a draft when last seen (on {day})",
    "none": "{country} had no law on personal data when last seen (on {day})",
}
_NOT_SHOWN = "no source shows that {country} takes part in Global CBPR (seen on {day})"


class Country(Options):
    """Whose law."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    """The country of the law."""


@check(
    "cbpr.forum-member",
    on=Organisation,
    title="An accountability agent is recognised where the organisation is established",
    reads=(JURISDICTIONS,),
)
def forum_member(organisation: Organisation, ctx: Context) -> Finding:
    """Certification needs an accountability agent that the organisation's own authority recognises.

    Fix: ask the Global CBPR Forum, or an accountability agent, whether the organisation may apply.
    """
    country = _country(organisation)
    known = ctx.reference(JURISDICTIONS)
    standing = known.participant(country)
    if standing is None:
        return unknown(_NOT_SHOWN, country=country, day=max(entry.as_of for entry in known.forum), at="country")
    if standing.standing != "member":
        return unknown(
            "{country} is an associate, and no source names an accountability agent there (seen on {day})",
            country=country,
            day=standing.as_of,
            at="country",
        )
    if not standing.agents:
        return unknown(
            "{country} is a member, and no source names an accountability agent there (seen on {day})",
            country=country,
            day=standing.as_of,
            at="country",
        )
    return passed(
        "{country} is a member, with recognised accountability agents: {n} (seen on {day})",
        country=country,
        n=len(standing.agents),
        day=standing.as_of,
        at="country",
    )


@check(
    "cbpr.law-known",
    on=Organisation,
    title="Enough is known of the law to judge by it",
    options=Country,
    reads=(JURISDICTIONS,),
)
def law_known(organisation: Organisation, ctx: Context[Country]) -> Finding:
    """Where a law is a draft, in phases, or known from poor sources only, any verdict on it would be a guess.

    Fix: have counsel of that country say in writing what is in force, and keep the letter as evidence.
    """
    country = ctx.options.country
    if not either(lambda: organisation.country == country, lambda: country in organisation.markets):
        return not_applicable("the organisation has nothing to do with {country}", country=country, at="markets")
    law = ctx.reference(JURISDICTIONS).law(country)
    if law is None:
        return passed("nothing says that too little is known of the law of {country}", country=country, at="country")
    return unknown(_STATUS[law.status], country=country, day=law.as_of, at="country")


@exhibit("cbpr.participation", reads=(JURISDICTIONS,))
def participation_exhibit(ctx: Context) -> Exhibit | None:
    """Say for each organisation whether its own jurisdiction takes part in Global CBPR, and when that was seen."""
    known = ctx.reference(JURISDICTIONS)
    seen = max(entry.as_of for entry in known.forum)
    rows = []
    for organisation in ctx.inventory.of(Organisation):
        country = organisation.country if organisation.is_stated("country") else None
        standing = known.participant(country) if country else None
        rows.append(
            (
                Cell(organisation.subject, subject=organisation.subject),
                Cell(country or Message("not stated"), "" if country else "unknown"),
                _standing(country, standing),
                Cell(", ".join(standing.agents) if standing and standing.agents else Message("none known")),
                Cell((standing.as_of if standing else seen).isoformat()),
                *_renewal(organisation, ctx, known),
            )
        )
    if not rows:
        return None
    return Exhibit(
        id="cbpr.participation",
        title=Message("Participation in Global CBPR"),
        alternative=Message("Whether the jurisdiction of each organisation takes part in Global CBPR"),
        table=Table(tuple(Message(column) for column in _COLUMNS), tuple(rows)),
        notes=(Message("A certificate covers the practices of its holder, not a country, and displaces no law."),),
    )


def _renewal(organisation: Organisation, ctx: Context, known: Jurisdictions) -> tuple[Cell, Cell]:
    """Say until when an organisation's certificate is valid, and which edition its renewal needs."""
    holding = last_of(certificates_of(ctx.inventory, organisation).items)
    if holding is None:
        return Cell(Message("none with a last day is stated"), "muted"), _needed(known, ctx.as_of, None)
    return _held(holding.last_day, holding.edition, ctx.as_of), _needed(
        known, renewal_of(holding, ctx.as_of), holding.edition
    )


def _held(last: date, edition: str | None, as_of: date) -> Cell:
    if edition is None and last < as_of:
        return Cell(Message("edition not stated, lapsed on {day}", {"day": last}), "review")
    if edition is None:
        return Cell(Message("edition not stated, valid to {day}", {"day": last}))
    params: dict[str, Any] = {"edition": edition, "day": last}
    if last < as_of:
        return Cell(Message("{edition}, lapsed on {day}", params), "review")
    return Cell(Message("{edition}, valid to {day}", params))


def _needed(known: Jurisdictions, day: date, held: str | None) -> Cell:
    need = known.needed(day)
    if need is not None:
        tone: Tone = "pass" if held == need.edition else "review"
        params: dict[str, Any] = {"edition": need.edition, "day": need.required_from}
        return Cell(Message("{edition}, needed from {day}", params), tone)
    coming = min(known.editions, key=lambda entry: entry.required_from, default=None)
    if coming is None:
        return Cell(Message("not known"), "unknown")
    params = {"edition": coming.edition, "day": coming.required_from}
    return Cell(Message("an older one still serves; {edition} is needed from {day}", params))


def _standing(country: str | None, standing: Participant | None) -> Cell:
    if country is None:
        return Cell(Message("unknown"), "unknown")
    if standing is None:
        return Cell(Message("no source shows it"), "unknown")
    return Cell(Message("member") if standing.standing == "member" else Message("associate"), "pass")


def _country(organisation: Organisation) -> str:
    if organisation.country is None:
        raise NotStated(f"{organisation.where}.country")
    return organisation.country


CHECKS: list[Check[Any]] = [forum_member, law_known]
