"""Turn what files say into one inventory: merged, checked, sorted, with ghosts for what is only referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from pydantic_core import from_json, to_json

from govkit.engine.faults import some
from govkit.engine.ghosts import ghosts_of
from govkit.engine.layers import IMPORTED, layered
from govkit.engine.places import Places, Section
from govkit.engine.read.census import NOTHING
from govkit.engine.read.text import shown_key
from govkit.engine.validate import Record, Walk
from govkit.engine.written import InMemory, Written
from govkit.model.entities import BY_TYPE, ENTITIES, End, Field
from govkit.model.errors import InputError, InputErrors, nearest
from govkit.model.inventory import Inventory
from govkit.model.mask import mask
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import NONE
from govkit.model.worded import worded

FORMAT = "inventory/1"
_TOP = {entity.plural: entity for entity in ENTITIES if entity is not Field}
_TYPES = [entity.type for entity in _TOP.values()]
_MOST_ERRORS = 1_000
"""Faults of one file that are located and said one by one."""


@dataclass(frozen=True)
class Normalised:
    """An inventory, and what its reading brought to light."""

    inventory: Inventory
    dated_claims: bool
    """Whether some claim holds only for a time, or was made on a day."""
    extensions: frozenset[str]
    """The `x-` keys in use."""


@dataclass
class _Merge:
    """What has been collected from the documents so far."""

    walk: Walk = field(default_factory=Walk)
    sections: list[Section] = field(default_factory=list)
    none: dict[str, tuple[Written, str]] = field(default_factory=dict)
    errors: list[InputError] = field(default_factory=list)
    imported: set[int] = field(default_factory=set)
    """The identities of documents that an importer wrote."""


def normalise(documents: Iterable[Written]) -> Normalised:
    """Merge and check inventory documents; raise `InputErrors` naming every fault with its place.

    The records of JSON and JSON lines are taken over as they are, and changed: a document is read once.
    """
    merge = _Merge()
    for document in documents:
        _take_settled(document, merge)
    _refuse_none_and_some(merge)
    merge.sections = layered(merge.sections, merge.imported)
    _refuse_twice(merge)
    if merge.errors:
        raise InputErrors(merge.errors)
    records = {kind: _sorted(sections) for kind, sections in sorted(_by_kind(merge.sections).items())}
    inventory = Inventory(
        records, frozenset(merge.none), ghosts_of(records, merge.walk.references), Places(merge.sections)
    )
    return Normalised(inventory, merge.walk.dated_claims, frozenset(merge.walk.extensions))


def inventory_from(content: Mapping[str, Any], shown_as: str = "the inventory") -> Inventory:
    """Normalise an inventory that is already in memory, such as that of a test case."""
    return normalise([InMemory(shown_as, {"govkit": FORMAT, **content})]).inventory


def _take_settled(document: Written, merge: _Merge) -> None:
    """Take a document; where its reading has hidden something, that is its one fault."""
    errors, sections, none = len(merge.errors), len(merge.sections), dict(merge.none)
    merge.walk.census = NOTHING
    _take(document, merge)
    try:
        document.settle(merge.walk.census)
    except InputError as fault:
        merge.errors[errors:] = [fault]
        del merge.sections[sections:]
        merge.none = none


def _take(document: Written, merge: _Merge) -> None:
    content = document.value
    if isinstance(document, InMemory) or not document.path.lower().endswith((".json", ".jsonl")):
        content = from_json(to_json(content))  # aliases of YAML share their values; what is normalised must not
    if isinstance(content, list):
        _take_lines(document, content, merge)
    elif not isinstance(content, dict):
        merge.walk.count([content])
        merge.errors.append(
            document.error(
                (), worded("an inventory is a mapping"), worded("begin with `govkit: {format}`", format=FORMAT)
            )
        )
    elif content.get("govkit") != FORMAT:
        merge.walk.count([content])
        merge.errors.append(
            document.error(
                ("govkit",), worded("this is no inventory"), worded("begin with `govkit: {format}`", format=FORMAT)
            )
        )
    else:
        _take_types(document, content, merge)


def _take_types(document: Written, content: dict[str, Any], merge: _Merge) -> None:
    for key, value in content.items():
        listed = key in _TOP and isinstance(value, list) and set(map(type, value)) <= {dict}
        merge.walk.count([key, None if listed else value])  # listed records are counted when they are walked
        if key == IMPORTED and isinstance(value, dict):
            merge.imported.add(id(document))
            continue
        if key == "govkit" or key.startswith("x-"):
            continue
        if key not in _TOP:
            hint = nearest(key, _TOP) or worded("possible are {known}", known=some(list(_TOP)))
            what = worded("there is no type of subject {key}", key=shown_key(mask(key)))
            merge.errors.append(document.error((key,), what, hint, key=True))
        elif value == NONE:
            merge.none[_TOP[key].type] = (document, key)
        elif listed:
            _check(Section(document, _TOP[key].type, value, key, range(len(value))), merge)
        elif value is not None:
            hint = worded("write `- id: …` for each, or `{key}: none`", key=key)
            merge.errors.append(document.error((key,), worded("`{key}` is a list of records", key=key), hint))


def _take_lines(document: Written, lines: list[Any], merge: _Merge) -> None:
    """Take JSON lines: a record a line, each with its `type`."""
    merge.walk.count("type" for line in lines if isinstance(line, dict) and "type" in line)
    kinds = [line.pop("type", None) if isinstance(line, dict) else None for line in lines]
    merge.walk.count(kinds)
    by_kind: dict[str, list[int]] = {}
    for index, kind in enumerate(kinds):
        by_kind.setdefault(kind if isinstance(kind, str) else "", []).append(index)
    for kind, indexes in by_kind.items():
        if kind in _TYPES:
            _check(Section(document, kind, [lines[index] for index in indexes], None, indexes), merge)
            continue
        merge.walk.count(lines[index] for index in indexes)
        hint = nearest(kind, _TYPES) or worded("possible are {known}", known=some(_TYPES))
        for index in indexes[:_MOST_ERRORS]:
            merge.errors.append(document.error((index,), worded("the line has no `type` that govkit knows"), hint))


def _check(section: Section, merge: _Merge) -> None:
    merge.walk.records(section.records, BY_TYPE[section.kind], section.pointers)
    document, faults = section.document, merge.walk.faults
    located = [document.error(fault.pointer, fault.what, fault.hint, key=fault.key) for fault in faults[:_MOST_ERRORS]]
    if len(faults) > _MOST_ERRORS:
        rest = worded("{number} more faults are in this file", number=len(faults) - _MOST_ERRORS)
        located.append(InputError(rest, hint=worded("mend those that are named first"), path=document.path))
    merge.errors.extend(located)
    faults.clear()
    merge.sections.append(section)


def _by_kind(sections: Iterable[Section]) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = {}
    for section in sections:
        found.setdefault(section.kind, []).append(section)
    return found


def _sorted(sections: Sequence[Section]) -> list[Record]:
    """Return the records of a type by id."""
    records = list(chain.from_iterable(section.records for section in sections))
    ids = list(chain.from_iterable(section.ids for section in sections))
    return [records[number] for number in sorted(range(len(ids)), key=ids.__getitem__)]


def _refuse_none_and_some(merge: _Merge) -> None:
    listed = {section.kind for section in merge.sections if section.records}
    for kind in sorted(merge.none.keys() & listed):
        document, key = merge.none[kind]
        what = worded("there are said to be no {value}, but some are listed", value=BY_TYPE[kind].plural)
        merge.errors.append(document.error((key,), what, worded("remove one")))


def _refuse_twice(merge: _Merge) -> None:
    for kind, sections in _by_kind(merge.sections).items():
        ids = [id_ for section in sections for id_ in section.ids]
        if merge.errors or len(set(ids)) < len(ids):  # an id that is a list has been found faulty
            _locate_twice(kind, sections, merge)


def _locate_twice(kind: str, sections: Sequence[Section], merge: _Merge) -> None:
    first: dict[str, tuple[Section, int]] = {}
    for section in sections:
        for number, record in enumerate(section.records):
            if "id" not in record:
                continue
            name = str(record["id"])
            before, at = first.setdefault(name, (section, number))
            if (before, at) == (section, number):
                continue
            place = before.document.locate(before.pointer(at))
            where = f"{before.document.path}:{place.line}" if place is not None else before.document.path
            hint = worded("it is also in {where}; ids are unique within a type", where=where)
            pointer = (*section.pointer(number), "id")
            what = worded("{value} is declared twice", value=shown_key(mask(f"{kind}:{name}")))
            merge.errors.append(section.document.error(pointer, what, hint))


def on_date(
    inventory: Inventory, as_of: date, *, dated_claims: bool, digests: frozenset[str] = frozenset()
) -> Inventory:
    """Return the inventory as it stands on a day: ended subjects retired, claims lapsed whose time is not then.

    `digests` are those that the data have now: a claim about data of another digest has lapsed.
    """
    day = as_of.isoformat()
    ended = frozenset(chain(_ended(inventory, day), _ended_fields(inventory, day)))
    if not (ended or inventory.ended or dated_claims):
        return inventory
    records = inventory.records
    if dated_claims:
        records = {kind: [_lapse(record, day, digests) for record in found] for kind, found in records.items()}
    return replace(inventory, records=records, ended=ended)


def _ended(inventory: Inventory, day: str) -> Iterator[str]:
    for kind, records in inventory.records.items():
        for record in records:
            if "ended" in record and _is_over(record["ended"], day):
                yield f"{kind}:{record['id']}"


def _ended_fields(inventory: Inventory, day: str) -> Iterator[str]:
    for name, entry in inventory.fields_with("ended"):
        if _is_over(entry["ended"], day):
            yield f"{Field.type}:{name}"


def _is_over(raw: Any, day: str) -> bool:
    """Tell whether something has ended: on a day that has come, and with a reason."""
    if not isinstance(raw, dict):
        return False
    end = End(raw)
    try:
        return end.on is not None and end.on.isoformat() <= day and end.reason is not None
    except (NotStated, Disputed):
        return False


def _lapse(value: Any, day: str, digests: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_lapse(item, day, digests) for item in value]
    if not isinstance(value, dict):
        return value
    seen = {key: _lapse(item, day, digests) for key, item in value.items()}
    if seen.keys() == {"claims"}:
        seen["claims"] = [
            {**claim, "lapsed": True} if _past(claim, day, digests) else claim for claim in seen["claims"]
        ]
    return seen


def _past(claim: Mapping[str, Any], day: str, digests: frozenset[str]) -> bool:
    """Tell whether a claim holds no more, or not yet."""
    limits = claim.get("valid_for", {})
    if limits.get("until", day) < day or claim.get("at", day)[:10] > day:
        return True
    return "digest" in limits and limits["digest"] not in digests
