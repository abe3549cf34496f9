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
from govkit_cbpr.known import Known, either, failing, listed
from govkit_cbpr.relations import subject_of, transferred_datasets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govkit.model.inventory import Inventory


_NO_PURPOSE = "it is said to serve no purpose"


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


CHECKS: list[Check[Any]] = [activity_purposes, transfer_purposes]
