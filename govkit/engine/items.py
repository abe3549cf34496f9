"""How many items of a list say something, and differ: the same twice, or a record of blanks, is not one more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import NONE, TERM, Part, Slot, slots_of, stated
from govkit.model.term import folded


def count_items(items: list[Any], slot: Slot, as_of: date) -> tuple[int, int]:
    """Return how many different items say something, and how many more there would be if the silent ones did."""
    if not slot.is_part:
        return len({folded(item) if slot.code is TERM else item for item in items}), 0
    said, silent = set[str](), set[str]()
    for item in items:
        statement = statement_of(item, slot.kind, as_of)
        (said if any(value != NONE for value in statement.values()) else silent).add(repr(statement or item))
    return len(said), len(silent)


def says_something(value: Any, slot: Slot, as_of: date) -> bool:
    """Tell whether the value of a slot states something: of records, some slot of one has to, `none` included."""
    if value is None or not slot.is_part:
        return True
    return any(statement_of(item, slot.kind, as_of) for item in (value if slot.many else [value]))


def statement_of(record: Mapping[str, Any], part: type[Part], as_of: date) -> dict[str, Any]:
    """Return what the slots of a nested record state on a day.

    Guesses of others, keys of one's own, blanks, and the days of what is still to come state nothing.
    """
    slots, found = slots_of(part), dict[str, Any]()
    for name in sorted(slots.keys() & record.keys()):
        try:
            value = stated(record[name], slots[name], name)
        except (NotStated, Disputed):
            continue
        if value == NONE or (says_something(value, slots[name], as_of) and not slots[name].is_to_come(value, as_of)):
            found[name] = value
    return found
