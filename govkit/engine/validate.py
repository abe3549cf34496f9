"""Check inventory records against the slots of their types, a column at a time, and hear what states nothing.

A million fields are checked by their few distinct types and values. Only a column in which something is wrong is
walked record by record, to say where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from govkit.engine.slot_values import fault_of, hears, is_silent, silence_reason
from govkit.model.claims import CLAIM_KEYS
from govkit.model.entities import Entity, Field
from govkit.model.errors import nearest
from govkit.model.slots import NONE, Part, Ref, Slot, slots_of
from govkit.model.status import Standing

Record = dict[str, Any]
Pointer = tuple[str | int, ...]
Pointers = Callable[[], Iterable[Pointer]]
"""Where the records of a column stand; worked out only when something is wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that makes an input unreadable as an inventory."""

    pointer: Pointer
    what: str
    hint: str
    key: bool = False


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

    def records(self, records: list[Record], part: type[Part], where: Pointers) -> None:
        """Check the records of one type; silent values become `{"unknown": reason}` in place."""
        if not records:
            return
        slots = slots_of(part)
        present = set(chain.from_iterable(records))
        for key in sorted(present - slots.keys()):
            if key.startswith("x-"):
                self.extensions.add(key)
            else:
                self._unknown_key(key, records, slots, where)
        self._required(records, part, where)
        for name in sorted(present & slots.keys()):
            self._column(records, slots[name], where)

    def _unknown_key(self, key: str, records: list[Record], slots: Mapping[str, Slot], where: Pointers) -> None:
        hint = nearest(key, slots) or f"possible are {_some(slots)}; keys of your own begin with `x-`"
        for pointer, record in zip(where(), records, strict=True):
            if key in record:
                self.faults.append(Fault((*pointer, key), f"there is no slot `{_shown(key)}`", hint, key=True))

    def _required(self, records: list[Record], part: type[Part], where: Pointers) -> None:
        for name in required(part):
            if all(map(_holds(name), records)):
                continue
            for pointer, record in zip(where(), records, strict=True):
                if not _holds(name)(record):
                    hint = f"give it an `{name}: …` of its own" if name == "id" else f"state `{name}`"
                    self.faults.append(Fault(pointer, f"`{name}` is missing or not a text", hint))

    def _column(self, records: list[Record], slot: Slot, where: Pointers) -> None:
        name = slot.name
        values = [record[name] for record in records if name in record]
        kinds = set(map(type, values))
        if dict in kinds and not (kinds == {dict} and slot.is_part and not slot.many and not _special(values, slot)):
            self._special_forms(records, slot, where)
            values = [value for value in values if not _is_special(value, slot)]
        if slot.many:
            self._list(records, values, slot, where)
        else:
            self._values(values, slot, lambda: _pointers(records, name, where, slot), self._silencer(records, slot))

    def _list(self, records: list[Record], lists: list[Any], slot: Slot, where: Pointers) -> None:
        strange = {kind for kind in map(type, lists) if kind is not list}
        if strange and not all(isinstance(value, list) or value in (None, "", NONE) for value in lists):
            self._not_lists(records, slot, where)
            return
        flat = list(chain.from_iterable(value for value in lists if isinstance(value, list)))

        def pointers() -> Iterator[Pointer]:
            for pointer, record in zip(where(), records, strict=True):
                value = record.get(slot.name)
                if isinstance(value, list):
                    yield from ((*pointer, slot.name, index) for index in range(len(value)))

        self._values(flat, slot, pointers, self._silencer(records, slot), in_list=True)

    def _not_lists(self, records: list[Record], slot: Slot, where: Pointers) -> None:
        """A single text stands for a list of one silence at most; anything else is written as a list."""
        for pointer, record in zip(where(), records, strict=True):
            value = record.get(slot.name)
            if value is None or value in ("", NONE) or isinstance(value, list) or _is_special(value, slot):
                continue
            if isinstance(value, str) and is_silent(value):
                record[slot.name] = {"unknown": silence_reason(value)}
            else:
                hint = "write a list, `[…]` or lines that begin with `- `, or `none`"
                self.faults.append(Fault((*pointer, slot.name), f"`{slot.name}` is not a list", hint))

    def _values(
        self,
        values: list[Any],
        slot: Slot,
        pointers: Pointers,
        silence: Callable[[set[str]], None],
        *,
        in_list: bool = False,
    ) -> None:
        if slot.is_part:
            self._parts(values, slot, pointers)
            return
        hashable = [value for value in values if not isinstance(value, (list, dict))]
        distinct = set(hashable) if len({type(v) for v in hashable}) <= 1 else {(type(v), v) for v in hashable}
        plain = [value[1] if isinstance(value, tuple) else value for value in distinct]
        silent = {value for value in plain if isinstance(value, str) and hears(value, slot)}
        wrong = {
            (type(value), value): fault
            for value in plain
            if not (isinstance(value, str) and value in silent)
            and (in_list or value not in (None, "", NONE))
            and (fault := fault_of(value, slot)) is not None
        }
        if wrong or len(hashable) != len(values):
            self._locate(values, slot, pointers, wrong)
        if slot.ref is not None:
            texts = {value for value in plain if isinstance(value, str) and value not in ("", NONE)}
            self.references.setdefault(slot.ref, set()).update(texts - silent)
        if silent:
            silence(silent)

    def _locate(self, values: list[Any], slot: Slot, pointers: Pointers, wrong: Mapping[Any, tuple[str, str]]) -> None:
        for pointer, value in zip(pointers(), values, strict=True):
            if isinstance(value, (list, dict)):
                what = f"`{slot.name}` holds {'a list' if isinstance(value, list) else 'a mapping'}"
                self.faults.append(Fault(pointer, what, "write a single value"))
            elif (type(value), value) in wrong:
                self.faults.append(Fault(pointer, *wrong[type(value), value]))

    def _parts(self, values: list[Any], slot: Slot, pointers: Pointers) -> None:
        stated = [value for value in values if isinstance(value, dict)]
        if len(stated) != len(values):
            for pointer, value in zip(pointers(), values, strict=True):
                if not isinstance(value, dict) and value not in (None, "", NONE):
                    fault = Fault(
                        pointer, f"`{slot.name}` is a record", f"write its slots: {_some(slots_of(slot.kind))}"
                    )
                    self.faults.append(fault)
        self.records(
            stated, slot.kind, lambda: (p for p, v in zip(pointers(), values, strict=True) if isinstance(v, dict))
        )

    def _silencer(self, records: list[Record], slot: Slot) -> Callable[[set[str]], None]:
        def silence(silent: set[str]) -> None:
            for record in records:
                value = record.get(slot.name)
                texts = value if isinstance(value, list) else [value]
                said = next((text for text in texts if isinstance(text, str) and text in silent), None)
                if said is not None:
                    record[slot.name] = {"unknown": silence_reason(said, slot)}

        return silence

    def _special_forms(self, records: list[Record], slot: Slot, where: Pointers) -> None:
        """Check `{unknown: reason}` and `{claims: [...]}`, and the values that are claimed."""
        for pointer, record in zip(where(), records, strict=True):
            value, at = record.get(slot.name), (*pointer, slot.name)
            if not isinstance(value, dict) or not _is_special(value, slot):
                continue
            if "claims" in value:
                self._claims(value["claims"], slot, (*at, "claims"))
            elif not isinstance(value["unknown"], str):
                hint = 'such as `{unknown: "asked the vendor, no answer yet"}`'
                self.faults.append(Fault(at, "`unknown` needs a reason in words", hint))

    def _claims(self, claims: Any, slot: Slot, at: Pointer) -> None:
        if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
            self.faults.append(Fault(at, "`claims` is a list of records", f"each with {', '.join(CLAIM_KEYS)}"))
            return
        for index, claim in enumerate(claims):
            for key in sorted(claim.keys() - {*CLAIM_KEYS}):
                hint = nearest(key, CLAIM_KEYS) or f"possible are {', '.join(CLAIM_KEYS)}"
                self.faults.append(Fault((*at, index, key), f"a claim has no `{_shown(key)}`", hint, key=True))
            standing = claim.get("standing", "declared")
            if standing not in list(Standing):
                hint = nearest(str(standing), list(Standing)) or f"possible are {', '.join(Standing)}"
                self.faults.append(Fault((*at, index, "standing"), "an unknown standing", hint))
            self.dated_claims = self.dated_claims or "valid_for" in claim
            holder: Record = {slot.name: claim.get("value")}
            self._column([holder], slot, partial(_always, (*at, index)))
            claim["value"] = holder[slot.name] if not _is_special(holder[slot.name], slot) else None


def required(part: type[Part]) -> tuple[str, ...]:
    """Return the slots without which a record is nothing: its id or its name, or what its type can't be empty of."""
    if part is Field:
        return ("name",)
    slots = slots_of(part)
    if issubclass(part, Entity):
        return ("id",)
    return tuple(name for name, slot in slots.items() if slot.kind is str and not slot.nullable and not slot.many)


def _holds(name: str) -> Callable[[Record], bool]:
    return lambda record: isinstance(record.get(name), str) and record[name] != ""


def _always(pointer: Pointer) -> Iterable[Pointer]:
    return [pointer]


def _is_special(value: Any, slot: Slot) -> bool:
    if not isinstance(value, dict):
        return False
    own = slots_of(slot.kind) if slot.is_part else {}
    return (value.keys() == {"unknown"} and "unknown" not in own) or (
        value.keys() == {"claims"} and "claims" not in own
    )


def _special(values: Sequence[Any], slot: Slot) -> bool:
    return any(_is_special(value, slot) for value in values)


def _pointers(records: list[Record], name: str, where: Pointers, slot: Slot) -> Iterator[Pointer]:
    return (
        (*pointer, name)
        for pointer, record in zip(where(), records, strict=True)
        if name in record and not _is_special(record[name], slot)
    )


def _some(slots: Iterable[str]) -> str:
    names = sorted(slots)
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def _shown(key: str) -> str:
    """Show a key of a stranger's file: short, and with control characters escaped."""
    return re.sub(r"[^\x20-\x7e\u00a0-\uffff]", lambda match: match.group().encode("unicode_escape").decode(), key)[:40]
