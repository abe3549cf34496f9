"""The inventory: every subject that an organisation declares, looked up by type and id."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from govkit.model.entities import BY_TYPE, Entity
from govkit.model.entities.data import Dataset, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

E = TypeVar("E", bound=Entity)
T = TypeVar("T")
Record = dict[str, Any]


@dataclass(frozen=True)
class Ghost:
    """A subject that is not declared although something still shows it."""

    subject: str
    """`type:id`."""
    shown_by: tuple[str, ...]
    """What shows it: `transfer:th-sg.dataset`, or `an earlier assessment`."""


@dataclass(frozen=True)
class Place:
    """Where a record was written: a file, its line, and the lines of its slots."""

    file: str
    line: int | None = None
    slots: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Inventory:
    """Records by type, sorted by id, in normalised form (see `govkit.model.slots`)."""

    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    """Type → records. Fields lie inside their dataset's collections and are listed on demand."""
    none: frozenset[str] = frozenset()
    """Types of which the inventory says that there are none."""
    ghosts: tuple[Ghost, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    """`type:id` → where the record was written."""

    def records_of(self, kind: str) -> Sequence[Record]:
        """Return the records of a type, ghosts as records without values; fields carry their `collection/field` id."""
        if kind == Field.type:
            return self._field_records
        ghosts = self._ghosts_by_type.get(kind)
        declared = self.records.get(kind, ())
        return sorted([*declared, *ghosts], key=lambda record: str(record["id"])) if ghosts else declared

    def of(self, kind: type[E]) -> Iterator[E]:
        """Yield a view of every subject of a type that has not ended, sorted by id."""
        for record in self.records_of(kind.type):
            if "ended" not in record:
                yield kind(record, f"{kind.type}:{record['id']}")

    def get(self, subject: str) -> Entity | None:
        """Return the subject `type:id`, or `None` where it is not declared."""
        kind, _, _ = subject.partition(":")
        record = self._index(kind).get(subject[len(kind) + 1 :])
        return None if record is None else BY_TYPE[kind](record, subject)

    def find(self, reference: str | None, kind: type[E]) -> E | None:
        """Follow a reference, bare or prefixed, to a subject of `kind`; `None` where there is none."""
        if reference is None:
            return None
        found = self.get(reference if reference.startswith(f"{kind.type}:") else f"{kind.type}:{reference}")
        return found if isinstance(found, kind) else None

    def place(self, subject: str, slot: str = "") -> tuple[str, int | None] | None:
        """Return the file and line at which a subject, or one of its slots, was written."""
        place = self.places.get(subject)
        if place is None and subject.startswith("field:"):
            place = self.places.get("dataset:" + subject.removeprefix("field:").partition("/")[0])
        if place is None:
            return None
        return place.file, place.slots.get(slot.partition(".")[0].partition("[")[0], place.line)

    def derived(self, build: Callable[[Inventory], T]) -> T:
        """Return `build(self)`, built once: an index that checks share, so that none searches all for each subject.

        `build` has to be pure and a function of a module, which is the key.
        """
        if build not in self._derived:
            self._derived[build] = build(self)
        value: T = self._derived[build]
        return value

    def _index(self, kind: str) -> Mapping[str, Record]:
        if kind not in self._indexes:
            self._indexes[kind] = {record["id"]: record for record in self.records_of(kind)} if kind in BY_TYPE else {}
        return self._indexes[kind]

    @cached_property
    def _derived(self) -> dict[Callable[[Inventory], Any], Any]:
        return {}

    @cached_property
    def _indexes(self) -> dict[str, Mapping[str, Record]]:
        return {}

    @cached_property
    def _ghosts_by_type(self) -> dict[str, list[Record]]:
        by_type: dict[str, list[Record]] = {}
        for ghost in self.ghosts:
            kind, _, name = ghost.subject.partition(":")
            by_type.setdefault(kind, []).append({"id": name})
        return by_type

    @cached_property
    def _field_records(self) -> Sequence[Record]:
        """List the fields of all datasets, each with an id `dataset/collection/field`."""
        return [
            {**entry, "id": f"{dataset['id']}/{collection.get('name', '')}/{entry.get('name', '')}"}
            for dataset in self.records_of(Dataset.type)
            for collection in _nested(dataset, "collections")
            for entry in _nested(collection, "fields")
        ]


def _nested(record: Record, slot: str) -> Sequence[Record]:
    value = record.get(slot)
    return value if isinstance(value, list) else ()
