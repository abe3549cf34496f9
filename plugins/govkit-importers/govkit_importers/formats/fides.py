"""Manifests of Fides, all kinds in one file or in many, with its newer purposes and consumers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.placeholder import silence_of
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_KINDS = (
    "dataset",
    "system",
    "organization",
    "policy",
    "purpose",
    "consumer",
    "data_category",
    "data_use",
    "data_subject",
)
_TOP = re.compile(rb"^(%s)\s*:\s*(#.*)?$" % b"|".join(kind.encode() for kind in _KINDS), re.MULTILINE)
_KEY = re.compile(rb"^\s*(-\s+)?fides_key\s*:", re.MULTILINE)
_CONSUMER = re.compile(rb"^consumer\s*:", re.MULTILINE)
GROUNDS = {
    "consent": "consent",
    "contract": "contract",
    "legal obligations": "legal_obligation",
    "vital interests": "vital_interests",
    "public interest": "public_task",
    "legitimate interests": "legitimate_interest",
}
ROLES = {"controller": "controller", "processor": "processor", "joint controller": "joint_controller"}
TYPES = {name: name for name in ("string", "integer", "number", "boolean", "object", "date")} | {"float": "number"}


class Fides:
    """Reads datasets, systems with their declarations as activities, the organisation, and policies."""

    title = "Fides manifest"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by a top-level list of a kind of Fides whose entries have a `fides_key`."""
        kinds = sorted({match[1].decode() for match in _TOP.finditer(head)})
        if kinds and _KEY.search(head):
            return Proof(0.95, worded("{kinds} with fides_key", kinds=", ".join(kinds)))
        if _CONSUMER.search(head) and b"purposes" in head:
            return Proof(0.6, worded("consumers with purposes"))
        return NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read every kind that is there; a kind that has no place in an inventory is listed as left."""
        document = self._host.document(path)
        draft = Draft(document.path, "Fides")
        root = Node(document, draft)
        readers: dict[str, Callable[[Node, Draft], None]] = {
            "dataset": _dataset,
            "system": _system,
            "organization": _organisation,
            "policy": _policy,
        }
        for kind, read in readers.items():
            for node in root.children(kind):
                read(node, draft)
        root.leave_rest()
        return draft


def _terms(node: Node, key: str) -> list[str]:
    """Return terms with the prefix of their taxonomy, behind which a placeholder may not hide."""
    return [term if silence_of(term) else f"fides:{term}" for term in node.texts(key)]


def _dataset(node: Node, draft: Draft) -> None:
    entry = draft.subject("dataset", node.text("fides_key") or node.text("name"), node.at())
    node.say(entry, {"name": "name", "description": "description"})
    node.skip("organization_fides_key", "fidesctl_meta", "fides_meta")
    entry.say("purposes", _terms(node, "data_purposes"), node.at("data_purposes"), what="data_purposes")
    _retention(node, entry, "retention")
    for table in node.children("collections"):
        collection = entry.collection(table.text("name"))
        table.say(collection, {"description": "description"})
        table.skip("fides_meta")
        for field in table.children("fields"):
            _field(field, collection, "")


def _field(node: Node, collection: Entry, above: str) -> None:
    name = above + node.text("name")
    entry = collection.field(name)
    node.say(entry, {"description": "description"})
    entry.say("classification", _terms(node, "data_categories"), node.at("data_categories"), what="data_categories")
    meta = node.child("fides_meta" if "fides_meta" in node.value else "fidesops_meta")
    type_ = meta.text("data_type")
    if type_:
        logical = "array" if type_.endswith("[]") else TYPES.get(type_)
        if logical is not None:
            entry.say("logical_type", logical, meta.at("data_type"), what="data_type")
        else:
            entry.say("physical_type", type_, meta.at("data_type"), what="data_type")
    entry.say("primary_key", meta.get("primary_key"), meta.at(), what="primary_key")
    for target in meta.children("references"):
        path = f"{target.text('dataset')}.{target.text('field')}".strip(".")
        entry.say("references", path, target.at(), what="references")
        target.skip("direction")
    for inner in node.children("fields"):
        _field(inner, collection, f"{name}.")


def _system(node: Node, draft: Draft) -> None:
    key = node.text("fides_key") or node.text("name")
    system = draft.subject("system", key, node.at())
    slots = {"name": "name", "description": "description", "system_type": "system_type"}
    node.say(system, {**slots, "administrating_department": "department"})
    node.skip("organization_fides_key", "fidesctl_meta")
    declarations = list(node.children("privacy_declarations"))
    for number, declaration in enumerate(declarations, 1):
        _activity(declaration, node, f"{key}-{number}" if len(declarations) > 1 else key, system.key, draft)


def _activity(node: Node, system: Node, name: str, system_id: str, draft: Draft) -> None:
    entry = draft.subject("activity", name, node.at())
    node.say(entry, {"name": "name", "data_subjects": "data_subjects", "dataset_references": "datasets"})
    entry.say("systems", [system_id], system.at(), what="fides_key")
    entry.say("purposes", _terms(node, "data_use"), node.at("data_use"), what="data_use")
    entry.say("data_categories", _terms(node, "data_categories"), node.at("data_categories"), what="data_categories")
    ground = node.text("legal_basis_for_processing")
    entry.say("legal_basis", GROUNDS.get(ground.lower(), ground), node.at(), what="legal_basis_for_processing")
    _retention(node, entry, "retention_period")
    roles = [ROLES.get(role.lower(), role) for role in system.texts("responsibility")]
    if len(roles) == 1:
        entry.say("responsibility", roles[0], system.at("responsibility"), what="responsibility")
    elif roles:
        draft.leave("responsibility", "several roles for one activity", system.at("responsibility"))


def _retention(node: Node, entry: Entry, key: str) -> None:
    if re.fullmatch(r"P\d.*", node.text(key)):
        entry.say("retention", node.text(key), node.at(key), what=key)
    elif node.get(key) is not None:
        entry.draft.leave(key, "no ISO 8601 duration such as P5Y", node.at(key))


def _organisation(node: Node, draft: Draft) -> None:
    entry = draft.subject("organisation", node.text("fides_key"), node.at())
    node.say(entry, {"name": "name", "description": "description"})
    for key, slot in {"data_protection_officer": "dpo", "representative": "representative"}.items():
        contact = node.child(key)
        known = {name: contact.get(name) for name in ("name", "address", "email", "phone") if contact.get(name)}
        if known:
            entry.say(slot, known, node.at(key), what=key)


def _policy(node: Node, draft: Draft) -> None:
    entry = draft.subject("policy", node.text("fides_key"), node.at())
    node.say(entry, {"name": "name", "description": "description"})
    node.skip("organization_fides_key")


def importer(host: Host) -> Fides:
    """Return the importer."""
    return Fides(host)
