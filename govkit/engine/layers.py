"""Lay imported documents over what people wrote: a subject in several of them is one, with all that they claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from govkit.engine.places import Record, Section

IMPORTED = "imported"
"""The key by which an importer marks a document as its own: from where, by what, when."""
_NAMED_PARTS = ("collections", "fields")
"""Lists whose elements are the same where their names are."""


def layered(sections: Sequence[Section], imported: Collection[int]) -> list[Section]:
    """Return sections in which no imported record stands beside another of its subject, but is merged into it.

    `imported` holds the identities of the imported documents. What people wrote comes first, then imports in their
    order; records of people that share an id are not touched, as that is a mistake.
    """
    if not imported:
        return list(sections)
    own = [section for section in sections if id(section.document) not in imported]
    kept = list(own)
    first: dict[tuple[str, Any], tuple[Record, str]] = {}
    for section in own:
        first |= {(section.kind, record.get("id")): (record, section.document.path) for record in section.records}
    for section in sections:
        if id(section.document) not in imported:
            continue
        rest = []
        for number, record in enumerate(section.records):
            key, path = (section.kind, record.get("id")), section.document.path
            base, base_path = first.setdefault(key, (record, path))
            if base is record:
                rest.append(number)
            else:
                _merge(base, base_path, record, path)
        records = [section.records[number] for number in rest]
        kept.append(replace(section, records=records, indexes=[section.indexes[number] for number in rest]))
    return kept


def _merge(base: Record, base_path: str, record: Mapping[str, Any], path: str) -> None:
    for slot, value in record.items():
        if slot in ("id", "name") and not isinstance(value, Mapping):
            base.setdefault(slot, value)
        elif slot not in base:
            base[slot] = value
        elif slot in _NAMED_PARTS and isinstance(base[slot], list) and isinstance(value, list):
            _merge_parts(base[slot], base_path, value, path)
        elif not slot.startswith("x-"):
            base[slot] = {"claims": [*_claims(base[slot], base_path), *_claims(value, path)]}


def _merge_parts(base: list[Any], base_path: str, parts: Iterable[Any], path: str) -> None:
    by_name = {part.get("name"): part for part in base if isinstance(part, dict)}
    for part in parts:
        known = by_name.get(part.get("name"))
        if known is None:
            base.append(part)
        else:
            _merge(known, base_path, part, path)


def _claims(value: Any, path: str) -> list[Any]:
    if isinstance(value, dict) and "claims" in value:
        return list(value["claims"])
    return [{"value": value, "standing": "declared", "origin": path}]
