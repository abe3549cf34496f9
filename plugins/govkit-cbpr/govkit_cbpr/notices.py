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
    Party,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.dates import is_recent
from govkit_cbpr.known import Known, either, failing, listed, some
from govkit_cbpr.options import Months, Options
from govkit_cbpr.relations import notices_of, recipients_of

if TYPE_CHECKING:
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


_GROUP = {"affiliate", "affiliates", "group"}


def _slug(words: str | None) -> str:
    return "-".join((words or "").lower().replace("_", " ").split())


CHECKS: list[Check[Any]] = [notice_purposes, notice_recipients, notice_age]
