"""The forms that a value may have beside what its slot is for: `{unknown: reason}`, `{claims: [...]}`, and `none`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from govkit.engine.slot_values import shapes
from govkit.model.placeholder.denial import says_none
from govkit.model.slots import NONE, Slot, slots_of

_SPECIAL = frozenset(("unknown", "claims"))


def may_be_special(values: list[Any], kinds: set[type]) -> bool:
    """Tell whether some of the values, which are of these types, may be `{unknown: …}` or `{claims: …}`."""
    records = values if kinds == {dict} else [value for value in values if isinstance(value, dict)]
    return not _SPECIAL.isdisjoint(chain.from_iterable(records))


def is_special(value: Any, slot: Slot) -> bool:
    """Tell whether a value is `{unknown: …}` or `{claims: …}`, and not a record with a slot of that name."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    (key,) = value
    return key in _SPECIAL and not (slot.is_part and key in slots_of(slot.kind))


def may_be_denied(slot: Slot) -> bool:
    """Tell whether free text stands in a slot that may be none."""
    return slot.is_text and (slot.many or slot.nullable)


def denials(values: Iterable[Any], slot: Slot) -> frozenset[str]:
    """Return the free texts that are other words for `none`, where a slot may be none."""
    if not may_be_denied(slot):
        return frozenset()
    texts = {value for value in values if isinstance(value, str)} - {NONE}
    if not any(map(says_none, shapes(texts))):
        return frozenset()
    return frozenset(filter(says_none, texts))


def in_one_word(value: Any, denied: frozenset[str]) -> Any:
    """Return a value in which every denial is `none`."""
    if isinstance(value, list):
        said = [in_one_word(item, denied) for item in value]
        return NONE if said == [NONE] else said
    return NONE if isinstance(value, str) and value in denied else value


def besides(slot: Slot, *, in_list: bool | None = None) -> frozenset[Any]:
    """Return what a slot may hold beside its values; an id that is `none` could not be referred to."""
    if slot.many if in_list is None else in_list:
        return frozenset((NONE,))
    return frozenset((None, "")) if slot.name == "id" else frozenset((None, "", NONE))
