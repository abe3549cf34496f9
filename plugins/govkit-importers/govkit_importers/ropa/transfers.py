"""The transfers that a record tells of: one for each country of destination, with its recipient and mechanisms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govkit.plugin.draft import Draft, Entry
from govkit_importers.ropa import values
from govkit_importers.ropa.cells import Record, Said
from govkit_importers.ropa.lists import elements, says_none
from govkit_importers.ropa.sayings import Sayings
from govkit_importers.ropa.values import Unreadable


class Transfers:
    """Reads the columns about transfers of one record."""

    def __init__(self, draft: Draft, says: Sayings, party: Callable[[str, str | None, Said], str]) -> None:
        """Take the draft, what collects the values, and what returns the id of a party by its name and role."""
        self._draft, self._says, self._party = draft, says, party

    def read(self, activity: Entry, record: Record) -> None:
        """Make one transfer for each country; what is said beside it holds for all of them."""
        transfers: list[Entry] = []
        for cell in record.texts("transfer_countries"):
            if says_none(cell.text):
                self._says.leave(cell, "no transfer: govkit states that for the whole inventory, by `transfers: none`")
                continue
            for part in elements(cell.text):
                try:
                    code = values.country(part)
                except Unreadable as fault:
                    self._says.leave(cell, f"unknown: {fault}; a transfer without a destination stands for it")
                    transfers.append(self._elsewhere(activity, cell))
                    continue
                transfer = self._draft.subject("transfer", f"{activity.key}-{code}")
                self._says.say(transfer, "destination", code, cell)
                self._says.say(transfer, "activity", activity.key, cell)
                transfers.append(transfer)
                if part != code:
                    self._says.convert(cell, "the name of a country read as its code")
        self._receivers(transfers, record)
        for cell in record.texts("transfer_mechanisms"):
            self._mechanisms(transfers, cell)

    def _elsewhere(self, activity: Entry, cell: Said) -> Entry:
        """Return a transfer of which nobody knows where it goes: "worldwide" may not vanish from what is judged."""
        transfer = self._draft.subject("transfer", f"{activity.key}-elsewhere")
        self._says.say(transfer, "activity", activity.key, cell)
        return transfer

    def _receivers(self, transfers: Sequence[Entry], record: Record) -> None:
        for cell in record.texts("transfer_recipients"):
            told = self._says.listed(cell)
            ids = [self._party(part, "importer", cell) for part in told.names]
            if len(ids) == 1 and told.whole:
                for transfer in transfers:
                    self._says.say(transfer, "recipient", ids[0], cell)
            elif told.whole and len(ids) == len(transfers):
                for transfer, id_ in zip(transfers, ids, strict=True):
                    self._says.say(transfer, "recipient", id_, cell)
            else:
                self._says.leave(cell, "which recipient is in which country is not told")

    def _mechanisms(self, transfers: Sequence[Entry], cell: Said) -> None:
        """Take over the mechanisms only where all are known: the list of a transfer is complete."""
        if not transfers:
            self._says.leave(cell, "there is no country to which it belongs")
            return
        if values.is_none(cell.text):
            for transfer in transfers:
                self._says.add(transfer, "mechanisms", ["none"], cell)
            return
        parts = elements(cell.text)
        kinds = [values.term("mechanisms", part) for part in parts]
        if None in kinds:
            self._says.leave(cell, "unknown: no mechanism that govkit knows by this name")
            return
        for transfer in transfers:
            self._says.add(transfer, "mechanisms", [{"kind": kind} for kind in kinds], cell)
