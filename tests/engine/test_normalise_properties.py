"""One inventory, rearranged and cut down: order and splitting do not matter, and deleting states nothing."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from govkit.engine.normalise import inventory_from, normalise
from govkit.engine.written import InMemory
from govkit.model.entities import BY_TYPE
from govkit.model.errors import InputErrors
from govkit.model.inventory import Inventory
from govkit.model.not_stated import Disputed
from govkit.model.slots import Part, slots_of
from tests.engine.shop_inventory import CONTENT


def records_of(inventory: Inventory) -> bytes:
    return to_json([inventory.records, sorted(inventory.none), [(g.subject, g.shown_by) for g in inventory.ghosts]])


Way = tuple[str | int, ...]


def values_in(value: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every value below a record, keys only: what a list lacks is stated to be absent."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*way, key)
            yield from values_in(item, (*way, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from values_in(item, (*way, index))


def without(content: dict[str, Any], way: Way) -> dict[str, Any]:
    result = copy.deepcopy(content)
    holder: Any = result
    for step in way[:-1]:
        holder = holder[step]
    del holder[way[-1]]
    return result


def stated_slots(inventory: Inventory) -> set[str]:
    found: set[str] = set()

    def visit(part: Part) -> None:
        for name in slots_of(type(part)):
            if name == "id" or not part.is_stated(name):
                continue  # a ghost has an id too
            found.add(f"{part.where}.{name}")
            try:
                value = getattr(part, name)
            except Disputed:
                continue
            for nested in value if isinstance(value, tuple) else (value,):
                if isinstance(nested, Part):
                    visit(nested)

    for kind in BY_TYPE.values():
        for subject in inventory.of(kind):
            visit(subject)
    return found


@pytest.mark.parametrize(
    "way", [way for way in values_in(CONTENT) if len(way) > 1], ids=lambda way: ".".join(map(str, way))
)
def test_deleting_a_value_never_states_a_slot(way: Way) -> None:
    try:
        after = inventory_from(without(CONTENT, way))
    except InputErrors:
        return  # not even readable
    assert stated_slots(after) <= stated_slots(inventory_from(CONTENT))


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_order_and_splitting_of_files_do_not_matter(data: st.DataObject) -> None:
    entries = [(plural, record) for plural, records in CONTENT.items() for record in records]
    shuffled = data.draw(st.permutations(entries))
    files: list[list[tuple[str, Any]]] = [[], [], []]
    for entry in shuffled:
        files[data.draw(st.integers(0, 2))].append(entry)
    documents = []
    for number, file in enumerate(files):
        content: dict[str, Any] = {"govkit": "inventory/1"}
        for plural, record in file:
            content.setdefault(plural, []).append(copy.deepcopy(record))
        if data.draw(st.booleans()):
            documents.append(InMemory(f"{number}.yaml", content))
        else:
            types = {entity.plural: entity.type for entity in BY_TYPE.values()}
            lines = [{"type": types[plural], **copy.deepcopy(record)} for plural, record in file]
            documents.append(InMemory(f"{number}.jsonl", lines))
    assert records_of(normalise(documents).inventory) == records_of(inventory_from(CONTENT))


def test_the_content_given_is_left_as_it_was() -> None:
    before = json.dumps(CONTENT)
    inventory_from(CONTENT, shown_as="cases.json")
    assert json.dumps(CONTENT) == before
