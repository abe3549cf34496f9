"""Turn the cells of one record into an activity and the subjects that it names."""

from __future__ import annotations

from collections.abc import Callable

from govkit.plugin.draft import Draft, Entry
from govkit_importers.ropa import periods, values
from govkit_importers.ropa.cells import Record, Said
from govkit_importers.ropa.columns import COLUMNS, CONTACT_COLUMNS, IGNORE
from govkit_importers.ropa.lists import denies, elements, says_none
from govkit_importers.ropa.related import Related
from govkit_importers.ropa.sayings import Sayings
from govkit_importers.ropa.values import Unreadable

_AS_TERMS = "written as a term of your own"
_MAY_BE_NONE = frozenset({"automated_decision", "special_basis"})
"""Choices for which "no" is an answer."""
_NOT_SURE = "no term is sure for all of it, so the terms are suggestions and the words are kept"


class Reader:
    """Reads records into a draft."""

    def __init__(self, draft: Draft, day_first: dict[str, bool | None]) -> None:
        """Take the draft, and for columns of days the order of their parts."""
        self._draft = draft
        self._says = Sayings(draft)
        self._related = Related(draft, self._says, day_first)
        self._readers: dict[str, Callable[[Entry, str, Said], None]] = {
            "text": self._text,
            "flag": self._flag,
            "period": self._period,
            "choice": self._choice,
            "terms": self._terms,
            "literals": self._literals,
        }

    def read(self, record: Record) -> None:
        """Read one record."""
        activity = self._draft.subject("activity", record.key)
        self._related.read(activity, record)
        for name, cells in record.cells.items():
            if name == "purpose":
                self._purpose(activity, cells)
            else:
                for cell in cells:
                    self._cell(activity, name, cell)
        for name, cell in record.silent:
            if name in COLUMNS and COLUMNS[name].slot:
                self._says.doubt(activity, COLUMNS[name].slot, cell)

    def _cell(self, activity: Entry, name: str, cell: Said) -> None:
        """Read a cell by its column; columns that tell of other subjects have been read already."""
        if name == IGNORE:
            self._says.leave(cell, "the mapping says to ignore it")
        elif name in CONTACT_COLUMNS:
            person, _, attribute = name.partition(".")
            self._related.contact(person, attribute, cell)
        elif name == "sensitive_categories" and says_none(cell.text):
            self._says.leave(cell, "that there is none of this kind has no slot of its own")
        elif (read := self._readers.get(COLUMNS[name].reader)) is not None:
            self._try(read, activity, COLUMNS[name].slot, cell)

    def contact(self, person: str, attribute: str, cell: Said) -> None:
        """Take over a contact that stands outside of the table."""
        self._related.contact(person, attribute, cell)

    def finish(self) -> None:
        """Say what was collected over all records."""
        self._related.finish()
        self._says.finish()

    def _try(self, read: Callable[[Entry, str, Said], None], entry: Entry, slot: str, cell: Said) -> None:
        try:
            read(entry, slot, cell)
        except Unreadable as fault:
            self._says.leave(cell, f"unknown: {fault}")

    def _text(self, entry: Entry, slot: str, cell: Said) -> None:
        self._says.say(entry, slot, "none" if values.is_none(cell.text) and slot != "name" else cell.text, cell)

    def _flag(self, entry: Entry, slot: str, cell: Said) -> None:
        self._says.say(entry, slot, values.flag(cell.text), cell)

    def _period(self, entry: Entry, slot: str, cell: Said) -> None:
        found = periods.period(cell.text)
        self._says.say(entry, slot, found.duration, cell)
        if found.start:
            self._says.say(entry, "retention_from", found.start, cell)
        if found.duration != cell.text:
            self._says.convert(cell, "read as a period" + (", what stands beside it is not kept" * bool(found.beside)))

    def _choice(self, entry: Entry, slot: str, cell: Said) -> None:
        known = values.term(slot, cell.text)
        if known is not None:
            self._says.say(entry, slot, known, cell)
        elif slot in _MAY_BE_NONE and says_none(cell.text):
            self._says.say(entry, slot, "none", cell)
        else:
            raise Unreadable("no answer that govkit knows here")

    def _literals(self, entry: Entry, slot: str, cell: Said) -> None:
        if values.is_none(cell.text):
            self._says.add(entry, slot, ["none"], cell)
            return
        parts = elements(cell.text)
        known = [found for found in (values.term(slot, part) for part in parts) if found]
        if len(known) < len(parts):
            self._says.leave(cell, f"{len(parts) - len(known)} of {len(parts)} elements are not known")
        if known:
            self._says.add(entry, slot, known, cell)

    def _terms(self, entry: Entry, slot: str, cell: Said) -> None:
        if says_none(cell.text):
            self._says.add(entry, slot, ["none"], cell)
            return
        told = self._says.listed(cell, strict=slot == "safeguards")
        parts = told.names
        sure = {part: values.term(slot, part) for part in parts}
        own = {part: values.slug(part) for part, found in sure.items() if found is None}
        rest = [part for part, found in own.items() if found is None]
        self._says.add(
            entry,
            slot,
            [found for part in parts if (found := sure[part] or own.get(part))],
            cell,
            suggested=bool(rest) or not told.whole,
        )
        if rest or told.doubtful:
            kept = [part for part in parts if part in rest or part in told.doubtful]
            self._says.add(entry, f"{slot}_text", kept, cell, suggested=bool(told.doubtful))
        if rest:
            self._draft.warn(cell.what, _NOT_SURE, cell.at)
        if any(own.values()):
            self._says.convert(cell, _AS_TERMS)

    def _purpose(self, activity: Entry, cells: list[Said]) -> None:
        """Keep the words, and take them for terms as well where they are as short as a term."""
        for cell in cells:
            parts = elements(cell.text)
            own = [found for part in parts if not denies(part) and (found := values.slug(part, 3))]
            self._says.say(activity, "purpose_text", cell.text, cell)
            if own and len(own) == len(parts):
                self._says.add(activity, "purposes", own, cell)
                self._says.convert(cell, _AS_TERMS)
