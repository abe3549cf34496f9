"""Collect what the cells of a record come to, so that each slot is said once, with all the places it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from govkit.model.slots import slots_of
from govkit.model.status import Standing
from govkit.plugin.draft import Draft, Entry, Left
from govkit_importers.ropa.cells import Said


@dataclass
class _Values:
    entry: Entry
    slot: str
    values: list[Any] = field(default_factory=list)
    cells: list[Said] = field(default_factory=list)
    suggested: bool = False


@dataclass
class Sayings:
    """What is going to be said of the subjects of one workbook."""

    draft: Draft
    _by_slot: dict[tuple[int, str], _Values] = field(default_factory=dict)

    def say(self, entry: Entry, slot: str, value: Any, cell: Said) -> None:
        """Take over a value of a slot that holds one; two cells that disagree are kept side by side."""
        if slots_of(entry.kind)[slot].many:
            self.add(entry, slot, [value], cell)
        else:
            entry.say(slot, value, cell.at, what=cell.what)

    def add(self, entry: Entry, slot: str, values: Iterable[Any], cell: Said, *, suggested: bool = False) -> None:
        """Add elements to a list; the list is only a suggestion where any part of it is not sure."""
        found = self._by_slot.setdefault((id(entry), slot), _Values(entry, slot))
        found.values += [value for value in values if value not in found.values]
        if cell not in found.cells:
            found.cells.append(cell)
        found.suggested |= suggested

    def convert(self, cell: Said, how: str) -> None:
        """List a value that was read as something else than the cell says."""
        self.draft.converted.append(Left(cell.what, how, cell.at))

    def leave(self, cell: Said, why: str) -> None:
        """List a cell of which nothing is taken over."""
        self.draft.leave(cell.what, why, cell.at)

    def finish(self) -> None:
        """Say the lists; `none` beside elements is no list that can be trusted, and is listed."""
        for found in self._by_slot.values():
            if "none" in found.values and len(found.values) > 1:
                for cell in found.cells:
                    self.leave(cell, "other cells of the record say that there is none")
                continue
            standing = Standing.SUGGESTED if found.suggested else Standing.DECLARED
            at = ", ".join(cell.at for cell in found.cells)
            what = ", ".join(dict.fromkeys(cell.what for cell in found.cells))
            found.entry.say(found.slot, found.values, at, what=what, standing=standing)
