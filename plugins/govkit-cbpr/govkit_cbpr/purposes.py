"""Purposes: whether data are used and sent on only for what they were collected for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Activity,
    Check,
    Context,
    Dataset,
    Finding,
    NotStated,
    Transfer,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.known import Known, either, failing, listed, some
from govkit_cbpr.mechanisms import in_date
from govkit_cbpr.relations import subject_of, transferred_datasets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govkit.model.inventory import Inventory


_NO_PURPOSE = "it is said to serve no purpose"
_GROUNDS = frozenset({"consent.informed", "consent.separate", "necessity.contract-subject", "law.required"})


@check("cbpr.activity-purposes", on=Activity, title="The activity uses data only for purposes that fit them")
def activity_purposes(activity: Activity, ctx: Context) -> Finding:
    """Using data for another purpose breaks what people were told, unless they agree or a law orders it.

    Fix: stop the use, obtain express consent (`consent_record`), or state the order of law (`legal_order`).
    """
    datasets = [subject_of(ctx.inventory, each, Dataset) for each in activity.datasets]
    if not datasets:
        return not_applicable("it uses no dataset", at="datasets")
    if not activity.purposes:
        return failed(_NO_PURPOSE, at="purposes")
    foreign = _foreign_purposes(ctx.inventory, activity.purposes, datasets)
    if not foreign:
        return passed("its purposes are those of its data, or compatible with them", at="purposes")
    if either(lambda: bool(activity.consent_record), lambda: bool(activity.legal_order)):
        return passed("a consent record or an order of law is stated for the other purposes", at="purposes")
    return failed(
        "{n} purpose is not among those of its data, without consent or order of law: {purposes}",
        plural="{n} purposes are not among those of its data, without consent or order of law: {purposes}",
        at="purposes",
        n=len(foreign),
        purposes=listed(foreign),
    )


@check("cbpr.transfer-purposes", on=Transfer, title="The transfer serves only purposes that fit the data")
def transfer_purposes(transfer: Transfer, ctx: Context) -> Finding:
    """Whoever receives data may use them for what they were collected for; a flow for another purpose needs a ground.

    Fix: limit the transfer to the purposes of its datasets, or state the other purpose on the dataset and tell people.
    """
    if not transfer.purposes:
        return failed(_NO_PURPOSE, at="purposes")
    foreign = _foreign_purposes(ctx.inventory, transfer.purposes, transferred_datasets(ctx.inventory, transfer))
    if not foreign:
        return passed("its purposes are those of its data, or compatible with them", at="purposes")
    return failed(
        "{n} purpose is not among those of its data: {purposes}",
        plural="{n} purposes are not among those of its data: {purposes}",
        at="purposes",
        n=len(foreign),
        purposes=listed(foreign),
    )


@check("cbpr.other-use-ground", on=Activity, title="A use for other purposes has a ground of its own")
def other_use_ground(activity: Activity, ctx: Context) -> Finding:
    """Once data are there, new uses come to mind; each of them needs express consent or an order of law.

    Fix: obtain express consent (`consent_record`), state the order of law (`legal_order`), or stop the use.
    """
    datasets = [subject_of(ctx.inventory, each, Dataset) for each in activity.datasets]
    if not datasets or not _foreign_purposes(ctx.inventory, activity.purposes, datasets):
        return not_applicable("it uses data for no other purpose than theirs", at="purposes")
    if either(lambda: bool(activity.consent_record), lambda: bool(activity.legal_order)):
        return passed("a consent record or an order of law is stated for the other purposes", at="purposes")
    return failed("it uses data for another purpose, without consent or order of law", at="purposes")


@check("cbpr.other-transfer-ground", on=Transfer, title="A transfer for other purposes has a ground of its own")
def other_transfer_ground(transfer: Transfer, ctx: Context) -> Finding:
    """Data that are sent on for another purpose need consent, a service that the person asked for, or a law.

    Fix: record the consent, the contract with the person or the law among the transfer's `mechanisms`, or stop it.
    """
    if not _foreign_purposes(ctx.inventory, transfer.purposes, transferred_datasets(ctx.inventory, transfer)):
        return not_applicable("it serves no other purpose than that of its data", at="purposes")
    grounds = Known(transfer.mechanisms)
    if some(grounds, lambda mechanism: mechanism.kind in _GROUNDS and in_date(mechanism, transfer, ctx.as_of)):
        return passed("a ground in date is recorded for the other purposes", at="mechanisms")
    return failed("it serves another purpose, without consent, a service asked for, or a law", at="mechanisms")


def _foreign_purposes(inventory: Inventory, purposes: tuple[str, ...], datasets: Iterable[str]) -> tuple[str, ...]:
    """Return the purposes that one of the datasets does not serve."""
    subjects = Known(tuple(datasets))
    return failing(
        Known(purposes), lambda purpose: not failing(subjects, lambda subject: _serves(inventory, subject, purpose))
    )


def _serves(inventory: Inventory, subject: str, purpose: str) -> bool:
    dataset = inventory.find(subject, Dataset)
    if dataset is None:
        raise NotStated(subject)
    return either(lambda: purpose in dataset.purposes, lambda: purpose in dataset.compatible_purposes)


CHECKS: list[Check[Any]] = [activity_purposes, transfer_purposes, other_use_ground, other_transfer_ground]
