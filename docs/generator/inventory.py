"""The page of every type of subject and its slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from docs.generator.markdown import anchor, literal, page, prose, table
from docs.generator.source import attribute_docs
from govkit.model.duration import Duration
from govkit.model.entities import ENTITIES, Entity, Field
from govkit.model.slots import Part, Slot, slots_of

_INTRO = """Every type of subject, as an inventory file may hold it; how the format works stands in
[inventory.md](../inventory.md). Any slot may be a value, `none`, `{unknown: reason}`, a list of claims, or left out.
`id` is the only slot that has to be there (in a field, `name`). "list of" means that values are written as a list."""
_KINDS: dict[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    date: "date, as 2026-11-21",
    datetime: "instant with its offset",
    Duration: "duration, as P5Y or PT72H",
}
_COMMON = tuple(slots_of(Entity))


def render() -> str:
    """Return the page."""
    return page("Inventory: every type and slot", _INTRO, _lines())


def _lines() -> Iterator[str]:
    yield from table(("Type", "Key in a file", "What it is"), (_entry(entity) for entity in ENTITIES))
    yield from ("## What every subject has", "")
    yield from _table(Entity, _COMMON)
    parts: dict[str, type[Part]] = {}
    for entity in ENTITIES:
        yield from (anchor(entity.type), "", f"## {entity.type}", "", prose(entity.__doc__ or ""), "")
        own = [name for name in slots_of(entity) if name not in _COMMON]
        yield from _table(entity, own)
        parts |= {part.__name__: part for part in _parts(entity)}
    yield from ("## Parts", "", "Records that stand inside others.", "")
    for name in sorted(parts):
        text = prose(parts[name].__doc__ or "")
        yield from (anchor(name), "", f"### {name}", "", text, "")
        yield from _table(parts[name], slots_of(parts[name]))


def _entry(entity: type[Entity]) -> tuple[str, str, str]:
    where = "`fields` of a collection of a dataset" if entity is Field else literal(entity.plural)
    return f"[{entity.type}](#{entity.type})", where, prose(entity.__doc__ or "")


def _table(part: type[Part], names: Iterable[str]) -> list[str]:
    slots, texts = slots_of(part), attribute_docs(part)
    rows = [(literal(name), _type(slots[name]), prose(texts.get(name, ""))) for name in names]
    return table(("Slot", "Value", "Meaning"), rows)


def _type(slot: Slot) -> str:
    if slot.ref is not None:
        text = "id of " + " or ".join(f"[{kind}](#{kind})" for kind in slot.ref.types)
    elif slot.is_part:
        name = slot.kind.type if issubclass(slot.kind, Entity) else slot.kind.__name__
        text = f"[{name}](#{name})"
    elif isinstance(slot.kind, tuple):
        text = ", ".join(literal(value) for value in slot.kind)
    else:
        text = slot.code.form if slot.code is not None else _KINDS[slot.kind]
    if slot.many:
        text = f"list of: {text}"
    return text + ("; `[]` says `none`" if slot.empty_is_none else "")


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    for slot in slots_of(part).values():
        if slot.is_part:
            if not issubclass(slot.kind, Entity):
                yield slot.kind
            yield from _parts(slot.kind)
