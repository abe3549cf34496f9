"""Artifacts of dbt: `manifest.json` (v1 to v12, v20 of Fusion) and `catalog.json`, read for what matters here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.status import Standing
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.formats.labels import Agreement
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_SCHEMA = re.compile(rb"schemas\.getdbt\.com/dbt/(manifest|catalog)/v([0-9]+)")
_KNOWN = {"manifest": {*range(1, 13), 20}, "catalog": {1}}
"""The versions in which the keys below are known to mean what they meant; 20 is Fusion's, which counts on its own."""
_TABLES = frozenset({"model", "seed", "snapshot", "source"})
_OF_THE_TOOL = ("macros", "docs", "selectors", "disabled", "parent_map", "child_map", "group_map", "saved_queries")
_PERSONAL = frozenset({"pii", "personal_data"})
_FREE = "a free tag says nothing that is sure"
_UNUSED = ("metrics", "semantic_models", "unit_tests", "functions", "errors")


class Dbt:
    """Reads the models, seeds, snapshots and sources of a project as tables, and its exposures as activities."""

    title = "dbt manifest or catalog"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the address of the artifact's schema."""
        found = _SCHEMA.search(head)
        return Proof(1.0, f"dbt_schema_version {found[1].decode()} v{found[2].decode()}") if found else NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read an artifact. Keys of single tables that serve dbt alone (code, paths, checksums) are passed over."""
        document = self._host.document(path)
        draft = Draft(document.path)
        root = Node(document, draft)
        metadata = root.child("metadata")
        found = _SCHEMA.search(metadata.text("dbt_schema_version").encode())
        kind, version = (found[1].decode(), int(found[2])) if found else ("manifest", 0)
        draft.format = f"dbt {kind} v{version}"
        if version not in _KNOWN[kind]:
            draft.warn("dbt_schema_version", f"v{version} is newer than those that govkit knows", metadata.at())
        root.skip("metadata", *_OF_THE_TOOL)
        agreed = Agreement()
        for key in ("nodes", "sources"):
            for unique_id, node in root.named(key):
                _table(unique_id, node, draft, agreed)
                node.skip(*node.value)
        agreed.settle()
        for unique_id, node in root.named("exposures"):
            _exposure(unique_id, node, draft)
            node.skip(*node.value)
        root.skip("groups")
        root.skip(*(key for key in _UNUSED if not root.value.get(key)))
        metadata.skip(*metadata.value)
        root.leave_rest()
        draft.flaws.clear()  # dbt shapes its artifacts anew in each version: what is no object is listed, and left
        return draft


def _table(unique_id: str, node: Node, draft: Draft, agreed: Agreement) -> None:
    kind, _, rest = unique_id.partition(".")
    if kind not in _TABLES:
        return  # tests, analyses and operations hold no data
    project = rest.partition(".")[0]
    dataset = draft.subject("dataset", node.text("source_name") or project, node.at())
    dataset.say("kind", "tables", node.at(), what="resource_type")
    described = node.child("metadata") if "metadata" in node.value and "name" not in node.value else node
    collection = dataset.collection(described.text("name") or unique_id.rpartition(".")[2])
    node.say(collection, {"description": "description", "relation_name": "physical_name"})
    owner = node.child("meta").get("owner") or node.get("group") or described.get("owner")
    agreed.note(dataset, "owner", collection.key, [owner] if isinstance(owner, str) else [], node.at())
    if node.texts("tags"):
        draft.leave("tags", _FREE, node.at("tags"))
    for name, column in node.named("columns"):
        _column(name, column, collection)
        column.skip(*column.value)


def _column(name: str, node: Node, collection: Entry) -> None:
    entry = collection.field(node.text("name") or name)
    node.say(entry, {"description": "description", "comment": "description"})
    entry.say("physical_type", node.text("data_type") or node.text("type"), node.at(), what="data_type")
    config = node.child("config")
    meta = node.child("meta") if node.value.get("meta") else config.child("meta")
    tags = {tag.lower() for tag in (*node.texts("tags"), *config.texts("tags"))}
    if meta.get("pii") is True or meta.get("contains_pii") is True or tags & _PERSONAL:
        entry.say("classification", ["personal_data"], node.at(), what="pii", standing=Standing.SUGGESTED)
    if tags - _PERSONAL:
        entry.draft.leave("tags", _FREE, node.at())
    for key in ("classification", "sensitivity"):
        meta.say_class(entry, key, f"meta.{key}")
    known = {"pii", "contains_pii", "classification", "sensitivity", "owner"}
    for key in meta.value:
        if key not in known:
            entry.draft.leave(f"meta.{key}", at=meta.at(str(key)))
    meta.skip(*meta.value)


def _exposure(unique_id: str, node: Node, draft: Draft) -> None:
    entry = draft.subject("activity", node.text("name") or unique_id.rpartition(".")[2], node.at())
    node.say(entry, {"label": "name", "description": "description"})
    entry.say("datasets", [unique_id.split(".")[1]], node.at(), what="unique_id")


def importer(host: Host) -> Dbt:
    """Return the importer."""
    return Dbt(host)
