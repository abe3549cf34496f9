"""One slot of many records: clear at a glance by its distinct values, or looked at closely, record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import TYPE_CHECKING, Any

from govkit.engine.claim_faults import claim_faults
from govkit.engine.faults import Fault, Pointer, some
from govkit.engine.slot_values import is_silent, silence_reason, sorted_out
from govkit.engine.validate.forms import besides, denials, in_one_word, is_special, may_be_special
from govkit.engine.validate.values import Record, Values, none_beside
from govkit.model.slots import NONE, Slot, slots_of
from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.engine.validate.walk import Pointers, Walk

_NUMBERS = frozenset((bool, int, float))
"""Types of which values of one may equal values of another: `1 == True`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One slot of many records."""

    walk: Walk
    records: list[Record]
    slot: Slot
    where: Pointers

    def check(self, values: Values) -> None:
        """Check the values that the records hold in this slot."""
        if values.parts is not None:
            self.walk.nested(values.parts, self.slot.kind, self._elements if self.slot.many else self._pointers)
        elif not self._is_heard(values):
            counted = self.walk.census
            self.look_closely(values.listed)
            self.walk.census = counted  # all that lies in these values was counted before they were looked at

    def _is_heard(self, values: Values) -> bool:
        """Hear what states nothing and what is referred to by the distinct values, where nothing is wrong with any."""
        slot = self.slot
        if values.all_bool and not slot.many:
            return True
        if slot.is_part or slot.kind in _NUMBERS:
            return False
        distinct = values.elements if slot.many else values.distinct
        if distinct is None:
            return False
        if slot.many and NONE in distinct and none_beside(values.listed, list(chain.from_iterable(values.listed))):
            return False
        silent = self.walk.memory(slot).silent(distinct)
        if silent is None:
            return False
        if slot.ref is not None:
            self.walk.references.setdefault(slot.ref, set()).update(distinct - besides(slot) - silent)
        if silent:
            self._silence(silent)
        return True

    def look_closely(self, values: list[Any]) -> None:
        """Check the values that the records hold in this slot, in their order, and say what is wrong where."""
        values = self._without_denials(values)
        kinds = set(map(type, values))
        if dict in kinds and (self.slot.many or not self.slot.is_part or may_be_special(values, kinds)):
            self._special_forms()
            values = [value for value in values if not is_special(value, self.slot)]
            kinds = set(map(type, values))
        if self.slot.many:
            self._lists(values, kinds)
        else:
            self._values(values, kinds, in_list=False)

    def _without_denials(self, values: list[Any]) -> list[Any]:
        """Read other words for `none` as that, those in lists too."""
        every = chain.from_iterable(value if isinstance(value, list) else (value,) for value in values)
        denied = denials(every, self.slot)
        if not denied:
            return values
        for record in self.records:
            if self.slot.name in record:
                record[self.slot.name] = in_one_word(record[self.slot.name], denied)
        return [in_one_word(value, denied) for value in values]

    def _pointers(self) -> Iterator[Pointer]:
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            if name in record and not is_special(record[name], self.slot):
                yield (*pointer, name)

    def _elements(self) -> Iterator[Pointer]:
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
        if str in kinds and none_beside(values, elements):
            for pointer, record in zip(self.where(), self.records, strict=True):
                value = record.get(self.slot.name)
                if isinstance(value, list) and NONE in value and len(value) > 1:
                    what = worded("`{name}` lists `none` beside something else", name=self.slot.name)
                    at = (*pointer, self.slot.name, value.index(NONE))
                    self.walk.faults.append(Fault(at, what, worded("remove one of the two")))
        self._values(elements, kinds, in_list=True)

    def _not_lists(self, values: list[Any]) -> None:
        """Hear a single text that states nothing; anything else is to be written as a list."""
        if all(value is None or value in ("", NONE) for value in values):
            return
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            value = record.get(name)
            if value is None or value in ("", NONE) or isinstance(value, list) or is_special(value, self.slot):
                continue
            if isinstance(value, str) and is_silent(value):
                record[name] = {"unknown": silence_reason(value)}
            else:
                hint = worded("write a list, `[…]` or lines that begin with `- `, or `none`")
                self.walk.faults.append(Fault((*pointer, name), worded("`{name}` is not a list", name=name), hint))

    def _values(self, values: list[Any], kinds: set[type], *, in_list: bool) -> None:
        pointers = self._elements if in_list else self._pointers
        if self.slot.is_part:
            self._parts(values, kinds, pointers)
            return
        nested = kinds & {dict, list}
        single = [value for value in values if type(value) not in nested] if nested else values
        distinct = _distinct(single, kinds, besides(self.slot, in_list=in_list))
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
                if isinstance(value, list):
                    what = worded("`{name}` holds a list", name=self.slot.name)
                else:
                    what = worded("`{name}` holds a mapping", name=self.slot.name)
                self.walk.faults.append(Fault(pointer, what, worded("write a single value")))
            elif (type(value), value) in wrong:
                self.walk.faults.append(Fault(pointer, *wrong[type(value), value]))

    def _silence(self, silent: Set[str]) -> None:
        name = self.slot.name
        for record in self.records:
            value = record.get(name)
            if isinstance(value, list):
                value = next((text for text in value if isinstance(text, str) and text in silent), None)
            if isinstance(value, str) and value in silent:
                record[name] = {"unknown": silence_reason(value, self.slot)}

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
                    what = worded("`{name}` holds an empty element", name=self.slot.name)
                    self.walk.faults.append(Fault(pointer, what, worded("remove it, or write what belongs there")))
                continue
            hint = worded("write its slots: {kind}", kind=some(sorted(slots_of(self.slot.kind))))
            self.walk.faults.append(Fault(pointer, worded("`{name}` is a record", name=self.slot.name), hint))
        if silent:
            self._silence(silent)

    def _special_forms(self) -> None:
        """Check `{unknown: reason}` and `{claims: [...]}`, and the values that are claimed."""
        name = self.slot.name
        for pointer, record in zip(self.where(), self.records, strict=True):
            value: Any = record.get(name)
            at = (*pointer, name)
            if not is_special(value, self.slot):
                continue
            if "claims" in value:
                self._claims(value["claims"], (*at, "claims"))
            elif not isinstance(value["unknown"], str):
                hint = worded('such as `{unknown: "asked the vendor, no answer yet"}`')
                self.walk.faults.append(Fault(at, worded("`unknown` needs a reason in words"), hint))

    def _claims(self, claims: Any, at: Pointer) -> None:
        faults = list(claim_faults(claims, at))
        self.walk.faults.extend(faults)
        if faults:
            return
        for index, claim in enumerate(claims):
            self.walk.dated_claims = self.walk.dated_claims or not claim.keys().isdisjoint(("valid_for", "at"))
            claim["value"] = self._claimed(claim.get("value"), (*at, index, "value"))

    def _claimed(self, value: Any, at: Pointer) -> Any:
        """Check the value of a claim as if it stood in the slot, and return it in normalised form."""
        name, inner = self.slot.name, self.walk.inner()
        if is_special(value, self.slot) and "claims" in value:
            self.walk.faults.append(
                Fault(at, worded("a claim holds claims"), worded("put them side by side in one list"))
            )
            return None
        holder: Record = {name: value}
        Column(inner, [holder], self.slot, lambda: [()]).look_closely([value])
        self.walk.faults.extend(replace(fault, pointer=(*at, *fault.pointer[1:])) for fault in inner.faults)
        self.walk.dated_claims = self.walk.dated_claims or inner.dated_claims
        return holder[name] if holder[name] != [] else NONE if self.slot.empty_is_none else None


def _distinct(values: list[Any], kinds: set[type], beside: frozenset[Any]) -> Collection[Any]:
    """Return the distinct values, `1`, `1.0` and `True` apart."""
    if len(kinds & _NUMBERS) < 2:
        return set(values) - beside
    return [value for _, value in {(type(value), value) for value in values} if value not in beside]
