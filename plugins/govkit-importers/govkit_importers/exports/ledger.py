"""Keep account of what an export takes from an inventory, so that everything else it states can be listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from govkit.model.entities import ENTITIES, Collection, Dataset, Field
from govkit.model.inventory import Inventory
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import NONE, Part, Slot, slots_of, stated
from govkit.model.worded import worded

NO_PLACE = worded("the format has no place for it")
_NAMED = {Collection: "collections", Field: "fields"}
_UNSETTLED = {"claims"}


class Lost(NamedTuple):
    """Something that the inventory states and an export does not hold."""

    what: str
    """The slot, by its type: `dataset.retention_from`."""
    path: str
    """Where in the inventory: `dataset:crm.retention_from`."""
    why: str = NO_PLACE


@dataclass
class Ledger:
    """What an inventory states, and which of it was taken."""

    inventory: Inventory
    held: set[str] = field(default_factory=set)
    """Paths of slots that the export holds, and of subjects that are in it."""
    noted: dict[str, Lost] = field(default_factory=dict)
    """Losses by their path that an exporter knows better than that nobody took the value."""

    def subjects(self, kind: str) -> list[Holder]:
        """Return the subjects of a type that are declared and have not ended, sorted by id."""
        ghosts = {ghost.subject for ghost in self.inventory.ghosts}
        classes = {entity.type: entity for entity in ENTITIES}
        records = self.inventory.records_of(kind)
        paths = [f"{kind}:{record['id']}" for record in records]
        return [
            Holder(self, record, classes[kind], path, kind)
            for record, path in zip(records, paths, strict=True)
            if path not in ghosts
        ]

    def lost(self) -> list[Lost]:
        """Return everything that is stated and not held, in the order of the inventory."""
        found = [
            Lost(kind, kind, worded("the format can't say that there are none")) for kind in sorted(self.inventory.none)
        ]
        for entity in ENTITIES:
            if entity is Field:
                continue
            for holder in self.subjects(entity.type):
                if holder.path in self.held:
                    found += holder.lost()
                else:
                    found.append(Lost(entity.type, holder.path, worded("the format does not hold it")))
        return [*self.noted.values(), *found]


@dataclass(frozen=True)
class Holder:
    """A subject, or a part of one, from which an export takes values."""

    ledger: Ledger
    record: Mapping[str, Any]
    kind: type[Part]
    path: str
    type: str
    """What losses call it: `dataset`, `field`, `dataset.measures`."""

    @property
    def id(self) -> str:
        """Return the id of a subject."""
        return str(self.record["id"])

    def enter(self) -> None:
        """Say that the subject is in the export, so that its slots are accounted for one by one."""
        self.ledger.held.add(self.path)

    def slots(self) -> Iterator[str]:
        """Yield the slots that the record holds, save its id."""
        return (name for name in slots_of(self.kind) if name in self.record and name != "id")

    def look(self, slot: str) -> Any:
        """Return the stated value of a slot as plain data: `"none"` for an explicit none, `None` if not stated."""
        try:
            raw = stated(self.record.get(slot), slots_of(self.kind)[slot], self.path)
        except (NotStated, Disputed):
            return None
        return _plain(raw)

    def take(self, slot: str) -> Any:
        """Return a stated value, which the export holds from now on; `None` if not stated, or explicitly none."""
        value = self.look(slot)
        if value is None or value == NONE:
            return None
        self.hold(slot)
        return value

    def hold(self, slot: str) -> None:
        """Say that the export holds a slot."""
        self.ledger.held.add(f"{self.path}.{slot}")

    def lose(self, slot: str, why: str) -> None:
        """Say that a slot is lost, and why, although it may be held in part."""
        path = f"{self.path}.{slot}"
        self.ledger.noted[path] = Lost(f"{self.type}.{slot}", path, why)

    def parts(self, slot: str) -> list[Holder]:
        """Return the parts in a slot, from which values are taken one by one."""
        kind = slots_of(self.kind)[slot].kind
        try:
            raw = stated(self.record.get(slot), slots_of(self.kind)[slot], self.path)
        except (NotStated, Disputed):
            return []
        found = raw if isinstance(raw, list) else [raw]
        return [self._part(slot, kind, part, number) for number, part in enumerate(found) if isinstance(part, dict)]

    def lost(self) -> Iterator[Lost]:
        """Yield the stated slots that nobody took, those of parts too."""
        for name in self.slots():
            path = f"{self.path}.{name}"
            held = path in self.ledger.held
            if (
                (held and name not in _NAMED.values())
                or (name == "name" and self.kind in _NAMED)
                or path in self.ledger.noted
            ):
                continue
            slot = slots_of(self.kind)[name]
            why = _reason(self.record[name], slot, path)
            parts = self.parts(name) if slot.is_part and why == NO_PLACE else []
            if parts and (held or name not in _NAMED.values()):
                yield from (loss for part in parts for loss in part.lost())
            elif why:
                yield Lost(f"{self.type}.{name}", path, why)

    def _part(self, slot: str, kind: Any, record: Mapping[str, Any], number: int) -> Holder:
        label = record.get("name", number) if kind in _NAMED else number
        type_ = {Collection: "collection", Field: "field"}.get(kind, f"{self.type}.{slot}")
        return Holder(self.ledger, record, kind, f"{self.path}.{slot}[{label}]", type_)


def collections_of(dataset: Holder) -> list[tuple[Holder, list[Holder]]]:
    """Return the collections of a dataset, each with its fields."""
    assert dataset.kind is Dataset  # noqa: S101 - nothing else has collections
    return [(collection, collection.parts("fields")) for collection in dataset.parts("collections")]


def _reason(raw: Any, slot: Slot, path: str) -> str:
    """Return why a slot that nobody took is lost; empty where it states nothing that could be."""
    try:
        value = stated(raw, slot, path)
    except Disputed:
        return worded("its sources disagree")
    except NotStated:
        live = raw.get("claims", ()) if isinstance(raw, dict) else ()
        waits = any(claim.get("standing") in ("detected", "suggested") for claim in live)
        return worded("nobody has confirmed it") if waits else ""
    return worded("the format can't say that there is none") if value == NONE else NO_PLACE


def _plain(raw: Any) -> Any:
    """Return a value without what is not stated in it: claims that settle nothing, and unknowns."""
    if isinstance(raw, list):
        return [_plain(item) for item in raw]
    if isinstance(raw, dict):
        return {key: _plain(item) for key, item in raw.items() if not _unsaid(item)}
    return raw


def _unsaid(item: Any) -> bool:
    return item is None or (isinstance(item, dict) and (item.keys() == {"unknown"} or item.keys() == _UNSETTLED))
