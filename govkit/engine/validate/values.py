"""What records hold under one key: the distinct values where they can be had, which are enough mostly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain
from math import isinf
from operator import itemgetter
from typing import Any

from govkit.engine.read.census import NOTHING, Census, census
from govkit.engine.validate.forms import may_be_special
from govkit.model.slots import NONE, Slot

Record = dict[str, Any]


class Values:
    """The values of one key in the records that have it, in their order."""

    def __init__(self, records: list[Record], key: str, slot: Slot | None, *, everywhere: bool) -> None:
        """Read the key of all records; raise `KeyError` where it is not `everywhere` as promised."""
        self._holders = records if everywhere else [record for record in records if key in record]
        self._read = itemgetter(key)
        self.count = len(self._holders)
        self.everywhere = everywhere
        self.all_bool = slot is not None and slot.kind is bool and set(map(type, self._each())) == {bool}
        """Known of slots for true and false only: their types say all there is to say."""
        self.distinct: Set[Any] | None = None
        """Missing where some values are lists or mappings."""
        self.element_count = 0
        """How many elements the values have together, where `elements` was asked for."""
        self.parts: list[Record] | None = None
        """The records that a slot for records holds, where it holds nothing else."""
        if not self.all_bool:
            try:
                self.distinct = frozenset(self._each())
            except TypeError:
                listed = self.listed
                self.parts = _parts(listed, slot) if slot is not None and slot.is_part else None

    def _each(self) -> Iterator[Any]:
        return map(self._read, self._holders)

    @cached_property
    def listed(self) -> list[Any]:
        """The values one by one, which are rarely asked for; ask before anything in this key changes."""
        return list(self._each())

    def are_texts(self) -> bool:
        """Tell whether every record has a text here that is not empty."""
        known = self.distinct
        return self.everywhere and known is not None and set(map(type, known)) == {str} and "" not in known

    @cached_property
    def elements(self) -> Set[Any] | None:
        """Return the distinct elements, where every value is a list of single ones."""
        if set(map(type, self.listed)) != {list}:
            return None
        every = list(chain.from_iterable(self.listed))
        self.element_count = len(every)
        try:
            return frozenset(every)
        except TypeError:
            return None

    def census(self) -> Census:
        """Return the census of the values, without what lies in `parts`."""
        if self.all_bool or self.parts is not None:
            return NOTHING
        if self.distinct is not None:
            return _census(self._each(), self.distinct, self.count)
        if self.elements is not None:
            return _census(chain.from_iterable(self.listed), self.elements, self.element_count)
        return census(self.listed)


def columns_of(records: list[Record], slots: Mapping[str, Slot]) -> Mapping[str, Values]:
    """Return the values of each key that occurs in the records."""
    first = records[0]
    if set(map(len, records)) == {len(first)}:
        try:
            return {key: Values(records, key, slots.get(key), everywhere=True) for key in first}
        except KeyError:
            pass
    keys = set[str]().union(*records)
    return {key: Values(records, key, slots.get(key), everywhere=False) for key in keys}


def none_beside(lists: Collection[Any], elements: list[Any]) -> bool:
    """Tell whether some list says `none` and something else: alone it says that there is none."""
    return elements.count(NONE) > list(lists).count([NONE])


def _census(values: Iterable[Any], distinct: Set[Any], count: int) -> Census:
    """Return the census of single values, of which the distinct ones are known."""
    kinds = set(map(type, distinct))
    overflow = float in kinds and any(isinf(value) for value in distinct if isinstance(value, float))
    texts = count if kinds == {str} else list(map(type, values)).count(str) if str in kinds else 0
    return Census(texts, 0, overflow)


def _parts(values: list[Any], slot: Slot) -> list[Record] | None:
    kinds = set(map(type, values))
    if slot.many:
        records = list(chain.from_iterable(values)) if kinds == {list} else None
        return records if records is not None and set(map(type, records)) <= {dict} else None
    return values if kinds == {dict} and not may_be_special(values, kinds) else None
