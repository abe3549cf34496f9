"""The inventory: every subject that an organisation declares, looked up by type and id."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat, starmap
from operator import contains
from typing import TYPE_CHECKING, Any, TypeVar

from govkit.model.claims import settle
from govkit.model.entities import BY_TYPE, Entity
from govkit.model.entities.data import Dataset, Field
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import NONE

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
    ended: frozenset[str] = frozenset()
    """Subjects that have ended by the date of the assessment: found by reference, but no longer assessed."""
    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Datasets that end or have ended → the files of theirs that are still there."""

    def records_of(self, kind: str) -> Sequence[Record]:
        """Return the records of a type that have not ended, ghosts as records without values, sorted by id."""
        if kind not in self._current:
            if kind == Field.type:
                declared = self._field_records(self.records_of(Dataset.type))
            else:
                declared = self.records.get(kind, ())
            ghosts = [
                {"id": name} for type_, _, name in (g.subject.partition(":") for g in self.ghosts) if type_ == kind
            ]
            if ghosts:
                declared = sorted([*declared, *ghosts], key=lambda record: str(record["id"]))
            if self.ended:
                declared = [record for record in declared if f"{kind}:{record['id']}" not in self.ended]
            self._current[kind] = declared
        return self._current[kind]

    def of(self, kind: type[E]) -> Iterator[E]:
        """Yield a view of every subject of a type that has not ended, sorted by id."""
        for record in self.records_of(kind.type):
            yield kind(record, f"{kind.type}:{record['id']}")

    def get(self, subject: str) -> Entity | None:
        """Return the subject `type:id`, or `None` where it is not declared."""
        kind, _, name = subject.partition(":")
        record = self._index(kind).get(name) if kind in BY_TYPE else None
        return None if record is None else BY_TYPE[kind](record, f"{kind}:{record['id']}")

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

    def field_ids(self) -> list[str]:
        """Return the ids of all fields that have not ended, sorted, without making their records."""
        special = chain((ghost.subject for ghost in self.ghosts), self.ended)
        if any(subject.startswith(f"{Field.type}:") for subject in special):
            return [str(record["id"]) for record in self.records_of(Field.type)]
        tables = _tables(self.records_of(Dataset.type)) if self.ended else self._tables
        return list(chain.from_iterable(starmap(_field_ids, tables)))

    def _index(self, kind: str) -> Mapping[str, Record]:
        """Return id → record of a type, ended ones and former names included, ghosts left out."""
        if kind not in self._indexes:
            declared = self.records.get(kind, ())
            if kind == Field.type:
                declared = self._field_records(self.records.get(Dataset.type, ()))
            former = {name: record for record in declared for name in _listed(record, "formerly")}
            self._indexes[kind] = former | {record["id"]: record for record in declared}
        return self._indexes[kind]

    @cached_property
    def _tables(self) -> list[tuple[str, Sequence[Record]]]:
        """The declared collections: what the ids of their fields begin with, and the fields."""
        return list(_tables(self.records.get(Dataset.type, ())))

    @cached_property
    def _current(self) -> dict[str, Sequence[Record]]:
        return {}

    @cached_property
    def _derived(self) -> dict[Any, Any]:
        return {}

    @cached_property
    def _indexes(self) -> dict[str, Mapping[str, Record]]:
        return {}

    def fields_with(self, slot: str) -> Iterator[tuple[str, Record]]:
        """Yield id and record of every field of any dataset, ended or not, that holds this slot."""
        for table, entries in self._tables:
            if any(map(contains, entries, repeat(slot))):
                yield from ((id_, e) for id_, e in zip(_field_ids(table, entries), entries, strict=True) if slot in e)

    def _field_records(self, datasets: Sequence[Record]) -> Sequence[Record]:
        """List the fields of datasets, with ids `dataset/collection/field`."""
        return [
            {**entry, "id": id_}
            for table, entries in _tables(datasets)
            for id_, entry in zip(_field_ids(table, entries), entries, strict=True)
        ]


def _tables(datasets: Sequence[Record]) -> Iterator[tuple[str, Sequence[Record]]]:
    """Yield what the ids of a collection's fields begin with, `dataset/collection/`, and the records of the fields."""
    for dataset in datasets:
        for collection in _parts(dataset, "collections"):
            name = collection.get("name")
            yield f"{dataset['id']}/{name if isinstance(name, str) else '?'}/", _parts(collection, "fields")


def _field_ids(table: str, entries: Sequence[Record]) -> list[str]:
    """Return `dataset/collection/field` of each; a name that states nothing is replaced by the field's number."""
    try:
        return [table + entry["name"] for entry in entries]
    except (KeyError, TypeError):
        names = [entry.get("name") for entry in entries]
        return [f"{table}{name if isinstance(name, str) else number}" for number, name in enumerate(names)]


def _parts(record: Record, slot: str) -> Sequence[Any]:
    """Return the stated records of a slot."""
    value = record.get(slot)
    if isinstance(value, dict):
        try:
            value = settle(value["claims"], slot) if "claims" in value else None
        except (NotStated, Disputed):
            return ()
    return value if isinstance(value, list) and value != [NONE] else ()


def _listed(record: Record, slot: str) -> Sequence[Any]:
    value = record.get(slot)
    return value if isinstance(value, list) else ()
