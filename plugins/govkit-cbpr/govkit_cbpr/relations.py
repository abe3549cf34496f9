"""Follows the references of an inventory backwards: which notices, contracts, transfers concern a subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from govkit.plugin import (
    Activity,
    Certificate,
    Contract,
    Dataset,
    Disputed,
    Entity,
    Notice,
    NotStated,
    Organisation,
    Party,
    Request,
    Transfer,
)
from govkit_cbpr.known import Known, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from govkit.model.inventory import Inventory

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Index(Generic[E]):
    """Subjects of one type by what they refer to."""

    by_target: Mapping[str, tuple[E, ...]]
    gap: NotStated | None
    """Why there may be more: one of them does not say what it refers to, or the inventory lists none."""

    def about(self, subject: str) -> Known[E]:
        """Return those that refer to a subject."""
        return Known(self.by_target.get(subject, ()), self.gap)


def subject_of(inventory: Inventory, reference: str, *kinds: type[Entity]) -> str:
    """Return `type:id` of a reference, bare or prefixed; a bare one is looked up in the order of `kinds`."""
    if ":" in reference:
        return reference
    subjects = [f"{kind.type}:{reference}" for kind in kinds]
    return next((subject for subject in subjects if inventory.get(subject) is not None), subjects[0])


def everything(inventory: Inventory, kind: type[E]) -> Known[E]:
    """Return all subjects of a type. Where there is none, only the inventory's `none` makes the list complete."""
    if kind.type in inventory.none or inventory.records_of(kind.type):
        return Known(tuple(inventory.of(kind)))
    return Known(gap=NotStated(kind.plural))


def has_ended(entity: Entity) -> bool:
    """Tell whether a subject was retired."""
    return entity.is_stated("ended") and entity.ended is not None


def organisation_of(inventory: Inventory, entity: Entity) -> Organisation | None:
    """Return the organisation that answers for a subject; the only one where the subject does not say."""
    if entity.is_stated("organisation"):
        return inventory.find(entity.organisation, Organisation)
    only = tuple(inventory.of(Organisation))
    if len(only) == 1:
        return only[0]
    raise NotStated(f"{entity.where}.organisation")


def _index(inventory: Inventory, kind: type[E], targets: Callable[[E], Iterable[str]]) -> Index[E]:
    everyone = everything(inventory, kind)
    by_target: dict[str, list[E]] = {}
    gap = everyone.gap
    for entity in everyone.items:
        try:
            for subject in dict.fromkeys(targets(entity)):
                by_target.setdefault(subject, []).append(entity)
        except (NotStated, Disputed) as silence:
            gap = gap or NotStated(silence.path)
    return Index({subject: tuple(entities) for subject, entities in by_target.items()}, gap)


def _dataset_subjects(inventory: Inventory, references: Iterable[str]) -> list[str]:
    return [subject_of(inventory, reference, Dataset) for reference in references]


def transferred_datasets(inventory: Inventory, transfer: Transfer) -> list[str]:
    """Return the datasets that a transfer moves: its own, or where it names none, those of its activity."""
    named: list[str] = []
    if transfer.is_stated("datasets"):
        named += transfer.datasets
    if transfer.is_stated("dataset") and transfer.dataset is not None:
        named.append(transfer.dataset)
    if not named and transfer.is_stated("activity"):
        activity = inventory.find(transfer.activity, Activity)
        named += activity.datasets if activity is not None else ()
    if not named:
        raise NotStated(f"{transfer.where}.dataset")
    return _dataset_subjects(inventory, named)


def _activities_by_dataset(inventory: Inventory) -> Index[Activity]:
    return _index(inventory, Activity, lambda activity: _dataset_subjects(inventory, activity.datasets))


def _transfers_by_dataset(inventory: Inventory) -> Index[Transfer]:
    return _index(inventory, Transfer, lambda transfer: transferred_datasets(inventory, transfer))


def _transfers_by_recipient(inventory: Inventory) -> Index[Transfer]:
    return _index(inventory, Transfer, lambda transfer: _one_party(inventory, transfer.recipient))


def _notices_by_dataset(inventory: Inventory) -> Index[Notice]:
    return _index(inventory, Notice, lambda notice: _dataset_subjects(inventory, notice.covers))


def _contracts_by_party(inventory: Inventory) -> Index[Contract]:
    return _index(inventory, Contract, lambda contract: _one_party(inventory, contract.party))


def _certificates_by_holder(inventory: Inventory) -> Index[Certificate]:
    return _index(inventory, Certificate, lambda certificate: _one_party(inventory, certificate.holder))


def _requests_by_organisation(inventory: Inventory) -> Index[Request]:
    return _index(inventory, Request, lambda request: _organisation_subject(inventory, request))


def _organisation_subject(inventory: Inventory, request: Request) -> list[str]:
    organisation = organisation_of(inventory, request)
    return [] if organisation is None else [organisation.subject]


def _one_party(inventory: Inventory, reference: str | None) -> list[str]:
    return [] if reference is None else [subject_of(inventory, reference, Party, Organisation)]


def activities_of(inventory: Inventory, dataset: Dataset) -> Known[Activity]:
    """Return the activities that use a dataset."""
    return inventory.derived(_activities_by_dataset).about(dataset.subject)


def transfers_of(inventory: Inventory, dataset: str) -> Known[Transfer]:
    """Return the transfers that move a dataset (`dataset:id`)."""
    return inventory.derived(_transfers_by_dataset).about(dataset)


def transfers_to(inventory: Inventory, party: Party) -> Known[Transfer]:
    """Return the transfers that a party receives."""
    return inventory.derived(_transfers_by_recipient).about(party.subject)


def requests_to(inventory: Inventory, organisation: Organisation) -> Known[Request]:
    """Return the entries of an organisation's log of requests."""
    return inventory.derived(_requests_by_organisation).about(organisation.subject)


def notices_of(inventory: Inventory, dataset: Dataset) -> Known[Notice]:
    """Return the notices of a dataset: those that it names and those that say that they cover it."""
    return _named_or_pointing(
        inventory,
        Notice,
        dataset.notices if dataset.is_stated("notices") else None,
        inventory.derived(_notices_by_dataset).about(dataset.subject),
    )


def contracts_of(inventory: Inventory, party: Party) -> Known[Contract]:
    """Return the contracts with a party: those that it names and those that name it."""
    return _named_or_pointing(
        inventory,
        Contract,
        party.contracts if party.is_stated("contracts") else None,
        inventory.derived(_contracts_by_party).about(party.subject),
    )


def certificates_of(inventory: Inventory, holder: Party | Organisation) -> Known[Certificate]:
    """Return the certificates of a holder: those that it names and those that name it."""
    return _named_or_pointing(
        inventory,
        Certificate,
        holder.certificates if holder.is_stated("certificates") else None,
        inventory.derived(_certificates_by_holder).about(holder.subject),
    )


def recipients_of(inventory: Inventory, dataset: Dataset) -> Known[str]:
    """Return the recipients (`type:id`) of a dataset: those of its activities and of its transfers."""
    activities = activities_of(inventory, dataset)
    transfers = transfers_of(inventory, dataset.subject)
    parts: list[Known[str]] = [Known(gap=activities.gap or transfers.gap)]
    for activity in activities.items:
        parts.append(_parties(inventory, activity, "recipients"))
    for transfer in transfers.items:
        parts.append(_parties(inventory, transfer, "recipient"))
    return merged(parts)


def is_recipient_role(inventory: Inventory, recipient: str, roles: frozenset[str]) -> bool:
    """Tell whether a recipient has one of the roles; another organisation of the inventory counts as a controller."""
    party = inventory.find(recipient, Party)
    if party is not None:
        return not roles.isdisjoint(party.roles)
    if inventory.get(recipient) is None:
        raise NotStated(recipient)
    return "controller" in roles


def _parties(inventory: Inventory, entity: Entity, slot: str) -> Known[str]:
    try:
        stated: tuple[str, ...] | str | None = getattr(entity, slot)
    except NotStated as silence:
        return Known(gap=silence)
    references = stated if isinstance(stated, tuple) else (stated,) if stated is not None else ()
    return Known(tuple(subject_of(inventory, each, Party, Organisation) for each in references))


def _named_or_pointing(
    inventory: Inventory, kind: type[E], named: tuple[str, ...] | None, pointing: Known[E]
) -> Known[E]:
    """Join both directions of a relation. Where the list is stated it is complete, whatever the other side omits."""
    found = {entity.subject: entity for entity in pointing.items}
    gap = pointing.gap if named is None else None
    for reference in named or ():
        entity = inventory.find(reference, kind)
        if entity is None:
            gap = gap or NotStated(subject_of(inventory, reference, kind))
        else:
            found[entity.subject] = entity
    return Known(tuple(entity for entity in found.values() if not has_ended(entity)), gap)
