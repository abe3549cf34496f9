"""The places of an inventory as it is written: every slot at every depth, and an inventory that differs in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from govkit.model.entities import ENTITIES
from govkit.model.slots import Part, Slot, slots_of

BY_PLURAL = {entity.plural: entity for entity in ENTITIES}
Pointer = tuple[str | int, ...]


def places(content: Mapping[str, Any]) -> Iterator[tuple[Pointer, Slot]]:
    """Yield every written slot with its pointer, ids left out: without one a record is no record."""
    for plural, records in content.items():
        if isinstance(records, list):
            for number, record in enumerate(records):
                yield from _in(record, BY_PLURAL[plural], (plural, number))


def _in(record: Mapping[str, Any], part: type[Part], at: Pointer) -> Iterator[tuple[Pointer, Slot]]:
    slots = slots_of(part)
    for name, value in record.items():
        if name == "id" or name not in slots:
            continue
        slot = slots[name]
        yield (*at, name), slot
        if slot.is_part and isinstance(value, list):
            for number, nested in enumerate(value):
                if isinstance(nested, dict):
                    yield from _in(nested, slot.kind, (*at, name, number))
        elif slot.is_part and isinstance(value, dict) and "claims" not in value and "unknown" not in value:
            yield from _in(value, slot.kind, (*at, name))


def texts(content: Mapping[str, Any]) -> list[Pointer]:
    """Return the pointers of all stated free texts, those in lists among them."""
    found: list[Pointer] = []
    for pointer, slot in places(content):
        value = at(content, pointer)
        if slot.is_text and isinstance(value, str) and value != "none":
            found.append(pointer)
        elif slot.is_text and isinstance(value, list):
            found += [(*pointer, number) for number, item in enumerate(value) if isinstance(item, str)]
    return found


def name_of(pointer: Sequence[str | int]) -> str:
    """Return the name of the slot at a place."""
    return next(step for step in reversed(pointer) if isinstance(step, str))


def at(content: Any, pointer: Sequence[str | int]) -> Any:
    """Return what stands at a place."""
    for step in pointer:
        content = content[step]
    return content


def copied(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of plain data."""
    copy: dict[str, Any] = from_json(to_json(content))
    return copy


def without(content: Mapping[str, Any], pointer: Sequence[str | int]) -> dict[str, Any]:
    """Return the inventory without a slot or a record."""
    copy = copied(content)
    del at(copy, pointer[:-1])[pointer[-1]]
    return copy


def replaced(content: Mapping[str, Any], changes: Mapping[Pointer, Any]) -> dict[str, Any]:
    """Return the inventory with other values at some places."""
    copy = copied(content)
    for pointer, value in changes.items():
        at(copy, pointer[:-1])[pointer[-1]] = value
    return copy


def shown(pointer: Sequence[str | int]) -> str:
    """Write a place for a test's name."""
    return "/".join(map(str, pointer))
