"""One walk over inventory records: every key, every required slot, and column after column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from govkit.engine.faults import Fault, Pointer, some
from govkit.engine.read.census import NOTHING, Census, census
from govkit.engine.read.text import shown_key
from govkit.engine.validate.column import Column
from govkit.engine.validate.memory import Memory
from govkit.engine.validate.values import Record, Values, columns_of
from govkit.model.entities import Entity, Field
from govkit.model.errors import nearest
from govkit.model.mask import mask
from govkit.model.slots import Part, Ref, Slot, slots_of
from govkit.model.worded import worded

Pointers = Callable[[], Iterable[Pointer]]
"""Where the records of a column stand; worked out only when something is wrong."""

_TOGETHER = 1_000
"""Records looked at together, with all that lies in them: many enough, and they stay in the processor's cache."""


@dataclass
class Walk:
    """One walk over the records of a file: what is wrong, what is referred to, and which values are claims."""

    faults: list[Fault] = field(default_factory=list)
    references: dict[Ref, set[str]] = field(default_factory=dict)
    """References by the types that they may lead to."""
    extensions: set[str] = field(default_factory=set)
    """The `x-` keys that occur."""
    dated_claims: bool = False
    """Whether some claim holds only for a time or for certain data, or was made on a day."""
    census: Census = NOTHING
    """Of all records walked so far, as they were before anything in them was changed."""
    _memories: dict[int, Memory] = field(default_factory=dict)
    """By the identity of their slot."""

    def inner(self) -> Walk:
        """Return a walk of its own faults that shares what is referred to."""
        return Walk(references=self.references, extensions=self.extensions)

    def memory(self, slot: Slot) -> Memory:
        """Return what was seen of a slot."""
        if id(slot) not in self._memories:
            self._memories[id(slot)] = Memory(slot)
        return self._memories[id(slot)]

    def count(self, values: Iterable[object]) -> None:
        """Add values that are not walked to the census."""
        self.census = self.census.beside(census([*values]))

    def records(self, records: list[Record], part: type[Part], where: Pointers) -> None:
        """Check the records of one type; silent values become `{"unknown": reason}` in place."""
        for start in range(0, len(records), _TOGETHER):
            some_of_them = records[start : start + _TOGETHER]
            self._together(some_of_them, part, partial(_slice, where, start))

    def nested(self, records: list[Record], part: type[Part], where: Pointers) -> None:
        """Check the records that lie in others."""
        if records:
            self._together(records, part, where)

    def _together(self, records: list[Record], part: type[Part], where: Pointers) -> None:
        slots = slots_of(part)
        if part is Field:
            slots = {name: slot for name, slot in slots.items() if name != "id"}
        columns = columns_of(records, slots)
        keys = Census(sum(values.count for values in columns.values()), 0, overflow=False)
        self.census = self.census.beside(keys, *(values.census() for values in columns.values()))
        self._keys(records, sorted(columns.keys() - slots.keys()), slots, part, where)
        self._required(records, columns, part, where)
        for name in sorted(columns.keys() & slots.keys()):
            Column(self, records, slots[name], where).check(columns[name])

    def _keys(
        self, records: list[Record], keys: Iterable[str], slots: Mapping[str, Slot], part: type[Part], where: Pointers
    ) -> None:
        for key in keys:
            if key.startswith("x-"):
                self.extensions.add(key)
                continue
            what, hint = worded("there is no slot {key}", key=shown_key(mask(key))), nearest(key, slots)
            if part is Field and key == "id":
                what, hint = (
                    worded("a field has no `id` of its own"),
                    worded("remove it; the id is made of dataset, collection and name"),
                )
            hint = hint or worded("possible are {slots}; keys of your own begin with `x-`", slots=some(sorted(slots)))
            self.faults.extend(
                Fault((*pointer, key), what, hint, key=True)
                for pointer, record in zip(where(), records, strict=True)
                if key in record
            )

    def _required(
        self, records: list[Record], columns: Mapping[str, Values], part: type[Part], where: Pointers
    ) -> None:
        for name in required(part):
            if name in columns and columns[name].are_texts():
                continue
            hint = (
                worded("give it an `{name}: …` of its own", name=name)
                if name == "id"
                else worded("state `{name}`", name=name)
            )
            self.faults.extend(
                Fault(pointer, worded("`{name}` is missing or not a text", name=name), hint)
                for pointer, record in zip(where(), records, strict=True)
                if not isinstance(record.get(name), str) or record[name] == ""
            )


def _slice(where: Pointers, start: int) -> Iterator[Pointer]:
    return islice(where(), start, start + _TOGETHER)


def required(part: type[Part]) -> tuple[str, ...]:
    """Return the slots without which a record is nothing: its id or its name, or what its type can't be empty of."""
    if part is Field:
        return ("name",)
    if issubclass(part, Entity):
        return ("id",)
    return tuple(n for n, slot in slots_of(part).items() if slot.kind is str and not slot.nullable and not slot.many)
