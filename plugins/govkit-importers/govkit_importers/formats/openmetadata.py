"""OpenMetadata: tables as its interface gives them, in JSON or JSON lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.formats.labels import Agreement, label
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host, Located

_NAMES = (rb'"fullyQualifiedName"\s*:', rb'"columns"\s*:', rb'"dataType"\s*:')
_PART = re.compile(r'"((?:[^"]|"")*)"|([^.]+)')
_OF_THE_TOOL = ("id", "version", "updatedAt", "updatedBy", "href", "deleted", "changeDescription", "displayName")
_MORE = ("database", "databaseSchema", "service", "serviceType", "tableType", "followers", "votes", "sourceHash")
_COLUMN = ("fullyQualifiedName", "displayName", "dataLength", "dataType", "ordinalPosition", "arrayDataType")


class OpenMetadata:
    """Reads tables into datasets, one a service, database and schema; a label that no person gave suggests."""

    title = "OpenMetadata export"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by fully qualified names of tables whose columns have data types."""
        if all(re.search(name, head) for name in _NAMES) and head.lstrip()[:1] in (b"{", b"["):
            return Proof(0.95, worded("fullyQualifiedName with columns and dataType"))
        return NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read a table, a list of them, or a page of the interface."""
        return drafted(self._host.document(path))


def drafted(document: Located) -> Draft:
    """Return what the tables of OpenMetadata in a document tell."""
    draft = Draft(document.path, "OpenMetadata")
    root = Node(document, draft)
    if isinstance(document.value, list):
        tables = [Node(document, draft, (number,)) for number in range(len(document.value))]
    else:
        tables = list(root.children("data")) if "data" in root.value else [root]
    more = isinstance(document.value, dict) and bool(root.child("paging").text("after"))
    if more:
        draft.warn("paging", "it is one page of several, and the others are not in it", root.at("paging"))
    root.skip("paging")
    agreed = Agreement()
    for table in tables:
        if table.text("fullyQualifiedName") and "columns" in table.value:
            _table(table, draft, agreed)
            table.leave_rest()
        else:
            draft.leave(table.text("name") or "entity", "it is no table", table.at())
    agreed.settle(whole=not more)
    return draft


def _table(node: Node, draft: Draft, agreed: Agreement) -> None:
    parts = [quoted.replace('""', '"') or bare for quoted, bare in _PART.findall(node.text("fullyQualifiedName"))]
    dataset = draft.subject("dataset", ".".join(parts[:-1]) or parts[0], node.at())
    dataset.say("kind", "tables", node.at(), what="tableType")
    name = node.text("name") or parts[-1]
    collection = dataset.collection(name)
    node.say(collection, {"description": "description"})
    holders = [*node.children("owners"), node.child("owner")]
    agreed.note(dataset, "owner", name, [one.text("name") for one in holders if not _is_person(one)], node.at())
    if any(_is_person(one) for one in holders):
        draft.leave("owners", "the owner is a person; govkit asks for a role or team", node.at())
    agreed.note(dataset, "retention", name, [node.text("retentionPeriod")], node.at())
    for tag in node.children("tags"):
        draft.leave(f"tag {tag.text('tagFQN')[:60]}", "it is on the table; govkit asks for fields", tag.at())
        tag.forget()
    for column in node.children("columns"):
        _column(column, collection, "")
    node.skip(*_OF_THE_TOOL, *_MORE)
    for holder in holders:
        holder.forget()


def _is_person(node: Node) -> bool:
    return node.text("type") == "user"


def _column(node: Node, collection: Entry, above: str) -> None:
    name = above + node.text("name")
    if not node.text("name"):
        node.draft.leave("columns", "a column without a name", node.at())
        return
    entry = collection.field(name)
    type_ = node.text("dataTypeDisplay") or node.text("dataType")
    entry.say("physical_type", type_, node.at(), what="dataType")
    node.say(entry, {"description": "description"})
    entry.say("primary_key", True if node.text("constraint") == "PRIMARY_KEY" else None, node.at(), what="constraint")
    for tag in node.children("tags"):
        sure = tag.text("state") != "Suggested" and tag.text("labelType") in ("", "Manual")
        if tag.text("tagFQN"):
            label(entry, tag.text("tagFQN"), "openmetadata", tag.at(), term=True, sure=sure)
        tag.forget()
    for inner in node.children("children"):
        _column(inner, collection, f"{name}.")
    node.skip(*_COLUMN)


def importer(host: Host) -> OpenMetadata:
    """Return the importer."""
    return OpenMetadata(host)
