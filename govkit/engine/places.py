"""Where each subject of an inventory was written: line by line for what people keep, by number for what machines do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from govkit.engine.written import InMemory
from govkit.model.inventory import Place

if TYPE_CHECKING:
    from govkit.engine.faults import Pointer
    from govkit.engine.written import Written

Record = dict[str, Any]
PlainPlace = tuple[str, int | None, dict[str, int]]
PlainPlaces = dict[str, PlainPlace]
"""`type:id` → `(file, line, {slot: line})`, as a facts document has it."""
_LOCATED_RECORDS = 5_000
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

    @cached_property
    def ids(self) -> list[Any]:
        """The id of each record, `None` where it has none; ask when all documents have been laid over each other."""
        return [record.get("id") for record in self.records]

    def subjects(self) -> list[str]:
        """Return `type:id` of each record."""
        return [f"{self.kind}:{name}" for name in self.ids]

    def _pointer(self, index: int) -> Pointer:
        return (index,) if self.key is None else (self.key, index)


class Places(Mapping[str, Place]):
    """Subject → place, worked out when asked for: two hundred thousand places are rarely all looked at."""

    def __init__(self, sections: Sequence[Section]) -> None:
        """Take sections whose records have ids that are unique within their type; large files are let go of."""
        self._sections: dict[str, list[Section]] = {}
        self._small = _small(sections)
        for section in sections:
            kept = section if id(section.document) in self._small else _without_text(section)
            self._sections.setdefault(section.kind, []).append(kept)

    def __getitem__(self, subject: str) -> Place:
        """Return the place of a subject."""
        kind, _, name = subject.partition(":")
        section, number = self._index[kind][name]
        if id(section.document) in self._small:
            return _located(section, number)
        return Place(section.document.path, section.indexes[number] + 1 if section.key is None else None)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the subjects, sorted."""
        return iter(sorted(f"{kind}:{name}" for kind, found in self._index.items() for name in found))

    def __len__(self) -> int:
        """Return how many subjects there are."""
        return sum(map(len, self._index.values()))

    def plain(self) -> PlainPlaces:
        """Return every place as plain data, sorted by subject; those of large files are made many at once."""
        found: PlainPlaces = {}
        for _kind, sections in sorted(self._sections.items()):
            of_kind: PlainPlaces = {}
            for section in sections:
                of_kind |= _located_all(section) if id(section.document) in self._small else _numbered_all(section)
            subjects = sorted(of_kind)
            found |= of_kind if subjects == list(of_kind) else {subject: of_kind[subject] for subject in subjects}
        return found

    @cached_property
    def _index(self) -> dict[str, dict[str, tuple[Section, int]]]:
        """Type → id → the section of a record, and its number there."""
        return {
            kind: {name: (section, number) for section in sections for number, name in enumerate(section.ids)}
            for kind, sections in self._sections.items()
        }


def _small(sections: Iterable[Section]) -> set[int]:
    """Return the ids of the documents in which every record is located."""
    counts: dict[int, int] = {}
    for section in sections:
        counts[id(section.document)] = counts.get(id(section.document), 0) + len(section.records)
    return {document for document, count in counts.items() if count <= _LOCATED_RECORDS}


def _without_text(section: Section) -> Section:
    return replace(section, document=InMemory(section.document.path, None))


def _located(section: Section, number: int) -> Place:
    document, pointer = section.document, section.pointer(number)
    at = document.locate(pointer)
    if at is None:
        return Place(document.path)
    slots = {name: document.locate((*pointer, name)).line for name in section.records[number] if name != "id"}
    return Place(document.path, at.line, slots)


def _located_all(section: Section) -> PlainPlaces:
    places = (_located(section, number) for number in range(len(section.records)))
    return dict(zip(section.subjects(), map(_plain, places), strict=True))


def _numbered_all(section: Section) -> PlainPlaces:
    """Return the places in a large file: the number of the line, or of a large JSON document the file alone."""
    file, nothing = section.document.path, dict[str, int]()
    if section.key is not None:
        return dict.fromkeys(section.subjects(), (file, None, nothing))
    lines = ((file, index + 1, nothing) for index in section.indexes)
    return dict(zip(section.subjects(), lines, strict=True))


def _plain(place: Place) -> PlainPlace:
    return place.file, place.line, dict(place.slots)


def plain_places(places: Mapping[str, Place]) -> PlainPlaces:
    """Return places as plain data."""
    return places.plain() if isinstance(places, Places) else {subject: _plain(at) for subject, at in places.items()}


class GivenPlaces(Mapping[str, Place]):
    """Places that came as plain data, each made when it is asked for."""

    def __init__(self, plain: Mapping[str, Sequence[Any]]) -> None:
        """Take subject → file, line and lines of slots."""
        self._plain = plain

    def __getitem__(self, subject: str) -> Place:
        """Return the place of a subject."""
        return Place(*self._plain[subject])

    def __iter__(self) -> Iterator[str]:
        """Iterate over the subjects in their order."""
        return iter(self._plain)

    def __len__(self) -> int:
        """Return how many subjects there are."""
        return len(self._plain)
