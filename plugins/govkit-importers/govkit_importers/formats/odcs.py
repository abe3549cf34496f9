"""Open Data Contract Standard, v2.2 to v3.x, as YAML: https://bitol-io.github.io/open-data-contract-standard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.slots import slots_of
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.formats.labels import Agreement
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_KIND = re.compile(rb"^kind\s*:\s*[\"']?DataContract\b", re.MULTILINE)
_VERSION = re.compile(rb"^apiVersion\s*:\s*[\"']?v?([0-9]+\.[0-9]+(?:\.[0-9]+)?)", re.MULTILINE)
_KNOWN = ("2.2", "3.0", "3.1")
_FIELD = {
    "description": "description",
    "logicalType": "logical_type",
    "physicalType": "physical_type",
    "primaryKey": "primary_key",
    "isPrimaryKey": "primary_key",
}
_UNITS = {"d": "D", "day": "D", "days": "D", "m": "M", "month": "M", "months": "M", "y": "Y", "year": "Y", "years": "Y"}
UNIT_OF = {"D": "d", "M": "month", "Y": "y"}
"""The unit of an ISO 8601 duration → the unit of an SLA."""
_PLACES = frozenset({"id", "collections", "fields"})
OWN = "govkit."
"""What the names of custom properties begin with that hold a slot as it is."""


class Odcs:
    """Reads one contract as one dataset."""

    title = "Open Data Contract Standard (ODCS)"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by `kind` and `apiVersion` of the YAML."""
        version = _VERSION.search(head)
        if _KIND.search(head) is None or version is None:
            return NOT_MINE
        return Proof(1.0, f"kind: DataContract, apiVersion v{version[1].decode()}")

    def load(self, path: Path) -> Draft:
        """Read a contract: its schema objects become collections, its team the contact, its SLA the retention."""
        document = self._host.document(path)
        draft = Draft(document.path)
        root = Node(document, draft)
        version = root.text("apiVersion").removeprefix("v")
        draft.format = f"ODCS {version}"
        if not version.startswith(_KNOWN):
            draft.warn("apiVersion", f"version {version} is newer than those that govkit knows", root.at("apiVersion"))
        root.skip("kind", "version", "status")
        name = root.text("name") or root.text("dataProduct") or root.text("id") or path.name.split(".")[0]
        dataset = draft.subject("dataset", name, root.at())
        description = root.child("description")
        for key in ("purpose", "usage", "limitations"):
            if key in description.value:
                dataset.say("description", description.get(key), description.at(key), what=f"description.{key}")
                break
        _team(root, dataset)
        _own(root, dataset)
        for key in ("schema", "dataset"):
            for table in root.children(key):
                _table(table, dataset)
        _retention(root, dataset)
        root.leave_rest()
        return draft


def _team(root: Node, dataset: Entry) -> None:
    """Take the team or role that owns the data; people's names and addresses are not needed for that."""
    members = [*root.children("stakeholders")]
    members += (
        [*root.children("team")]
        if isinstance(root.value.get("team"), list)
        else [*root.child("team").children("members")]
    )
    if isinstance(root.value.get("team"), dict):
        root.child("team").say(dataset, {"name": "owner"})
    for member in members:
        role = member.text("role")
        if role.lower() in ("owner", "data owner", "data steward"):
            dataset.say("owner", role, member.at("role"), what="team.role")
        member.skip("username", "name", "dateIn", "dateOut", "comment", "description", "replacedByUsername")


def _retention(root: Node, dataset: Entry) -> None:
    """Take over how long data are kept; what is said of an `element` holds for its table, or for a part of it."""
    agreed = Agreement()
    for entry in root.children("slaProperties"):
        if entry.text("property") != "retention":
            continue
        value, unit = entry.text("value"), entry.text("unit").lower()
        period = f"P{value.removesuffix('.0')}{_UNITS[unit]}" if unit in _UNITS else value
        if entry.text("element"):
            for table in tables_of(entry.text("element")):
                agreed.note(dataset, "retention", table, [period], entry.at("value"))
        else:
            dataset.say("retention", period, entry.at("value"), what="slaProperties.retention")
        entry.skip("driver", "description")
    agreed.settle()


def tables_of(element: str) -> list[str]:
    """Return the tables that the `element` of an SLA names: `orders.created, lines.created` are fields that date."""
    return [part.strip().partition(".")[0] for part in element.split(",") if part.strip()]


def _table(table: Node, dataset: Entry) -> None:
    name = table.text("name") or table.text("table") or table.text("physicalName")
    collection = dataset.collection(name or f"table-{table.pointer[-1]}")
    table.say(collection, {"physicalName": "physical_name", "description": "description"})
    _own(table, collection)
    table.skip("id", "logicalType", "physicalType", "businessName", "tags")
    for key in ("properties", "columns"):
        for column in table.children(key):
            _column(column, collection, "")


def _column(column: Node, collection: Entry, above: str) -> None:
    name = above + (column.text("name") or column.text("column") or f"column-{column.pointer[-1]}")
    entry = collection.field(name)
    column.say(entry, _FIELD)
    column.skip("id", "businessName", "physicalName", "required", "unique", "partitioned", "partitionKeyPosition")
    column.skip("primaryKeyPosition", "examples", "tags", "criticalDataElement")
    column.say_class(entry, "classification")
    _own(column, entry)
    for inner in column.children("properties"):
        _column(inner, collection, f"{name}.")
    items = column.child("items")
    for inner in items.children("properties"):
        _column(inner, collection, f"{name}[].")


def _own(node: Node, entry: Entry) -> None:
    """Take the custom properties that govkit wrote; all others are left."""
    for custom in node.children("customProperties"):
        name = custom.text("property")
        slot = name.removeprefix(OWN)
        if name.startswith(OWN) and slot in slots_of(entry.kind) and slot not in _PLACES:
            entry.say(slot, custom.get("value"), custom.at(), what=name)
            custom.forget()
        else:
            entry.draft.leave(f"customProperties.{name}", at=custom.at())
            custom.forget()


def importer(host: Host) -> Odcs:
    """Return the importer."""
    return Odcs(host)
