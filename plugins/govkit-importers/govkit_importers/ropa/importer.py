"""Records of processing as CSV, XLSX or ODS: one record is one activity, known again by its own id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.workbook import is_workbook, read

if TYPE_CHECKING:
    from govkit.plugin.draft import Draft
    from govkit.plugin.host import Host
    from govkit_importers.ropa.mapping import Mapping

_HEAD_ROWS = 40


class Ropa:
    """Reads records of processing; headings that it does not know are told by a mapping."""

    title = "record of processing (CSV, XLSX, ODS)"
    tells_of_own = True
    """The organisation in it is the one that keeps the record."""

    def __init__(self, host: Host, mapping: Mapping | None = None, encoding: str = "") -> None:
        """Take the host, as every importer does, and what a person says: a mapping, and the encoding of texts."""
        self._mapping, self._encoding = mapping, encoding

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by headings that a record of processing has, on one of the first rows of a sheet."""
        if not is_workbook(head, path):
            return NOT_MINE
        from govkit_importers.ropa.table import find

        try:
            tables = [
                table for sheet in read(path, _HEAD_ROWS, self._encoding).sheets if (table := find(sheet)) is not None
            ]
        except InputError:
            return NOT_MINE
        if not tables:
            return NOT_MINE
        best = max(tables, key=lambda table: len(table.known))
        why = worded(
            "{n} headings of a record of processing in row {row} of {sheet}",
            n=len(best.known),
            row=best.header,
            sheet=f"`{best.sheet.name}`",
        )
        return Proof(0.9, why)

    def load(self, path: Path) -> Draft:
        """Read all tables of records; what is in no table and no contact is listed."""
        return self.load_as(path, "")

    def load_as(self, path: Path, source: str) -> Draft:
        """Read all tables of records as `load` does; rows that have only a number are told from those of others."""
        from govkit_importers.ropa.reading import drafted
        from govkit_importers.ropa.table import find

        table_of = find if self._mapping is None else self._mapping.table
        return drafted(read(path, encoding=self._encoding), path.name, table_of, source)


def importer(host: Host) -> Ropa:
    """Return the importer."""
    return Ropa(host)
