"""The subjects that a record names beside its activity: parties, systems, datasets and documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from govkit.model.status import Standing
from govkit.plugin.draft import Draft, Entry, id_of
from govkit_importers.ropa import values
from govkit_importers.ropa.cells import Record, Said
from govkit_importers.ropa.columns import CONTACTS
from govkit_importers.ropa.contracts import standing_of
from govkit_importers.ropa.lists import elements, listed, says_none, without_yes
from govkit_importers.ropa.sayings import Sayings
from govkit_importers.ropa.transfers import Transfers
from govkit_importers.ropa.values import Unreadable

_PARTY_ROLES: Mapping[str, tuple[str | None, str | None]] = {
    "recipients": ("recipients", None),
    "processors": ("recipients", "processor"),
    "joint_controllers": ("joint_controllers", "joint_controller"),
    "controllers": (None, "controller"),
}
"""Column → the slot of the activity, and the role of the parties."""
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_UNFINISHED = "its status is not that of a finished one, so that it counts for nothing"
_MAY_HAVE_ENDED = "it may not be in force, so what is said of it are suggestions"
_ONE_DATASET = "which of the datasets is meant is not told"


class Related:
    """Reads what a record says of other subjects than its activity."""

    def __init__(self, draft: Draft, says: Sayings, day_first: Mapping[str, bool | None]) -> None:
        """Take the draft, what collects the values, and the order of the parts of days by column."""
        self._draft, self._says, self._day_first = draft, says, day_first
        self._contacts: list[tuple[str, str, Said]] = []

    def read(self, activity: Entry, record: Record) -> None:
        """Read all columns of a record that tell of other subjects."""
        processors = self._parties(activity, record)
        self._listed(activity, record, "systems", "system")
        self._listed(activity, record, "notices", "notice")
        self._datasets(activity, record)
        Transfers(self._draft, self._says, self._party).read(activity, record)
        self._contract(activity, record, processors)
        self._assessment(activity, record)
        self._days(activity, record)

    def contact(self, person: str, attribute: str, cell: Said) -> None:
        """Take over one attribute of the controller, its officer or its representative."""
        self._contacts.append((person, attribute, cell))

    def finish(self) -> None:
        """Say what the contacts come to: one organisation, by the name of the controller."""
        if not self._contacts:
            return
        named = [cell for person, part, cell in self._contacts if (person, part) == ("controller", "name")]
        names = {cell.text for cell in named}
        key = id_of(named[0].text) if len(names) == 1 else "organisation"
        organisation = self._draft.subject("organisation", key)
        for cell in named:
            self._says.say(organisation, "legal_name", cell.text, cell)
        for person, slot in CONTACTS.items():
            told = [(part, cell) for one, part, cell in self._contacts if one == person]
            parts = [(part, cell) for part, cell in told if (person, part) != ("controller", "name")]
            known: dict[str, str] = {}
            said = []
            for part, cell in parts:
                if known.setdefault(part, cell.text) != cell.text:
                    self._says.leave(cell, "another row says otherwise")
                else:
                    said.append(cell)
            if known:
                self._says.say(organisation, slot, known, *said)

    def _parties(self, activity: Entry, record: Record) -> list[str]:
        """Return the ids of the processors."""
        processors = []
        for name, (slot, role) in _PARTY_ROLES.items():
            for cell in record.texts(name):
                if says_none(cell.text):
                    # "no processors" is not "no recipients", which is what the slot would say
                    if name == "recipients" and not record.texts("processors"):
                        self._says.add(activity, "recipients", ["none"], cell)
                    elif name == "joint_controllers":
                        self._says.add(activity, "joint_controllers", ["none"], cell)
                    else:
                        self._says.leave(cell, "that there is none of this kind has no slot of its own")
                    continue
                told = self._says.listed(cell)
                ids = [self._party(part, role, cell) for part in told.names]
                if slot:
                    self._says.add(activity, slot, ids, cell, suggested=not told.whole)
                if role == "processor":
                    processors += ids
        return processors

    def _party(self, text: str, role: str | None, cell: Said) -> str:
        """Return the id of a party; a country in brackets behind its name is where it is."""
        name, place = text, None
        if (match := _IN_BRACKETS.search(text)) and text[: match.start()].strip():
            try:
                name, place = text[: match.start()].strip(), values.country(match[1])
            except Unreadable:
                name = text
        party = self._named("party", name, cell)
        if place:
            self._says.say(party, "country", place, cell)
        if role:
            self._says.add(party, "roles", [role], cell)
        return party.key

    def _named(self, kind: str, name: str, cell: Said) -> Entry:
        entry = self._draft.subject(kind, id_of(name))
        if "name" not in entry.said:
            entry.say("name", name, cell.at, what=cell.what)
        return entry

    def _listed(self, activity: Entry, record: Record, name: str, kind: str) -> None:
        for cell in record.texts(name):
            if says_none(cell.text):
                self._says.add(activity, name, ["none"], cell)
                continue
            told = self._says.listed(cell, strict=kind == "notice")
            entries = [self._named(kind, part, cell) for part in told.names]
            for entry, part in zip(entries, told.names, strict=True):
                if kind == "notice":
                    self._place(entry, part, cell)
            self._says.add(activity, name, [entry.key for entry in entries], cell, suggested=not told.whole)

    def _place(self, entry: Entry, text: str, cell: Said, *, suggested: bool = False) -> bool:
        """Say where a document is, if the text is an address or a path."""
        if not values.is_place(text):
            return False
        if text.startswith(values.ADDRESS):
            self._says.say(entry, "url", text, cell, suggested=suggested)
        else:
            self._says.say(entry, "path", text.replace("\\", "/"), cell, suggested=suggested)
        return True

    def _datasets(self, activity: Entry, record: Record) -> None:
        self._listed(activity, record, "datasets", "dataset")
        about = {name: record.texts(name) for name in ("storage_countries", "subjects_count", "children", "disposal")}
        if not any(about.values()):
            return
        named = [part for cell in record.texts("datasets") for part in listed(cell.text).names]
        if len(named) > 1:
            for cells in about.values():
                for cell in cells:
                    self._says.leave(cell, _ONE_DATASET)
            return
        dataset = self._draft.subject("dataset", id_of(named[0]) if named else f"{activity.key}-data")
        for name, cells in about.items():
            for cell in cells:
                if not named:
                    self._says.add(activity, "datasets", [dataset.key], cell)
                self._of_dataset(dataset, name, cell)

    def _of_dataset(self, dataset: Entry, name: str, cell: Said) -> None:
        try:
            if name == "children":
                self._says.say(dataset, "children", values.flag(cell.text), cell)
            elif name == "disposal":
                self._says.say(dataset, "disposal", cell.text, cell)
            elif name == "subjects_count":
                self._says.say(dataset, "subjects_count", _number(cell.text), cell)
            else:
                self._says.add(dataset, "countries", self._countries(cell), cell)
        except Unreadable as fault:
            self._says.leave(cell, f"unknown: {fault}")

    def _countries(self, cell: Said) -> list[str]:
        """Return the codes of the countries in a cell, all or none."""
        parts = elements(cell.text)
        codes = [values.country(part) for part in parts]
        if codes != parts:
            self._says.convert(cell, "names of countries read as codes")
        return codes

    def _contract(self, activity: Entry, record: Record, processors: Sequence[str]) -> None:
        """Take over a contract that a cell names or points to: "terminated" is none, and "old" is a suggestion."""
        for cell in record.texts("processor_contract"):
            text = without_yes(cell.text)
            standing = standing_of(text)
            if standing is None:
                self._says.leave(cell, "nothing is named")
                continue
            contract = self._draft.subject("contract", f"{activity.key}-processing")
            if suggested := standing is Standing.SUGGESTED:
                self._draft.warn(cell.what, _MAY_HAVE_ENDED, cell.at)
            if not self._place(contract, text, cell, suggested=suggested):
                self._says.say(contract, "name", text, cell, suggested=suggested)
            self._says.say(contract, "kind", "dpa", cell, suggested=suggested)
            self._says.add(contract, "covers", [f"activity:{activity.key}"], cell, suggested=suggested)
            if len(processors) == 1:
                self._says.say(contract, "party", processors[0], cell, suggested=suggested)

    def _assessment(self, activity: Entry, record: Record) -> None:
        """Name the document; where a status is told, only a finished one counts as the activity's assessment."""
        told = [values.term("assessment_status", cell.text) for cell in record.texts("assessment_status")]
        told += [None for name, _ in record.silent if name == "assessment_status"]
        for cell in record.texts("assessment_link"):
            if not values.is_place(cell.text):
                self._says.leave(cell, "no address or path of a document")
                continue
            assessment = self._draft.subject("risk_assessment", f"{activity.key}-assessment")
            self._place(assessment, cell.text, cell)
            self._says.say(assessment, "kind", "privacy", cell)
            self._says.add(assessment, "covers", [f"activity:{activity.key}"], cell)
            if set(told) <= {"finished"}:
                self._says.add(activity, "risk_assessments", [assessment.key], cell)
            else:
                self._draft.warn(cell.what, _UNFINISHED, cell.at)

    def _days(self, activity: Entry, record: Record) -> None:
        reviewed: dict[str, str] = {}
        said = record.texts("reviewed_by")
        for cell in said:
            reviewed["by"] = cell.text
        for cell in record.texts("reviewed_on"):
            if found := self._day("reviewed_on", cell):
                reviewed["on"] = max(found, reviewed.get("on", found))
                said = [*said, cell]
        if reviewed:
            self._says.say(activity, "reviewed", reviewed, *said)
        for cell in record.texts("ended_on"):
            if found := self._day("ended_on", cell):
                self._says.say(activity, "ended", {"on": found}, cell)

    def _day(self, name: str, cell: Said) -> str | None:
        try:
            found = values.day(cell.text, self._day_first.get(name))
        except Unreadable as fault:
            self._says.leave(cell, f"unknown: {fault}")
            return None
        if found.note:
            self._says.convert(cell, found.note)
        return found.value


def _number(text: str) -> int:
    plain = re.sub(r"(?<=\d)[ ,.](?=\d{3}\b)", "", values.latin_digits(text).strip())
    if not plain.isdecimal() or len(plain) > 12:
        raise Unreadable("no whole number")
    return int(plain)
