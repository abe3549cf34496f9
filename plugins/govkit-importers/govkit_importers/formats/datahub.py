"""DataHub: change events and proposals as its sinks write them to files, and entities of its OpenAPI interface."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Entry
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.formats.labels import Agreement, label
from govkit_importers.node import misplaced

if TYPE_CHECKING:
    from govkit.plugin.host import Host, Located

_EVENT = re.compile(rb'"proposedSnapshot"|"entityUrn"\s*:\s*"urn:li:|"urn"\s*:\s*"urn:li:dataset:')
_ASPECT = re.compile(rb'"aspectName"|"aspects"|"value"\s*:')
_URN = re.compile(r"urn:li:dataset:\(urn:li:dataPlatform:([^,]+),(.+),([A-Z_]+)\)")
_USUAL = "PROD"
"""The environment that goes without saying; tables of any other are another dataset."""
_PERSON = "urn:li:corpuser:"
_USED = {"datasetProperties", "editableDatasetProperties", "schemaMetadata", "editableSchemaMetadata", "ownership"}
_OF_THE_TOOL = {"datasetKey", "browsePaths", "browsePathsV2", "container", "dataPlatformInstance", "subTypes"}


class DataHub:
    """Reads tables into datasets, one a platform and database, with what their columns are labelled as."""

    title = "DataHub export"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by URNs of DataHub with aspects."""
        if _EVENT.search(head) and _ASPECT.search(head) and b"urn:li:" in head:
            return Proof(0.95, worded("URNs of DataHub with aspects"))
        return NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read events, proposals or entities, one or many."""
        return drafted(self._host.document(path))


def drafted(document: Located) -> Draft:
    """Return what the entities of DataHub in a document tell."""
    draft = Draft(document.path, "DataHub")
    agreed = Agreement()
    others: dict[str, int] = {}
    for urn, aspect, value, at in _aspects(document, draft):
        found = _URN.fullmatch(urn)
        if found is None:
            kind = urn.split(":")[2] if urn.count(":") > 1 else "entity"
            others[kind] = others.get(kind, 0) + 1
        elif aspect in _USED:
            platform, _, table = found[2].rpartition(".")
            names = [found[1], platform, found[3] if found[3] != _USUAL else ""]
            dataset = draft.subject("dataset", ".".join(filter(None, names)), at)
            dataset.say("kind", "tables", at, what="dataPlatform")
            _aspect(aspect, value, dataset, dataset.collection(table), agreed, at)
        elif aspect not in _OF_THE_TOOL:
            draft.leave(aspect, at=at)
    agreed.settle()
    for kind, count in sorted(others.items()):
        draft.leave(kind, f"{count} aspects of things that are no dataset")
    return draft


def _aspects(document: Located, draft: Draft) -> Iterator[tuple[str, str, Mapping[str, Any], str]]:
    """Yield URN, name of the aspect, its value and place, whichever way they are written."""
    value: Any = document.value
    entities = value if isinstance(value, list) else value.get("entities", [value]) if isinstance(value, dict) else []
    for number, entity in enumerate(entities if isinstance(entities, list) else []):
        line = document.locate((number,) if isinstance(value, list) else ("entities", number)).line
        if not isinstance(entity, dict):
            misplaced(draft, "entity", entity, line)
            continue
        for urn, name, aspect in _of(entity):
            if isinstance(aspect, dict) and isinstance(urn, str):
                yield urn, name, aspect, str(line)
            else:
                misplaced(draft, name, aspect, line)


def _of(entity: Mapping[str, Any]) -> Iterator[tuple[Any, str, Any]]:
    snapshot = entity.get("proposedSnapshot")
    if isinstance(snapshot, dict):
        for inner in snapshot.values():
            if not isinstance(inner, dict):
                yield None, "proposedSnapshot", inner
                continue
            aspects = inner.get("aspects", [])
            for aspect in aspects if isinstance(aspects, list) else [aspects]:
                for name, value in aspect.items() if isinstance(aspect, dict) else [("aspects", aspect)]:
                    short = name.rpartition(".")[2]
                    yield inner.get("urn"), short[:1].lower() + short[1:], value
    elif "aspectName" in entity:
        yield entity.get("entityUrn"), str(entity["aspectName"]), _content(entity.get("aspect"))
    else:
        for name, value in entity.items():
            if isinstance(value, dict) and "value" in value:
                yield entity.get("urn"), name, value["value"]


def _content(aspect: Any) -> Any:
    """Return what an aspect holds: plain, under `json`, or as a text of JSON under `value`."""
    if not isinstance(aspect, dict):
        return aspect
    if "json" in aspect:
        return aspect["json"]
    if isinstance(aspect.get("value"), str):
        try:
            return json.loads(aspect["value"])
        except (ValueError, RecursionError):
            return None
    return aspect


def _aspect(name: str, value: Mapping[str, Any], dataset: Entry, collection: Entry, agreed: Agreement, at: str) -> None:
    if name == "ownership":
        named = [str(owner.get("owner")) for owner in _mappings(value.get("owners"))]
        roles = [_last(urn) for urn in named if not urn.startswith(_PERSON)]
        agreed.note(dataset, "owner", collection.key, roles, at)
        for _ in (urn for urn in named if urn.startswith(_PERSON)):
            dataset.draft.leave("ownership", "the owner is a person; govkit asks for a role or team", at)
    elif name in ("schemaMetadata", "editableSchemaMetadata"):
        key = "fields" if name == "schemaMetadata" else "editableSchemaFieldInfo"
        for field in _mappings(value.get(key)):
            _field(field, collection, at)
    else:
        collection.say("description", _text(value.get("description")), at, what=f"{name}.description")
        if value.get("customProperties"):
            dataset.draft.leave(f"{name}.customProperties", at=at)


def _field(field: Mapping[str, Any], collection: Entry, at: str) -> None:
    name = re.sub(r"\[[^\]]*\]\.?", "", str(field.get("fieldPath", ""))).strip(".")
    if not name:
        collection.draft.leave("fieldPath", "a field without a name", at)
        return
    entry = collection.field(name)
    entry.say("physical_type", _text(field.get("nativeDataType")), at, what="nativeDataType")
    entry.say("description", _text(field.get("description")), at, what="description")
    entry.say("primary_key", True if field.get("isPartOfKey") is True else None, at, what="isPartOfKey")
    for key, inner, term in (("globalTags", "tags", False), ("glossaryTerms", "terms", True)):
        labels = field.get(key)
        for one in _mappings(labels.get(inner) if isinstance(labels, dict) else None):
            urn = one.get("tag") or one.get("urn")
            if isinstance(urn, str) and urn:
                label(entry, _last(urn), "datahub", at, term=term)


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    """Return a text; a union of Avro has it under `string`."""
    value = value.get("string") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _last(urn: Any) -> str:
    return str(urn).split(":", 3)[-1]


def importer(host: Host) -> DataHub:
    """Return the importer."""
    return DataHub(host)
