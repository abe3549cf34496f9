"""The published schema of the inventory tells an editor what each slot means."""

from __future__ import annotations

from typing import Any

from govkit.model.schema import inventory_schema


def silent(schema: Any, name: str = "inventory") -> list[str]:
    """Return the members, at any depth, of which the schema does not say what they mean."""
    if isinstance(schema, list):
        return [missing for part in schema for missing in silent(part, name)]
    if not isinstance(schema, dict):
        return []
    members = schema.get("properties", {})
    found = [f"{name}.{slot}" for slot, given in members.items() if not ("description" in given or "$ref" in given)]
    return found + [missing for key, part in schema.items() for missing in silent(part, key)]


def test_every_slot_says_what_it_means():
    parts = {name: part for name, part in inventory_schema()["$defs"].items() if name[0].isupper()}
    assert len(parts) > 40
    assert [missing for name, part in parts.items() for missing in silent(part, name)] == []
