"""A manifest of Fides: datasets, systems with the activities that run on one of them, organisations and policies."""

from __future__ import annotations

import re
from typing import Any

import yaml

from govkit.model.worded import worded
from govkit_importers.exports.ledger import Holder, Ledger, collections_of
from govkit_importers.formats.fides import GROUNDS

_PREFIX = "fides:"
_GROUND_OF = {ground: name.capitalize() for name, ground in GROUNDS.items()}
_ROLE_OF = {"controller": "Controller", "processor": "Processor"}
_TYPE_OF = {
    **{name: name for name in ("string", "integer", "boolean", "object")},
    "number": "float",
    "array": "string[]",
}
"""Logical type → type of Fides, which refuses a manifest with any other."""
_OBJECT_ID = "object_id"
_CONTACT = ("name", "address", "email", "phone")
_NUMBER = re.compile(r"-(\d+)$")


def export(ledger: Ledger) -> dict[str, str]:
    """Return the one manifest; declarations and rules are keys that Fides asks for even where there are none."""
    manifest = {
        "dataset": [_dataset(holder) for holder in ledger.subjects("dataset")],
        "system": _systems(ledger),
        "organization": [_organisation(holder) for holder in ledger.subjects("organisation")],
        "policy": [_plain(holder) | {"rules": []} for holder in ledger.subjects("policy")],
    }
    kept = {key: entries for key, entries in manifest.items() if entries}
    return {"fides.yml": yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=110)}


def _plain(holder: Holder, **slots: str) -> dict[str, Any]:
    """Return an entry with its key, name and description, and further slots by the keys of Fides."""
    holder.enter()
    entry: dict[str, Any] = {"fides_key": holder.id}
    for slot, key in {"name": "name", "description": "description", **slots}.items():
        if (value := holder.take(slot)) is not None:
            entry[key] = value
    return entry


def _terms(holder: Holder, slot: str) -> list[str]:
    """Return the terms of Fides in a slot; those of other taxonomies are lost."""
    terms = holder.look(slot)
    if not isinstance(terms, list):
        return []
    found = [term.removeprefix(_PREFIX) for term in terms if term.startswith(_PREFIX)]
    if len(found) == len(terms):
        holder.hold(slot)
    else:
        holder.lose(slot, worded("terms of other taxonomies than Fides' are left out"))
    return found


def _some(**keys: Any) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value not in (None, [], {})}


def _dataset(holder: Holder) -> dict[str, Any]:
    entry = _plain(holder) | _some(data_purposes=_terms(holder, "purposes"), retention=holder.take("retention"))
    collections = []
    for collection, fields in collections_of(holder):
        table = {"name": str(collection.record["name"])} | _some(description=collection.take("description"))
        collection.hold("fields")
        collections.append({**table, "fields": _nested(fields)})
    holder.hold("collections")
    return {**entry, "collections": collections}


def _nested(fields: list[Holder]) -> list[dict[str, Any]]:
    """Put `address.street` into `address` where that is there: names have no dots in Fides."""
    made: dict[str, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for field in fields:
        name = str(field.record["name"])
        above, _, short = name.rpartition(".")
        inside = above in made and short != ""
        made[name] = _field(field, short if inside else name)
        (made[above].setdefault("fields", []) if inside else top).append(made[name])
    for field in fields:
        _type_of_whole(field, made[str(field.record["name"])])
    return top


def _type_of_whole(field: Holder, entry: dict[str, Any]) -> None:
    """Give a field with fields in it one of the two types that Fides knows for such a field."""
    meta = entry.get("fides_meta", {})
    if "fields" not in entry or meta.get("data_type", "object") == "object":
        return
    if meta["data_type"].endswith("[]"):
        meta["data_type"] = "object[]"
    else:
        del meta["data_type"]
        field.lose("logical_type", worded("Fides knows no such type of a field with fields in it"))


def _field(field: Holder, name: str) -> dict[str, Any]:
    logical, physical = field.look("logical_type"), field.look("physical_type")
    meta: dict[str, Any] = {}
    if logical in _TYPE_OF:
        meta["data_type"] = _TYPE_OF[logical]
        field.hold("logical_type")
    elif logical is None and physical == _OBJECT_ID:
        meta["data_type"] = field.take("physical_type")
    if isinstance(field.look("primary_key"), bool):
        meta["primary_key"] = field.take("primary_key")
    target = field.look("references")
    if isinstance(target, str) and "." in target.strip("."):
        dataset, _, path = field.take("references").partition(".")
        meta["references"] = [{"dataset": dataset, "field": path, "direction": "to"}]
    categories = _terms(field, "classification")
    entry = _some(description=field.take("description"), data_categories=categories, fides_meta=meta)
    return {"name": name, **entry}


def _systems(ledger: Ledger) -> list[dict[str, Any]]:
    """Return the systems; an activity stands in the one system that it runs on, and is numbered there."""
    running: dict[str, list[Holder]] = {}
    for activity in ledger.subjects("activity"):
        systems = activity.look("systems")
        if isinstance(systems, list) and len(systems) == 1:
            running.setdefault(str(systems[0]).removeprefix("system:"), []).append(activity)
    found = []
    for system in ledger.subjects("system"):
        entry = _plain(system, system_type="system_type", department="administrating_department")
        activities = sorted(running.get(system.id, []), key=_order)
        declared = [(activity, _declaration(activity)) for activity in activities]
        kept = [(activity, declaration) for activity, declaration in declared if declaration is not None]
        entry["privacy_declarations"] = [declaration for _, declaration in kept]
        if kept:
            _responsibility(entry, [activity for activity, _ in kept])
        for number, (activity, _) in enumerate(kept, 1):
            if activity.id != (f"{system.id}-{number}" if len(kept) > 1 else system.id):
                activity.lose("id", worded("Fides numbers the activities of a system"))
        found.append(entry)
    return found


def _order(activity: Holder) -> tuple[int, str]:
    number = _NUMBER.search(activity.id)
    return (int(number[1]) if number else 0, activity.id)


def _declaration(activity: Holder) -> dict[str, Any] | None:
    """Return what Fides calls a declaration; it has exactly one use of the data, in Fides' own terms."""
    purposes = activity.look("purposes")
    uses = [term for term in purposes if term.startswith(_PREFIX)] if isinstance(purposes, list) else []
    if not uses:
        return None
    activity.enter()
    activity.hold("systems")
    if len(purposes) == 1:
        activity.hold("purposes")
    else:
        activity.lose("purposes", worded("a declaration has one use, and the others are left out"))
    ground = activity.look("legal_basis")
    basis = _GROUND_OF.get(str(ground))
    if basis is not None:
        activity.hold("legal_basis")
    return _some(
        name=activity.take("name"),
        data_use=uses[0].removeprefix(_PREFIX),
        data_categories=_terms(activity, "data_categories"),
        data_subjects=activity.take("data_subjects"),
        dataset_references=activity.take("datasets"),
        legal_basis_for_processing=basis,
        retention_period=activity.take("retention"),
    )


def _responsibility(entry: dict[str, Any], activities: list[Holder]) -> None:
    """Say whose decision the processing is, where all activities of the system agree on it."""
    roles = {str(activity.look("responsibility")) for activity in activities}
    role = _ROLE_OF.get(roles.pop()) if len(roles) == 1 else None
    if role is not None:
        entry["responsibility"] = [role]
        for activity in activities:
            activity.hold("responsibility")


def _organisation(holder: Holder) -> dict[str, Any]:
    entry = _plain(holder)
    for slot, key in {"dpo": "data_protection_officer", "representative": "representative"}.items():
        for contact in holder.parts(slot):
            known = _some(**{name: contact.take(name) for name in _CONTACT})
            if known:
                entry[key] = known
    return entry
