"""Where each subject of an inventory was written: line by line for what people keep, by number for what machines do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govkit.model.inventory import Place

if TYPE_CHECKING:
    from govkit.engine.faults import Pointer
    from govkit.engine.written import Written

Record = dict[str, Any]
LOCATED_RECORDS = 5_000
"""Beyond so many records in a file, places are the file and the record's number: nobody mends those by hand."""


@dataclass(frozen=True)
class Section:
    """The records of one type in one document: element after element of `key`, or the lines of the given numbers."""

    document: Written
    kind: str
    records: list[Record]
    key: str | None
    indexes: Sequence[int]

    def pointers(self) -> Iterator[Pointer]:
        """Yield the pointer of each record."""
        return (self._pointer(index) for index in self.indexes)

    def pointer(self, number: int) -> Pointer:
        """Return the pointer of a record of this section, counted from 0."""
        return self._pointer(self.indexes[number])

    def _pointer(self, index: int) -> Pointer:
        return (index,) if self.key is None else (self.key, index)


class Places(Mapping[str, Place]):
    """Subject → place, worked out when asked for: two hundred thousand places are rarely all looked at."""

    def __init__(self, sections: Sequence[Section]) -> None:
        """Take sections whose records have ids that are unique within their type."""
        located = _small(sections)
        self._located = {
            f"{section.kind}:{record['id']}": _located(section, number)
            for section in sections
            if id(section.document) in located
            for number, record in enumerate(section.records)
        }
        self._bulk: dict[str, _Bulk] = {}
        for section in sections:
            if id(section.document) not in located:
                self._bulk.setdefault(section.kind, _Bulk()).add(section)

    def __getitem__(self, subject: str) -> Place:
        """Return the place of a subject."""
        if subject in self._located:
            return self._located[subject]
        kind, _, name = subject.partition(":")
        return self._bulk[kind][name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the subjects, sorted."""
        bulk = (f"{kind}:{name}" for kind, found in self._bulk.items() for name in found.numbers)
        return iter(sorted([*self._located, *bulk]))

    def __len__(self) -> int:
        """Return how many subjects there are."""
        return len(self._located) + sum(len(found.numbers) for found in self._bulk.values())


class _Bulk:
    """Records of one type in large files, by id."""

    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._starts: list[int] = []
        self._numbers: dict[str, int] = {}
        self._size = 0

    def add(self, section: Section) -> None:
        self._sections.append(section)
        self._starts.append(self._size)
        self._size += len(section.records)

    @property
    def numbers(self) -> Mapping[str, int]:
        """Return id → number of the record, counted through all sections."""
        if not self._numbers:
            ids = (record["id"] for section in self._sections for record in section.records)
            self._numbers = dict(zip(ids, range(self._size), strict=True))
        return self._numbers

    def __getitem__(self, name: str) -> Place:
        number = self.numbers[name]
        at = bisect_right(self._starts, number) - 1
        section = self._sections[at]
        pointer = section.pointer(number - self._starts[at])
        return Place(section.document.path, int(pointer[0]) + 1 if section.key is None else None)


def _small(sections: Iterable[Section]) -> set[int]:
    """Return the ids of the documents in which every record is located."""
    counts: dict[int, int] = {}
    for section in sections:
        counts[id(section.document)] = counts.get(id(section.document), 0) + len(section.records)
    return {document for document, count in counts.items() if count <= LOCATED_RECORDS}


def _located(section: Section, number: int) -> Place:
    document, pointer = section.document, section.pointer(number)
    at = document.locate(pointer)
    if at is None:
        return Place(document.path)
    slots = {name: document.locate((*pointer, name)).line for name in section.records[number] if name != "id"}
    return Place(document.path, at.line, slots)
