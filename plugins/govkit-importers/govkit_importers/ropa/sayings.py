"""Collect what the cells of all records come to, so that each value is said once, with all the places it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from govkit.model.slots import slots_of
from govkit.model.status import Standing
from govkit.plugin.draft import Draft, Entry, Left
from govkit_importers.ropa.cells import Said
from govkit_importers.ropa.lists import Listed, listed

_NOT_WHOLE = "the list is not whole, so what it names are suggestions"
_MAY_DENY = "a part of it may say what is not there, so it is a suggestion"
_DENIED = "it says what is not there, or not yet"


@dataclass
class _List:
    """The elements of one list, and the cells that they come from."""

    entry: Entry
    slot: str
    values: list[Any] = field(default_factory=list)
    cells: list[Said] = field(default_factory=list)
    suggested: bool = False


@dataclass
class _One:
    """One value of a slot that holds one, and the cells that say it."""

    entry: Entry
    slot: str
    value: Any
    cells: list[Said]
    suggested: bool = False


@dataclass
class Sayings:
    """What is going to be said of the subjects of one workbook."""

    draft: Draft
    _lists: dict[tuple[int, str], _List] = field(default_factory=dict)
    _ones: dict[tuple[int, str, str], _One] = field(default_factory=dict)

    def say(self, entry: Entry, slot: str, value: Any, *cells: Said, suggested: bool = False) -> None:
        """Take over a value of a slot that holds one; cells that disagree are kept side by side."""
        if slots_of(entry.kind)[slot].many:
            self.add(entry, slot, [value], cells[0], suggested=suggested)
            return
        found = self._ones.setdefault((id(entry), slot, repr(value)), _One(entry, slot, value, []))
        found.cells += [cell for cell in cells if cell not in found.cells]
        found.suggested |= suggested

    def add(self, entry: Entry, slot: str, values: Iterable[Any], cell: Said, *, suggested: bool = False) -> None:
        """Add elements to a list; the list is only a suggestion where any part of it is not sure."""
        found = self._lists.setdefault((id(entry), slot), _List(entry, slot))
        found.values += [value for value in values if value not in found.values]
        if cell not in found.cells:
            found.cells.append(cell)
        found.suggested |= suggested

    def doubt(self, entry: Entry, slot: str, cell: Said) -> None:
        """Make a list a suggestion, as a cell that belongs to it is still to be filled in."""
        found = self._lists.get((id(entry), slot))
        if found is not None:
            found.suggested = True
            self.draft.warn(cell.what, _NOT_WHOLE, cell.at)

    def listed(self, cell: Said, *, strict: bool = False) -> Listed:
        """Return what the list in a cell names, and tell what is amiss with it."""
        told = listed(cell.text, strict=strict)
        if told.silent:
            self.draft.placeholders.append(Left(cell.what, "elements of the list say nothing", cell.at))
        elif told.more and not told.names:
            self.leave(cell, "nothing is named")
        if told.denied:
            self.leave(cell, _DENIED)
        if told.doubtful:
            self.draft.warn(cell.what, _MAY_DENY, cell.at)
        if told.names and not told._replace(doubtful=()).whole:
            self.draft.warn(cell.what, _NOT_WHOLE, cell.at)
        return told

    def convert(self, cell: Said, how: str) -> None:
        """List a value that was read as something else than the cell says."""
        self.draft.converted.append(Left(cell.what, how, cell.at))

    def leave(self, cell: Said, why: str) -> None:
        """List a cell of which nothing is taken over."""
        self.draft.leave(cell.what, why, cell.at)

    def finish(self) -> None:
        """Say everything; `none` beside elements is no list that can be trusted, and is listed."""
        for one in self._ones.values():
            standing = Standing.SUGGESTED if one.suggested else Standing.DECLARED
            one.entry.say(one.slot, one.value, _places(one.cells), what=_headings(one.cells), standing=standing)
        for found in self._lists.values():
            if "none" in found.values and len(found.values) > 1:
                for cell in found.cells:
                    self.leave(cell, "other cells of the record say that there is none")
                continue
            standing = Standing.SUGGESTED if found.suggested else Standing.DECLARED
            what = _headings(found.cells)
            found.entry.say(found.slot, found.values, _places(found.cells), what=what, standing=standing)


def _places(cells: Iterable[Said]) -> str:
    return ", ".join(dict.fromkeys(cell.at for cell in cells))


def _headings(cells: Iterable[Said]) -> str:
    return ", ".join(dict.fromkeys(cell.what for cell in cells))
