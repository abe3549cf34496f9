"""What the organisation is to its models: stated, or worked out from the AI systems that use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govkit.model.entities import AiSystem, Model
from govkit.model.inventory import Inventory
from govkit.model.slots import slots_of

Record = dict[str, Any]
ROLES: list[str] = list(slots_of(Model)["role"].kind)
NOT_KNOWN = "no AI system says for certain what the organisation is to it; state `role`"


def with_known_roles(inventory: Inventory) -> Inventory:
    """Return the inventory of a day with what the organisation is to each model; systems that ended count no more."""
    models = inventory.records.get(Model.type)
    if not models:
        return inventory
    systems = [
        record
        for record in inventory.records.get(AiSystem.type, ())
        if f"{AiSystem.type}:{record['id']}" not in inventory.ended
    ]
    return replace(inventory, records={**inventory.records, Model.type: with_roles(models, systems)})


def with_roles(models: Sequence[Record], systems: Sequence[Record]) -> list[Record]:
    """Return the models with what the organisation is to each: what it is to the AI systems that use it.

    Where that is not known for certain it is not stated: silence excuses nobody, and lets nobody meet more than before.
    """
    uses = [(_listed(system, "models"), _listed(system, "role")) for system in systems]
    certain = all(named is not None for named, _ in uses)
    return [model if "role" in model else {**model, "role": _role(model, uses, certain)} for model in models]


def _role(
    model: Record, uses: Sequence[tuple[list[str] | None, list[str] | None]], certain: bool
) -> list[str] | dict[str, str]:
    names = {str(model["id"]), f"{Model.type}:{model['id']}"}
    roles = [role for named, role in uses if named is not None and names & set(named)]
    if not certain or not roles or None in roles:
        return {"unknown": NOT_KNOWN}
    found = {name for role in roles if role is not None for name in role}
    return [name for name in ROLES if name in found]


def _listed(system: Record, slot: str) -> list[str] | None:
    """Return the plain texts of a slot of an AI system, no texts for an explicit none, `None` where it is silent."""
    assert slot in slots_of(AiSystem)  # noqa: S101 - names of slots are ours
    value = system.get(slot)
    if value == "none" or value == ["none"]:
        return [] if slot == "models" else None
    return value if isinstance(value, list) and value and all(isinstance(name, str) for name in value) else None
