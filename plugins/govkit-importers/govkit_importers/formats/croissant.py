"""Croissant 0.8 to 1.1 with its RAI terms, as plain JSON: keys are matched without their prefix."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_CONFORMS = re.compile(rb"mlcommons\.org/croissant(?:/RAI)?/([0-9]+\.[0-9]+)")
_VOCABULARY = re.compile(rb'mlcommons\.org/croissant|"ml:|"cr:|"recordSet"')
_DATASET = re.compile(rb'"@type"\s*:\s*"(?:sc:|https?://schema\.org/)?Dataset"')
_NEWEST = (1, 1)
_TEXTS = {"license": "licence", "description": "description"}
_TYPES = {
    **dict.fromkeys(("Text", "URL"), "string"),
    **dict.fromkeys(("Integer", "Int64", "Int32"), "integer"),
    **dict.fromkeys(("Float", "Number"), "number"),
    **{"Boolean": "boolean", "Date": "date", "DateTime": "timestamp"},
}
_TOOL = (
    "@context",
    "@type",
    "@id",
    "@language",
    "conformsTo",
    "citeAs",
    "citation",
    "url",
    "sameAs",
    "version",
    "keywords",
)


class Croissant:
    """Reads one data set for machine learning: its record sets become collections."""

    title = "Croissant"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by a Dataset that names Croissant's vocabulary."""
        if _DATASET.search(head) is None or _VOCABULARY.search(head) is None:
            return NOT_MINE
        version = _CONFORMS.search(head)
        named = version[1].decode() if version else "0.8"
        return Proof(0.95, worded("a Dataset that conforms to Croissant {version}", version=named))

    def load(self, path: Path) -> Draft:
        """Read the description; a list is taken by its first element."""
        document = self._host.document(path)
        draft = Draft(document.path)
        first = (0,) if isinstance(document.value, list) else ()
        root = Node(document, draft, first)
        if not root.value:
            raise InputError(
                worded("there is no description of a data set in it"),
                hint=worded("give the JSON-LD"),
                path=document.path,
            )
        version = _CONFORMS.search(root.text(root.key_of("conformsTo")).encode())
        draft.format = f"Croissant {version[1].decode() if version else '0.8'}"
        if version and tuple(map(int, version[1].split(b"."))) > _NEWEST:
            draft.warn("conformsTo", f"version {version[1].decode()} is newer than those that govkit knows", root.at())
        root.skip(*_TOOL)
        dataset = draft.subject("dataset", root.text("name") or path.stem, root.at())
        dataset.say("kind", "ml_dataset", root.at(), what="@type")
        root.say(dataset, {root.key_of(key): slot for key, slot in _TEXTS.items()})
        for record_set in root.children(root.key_of("recordSet")):
            _collection(record_set, dataset)
        root.leave_rest()
        return draft


def _collection(node: Node, dataset: Entry) -> None:
    name = node.text("name") or node.text("@id") or f"records-{node.pointer[-1]}"
    collection = dataset.collection(name)
    node.say(collection, {"description": "description"})
    node.skip("@type", "@id", "key", "dataType", "data", "examples")
    for field in node.children(node.key_of("field")):
        _field(field, collection, f"{name}/", "")


def _field(node: Node, collection: Entry, prefix: str, above: str) -> None:
    name = node.text("name") or node.text("@id") or f"field-{node.pointer[-1]}"
    short = above + name.removeprefix(prefix)
    entry = collection.field(short)
    node.say(entry, {"description": "description"})
    types = [kind.rpartition(":")[2].rpartition("/")[2] for kind in node.texts(node.key_of("dataType"))]
    logical = next((_TYPES[kind] for kind in types if kind in _TYPES), None)
    entry.say("logical_type", logical, node.at(), what="dataType")
    node.skip("@type", "@id", "source", "references", "repeated", "isArray", "arrayShape", "equivalentProperty")
    for inner in node.children(node.key_of("subField")):
        _field(inner, collection, f"{name}/", f"{short}.")


def importer(host: Host) -> Croissant:
    """Return the importer."""
    return Croissant(host)
