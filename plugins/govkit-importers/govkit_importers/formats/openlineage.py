"""OpenLineage: events, one or many lines of them, and single facets as exported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.formats.labels import Agreement
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host, Located

_SCHEMA = re.compile(rb'"_?schemaURL"\s*:\s*"[^"]*openlineage', re.IGNORECASE)
_VERSIONED = re.compile(r"/(?:spec|facets)/([0-9]+)-([0-9]+)-[0-9]+/(\w+)\.json")
_NEWEST = {
    "OpenLineage": (2, 0),
    "SchemaDatasetFacet": (1, 2),
    "ColumnLineageDatasetFacet": (1, 2),
    "DocumentationDatasetFacet": (1, 1),
    "OwnershipDatasetFacet": (1, 0),
    "LineageFacet": (1, 0),
}
"""The versions up to which what is read is known to mean what it meant: each facet counts on its own."""
_LINEAGE = re.compile(rb'"columnLineage"\s*:\s*\{\s*"(?:fields|_producer|_schemaURL)"')


class OpenLineage:
    """Reads the datasets of jobs with their schema, owners and tags; a job is the activity that moves them."""

    title = "OpenLineage events"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the schema's address, or by the form of a lineage facet."""
        if _SCHEMA.search(head):
            return Proof(0.9, worded("schemaURL of OpenLineage"))
        return Proof(0.7, worded("a column lineage facet")) if _LINEAGE.search(head) else NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read every event; facets that say nothing about what data are, or whose, are left."""
        document = self._host.document(path)
        draft = Draft(document.path, "OpenLineage")
        agreed = Agreement()
        for event in _events(document, draft):
            _event(event, draft, agreed)
            event.leave_rest()
        agreed.settle()
        return draft


def _events(document: Located, draft: Draft) -> Iterator[Node]:
    if not isinstance(document.value, list):
        yield Node(document, draft)
        return
    yield from (Node(document, draft, (number,)) for number in range(len(document.value)))


def _event(node: Node, draft: Draft, agreed: Agreement) -> None:
    node.skip("eventType", "eventTime", "producer", "run", "_producer", "_schemaURL")
    _version(node, "schemaURL")
    job = node.child("job")
    touched = [_dataset(found, draft, agreed) for key in ("inputs", "outputs") for found in node.children(key)]
    if job.text("name"):
        job.skip("namespace")
        _job(job, touched, "inputs, outputs")
    lineage = node.child("columnLineage")
    for name, field in lineage.named("fields"):
        for source in field.children("inputFields"):
            _named(source, draft).collection(source.text("name")).field(source.text("field"))
            source.skip("namespace")
        if not field.value.get("inputFields"):
            draft.leave(f"columnLineage.{name}", "no source is named", field.at())
    _version(lineage, "_schemaURL")
    lineage.skip("_producer")
    for target in node.child("lineage").children("entries"):
        used = [_used(source, draft) for source in target.children("inputs")]
        target.skip("namespace")
        if target.text("type") == "JOB":
            _job(target, used, "inputs")
        elif target.text("name"):
            _used(target, draft)
    _version(node.child("lineage"), "_schemaURL")
    node.child("lineage").skip("_producer")


def _version(node: Node, key: str) -> None:
    """Warn once of a version of the events or of a facet that is newer than what is known."""
    node.skip(key)
    found = _VERSIONED.search(str(node.value.get(key, "")))
    name = found[3] if found else ""
    if found is None or (int(found[1]), int(found[2])) <= _NEWEST.get(name, (1, 99)):
        return
    why = f"version {found[1]}-{found[2]} is newer than those that govkit knows"
    if all((warning.what, warning.why) != (name, why) for warning in node.draft.warnings):
        node.draft.warn(name, why, node.at(key))


def _job(node: Node, touched: Iterable[Entry], what: str) -> None:
    """Take a job for an activity that works on what it touches."""
    entry = node.draft.subject("activity", node.text("name"), node.at())
    entry.say("datasets", sorted({dataset.key for dataset in touched}), node.at(), what=what)


def _used(node: Node, draft: Draft) -> Entry:
    """Return the dataset in which a table, or a field of it, takes part in a lineage."""
    dataset = _named(node, draft)
    collection = dataset.collection(node.text("name"))
    if node.text("field"):
        collection.field(node.text("field"))
    node.skip("type")
    return dataset


def _named(node: Node, draft: Draft) -> Entry:
    return draft.subject("dataset", node.text("namespace") or "lineage", node.at())


def _dataset(node: Node, draft: Draft, agreed: Agreement) -> Entry:
    dataset = _named(node, draft)
    collection = dataset.collection(node.text("name"))
    facets = node.child("facets")
    for field in facets.child("schema").children("fields"):
        entry = collection.field(field.text("name"))
        field.say(entry, {"type": "physical_type", "description": "description"})
    documentation = facets.child("documentation")
    documentation.say(collection, {"description": "description"})
    owners = [owner.text("name") for owner in facets.child("ownership").children("owners") if owner.text("name")]
    agreed.note(dataset, "owner", collection.key, owners, facets.at("ownership") if owners else "")
    for facet in facets.value:
        facets.child(str(facet)).skip("_producer")
        _version(facets.child(str(facet)), "_schemaURL")
    return dataset


def importer(host: Host) -> OpenLineage:
    """Return the importer."""
    return OpenLineage(host)
