"""Open Data Contract Standard 3.1: a contract a dataset, and what it has no key for as custom properties."""

from __future__ import annotations

import re
from typing import Any

import yaml

from govkit_importers.exports.ledger import Holder, Ledger, collections_of
from govkit_importers.formats.odcs import OWN, UNIT_OF

_VERSION = "v3.1.0"
_TYPES = frozenset({"string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean"})
_SIMPLE = re.compile(r"P(\d+)([YMD])")
_TIERS = frozenset({"public", "internal", "confidential", "restricted"})


def export(ledger: Ledger) -> dict[str, str]:
    """Return the contracts by the names of their files."""
    return {
        f"{dataset.id}.odcs.yaml": yaml.safe_dump(_contract(dataset), sort_keys=False, allow_unicode=True, width=110)
        for dataset in ledger.subjects("dataset")
    }


def _contract(dataset: Holder) -> dict[str, Any]:
    dataset.enter()
    contract: dict[str, Any] = {
        "apiVersion": _VERSION,
        "kind": "DataContract",
        "id": dataset.id,
        "name": dataset.id,
        "version": "1.0.0",
        "status": "active",
    }
    if description := dataset.take("description"):
        contract["description"] = {"purpose": description}
    if owner := dataset.take("owner"):
        contract["team"] = {"name": owner}
    if retention := dataset.take("retention"):
        contract["slaProperties"] = [_retention(str(retention))]
    tables = [_table(collection, fields) for collection, fields in collections_of(dataset)]
    dataset.hold("collections")
    return contract | ({"schema": tables} if tables else {}) | _custom(dataset)


def _retention(period: str) -> dict[str, Any]:
    simple = _SIMPLE.fullmatch(period)
    if simple is None:
        return {"property": "retention", "value": period}
    return {"property": "retention", "value": int(simple[1]), "unit": UNIT_OF[simple[2]]}


def _table(collection: Holder, fields: list[Holder]) -> dict[str, Any]:
    table: dict[str, Any] = {"name": str(collection.record["name"]), "logicalType": "object"}
    for slot, key in {"physical_name": "physicalName", "description": "description"}.items():
        if value := collection.take(slot):
            table[key] = value
    columns = [_column(column) for column in fields]
    collection.hold("fields")
    return table | ({"properties": columns} if columns else {}) | _custom(collection)


def _column(column: Holder) -> dict[str, Any]:
    found: dict[str, Any] = {"name": str(column.record["name"])}
    if column.look("logical_type") in _TYPES:
        found["logicalType"] = column.take("logical_type")
    for slot, key in {"physical_type": "physicalType", "description": "description"}.items():
        if value := column.take(slot):
            found[key] = value
    if isinstance(column.look("primary_key"), bool):
        found["primaryKey"] = column.take("primary_key")
    terms = column.look("classification")
    if column.look("sensitivity") in _TIERS:
        found["classification"] = column.take("sensitivity")
    elif isinstance(terms, list) and len(terms) == 1 and terms[0].lower() not in _TIERS:
        found["classification"] = column.take("classification")[0]
    return found | _custom(column)


def _custom(holder: Holder) -> dict[str, Any]:
    """Return whatever is stated and has no key of its own, an explicit none too, as custom properties of govkit's."""
    found = []
    for slot in holder.slots():
        if slot in ("collections", "fields") or f"{holder.path}.{slot}" in holder.ledger.held:
            continue
        if slot == "name" and holder.type in ("collection", "field"):
            continue
        value = holder.look(slot)
        if value is not None:
            found.append({"property": f"{OWN}{slot}", "value": value})
            holder.hold(slot)
    return {"customProperties": found} if found else {}
