"""Data Contract Specification, the elder of ODCS: https://datacontract.com."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.status import Standing
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_KNOWN = ("0.9", "1.0", "1.1", "1.2")
_VERSION = re.compile(rb"^dataContractSpecification\s*:\s*[\"']?([0-9][0-9.]*)", re.MULTILINE)
_TYPES = {
    **dict.fromkeys(("string", "text", "varchar"), "string"),
    **dict.fromkeys(("integer", "int", "long", "bigint"), "integer"),
    **dict.fromkeys(("number", "decimal", "numeric", "float", "double"), "number"),
    **dict.fromkeys(("timestamp", "timestamp_tz", "timestamp_ntz"), "timestamp"),
    **dict.fromkeys(("object", "record", "struct"), "object"),
    **{name: name for name in ("boolean", "date", "time", "array")},
    "bytes": "binary",
}


class DataContract:
    """Reads one contract as one dataset; `pii: true` stays a suggestion, as it does not say what it is."""

    title = "Data Contract Specification"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the key that holds the version."""
        version = _VERSION.search(head)
        return Proof(1.0, f"dataContractSpecification {version[1].decode()}") if version else NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read a contract: its models become collections."""
        document = self._host.document(path)
        draft = Draft(document.path)
        root = Node(document, draft)
        version = root.text("dataContractSpecification")
        draft.format = f"Data Contract Specification {version}"
        if not version.startswith(_KNOWN):
            draft.warn(
                "dataContractSpecification",
                f"version {version} is newer than those that govkit knows",
                root.at("dataContractSpecification"),
            )
        info = root.child("info")
        dataset = draft.subject("dataset", root.text("id") or info.text("title") or path.name.split(".")[0], root.at())
        info.say(dataset, {"title": "name", "description": "description", "owner": "owner"})
        info.skip("version", "status")
        root.child("terms")
        for name, model in root.named("models"):
            collection = dataset.collection(name)
            model.say(collection, {"description": "description"})
            model.skip("type", "examples", "quality")
            for field_name, field in model.named("fields"):
                _field(field_name, field, collection, root)
        root.leave_rest()
        return draft


def _field(name: str, node: Node, collection: Entry, root: Node) -> None:
    entry = collection.field(name)
    reference = node.text("$ref").rpartition("/")[2]
    shared = root.child("definitions").child(reference) if reference else None
    for source in filter(None, (node, shared)):
        source.say(entry, {"description": "description", "primaryKey": "primary_key", "references": "references"})
        type_ = source.text("type")
        entry.say("logical_type", _TYPES.get(type_.lower()), source.at(), what="type")
        if type_ and type_.lower() not in _TYPES:
            entry.say("physical_type", type_, source.at("type"), what="type")
        source.say_class(entry, "classification")
        if source.get("pii") is True:
            entry.say("classification", ["personal_data"], source.at("pii"), what="pii", standing=Standing.SUGGESTED)
        source.skip("required", "unique", "examples", "minLength", "maxLength", "format", "pattern", "title", "domain")
        for inner_name, inner in source.named("fields"):
            _field(f"{name}.{inner_name}", inner, collection, root)


def importer(host: Host) -> DataContract:
    """Return the importer."""
    return DataContract(host)
