"""SPDX 3 documents: AI packages become models, dataset packages datasets, and relationships what binds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.entities import Dataset, Model
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_CONTEXT = re.compile(rb"spdx\.org/rdf/(3[0-9.]*)")
_KNOWN = ("3.0",)
_RELATIONSHIPS = frozenset({"Relationship", "LifecycleScopedRelationship"})
_LICENCE = "simplelicensing_licenseExpression"


class Spdx:
    """Reads the AI and Dataset profiles; packages of plain software are counted as left."""

    title = "SPDX 3"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the context of SPDX 3."""
        found = _CONTEXT.search(head)
        return (
            Proof(0.95, worded("@context of SPDX {version}", version=found[1].decode()))
            if found and b"@graph" in head
            else NOT_MINE
        )

    def load(self, path: Path) -> Draft:
        """Read the graph."""
        document = self._host.document(path)
        draft = Draft(document.path)
        root = Node(document, draft)
        found = _CONTEXT.search(root.text("@context").encode())
        version = found[1].decode().rstrip(".") if found else "3"
        draft.format = f"SPDX {version}"
        if not version.startswith(_KNOWN):
            draft.warn("@context", f"version {version} is newer than those that govkit knows", root.at())
        nodes = list(root.children("@graph"))
        names = {node.text("spdxId"): node.text("name") for node in nodes if node.value.get("name")}
        entries = {}
        for node in nodes:
            kind = node.text("type")
            if kind == "ai_AIPackage":
                entries[node.text("spdxId")] = _model(node, names, draft)
            elif kind == "dataset_DatasetPackage":
                entries[node.text("spdxId")] = _dataset(node, draft)
            elif kind.endswith("Package"):
                draft.leave(kind, "plain software", node.at())
                node.skip(*node.value)
            else:
                node.skip(*node.value)  # people, files and the document itself
        _relate(nodes, entries, names, draft)
        root.leave_rest()
        return draft


def _relate(nodes: Sequence[Node], entries: Mapping[str, Entry], names: Mapping[str, str], draft: Draft) -> None:
    """Take over on what a model was trained, and under which licence packages are declared to be.

    A file stands for the package that contains it: what was trained is often the file of the model.
    """
    related = [node for node in nodes if node.text("type") in _RELATIONSHIPS]
    whole = {
        part: entries[node.text("from")]
        for node in related
        if node.text("relationshipType") == "contains" and node.text("from") in entries
        for part in node.texts("to")
    }
    licences = {node.text("spdxId"): node.text(_LICENCE) for node in nodes if _LICENCE in node.value}
    trained: dict[str, tuple[Node, list[dict[str, str]]]] = {}
    for node in related:
        kind, source = node.text("relationshipType"), node.text("from")
        entry = entries.get(source) or whole.get(source)
        if kind == "hasDeclaredLicense" and source in entries:
            for licence in node.texts("to"):
                entries[source].say("licence", licences.get(licence), node.at(), what=kind)
        elif kind == "trainedOn" and entry is not None and entry.kind is Model:
            _, bodies = trained.setdefault(entry.key, (node, []))
            bodies += filter(None, (_body(found, entries, names) for found in node.texts("to")))
        elif kind in ("trainedOn", "testedOn"):
            draft.leave(kind, at=node.at())
    for key, (node, bodies) in trained.items():
        draft.entries["model", key].say("training_data", bodies, node.at(), what="trainedOn")


def _body(found: str, entries: Mapping[str, Entry], names: Mapping[str, str]) -> dict[str, str]:
    """Return what a model was trained on: a dataset of the document, or a name."""
    entry = entries.get(found)
    if entry is not None and entry.kind is Dataset:
        return {"dataset": entry.key}
    return {"name": names[found]} if found in names else {}


def _model(node: Node, names: Mapping[str, str], draft: Draft) -> Entry:
    entry = draft.subject("model", node.text("name") or node.text("spdxId"), node.at())
    slots = {
        "software_packageVersion": "version",
        "description": "description",
        "ai_informationAboutApplication": "intended_use",
        "ai_limitation": "limitations",
        "ai_informationAboutTraining": "training_procedure",
    }
    node.say(entry, slots)
    released = node.text("releaseTime")[:10]
    entry.say("release_date", released, node.at(), what="releaseTime")
    supplier = names.get(node.text("suppliedBy"))
    if supplier:
        entry.say("provider", draft.subject("party", supplier, node.at()).key, node.at("suppliedBy"), what="suppliedBy")
    _common(node)
    return entry


def _dataset(node: Node, draft: Draft) -> Entry:
    entry = draft.subject("dataset", node.text("name") or node.text("spdxId"), node.at())
    entry.say("kind", "ml_dataset", node.at(), what="type")
    node.say(entry, {"description": "description"})
    key = "dataset_hasSensitivePersonalInformation"
    entry.say("personal", node.text(key) == "yes" or None, node.at(), what=key)
    anonymised = node.texts("dataset_anonymizationMethodUsed")
    if anonymised:
        draft.leave("dataset_anonymizationMethodUsed", "govkit asks for the safeguard by kind", node.at())
    _common(node)
    return entry


def _common(node: Node) -> None:
    node.skip("type", "spdxId", "creationInfo", "builtTime", "software_primaryPurpose", "software_downloadLocation")
    node.skip("software_copyrightText", "originatedBy", "suppliedBy", "releaseTime", "software_packageVersion")


def importer(host: Host) -> Spdx:
    """Return the importer."""
    return Spdx(host)
