"""Transfers: whether what crosses a border is recorded, goes somewhere, and rests on a mechanism that is in date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Activity,
    Check,
    Context,
    Dataset,
    Finding,
    NotStated,
    Organisation,
    Party,
    Transfer,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.dates import certificate_in_date
from govkit_cbpr.known import Known, either, failing, listed, some, together
from govkit_cbpr.mechanisms import in_date, is_certification
from govkit_cbpr.relations import certificates_of, organisation_of, subject_of, transfers_of

if TYPE_CHECKING:
    from datetime import date

    from govkit.model.entities import Leg, Mechanism
    from govkit.model.inventory import Inventory


@check("cbpr.transfer-mechanism", on=Transfer, title="The transfer rests on a recorded mechanism that is in date")
def transfer_mechanism(transfer: Transfer, ctx: Context) -> Finding:
    """Protection travels with data only where something carries it; which mechanism suffices is the law's own question.

    Fix: record the mechanism with its first day and `valid_to` (`none` if it has no end), or stop the transfer.
    """
    mechanisms = transfer.mechanisms
    if not mechanisms:
        return failed("no mechanism protects the data that cross the border", at="mechanisms")
    if some(Known(mechanisms), lambda mechanism: in_date(mechanism, transfer, ctx.as_of)):
        return passed("a mechanism is recorded and in date on the day of the assessment", at="mechanisms")
    return failed("no recorded mechanism is in date and meant for this destination", at="mechanisms")


@check("cbpr.transfer-certificate", on=Transfer, title="Certificates that the transfer rests on fit the holder's role")
def transfer_certificate(transfer: Transfer, ctx: Context) -> Finding:
    """A CBPR or PRP certificate protects only what its holder does in the certified role, and only while it is valid.

    Fix: record the holder's certificate with scheme, role and dates; use another mechanism where its role does not fit.
    """
    relied = tuple(mechanism for mechanism in transfer.mechanisms if is_certification(mechanism))
    if not relied:
        return not_applicable("it does not rest on a CBPR or PRP certificate", at="mechanisms")
    unfit = failing(Known(relied), lambda mechanism: _role_fits(mechanism, transfer))
    if unfit:
        return failed("a PRP certificate helps only a recipient that is a processor", at="recipient_role")
    unbacked = failing(Known(relied), lambda mechanism: _is_backed(mechanism, transfer, ctx.inventory, ctx.as_of))
    if unbacked:
        return failed(
            "{n} certification has no certificate of its holder that is in date and in the right role",
            plural="{n} certifications have no certificate of their holder that is in date and in the right role",
            at="mechanisms",
            n=len(unbacked),
        )
    return passed("the holder's certificates are in date and fit the role", at="mechanisms")


@check("cbpr.transfer-route", on=Transfer, title="The transfer's way is recorded to its last country")
def transfer_route(transfer: Transfer, ctx: Context) -> Finding:
    """Data that travel on unseen are out of reach: every further leg has to start where an earlier one ended.

    Fix: state origin and destination, and under `onward` every further leg, including those to sub-processors abroad.
    """
    if transfer.origin == transfer.destination:
        return failed("origin and destination are the same country", at="destination")
    legs = transfer.onward
    reached = {transfer.destination, *(leg.destination for leg in legs)}
    loose = failing(Known(legs), lambda leg: leg.origin in reached and leg.origin != leg.destination)
    if loose:
        return failed(
            "{n} onward leg does not lead on from a country that the data reach",
            plural="{n} onward legs do not lead on from a country that the data reach",
            at="onward",
            n=len(loose),
        )
    missing = failing(
        _subprocessors_abroad(transfer, ctx.inventory), lambda party: _has_leg(party, legs, ctx.inventory)
    )
    if missing:
        return failed(
            "{n} sub-processor in another country is on no onward leg: {parties}",
            plural="{n} sub-processors in other countries are on no onward leg: {parties}",
            at="onward",
            n=len(missing),
            parties=listed(missing),
        )
    return passed("from {origin} to {destination}, onward legs recorded: {n}", at="onward", **_way(transfer, len(legs)))


@check("cbpr.transfers-recorded", on=Activity, title="Every recipient abroad has a recorded transfer")
def transfers_recorded(activity: Activity, ctx: Context) -> Finding:
    """A recipient in another country means that data cross a border; a flow that nobody recorded nobody protects.

    Fix: add a transfer for each of the activity's datasets and each recipient in another country.
    """
    organisation = organisation_of(ctx.inventory, activity)
    if organisation is None:
        raise NotStated(f"{activity.where}.organisation")
    recipients = Known(tuple(subject_of(ctx.inventory, each, Party, Organisation) for each in activity.recipients))
    unrecorded = failing(
        recipients,
        lambda recipient: either(
            lambda: _country(ctx.inventory, recipient) == _nation(organisation.country),
            lambda: _is_transferred(activity, recipient, ctx.inventory),
        ),
    )
    if not recipients.items:
        return not_applicable("nobody else receives the data", at="recipients")
    if unrecorded:
        return failed(
            "{n} recipient in another country has no recorded transfer: {recipients}",
            plural="{n} recipients in other countries have no recorded transfer: {recipients}",
            at="recipients",
            n=len(unrecorded),
            recipients=listed(unrecorded),
        )
    return passed("every recipient in another country has a recorded transfer", at="recipients")


def _role_fits(mechanism: Mechanism, transfer: Transfer) -> bool:
    if mechanism.kind.startswith("cert.cbpr.") or mechanism.holder == "exporter":
        return True
    return transfer.recipient_role == "processor"


def _is_backed(mechanism: Mechanism, transfer: Transfer, inventory: Inventory, as_of: date) -> bool:
    """Tell whether the holder has a certificate of the mechanism's scheme that is in date and fits the role."""
    program, _, system = mechanism.kind.removeprefix("cert.").partition(".")
    scheme = f"{system}-{program}"
    role = "processor" if program == "prp" else "controller"
    holder = _holder(mechanism, transfer, inventory)
    return some(
        certificates_of(inventory, holder),
        lambda certificate: together(
            lambda: certificate.scheme == scheme,
            lambda: certificate.role == role,
            lambda: certificate_in_date(certificate, as_of),
        ),
    )


def _holder(mechanism: Mechanism, transfer: Transfer, inventory: Inventory) -> Party | Organisation:
    reference = transfer.exporter if mechanism.holder == "exporter" else transfer.recipient
    subject = "" if reference is None else subject_of(inventory, reference, Party, Organisation)
    holder = inventory.find(subject, Party) or inventory.find(subject, Organisation)
    if holder is None:
        raise NotStated(subject or f"{transfer.where}.recipient")
    return holder


def _subprocessors_abroad(transfer: Transfer, inventory: Inventory) -> Known[str]:
    if transfer.recipient_role != "processor":
        return Known()
    recipient = transfer.recipient
    party = None if recipient is None else inventory.find(recipient, Party)
    if party is None:
        return Known(gap=None if recipient is None else _undeclared(recipient, inventory))
    abroad, gap = [], None
    for reference in party.subprocessors:
        subject = subject_of(inventory, reference, Party, Organisation)
        try:
            if _country(inventory, subject) != _nation(transfer.destination):
                abroad.append(subject)
        except NotStated as silence:
            gap = gap or silence
    return Known(tuple(abroad), gap)


def _undeclared(recipient: str, inventory: Inventory) -> NotStated | None:
    subject = subject_of(inventory, recipient, Party, Organisation)
    return None if inventory.get(subject) is not None else NotStated(subject)


def _has_leg(party: str, legs: tuple[Leg, ...], inventory: Inventory) -> bool:
    return some(
        Known(legs),
        lambda leg: leg.recipient is not None and subject_of(inventory, leg.recipient, Party, Organisation) == party,
    )


def _country(inventory: Inventory, subject: str) -> str:
    """Return the country of a party or organisation, without its province."""
    entity = inventory.get(subject)
    if not isinstance(entity, Party | Organisation):
        raise NotStated(subject)
    if entity.country is None:
        raise NotStated(f"{entity.where}.country")
    return _nation(entity.country)


def _nation(place: str | None) -> str:
    return (place or "").partition("-")[0]


def _is_transferred(activity: Activity, recipient: str, inventory: Inventory) -> bool:
    """Tell whether each dataset of the activity has a transfer to the recipient."""
    datasets = Known(tuple(subject_of(inventory, each, Dataset) for each in activity.datasets))
    return not failing(
        datasets,
        lambda dataset: some(
            transfers_of(inventory, dataset),
            lambda transfer: (
                transfer.recipient is not None
                and subject_of(inventory, transfer.recipient, Party, Organisation) == recipient
            ),
        ),
    )


def _way(transfer: Transfer, legs: int) -> dict[str, Any]:
    return {"origin": transfer.origin or "", "destination": transfer.destination or "", "n": legs}


CHECKS: list[Check[Any]] = [transfer_mechanism, transfer_certificate, transfer_route, transfers_recorded]
