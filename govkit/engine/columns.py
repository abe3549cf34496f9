"""Columns of an inventory: the distinct values along a slot path, each resolved once, and a code per subject.

A hundred thousand transfers name a few dozen countries; what a predicate says about a value is worked out per distinct
value and spread over the rows by its code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from govkit.model.entities import BY_TYPE, Entity
from govkit.model.inventory import Inventory
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import NONE, Part, Slot, slots_of, stated
from govkit.model.worded import worded


@dataclass(frozen=True, slots=True)
class Absent:
    """Stands in a column for a value that is not stated, or on which the sources disagree."""

    reason: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The values along one path: `values[codes[row]]` is the value of a row, `None` an explicit none."""

    values: Sequence[Any]
    codes: bytes | Sequence[int]

    def value(self, row: int) -> Any:
        """Return the value of a row."""
        return self.values[self.codes[row]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a slot, and the entity that its reference leads to, if the path goes on behind it."""

    slot: Slot
    follows: tuple[type[Entity], ...] = ()


@dataclass
class Table:
    """The subjects of one type as rows, sorted by id, with columns made on demand."""

    kind: type[Entity]
    inventory: Inventory
    records: Sequence[Mapping[str, Any]]
    _columns: dict[tuple[str, ...], Column] = field(default_factory=dict)

    @classmethod
    def of(cls, inventory: Inventory, kind: type[Entity]) -> Table:
        """Return the table of a type."""
        return cls(kind, inventory, inventory.records_of(kind.type))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.records)

    def subject(self, row: int) -> str:
        """Return `type:id` of a row."""
        return self.subjects[row]

    @cached_property
    def subjects(self) -> list[str]:
        """`type:id` of every row: many controls have findings on the same ones."""
        return [f"{self.kind.type}:{record['id']}" for record in self.records]

    def view(self, row: int) -> Entity:
        """Return the typed view of a row."""
        return self.kind(self.records[row], self.subject(row))

    def column(self, path: Sequence[Step]) -> Column:
        """Return the column along a path."""
        key = tuple(step.slot.name for step in path)
        if key not in self._columns:
            self._columns[key] = self._read(path)
        return self._columns[key]

    def _read(self, path: Sequence[Step]) -> Column:
        name = path[0].slot.name
        index: dict[Any, int] = {}
        raws: list[Any] = []
        codes: list[int] = []
        for record in self.records:
            raw = record.get(name)
            key = repr(raw) if isinstance(raw, (dict, list)) else (raw.__class__, raw)
            code = index.get(key)
            if code is None:
                code = index[key] = len(raws)
                raws.append(raw)
            codes.append(code)
        values = [resolve(raw, path, self.inventory) for raw in raws]
        return Column(values, bytes(codes) if len(values) <= 256 else codes)


def resolve(raw: Any, path: Sequence[Step], inventory: Inventory) -> Any:
    """Return the value at the end of a path whose first slot holds `raw`: plain data, `None`, or `Absent`."""
    step, rest = path[0], path[1:]
    try:
        value = stated(raw, step.slot, step.slot.name)
    except NotStated as silence:
        return Absent(silence.reason)
    except Disputed:
        return Absent(disputed=True)
    if isinstance(value, str) and value == NONE:
        return None
    if not rest:
        return value
    record = value if isinstance(value, dict) else _followed(value, step, inventory)
    if record is None:
        return Absent("it refers to something that is not declared")
    return resolve(record.get(rest[0].slot.name), rest, inventory)


def _followed(reference: str, step: Step, inventory: Inventory) -> Mapping[str, Any] | None:
    for kind in step.follows:
        found = inventory.find(reference, kind)
        if found is not None:
            return found._record
    return None


def steps(kind: type[Part], path: str) -> list[Step]:
    """Read a dotted path over a type's slots; raise `UnknownSlot` where it names none."""
    result: list[Step] = []
    places: tuple[type[Part], ...] = (kind,)
    names = path.split(".")
    for position, name in enumerate(names):
        slot = next((slots_of(place)[name] for place in places if name in slots_of(place)), None)
        if slot is None:
            raise UnknownSlot(name, sorted({known for place in places for known in slots_of(place)}))
        last = position == len(names) - 1
        if slot.many and not last:
            raise UnknownSlot(name, [], worded("`{name}` is a list; use `some` or `every`", name=name))
        follows: tuple[type[Entity], ...] = ()
        if slot.ref is not None and not last:
            follows = tuple(BY_TYPE[type_] for type_ in slot.ref.types)
            places = follows
        elif slot.is_part:
            places = (slot.kind,)
        elif not last:
            raise UnknownSlot(names[position + 1], [], worded("`{name}` has nothing below it", name=name))
        result.append(Step(slot, follows))
    return result


class UnknownSlot(LookupError):
    """A path names a slot that does not exist."""

    def __init__(self, name: str, known: Sequence[str], what: str = "") -> None:
        """Take the name, the names that are possible, and what is wrong where the name alone does not say it."""
        super().__init__(name)
        self.name = name
        self.known = known
        self.what = what or worded("there is no slot `{name}`", name=name)
