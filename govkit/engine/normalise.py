"""Turn what files say into one inventory: merged, checked, sorted, with ghosts for what is only referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from pydantic_core import from_json, to_json

from govkit.engine.validate import Fault, Pointer, Record, Walk
from govkit.model.entities import BY_TYPE, ENTITIES, Entity, Field
from govkit.model.errors import InputError, InputErrors, nearest
from govkit.model.inventory import Ghost, Inventory, Place
from govkit.model.slots import NONE, Ref, slots_of

FORMAT = "inventory/1"
_TOP = {entity.plural: entity for entity in ENTITIES if entity is not Field}
_LOCATED_RECORDS = 20_000
"""Beyond so many records in a file, places are the file and the record's number: nobody mends those by hand."""


class Written(Protocol):
    """A document, as `govkit.engine.read` gives it: its value, and where each part stands."""

    @property
    def path(self) -> str:
        """The file."""

    @property
    def value(self) -> Any:
        """What it says."""

    def locate(self, pointer: Sequence[str | int]) -> Any:
        """Return an object with `line` and `column`."""

    def error(self, pointer: Sequence[str | int], what: str, hint: str = "", key: bool = False) -> InputError:
        """Return an error at a place."""


@dataclass
class Normalised:
    """An inventory, and what its reading brought to light."""

    inventory: Inventory
    dated_claims: bool
    """Whether some claim holds only for a time."""
    extensions: frozenset[str]
    """The `x-` keys in use."""


@dataclass
class _Merge:
    """What has been collected from the documents so far."""

    walk: Walk = field(default_factory=Walk)
    records: dict[str, list[Record]] = field(default_factory=dict)
    origins: dict[str, tuple[Written, Pointer]] = field(default_factory=dict)
    none: dict[str, tuple[Written, Pointer]] = field(default_factory=dict)
    errors: list[InputError] = field(default_factory=list)


def normalise(documents: Iterable[Written]) -> Normalised:
    """Merge and check inventory documents; raise `InputErrors` naming every fault with its place."""
    merge = _Merge()
    for document in documents:
        _take(document, merge)
    for kind, (document, pointer) in merge.none.items():
        if merge.records.get(kind):
            merge.errors.append(
                document.error(
                    pointer, f"there are said to be no {BY_TYPE[kind].plural}, but some are listed", "remove one"
                )
            )
    if merge.errors:
        raise InputErrors(merge.errors)
    records = {
        kind: sorted(found, key=lambda record: str(record["id"])) for kind, found in sorted(merge.records.items())
    }
    inventory = Inventory(records, frozenset(merge.none), places=_places(merge))
    ghosts = tuple(_ghosts(inventory, merge.walk.references))
    return Normalised(replace(inventory, ghosts=ghosts), merge.walk.dated_claims, frozenset(merge.walk.extensions))


def inventory_from(content: Mapping[str, Any], shown_as: str = "the inventory") -> Inventory:
    """Normalise an inventory that is already in memory, such as that of a test case."""
    return normalise([InMemory(shown_as, {"govkit": FORMAT, **content})]).inventory


@dataclass(frozen=True)
class InMemory:
    """A document without a file."""

    path: str
    value: Any

    def locate(self, _pointer: Sequence[str | int]) -> Any:
        """Return no place."""
        return None

    def error(self, pointer: Sequence[str | int], what: str, hint: str = "", key: bool = False) -> InputError:
        """Return an error that names the way to the fault instead of a line."""
        del key
        return InputError(what, hint=hint, path=f"{self.path} at {'/'.join(map(str, pointer))}")


def _take(document: Written, merge: _Merge) -> None:
    if isinstance(document.value, list):
        _take_lines(document, merge)
        return
    if not isinstance(document.value, dict):
        merge.errors.append(document.error((), "an inventory is a mapping", f"begin with `govkit: {FORMAT}`"))
        return
    if document.value.get("govkit") != FORMAT:
        merge.errors.append(document.error(("govkit",), "this is no inventory", f"begin with `govkit: {FORMAT}`"))
        return
    content = document.value
    if not document.path.endswith(".json"):
        content = from_json(to_json(content))  # aliases of YAML share their values; what is normalised must not
    for key, value in content.items():
        if key == "govkit" or key.startswith("x-"):
            continue
        if key not in _TOP:
            hint = nearest(key, _TOP) or f"possible are {', '.join(_TOP)}"
            merge.errors.append(document.error((key,), f"there is no type of subject `{key[:40]}`", hint, key=True))
        elif value == NONE:
            merge.none[_TOP[key].type] = (document, (key,))
        elif value is not None:
            _take_records(document, _TOP[key], value, key, merge)


def _take_records(document: Written, kind: type[Entity], value: Any, key: str, merge: _Merge) -> None:
    if not isinstance(value, list) or not all(isinstance(record, dict) for record in value):
        hint = f"write `- id: …` for each, or `{key}: none`"
        merge.errors.append(document.error((key,), f"`{key}` is a list of records", hint))
        return
    _add(document, kind, value, [(key, index) for index in range(len(value))], merge)


def _take_lines(document: Written, merge: _Merge) -> None:
    """Take JSON lines: a record a line, each with its `type`."""
    by_kind: dict[str, list[tuple[Pointer, Record]]] = {}
    for index, record in enumerate(document.value):
        kind = record.pop("type", None) if isinstance(record, dict) else None
        if kind not in BY_TYPE or kind == Field.type:
            hint = nearest(str(kind), BY_TYPE) or f"possible are {', '.join(entity.type for entity in _TOP.values())}"
            merge.errors.append(document.error((index,), "the line has no `type` that govkit knows", hint))
            return
        by_kind.setdefault(kind, []).append(((index,), record))
    for kind, entries in by_kind.items():
        _add(document, BY_TYPE[kind], [record for _, record in entries], [pointer for pointer, _ in entries], merge)


def _add(document: Written, kind: type[Entity], records: list[Record], pointers: list[Pointer], merge: _Merge) -> None:
    merge.walk.records(records, kind, lambda: pointers)
    merge.errors.extend(_error(document, fault) for fault in merge.walk.faults)
    merge.walk.faults.clear()
    for record, pointer in zip(records, pointers, strict=True):
        subject = f"{kind.type}:{record.get('id')}"
        first = merge.origins.setdefault(subject, (document, pointer))
        if first != (document, pointer):
            place = first[0].locate(first[1])
            where = f"{first[0].path}:{place.line}" if place is not None else first[0].path
            hint = f"it is also in {where}; ids are unique within a type"
            merge.errors.append(document.error((*pointer, "id"), f"`{subject}` is declared twice", hint))
    merge.records.setdefault(kind.type, []).extend(records)


def _error(document: Written, fault: Fault) -> InputError:
    return document.error(fault.pointer, fault.what, fault.hint, key=fault.key)


def _places(merge: _Merge) -> dict[str, Place]:
    counts: dict[int, int] = {}
    for document, _ in merge.origins.values():
        counts[id(document)] = counts.get(id(document), 0) + 1
    places = {}
    for subject, (document, pointer) in sorted(merge.origins.items()):
        at = document.locate(pointer) if counts[id(document)] <= _LOCATED_RECORDS else None
        if at is None:
            places[subject] = Place(document.path, int(pointer[0]) + 1 if len(pointer) == 1 else None)
            continue
        kind, _, _ = subject.partition(":")
        record = _at(document.value, pointer)
        slots = {name: document.locate((*pointer, name)).line for name in record if name in slots_of(BY_TYPE[kind])}
        places[subject] = Place(document.path, at.line, slots)
    return places


def _at(value: Any, pointer: Pointer) -> Any:
    for step in pointer:
        value = value[step]
    return value


def _ghosts(inventory: Inventory, references: Mapping[Ref, set[str]]) -> Iterator[Ghost]:
    """Yield what is referred to and not declared."""
    missing: dict[str, set[tuple[Ref, str]]] = {}
    for ref, texts in references.items():
        for text in texts:
            prefixed = text if ":" in text else None
            candidates = [prefixed] if prefixed else [f"{kind}:{text}" for kind in ref.types]
            if not any(inventory.get(candidate) for candidate in candidates):
                missing.setdefault(candidates[0], set()).add((ref, text))
    if not missing:
        return
    shown = {subject: [] for subject in missing}  # type: dict[str, list[str]]
    wanted = {entry: subject for subject, entries in missing.items() for entry in entries}
    for kind, records in inventory.records.items():
        for record in records:
            for path, ref, text in _references(record, BY_TYPE[kind], f"{kind}:{record['id']}"):
                if (ref, text) in wanted:
                    shown[wanted[ref, text]].append(path)
    for subject in sorted(missing):
        yield Ghost(subject, tuple(sorted(shown[subject])))


def _references(record: Record, part: Any, path: str) -> Iterator[tuple[str, Ref, str]]:
    for name, slot in slots_of(part).items():
        value = record.get(name)
        values = value if isinstance(value, list) else [value]
        if slot.ref is not None:
            yield from ((f"{path}.{name}", slot.ref, text) for text in values if isinstance(text, str))
        elif slot.is_part:
            for index, nested in enumerate(values):
                if isinstance(nested, dict):
                    where = f"{path}.{name}[{index}]" if isinstance(value, list) else f"{path}.{name}"
                    yield from _references(nested, slot.kind, where)


def on_date(inventory: Inventory, as_of: date, *, dated_claims: bool) -> Inventory:
    """Return the inventory as it stands on a day: ended subjects retired, claims whose time is over lapsed."""
    day = as_of.isoformat()
    ended = frozenset(
        f"{kind}:{record['id']}"
        for kind, records in inventory.records.items()
        for record in records
        if "ended" in record and _is_over(record["ended"], day)
    )
    records = inventory.records
    if dated_claims:
        records = {kind: [_lapse(record, day) for record in found] for kind, found in records.items()}
    return replace(inventory, records=records, ended=ended)


def _is_over(end: Any, day: str) -> bool:
    on = end.get("on") if isinstance(end, dict) else None
    return isinstance(on, str) and on <= day and bool(end.get("reason"))


def _lapse(value: Any, day: str) -> Any:
    if isinstance(value, list):
        return [_lapse(item, day) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"claims"} and isinstance(value["claims"], list):
        return {"claims": [{**claim, "lapsed": True} if _past(claim, day) else claim for claim in value["claims"]]}
    return {key: _lapse(item, day) for key, item in value.items()}


def _past(claim: Any, day: str) -> bool:
    limits = claim.get("valid_for") if isinstance(claim, dict) else None
    return isinstance(limits, dict) and isinstance(limits.get("until"), str) and limits["until"] < day
