"""The kernel: a pure function from a record batch to counts, that can be sent to another process or machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pyarrow as pa

from govkit_personal_data.identifiers import Identifier, all_identifiers
from govkit_personal_data.kernel.aggregate import ColumnCounts, TableCounts
from govkit_personal_data.kernel.cells import Cells
from govkit_personal_data.kernel.column import look
from govkit_personal_data.kernel.distinct import Distinct, hashes_of, room
from govkit_personal_data.kernel.forms import Forms
from govkit_personal_data.kernel.repeats import Repeats
from govkit_personal_data.kernel.traits import traits_of


@lru_cache(maxsize=4)
def forms(own: tuple[Identifier, ...] = ()) -> Forms:
    """Return the compiled identifiers, those of a user beside those that ship; compiled once a process."""
    return Forms((*all_identifiers(), *own))


@dataclass(frozen=True)
class Kernel:
    """What all batches of a table have in common."""

    seed: int = 0
    columns: int = 0
    """How many columns the table has, by which the room for distinct values is shared out; 0 if each has all of it."""
    search: bool = True
    """Whether identifiers are searched; otherwise only the choice of distinct values is made."""
    own: tuple[Identifier, ...] = ()
    """Identifiers that a user has brought."""

    def batch(self, batch: pa.RecordBatch, before: TableCounts | None = None) -> TableCounts:
        """Return what is known of the rows of a batch.

        `before` is what is known of other rows with which the result will be merged: values that would be dropped then
        are not chosen now. The merged result is the same without it.
        """
        known = {column.name: column.distinct for column in before.columns} if before else {}
        whole = np.ones(batch.num_rows, np.bool_)
        columns = []
        for name, array in zip(batch.schema.names, batch.columns, strict=True):
            repeats = Repeats.of(array)
            cells = Cells.of(repeats.values)
            cut, unread = repeats.rows(cells.cut), repeats.rows(cells.unread)
            whole[cut] = False
            whole[unread] = False
            counts = ColumnCounts(name, str(repeats.values.type), len(array), cut=len(cut), unread=len(unread))
            columns.append(self._looked_at(counts, cells, repeats, known.get(name)))
        return TableCounts(batch.num_rows, int(np.count_nonzero(whole)), tuple(columns))

    def _looked_at(self, counts: ColumnCounts, cells: Cells, repeats: Repeats, before: Distinct | None) -> ColumnCounts:
        text, weights = cells.text, repeats.counts
        compiled = forms(self.own)
        hits = look(text, weights, compiled) if self.search else {}
        return replace(
            counts,
            blank=len(repeats.rows(cells.blank)),
            size=len(text.data) if weights is None else int(text.lengths @ weights),
            longest=int(text.lengths.max()) if len(text) else 0,
            hits={compiled.all[number].identifier.id: found for number, found in hits.items() if found.candidates},
            traits=traits_of(text),
            distinct=Distinct.of(text, weights, hashes_of(text, self.seed), room(self.columns), before),
        )
