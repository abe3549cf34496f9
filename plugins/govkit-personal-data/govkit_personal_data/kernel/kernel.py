"""The kernel: a pure function from a record batch to counts, that can be sent to another process or machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from govkit_personal_data.identifiers import Identifier, all_identifiers
from govkit_personal_data.kernel.aggregate import ColumnCounts, TableCounts
from govkit_personal_data.kernel.cells import Cells
from govkit_personal_data.kernel.column import look
from govkit_personal_data.kernel.distinct import Distinct, hashes_of, room
from govkit_personal_data.kernel.forms import Forms


@lru_cache(maxsize=4)
def forms(identifiers: tuple[Identifier, ...] | None = None) -> Forms:
    """Return the compiled identifiers, those that ship with the plugin by default; compiled once a process."""
    return Forms(all_identifiers() if identifiers is None else identifiers)


@dataclass(frozen=True)
class Kernel:
    """What all batches of a table have in common."""

    seed: int = 0
    columns: int = 0
    """How many columns the table has, by which the room for distinct values is shared out; 0 if each has all of it."""
    search: bool = True
    """Whether identifiers are searched; otherwise only the choice of distinct values is made."""

    def batch(self, batch: pa.RecordBatch, before: TableCounts | None = None) -> TableCounts:
        """Return what is known of the rows of a batch.

        `before` is what is known of other rows with which the result will be merged: values that would be dropped then
        are not chosen now. The merged result is the same without it.
        """
        known = {column.name: column.distinct for column in before.columns} if before else {}
        whole = np.ones(batch.num_rows, np.bool_)
        columns = []
        for name, array in zip(batch.schema.names, batch.columns, strict=True):
            cells = Cells.of(array)
            whole[cells.cut] = False
            whole[cells.unread] = False
            columns.append(self._column(name, str(array.type), cells, known.get(name)))
        return TableCounts(batch.num_rows, int(np.count_nonzero(whole)), tuple(columns))

    def _column(self, name: str, native: str, cells: Cells, before: Distinct | None) -> ColumnCounts:
        text = cells.text
        compiled = forms()
        hits = look(text, compiled) if self.search else {}
        return ColumnCounts(
            name=name,
            native=native,
            rows=len(text),
            blank=cells.blank,
            cut=len(cells.cut),
            unread=len(cells.unread),
            size=len(text.data),
            longest=int(text.lengths.max()) if len(text) else 0,
            hits={compiled.all[number].identifier.id: found for number, found in hits.items() if found.candidates},
            distinct=Distinct.of(text, hashes_of(text, self.seed), room(self.columns), before),
        )
