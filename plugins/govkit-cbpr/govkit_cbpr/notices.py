"""Notices: what is done with data against what people are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Check,
    Context,
    Dataset,
    Finding,
    Notice,
    NotStated,
    Options,
    Organisation,
    Party,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.dates import is_recent
from govkit_cbpr.known import Known, either, failing, listed, some
from govkit_cbpr.options import Months
from govkit_cbpr.relations import notices_of, organisation_of, recipients_of

if TYPE_CHECKING:
    from govkit.model.entities import Contact
    from govkit.model.inventory import Inventory


class NoticeAge(Options):
    """How old a notice may be."""

    months: Months = 12
    """The longest time since it was last published or reviewed. govkit's own default."""


@check("cbpr.notice-purposes", on=Dataset, title="Every purpose of the data is told in a notice")
def notice_purposes(dataset: Dataset, ctx: Context) -> Finding:
    """People can only judge what happens to their data if every purpose is told to them.

    Fix: add the purpose to a notice that covers the dataset, or stop using the data for it.
    """
    purposes = dataset.purposes
    if not purposes:
        return failed("the data are said to serve no purpose, so that no notice can tell one", at="purposes")
    notices = notices_of(ctx.inventory, dataset)
    untold = failing(Known(purposes), lambda purpose: some(notices, lambda notice: purpose in notice.purposes))
    if untold:
        return failed(
            "{n} purpose of the data is told in none of its notices: {purposes}",
            plural="{n} purposes of the data are told in none of its notices: {purposes}",
            at="purposes",
            n=len(untold),
            purposes=listed(untold),
        )
    return passed("its notices tell all purposes of the data: {n}", n=len(purposes), at="purposes")


@check("cbpr.notice-recipients", on=Dataset, title="Every recipient of the data belongs to a class that a notice names")
def notice_recipients(dataset: Dataset, ctx: Context) -> Finding:
    """People are told who gets their data, at least by class: a party, a role, a sector, or companies of the group.

    Fix: add the recipient's class to `recipients` of a notice: its id, one of its roles, its sector, or `affiliate`.
    """
    recipients = recipients_of(ctx.inventory, dataset)
    notices = notices_of(ctx.inventory, dataset)
    untold = failing(
        recipients,
        lambda recipient: some(notices, lambda notice: _is_named(ctx.inventory, recipient, notice.recipients)),
    )
    if untold:
        return failed(
            "{n} recipient of the data is named in none of its notices: {recipients}",
            plural="{n} recipients of the data are named in none of its notices: {recipients}",
            at="notices",
            n=len(untold),
            recipients=listed(untold),
        )
    if not recipients.items:
        return not_applicable("nobody else receives the data")
    return passed("its notices name all recipients of the data: {n}", n=len(recipients.items), at="notices")


@check("cbpr.notice-age", on=Notice, title="The notice was published or reviewed recently", options=NoticeAge)
def notice_age(notice: Notice, ctx: Context[NoticeAge]) -> Finding:
    """A notice that nobody has looked at for long describes what an organisation used to do.

    Fix: compare the notice with what is done today, correct it, and state the day in `reviewed_on`.
    """
    months = ctx.options.months
    recent = some(Known(("reviewed_on", "published_on")), lambda slot: is_recent(notice, slot, months, ctx.as_of))
    if recent:
        return passed("published or reviewed within {months} months", months=months, at="reviewed_on")
    return failed("neither published nor reviewed for more than {months} months", months=months, at="reviewed_on")


@check("cbpr.notice-contact", on=Notice, title="The notice's contact is the organisation's own")
def notice_contact(notice: Notice, ctx: Context) -> Finding:
    """A notice that sends people to an address which the organisation no longer keeps sends them nowhere.

    Fix: put the contact for privacy, or that of the data protection officer, into the notice and state it in `contact`.
    """
    if notice.contact is None:
        return failed("the notice names no contact", at="contact")
    organisation = organisation_of(ctx.inventory, notice)
    if organisation is None:
        raise NotStated(f"{notice.where}.organisation")
    contact = notice.contact
    if some(Known(_WAYS), lambda way: _is_shared(contact, organisation, way)):
        return passed("its contact is one that the organisation keeps", at="contact")
    return failed("its contact is none that the organisation states for privacy", at="contact")


@check("cbpr.sharing-told", on=Dataset, title="People are told of sharing where data are collected from them")
def sharing_told(dataset: Dataset, ctx: Context) -> Finding:
    """Whether data stay with one company or go to many matters at the moment when somebody decides to give them.

    Fix: tell at each point of collection who receives the data, and state `states_sharing` there.
    """
    if not some(recipients_of(ctx.inventory, dataset), lambda recipient: True):
        return not_applicable("nobody else receives the data")
    if not dataset.collection_points:
        return failed("no point of collection is recorded, so that nobody is told there", at="collection_points")
    silent = failing(Known(dataset.collection_points), lambda point: bool(point.states_sharing))
    if silent:
        return failed(
            "{n} point of collection says nothing of sharing, and others receive the data",
            plural="{n} points of collection say nothing of sharing, and others receive the data",
            n=len(silent),
            at="collection_points",
        )
    return passed("every point of collection tells of sharing: {n}", n=len(dataset.collection_points))


def _is_shared(contact: Contact, organisation: Organisation, way: str) -> bool:
    """Tell whether a way of contact in a notice is one of the organisation's contact or of its officer."""
    given = getattr(contact, way)
    return given is not None and either(
        lambda: organisation.privacy_contact is not None and _same(given, getattr(organisation.privacy_contact, way)),
        lambda: organisation.dpo is not None and _same(given, getattr(organisation.dpo, way)),
    )


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.strip().casefold() == other.strip().casefold()


def _is_named(inventory: Inventory, recipient: str, classes: tuple[str, ...]) -> bool:
    """Tell whether a notice's recipient classes hold the party itself, a role, its sector, or the group."""
    named = set(classes)
    party = inventory.find(recipient, Party)
    if not named.isdisjoint({recipient, recipient.partition(":")[2]}):
        return True
    if party is None:
        if inventory.get(recipient) is None:
            raise NotStated(recipient)
        return not named.isdisjoint(_GROUP)
    return either(
        lambda: not named.isdisjoint(party.roles),
        lambda: bool(party.group_member) and not named.isdisjoint(_GROUP),
        lambda: _slug(party.sector) in named,
    )


_WAYS = ("email", "phone", "url", "address")
_GROUP = {"affiliate", "affiliates", "group"}


def _slug(words: str | None) -> str:
    return "-".join((words or "").lower().replace("_", " ").split())


CHECKS: list[Check[Any]] = [notice_purposes, notice_recipients, notice_age, notice_contact, sharing_told]
