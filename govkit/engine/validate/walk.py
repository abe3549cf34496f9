"""Check inventory records against the slots of their types, a column at a time, and hear what states nothing.

A million fields are checked by their few distinct types and values. Only a column in which something is wrong is
walked record by record, to say where.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, compress, islice
from operator import itemgetter
from typing import Any

from govkit.engine.claim_faults import claim_faults
from govkit.engine.faults import Fault, Pointer, some
from govkit.engine.read.text import shown_key
from govkit.engine.slot_values import is_silent, shapes, silence_reason, sorted_out
from govkit.model.entities import Entity, Field
from govkit.model.errors import nearest
from govkit.model.mask import mask
from govkit.model.placeholder.denial import says_none
from govkit.model.slots import NONE, Part, Ref, Slot, slots_of

Record = dict[str, Any]
Pointers = Callable[[], Iterable[Pointer]]
"""Where the records of a column stand; worked out only when something is wrong."""

_NUMBERS = frozenset((bool, int, float))
"""Types of which values of one may equal values of another: `1 == True`."""
_TOGETHER = 500
"""Records looked at together, with all that lies in them: as much as stays in the processor's cache."""
_REMEMBERED = 10_000
_SPECIAL = frozenset(("unknown", "claims"))


class _Values:
    """What records hold under one key: the distinct values where they can be had, which are enough mostly."""

    def __init__(self, records: list[Record], key: str, slot: Slot | None, *, everywhere: bool) -> None:
        """Read the key of all records; raise `KeyError` where it is not `everywhere` as promised."""
        self._records = records
        self._key = key
        self.everywhere = everywhere
        self.all_bool = slot is not None and slot.kind is bool and set(map(type, self)) == {bool}
        """Known of slots for true and false only: their types say all there is to say."""
        self.distinct: Set[Any] | None = None
        """Missing where some values are lists or mappings."""
        if self.all_bool:
            return
        try:
            self.distinct = frozenset(self)
        except TypeError:
            self._listed = list(self)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the values of the records that have the key."""
        if self.everywhere:
            return map(itemgetter(self._key), self._records)
        return (record[self._key] for record in self._records if self._key in record)

    def listed(self) -> list[Any]:
        """Return the values as a list."""
        return self._listed if self.distinct is None and not self.all_bool else list(self)

    def are_texts(self) -> bool:
        """Tell whether every record has a text here that is not empty."""
        known = self.distinct
        return self.everywhere and known is not None and set(map(type, known)) == {str} and "" not in known


@dataclass
class Walk:
    """One walk over the records of a file: what is wrong, what is referred to, and which values are claims."""

    faults: list[Fault] = field(default_factory=list)
    references: dict[Ref, set[str]] = field(default_factory=dict)
    """References by the types that they may lead to."""
    extensions: set[str] = field(default_factory=set)
    """The `x-` keys that occur."""
    dated_claims: bool = False
    """Whether some claim holds only for a time or for certain data."""
    clear: dict[int, set[Any]] = field(default_factory=dict)
    """Values that have been looked at, by the identity of their slot, in which nothing was wrong."""

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
        columns = _columns(records, slots)
        self._keys(records, sorted(columns.keys() - slots.keys()), slots, part, where)
        self._required(records, columns, part, where)
        for name in sorted(columns.keys() & slots.keys()):
            _Column(self, records, slots[name], where).check(columns[name])

    def _keys(
        self, records: list[Record], keys: Iterable[str], slots: Mapping[str, Slot], part: type[Part], where: Pointers
    ) -> None:
        for key in keys:
            if key.startswith("x-"):
                self.extensions.add(key)
                continue
            what, hint = f"there is no slot {shown_key(mask(key))}", nearest(key, slots)
            if part is Field and key == "id":
                what, hint = (
                    "a field has no `id` of its own",
                    "remove it; the id is made of dataset, collection and name",
                )
            hint = hint or f"possible are {some(sorted(slots))}; keys of your own begin with `x-`"
            self.faults.extend(
                Fault((*pointer, key), what, hint, key=True)
                for pointer, record in zip(where(), records, strict=True)
                if key in record
            )

    def _required(
        self, records: list[Record], columns: Mapping[str, _Values], part: type[Part], where: Pointers
    ) -> None:
        for name in required(part):
            if name in columns and columns[name].are_texts():
                continue
            hint = f"give it an `{name}: …` of its own" if name == "id" else f"state `{name}`"
            self.faults.extend(
                Fault(pointer, f"`{name}` is missing or not a text", hint)
                for pointer, record in zip(where(), records, strict=True)
                if not isinstance(record.get(name), str) or record[name] == ""
            )


@dataclass(frozen=True, slots=True)
class _Column:
    """One slot of many records."""

    walk: Walk
    records: list[Record]
    slot: Slot
    where: Pointers

    def check(self, values: _Values) -> None:
        """Check the values that the records hold in this slot."""
        if not self._is_clear(values):
            self.look_closely(values.listed())

    def _is_clear(self, values: _Values) -> bool:
        """Tell whether there is nothing to say about any value, by the distinct ones; remember what they refer to."""
        slot = self.slot
        if values.all_bool and not slot.many:
            return True
        if slot.is_part or slot.kind in _NUMBERS:
            return False
        distinct = _distinct_of_lists(values.listed()) if slot.many else values.distinct
        if distinct is None:
            return False
        distinct -= _besides(slot)
        clear = self.walk.clear.setdefault(id(slot), set())
        fresh = distinct - clear
        if _denials(fresh, slot) or any(sorted_out(fresh, slot)):
            return False
        if len(clear) < _REMEMBERED:
            clear.update(fresh)
        if slot.ref is not None:
            self.walk.references.setdefault(slot.ref, set()).update(distinct)
        return True

    def look_closely(self, values: list[Any]) -> None:
        """Check the values that the records hold in this slot, in their order, and say what is wrong where."""
        values = self._without_denials(values)
        kinds = set(map(type, values))
        if dict in kinds and (self.slot.many or not self.slot.is_part or _may_be_special(values, kinds)):
            self._special_forms()
            values = [value for value in values if not _is_special(value, self.slot)]
            kinds = set(map(type, values))
        if self.slot.many:
            self._lists(values, kinds)
        else:
            self._values(values, kinds, self._pointers)

    def _without_denials(self, values: list[Any]) -> list[Any]:
        """Read other words for `none` as that, those in lists too."""
        every = chain.from_iterable(value if isinstance(value, list) else (value,) for value in values)
        denials = _denials(every, self.slot)
        if not denials:
            return values
        for record in self.records:
            if self.slot.name in record:
                record[self.slot.name] = _in_one_word(record[self.slot.name], denials)
        return [_in_one_word(value, denials) for value in values]

    def _pointers(self) -> Iterator[Pointer]:
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            if name in record and not _is_special(record[name], self.slot):
                yield (*pointer, name)

    def _element_pointers(self) -> Iterator[Pointer]:
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            value = record.get(name)
            if isinstance(value, list):
                yield from ((*pointer, name, index) for index in range(len(value)))

    def _lists(self, values: list[Any], kinds: set[type]) -> None:
        if kinds != {list}:
            self._not_lists([value for value in values if not isinstance(value, list)])
            values = [value for value in values if isinstance(value, list)]
        elements = list(chain.from_iterable(values))
        kinds = set(map(type, elements))
        if str in kinds and _none_beside(values, elements):
            for pointer, record in zip(self.where(), self.records, strict=True):
                value = record.get(self.slot.name)
                if isinstance(value, list) and NONE in value and len(value) > 1:
                    what = f"`{self.slot.name}` lists `none` beside something else"
                    at = (*pointer, self.slot.name, value.index(NONE))
                    self.walk.faults.append(Fault(at, what, "remove one of the two"))
        self._values(elements, kinds, self._element_pointers, in_list=True)

    def _not_lists(self, values: list[Any]) -> None:
        """Hear a single text that states nothing; anything else is to be written as a list."""
        if all(value is None or value in ("", NONE) for value in values):
            return
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            value = record.get(name)
            if value is None or value in ("", NONE) or isinstance(value, list) or _is_special(value, self.slot):
                continue
            if isinstance(value, str) and is_silent(value):
                record[name] = {"unknown": silence_reason(value)}
            else:
                hint = "write a list, `[…]` or lines that begin with `- `, or `none`"
                self.walk.faults.append(Fault((*pointer, name), f"`{name}` is not a list", hint))

    def _values(self, values: list[Any], kinds: set[type], pointers: Pointers, *, in_list: bool = False) -> None:
        if self.slot.is_part:
            self._parts(values, kinds, pointers)
            return
        nested = kinds & {dict, list}
        single = [value for value in values if type(value) not in nested] if nested else values
        distinct = _distinct(single, kinds, _besides(self.slot, in_list=in_list))
        silent, wrong = sorted_out(distinct, self.slot)
        if nested or wrong:
            self._locate(values, pointers, wrong)
        if self.slot.ref is not None:
            texts = {value for value in distinct if isinstance(value, str)} - silent
            self.walk.references.setdefault(self.slot.ref, set()).update(texts)
        if silent:
            self._silence(silent)

    def _locate(self, values: list[Any], pointers: Pointers, wrong: Mapping[Any, tuple[str, str]]) -> None:
        for pointer, value in zip(pointers(), values, strict=True):
            if isinstance(value, (list, dict)):
                what = f"`{self.slot.name}` holds {'a list' if isinstance(value, list) else 'a mapping'}"
                self.walk.faults.append(Fault(pointer, what, "write a single value"))
            elif (type(value), value) in wrong:
                self.walk.faults.append(Fault(pointer, *wrong[type(value), value]))

    def _silence(self, silent: set[str]) -> None:
        name = self.slot.name
        for record in self.records:
            value = record.get(name)
            if isinstance(value, list):
                said = next((text for text in value if isinstance(text, str) and text in silent), None)
            else:
                said = value if isinstance(value, str) and value in silent else None
            if said is not None:
                record[name] = {"unknown": silence_reason(said, self.slot)}

    def _parts(self, values: list[Any], kinds: set[type], pointers: Pointers) -> None:
        if kinds <= {dict}:
            self.walk.nested(values, self.slot.kind, pointers)
            return
        self._not_parts(values, pointers)
        stated = [isinstance(value, dict) for value in values]
        self.walk.nested(list(compress(values, stated)), self.slot.kind, lambda: compress(pointers(), stated))

    def _not_parts(self, values: list[Any], pointers: Pointers) -> None:
        """Hear texts that state nothing where a record belongs; anything else is a fault."""
        silent = {value for value in values if isinstance(value, str) and value not in ("", NONE) and is_silent(value)}
        for pointer, value in zip(pointers(), values, strict=True):
            if isinstance(value, dict) or (isinstance(value, str) and value in {NONE, *silent}):
                continue
            if value is None or value == "":
                if self.slot.many:
                    what = f"`{self.slot.name}` holds an empty element"
                    self.walk.faults.append(Fault(pointer, what, "remove it, or write what belongs there"))
                continue
            hint = f"write its slots: {some(sorted(slots_of(self.slot.kind)))}"
            self.walk.faults.append(Fault(pointer, f"`{self.slot.name}` is a record", hint))
        if silent:
            self._silence(silent)

    def _special_forms(self) -> None:
        """Check `{unknown: reason}` and `{claims: [...]}`, and the values that are claimed."""
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            value: Any = record.get(name)
            at = (*pointer, name)
            if not _is_special(value, self.slot):
                continue
            if "claims" in value:
                self._claims(value["claims"], (*at, "claims"))
            elif not isinstance(value["unknown"], str):
                hint = 'such as `{unknown: "asked the vendor, no answer yet"}`'
                self.walk.faults.append(Fault(at, "`unknown` needs a reason in words", hint))

    def _claims(self, claims: Any, at: Pointer) -> None:
        faults = list(claim_faults(claims, at))
        self.walk.faults.extend(faults)
        if faults:
            return
        for index, claim in enumerate(claims):
            self.walk.dated_claims = self.walk.dated_claims or "valid_for" in claim
            claim["value"] = self._claimed(claim.get("value"), (*at, index, "value"))

    def _claimed(self, value: Any, at: Pointer) -> Any:
        """Check the value of a claim as if it stood in the slot, and return it in normalised form."""
        name, inner = self.slot.name, Walk(references=self.walk.references, extensions=self.walk.extensions)
        if _is_special(value, self.slot) and "claims" in value:
            self.walk.faults.append(Fault(at, "a claim holds claims", "put them side by side in one list"))
            return None
        holder: Record = {name: value}
        _Column(inner, [holder], self.slot, lambda: [()]).look_closely([value])
        self.walk.faults.extend(replace(fault, pointer=(*at, *fault.pointer[1:])) for fault in inner.faults)
        self.walk.dated_claims = self.walk.dated_claims or inner.dated_claims
        return holder[name] if holder[name] != [] else NONE if self.slot.empty_is_none else None


def _slice(where: Pointers, start: int) -> Iterator[Pointer]:
    return islice(where(), start, start + _TOGETHER)


def required(part: type[Part]) -> tuple[str, ...]:
    """Return the slots without which a record is nothing: its id or its name, or what its type can't be empty of."""
    if part is Field:
        return ("name",)
    if issubclass(part, Entity):
        return ("id",)
    return tuple(n for n, slot in slots_of(part).items() if slot.kind is str and not slot.nullable and not slot.many)


def _columns(records: list[Record], slots: Mapping[str, Slot]) -> Mapping[str, _Values]:
    """Return the values of each key that occurs in the records."""
    first = records[0]
    if set(map(len, records)) == {len(first)}:
        try:
            return {key: _Values(records, key, slots.get(key), everywhere=True) for key in first}
        except KeyError:
            pass
    keys = set[str]().union(*records)
    return {key: _Values(records, key, slots.get(key), everywhere=False) for key in keys}


def _distinct_of_lists(lists: list[Any]) -> Set[Any] | None:
    """Return the distinct elements; nothing where some value is no list of single ones, or `none` is beside others."""
    if set(map(type, lists)) != {list}:
        return None
    try:
        distinct = frozenset(chain.from_iterable(lists))
    except TypeError:
        return None
    if NONE in distinct and _none_beside(lists, list(chain.from_iterable(lists))):
        return None
    return distinct


def _none_beside(lists: list[Any], elements: list[Any]) -> bool:
    """Tell whether some list says `none` and something else: alone it says that there is none."""
    return elements.count(NONE) > lists.count([NONE])


def _denials(values: Iterable[Any], slot: Slot) -> frozenset[str]:
    """Return the free texts that are other words for `none`, where a slot may be none."""
    if not slot.is_text or not (slot.many or slot.nullable):
        return frozenset()
    texts = {value for value in values if isinstance(value, str)} - {NONE}
    if not any(map(says_none, shapes(texts))):
        return frozenset()
    return frozenset(filter(says_none, texts))


def _in_one_word(value: Any, denials: frozenset[str]) -> Any:
    if isinstance(value, list):
        said = [_in_one_word(item, denials) for item in value]
        return NONE if said == [NONE] else said
    return NONE if isinstance(value, str) and value in denials else value


def _besides(slot: Slot, *, in_list: bool | None = None) -> frozenset[Any]:
    """Return what a slot may hold beside its values; an id that is `none` could not be referred to."""
    if slot.many if in_list is None else in_list:
        return frozenset((NONE,))
    return frozenset((None, "")) if slot.name == "id" else frozenset((None, "", NONE))


def _distinct(values: list[Any], kinds: set[type], besides: frozenset[Any]) -> Collection[Any]:
    """Return the distinct values, `1`, `1.0` and `True` apart."""
    if len(kinds & _NUMBERS) < 2:
        return set(values) - besides
    return [value for _, value in {(type(value), value) for value in values} if value not in besides]


def _may_be_special(values: list[Any], kinds: set[type]) -> bool:
    records = values if kinds == {dict} else [value for value in values if isinstance(value, dict)]
    return not _SPECIAL.isdisjoint(chain.from_iterable(records))


def _is_special(value: Any, slot: Slot) -> bool:
    """Tell whether a value is `{unknown: …}` or `{claims: …}`, and not a record with a slot of that name."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    (key,) = value
    return key in _SPECIAL and not (slot.is_part and key in slots_of(slot.kind))
