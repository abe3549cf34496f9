"""Turns the transfers of an inventory, with what they relate to, into the facts of flows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from govkit.model.entities import Mechanism as MechanismPart
from govkit.model.errors import InputError
from govkit.plugin import (
    Activity,
    Certificate,
    Contract,
    Dataset,
    Disputed,
    NotStated,
    Organisation,
    Party,
    RiskAssessment,
    Transfer,
)
from govkit_cbpr.relations import organisation_of, subject_of, transferred_datasets
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.flow_values import items_of
from govkit_cbpr.transfer_rules.flows import Flow, flow_of
from govkit_cbpr.transfer_rules.places import part_like, place_of
from govkit_cbpr.transfer_rules.vocabulary import ATTRIBUTES, FLOW_KEYS, TIA_KEYS

if TYPE_CHECKING:
    from govkit.model.inventory import Inventory
    from govkit.model.slots import Part

_CERTIFICATES = {
    "cert.cbpr.apec": "apec-cbpr",
    "cert.cbpr.global": "global-cbpr",
    "cert.prp.apec": "apec-prp",
    "cert.prp.global": "global-prp",
}
_CONTRACTS = ("contract.own", "clauses.model", "clauses.mandated")


def flow_from(transfer: Transfer, inventory: Inventory, as_of: date) -> Flow:
    """Return the flow of a transfer: its own facts, and where it is silent, those of what it relates to.

    A value about which sources disagree, or that is only detected, states nothing.
    """
    try:
        return read_flow(_record(transfer, inventory), as_of, transfer.subject)
    except InputError:
        return flow_of(transfer.subject.partition(":")[2], {}, None, as_of, None)


def strange_place(transfer: Transfer, inventory: Inventory) -> tuple[str, str] | None:
    """Return the slot and the code of a place that is not known, for which nothing of a transfer is read."""
    record = _record(transfer, inventory)
    parts = [("tia", record.get("tia")), *(("onward", leg) for leg in record["onward"])]
    parts += [("mechanisms", entry) for entry in items_of(record.get("mechanisms"))]
    stated = [(key, record.get(key)) for key in ("origin", "establishment", "destination", "data_subject_countries")]
    for slot, part in parts:
        if isinstance(part, Mapping):
            stated += [(slot, part.get(key)) for key in ("origin", "destination", "countries")]
    codes = ((slot, code) for slot, value in stated for code in items_of(value))
    return next(
        ((slot, code) for slot, code in codes if isinstance(code, str) and part_like(code) and not place_of(code)), None
    )


def _record(transfer: Transfer, inventory: Inventory) -> dict[str, Any]:
    record = _stated(transfer, (*FLOW_KEYS, "mechanisms"))
    record["id"] = transfer.subject.partition(":")[2]
    record |= {key: value for key, value in _related(transfer, inventory).items() if key not in record}
    if "mechanisms" in record:
        record["mechanisms"] = [_mechanism(entry, transfer, inventory) for entry in record["mechanisms"] or ()]
    tia = _assessment(transfer, inventory)
    if tia is not None:
        record["tia"] = tia
    legs = _try(lambda: [_stated(leg, ("origin", "destination", "recipient_role")) for leg in transfer.onward])
    record["onward"] = legs or []
    return record


def _try(read: Callable[[], Any]) -> Any:
    """Return what is stated, `None` where it is not."""
    try:
        return read()
    except (NotStated, Disputed):
        return None


def _stated(part: Part, names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        if name == "id" or not hasattr(type(part), "__annotations__"):
            continue
        try:
            value = getattr(part, name)
        except (NotStated, Disputed, AttributeError):
            continue
        found[name] = "none" if value is None or (value == () and name != "mechanisms") else _plain(value)
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _related(transfer: Transfer, inventory: Inventory) -> dict[str, Any]:
    found: dict[str, Any] = {}
    found |= _of_exporter(transfer, inventory)
    recipient = _try(lambda: _entity(transfer.recipient, inventory, Party, Organisation))
    country = _try(lambda: recipient.country) if recipient is not None else None
    if country:
        found["destination"] = country
    found |= _of_data(transfer, inventory)
    activity = _try(lambda: inventory.find(transfer.activity, Activity))
    if activity is not None:
        pairs = (("purpose_kind", lambda: activity.kind), ("legal_basis", lambda: activity.legal_basis))
        found |= {key: value for key, read in pairs if (value := _try(read))}
    return found


def _of_exporter(transfer: Transfer, inventory: Inventory) -> dict[str, Any]:
    exporter = _try(lambda: inventory.find(transfer.exporter, Organisation)) or _try(
        lambda: organisation_of(inventory, transfer)
    )
    if exporter is None:
        return {}
    slots = {"establishment": "country", "sector": "sector", "exporter_is_ciio": "critical_infrastructure"}
    found = {key: _try(lambda slot=slot: getattr(exporter, slot)) for key, slot in slots.items()}  # type: ignore[misc]
    return {key: value for key, value in found.items() if value is not None}


def _of_data(transfer: Transfer, inventory: Inventory) -> dict[str, Any]:
    """Return what all datasets of the transfer state; a slot that one of them leaves open is open."""
    names = _try(lambda: transferred_datasets(inventory, transfer)) or []
    datasets = [inventory.find(name, Dataset) for name in names]
    if not datasets or None in datasets:
        return {}
    found: dict[str, Any] = {}
    for key, slot in (("data_categories", "data_categories"), ("data_subject_countries", "subject_countries")):
        lists = [_try(lambda each=each, slot=slot: getattr(each, slot, None)) for each in datasets]  # type: ignore[misc]
        if all(isinstance(each, tuple) for each in lists):
            found[key] = sorted({item for each in lists for item in each}) or "none"
    children = [_try(lambda each=each: getattr(each, "children", None)) for each in datasets]  # type: ignore[misc]
    if True in children or all(value is False for value in children):
        found["children"] = True in children
    return found


def _entity(reference: str | None, inventory: Inventory, *kinds: Any) -> Any:
    return None if reference is None else inventory.get(subject_of(inventory, reference, *kinds))


def _mechanism(entry: MechanismPart, transfer: Transfer, inventory: Inventory) -> dict[str, Any]:
    """Return a mechanism with its attributes, and the dates of the certificate or contract that backs it."""
    kind = _try(lambda: entry.kind)
    record: dict[str, Any] = {"kind": kind or "not-stated", **_stated(entry, ATTRIBUTES)}
    for key, value in _backing(str(kind), transfer, inventory).items():
        record.setdefault(key, value)
    return record


def _backing(kind: str, transfer: Transfer, inventory: Inventory) -> Mapping[str, Any]:
    recipient = _try(lambda: transfer.recipient)
    if recipient is None:
        return {}
    holder = subject_of(inventory, recipient, Party, Organisation)
    if kind in _CERTIFICATES:
        for certificate in inventory.of(Certificate):
            reference = _try(lambda each=certificate: each.holder)  # type: ignore[misc]
            held = reference is not None and subject_of(inventory, reference, Party, Organisation) == holder
            if held and _try(lambda each=certificate: each.scheme) == _CERTIFICATES[kind]:  # type: ignore[misc]
                return _stated(certificate, ("valid_from", "valid_to", "edition"))
    if kind in _CONTRACTS:
        for contract in inventory.of(Contract):
            covered = _try(lambda each=contract: each.covers) or ()  # type: ignore[misc]
            if any(subject_of(inventory, name, Transfer) == transfer.subject for name in covered):
                return _stated(contract, ("signed_on", "valid_to")) | {"covers_transfer": True}
    return {}


def _assessment(transfer: Transfer, inventory: Inventory) -> Any:
    """Return the transfer's own assessment, or the one among the assessments of risk that covers it."""
    try:
        own = transfer.tia
        return "none" if own is None else _stated(own, TIA_KEYS)
    except (NotStated, Disputed):
        pass
    for assessment in inventory.of(RiskAssessment):
        covered = _try(lambda each=assessment: each.covers) or ()  # type: ignore[misc]
        if _try(lambda each=assessment: each.kind) == "transfer" and any(  # type: ignore[misc]
            subject_of(inventory, name, Transfer) == transfer.subject for name in covered
        ):
            return _stated(assessment, ("done_on", "valid_to", "conclusion"))
    return None
