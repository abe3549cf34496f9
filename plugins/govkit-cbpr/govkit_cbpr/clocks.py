"""The times that an organisation promises to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.plugin import Entity, NotStated
from govkit_cbpr.relations import organisation_of

if TYPE_CHECKING:
    from govkit.model.inventory import Inventory


def own_notice_hours(inventory: Inventory, entity: Entity) -> float:
    """Return the hours within which the organisation of a subject promises to notify; `NotStated` without a promise."""
    organisation = organisation_of(inventory, entity)
    if organisation is None:
        raise NotStated(f"{entity.where}.organisation")
    process = organisation.incident_process
    promised = process.notify_within if process is not None else None
    if promised is None:
        raise NotStated(f"{organisation.where}.incident_process.notify_within")
    return promised.hours
