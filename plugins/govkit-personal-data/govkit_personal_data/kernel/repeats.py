"""Cells that repeat: each distinct value of a column once, and in which rows it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govkit_personal_data.kernel.arrow import indices_of, to_rows
from govkit_personal_data.kernel.text import Places

HEAD = 4096
"""Cells by which it is told whether values repeat."""
_LEAST, _REPEATED = 1024, 0.6
"""Cells from which, and share of distinct ones among the first up to which, it pays to find the distinct ones."""


@dataclass(frozen=True)
class Repeats:
    """The values of a column's rows, with or without those that are there again."""

    values: pa.Array
    places: Places | None = None
    """For each row the place of its value, `None` where the values are the rows."""

    @classmethod
    def of(cls, array: pa.Array) -> Repeats:
        """Take an array as it is, or its dictionary if it has one or if many of its values repeat."""
        if pa.types.is_dictionary(array.type):
            return _of_dictionary(array)
        if len(array) >= _LEAST and _plain(array.type) and distinct_share(array) <= _REPEATED:
            return _of_dictionary(array.dictionary_encode())
        return cls(array)

    @cached_property
    def counts(self) -> Places | None:
        """Return in how many rows each value is, `None` where each is in one."""
        return None if self.places is None else np.bincount(self.places, minlength=len(self.values))

    def rows(self, values: Places) -> Places:
        """Return the rows that have the values at these places."""
        if self.places is None or not len(values):
            return values
        wanted = np.zeros(len(self.values), np.bool_)
        wanted[values] = True
        return np.flatnonzero(wanted[self.places])


def distinct_share(array: pa.Array) -> float:
    """Return the share of distinct values among the first of an array."""
    head = array.slice(0, HEAD)
    return len(head.unique()) / max(len(head), 1)


def _plain(kind: pa.DataType) -> bool:
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(test(kind) for test in (*tests, pa.types.is_integer, pa.types.is_floating, pa.types.is_temporal))


def _of_dictionary(array: pa.DictionaryArray) -> Repeats:
    """Leave out what no row has: the dictionary may be that of a larger piece."""
    values, indices = array.dictionary, array.indices.cast(pa.int64())
    if indices.null_count:
        indices = pc.fill_null(indices, len(values))
        values = pa.concat_arrays([values, pa.nulls(1, values.type)])
    places = indices_of(indices)
    used = np.bincount(places, minlength=len(values)) > 0
    if not used.all():
        values = values.take(to_rows(np.flatnonzero(used)))
        places = (np.cumsum(used) - 1)[places]
    return Repeats(values, places)
