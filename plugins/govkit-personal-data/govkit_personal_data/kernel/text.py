"""The cells of one column, end to end in one buffer of UTF-8, as numpy arrays that are cut, filtered and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govkit_personal_data.kernel.arrow import indices_of, to_rows, without_nulls

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Weights = Places | None
"""In how many rows each cell is; `None` if each is in one."""
BLOCK = 1 << 18


@dataclass(frozen=True)
class Text:
    """Cells in the order of their rows: cell `i` is `data[offsets[i]:offsets[i + 1]]`."""

    data: Bytes
    offsets: Places

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> Places:
        """Return the number of bytes of every cell."""
        return np.diff(self.offsets)

    @property
    def alike(self) -> bool:
        """Tell whether there are cells, and all are the same."""
        if not len(self) or not len(self.data):
            return False
        width = int(self.offsets[1])
        return bool((self.lengths == width).all() and np.array_equal(self.data[width:], self.data[:-width]))

    @classmethod
    def empty(cls) -> Text:
        """Return no cells."""
        return cls(np.zeros(0, np.uint8), np.zeros(1, np.int64))

    @classmethod
    def of(cls, array: pa.Array) -> Text:
        """Take an Arrow array of strings or bytes; a null is an empty cell. Nothing is copied where nothing is null."""
        wide = array.type in (pa.large_string(), pa.large_binary())
        if not wide and array.type not in (pa.string(), pa.binary()):
            array, wide = array.cast(pa.large_string()), True
        array = without_nulls(array)
        _, places, data = array.buffers()
        if len(array) == 0 or data is None:
            return cls(np.empty(0, np.uint8), np.zeros(len(array) + 1, np.int64))
        offsets = np.frombuffer(places, np.int64 if wide else np.int32)[array.offset : array.offset + len(array) + 1]
        first, last = int(offsets[0]), int(offsets[-1])
        return cls(np.frombuffer(data, np.uint8)[first:last], offsets.astype(np.int64) - first)

    @classmethod
    def of_values(cls, values: Sequence[str]) -> Text:
        """Take Python texts."""
        raw = [value.encode() for value in values]
        offsets = np.cumsum([0, *map(len, raw)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(raw), np.uint8), offsets)

    def arrow(self) -> pa.Array:
        """Return the cells as an Arrow array of strings, without a copy of their bytes."""
        return self._array(pa.large_string())

    def binary(self) -> pa.Array:
        """Return the cells as an Arrow array of byte strings, without a copy of their bytes."""
        return self._array(pa.large_binary())

    def encoded(self) -> tuple[Text, Places]:
        """Return the distinct cells, in the order in which they first stand, and for each cell its place among them."""
        encoded = self.binary().dictionary_encode()
        return Text.of(encoded.dictionary), indices_of(encoded.indices)

    def raw(self) -> list[bytes]:
        """Return the cells as Python bytes."""
        data, offsets = self.data.tobytes(), self.offsets.tolist()
        return [data[start:end] for start, end in pairwise(offsets)]

    def _array(self, kind: pa.DataType) -> pa.Array:
        buffers = [
            None,
            pa.py_buffer(np.ascontiguousarray(self.offsets)),
            pa.py_buffer(np.ascontiguousarray(self.data)),
        ]
        return pa.Array.from_buffers(kind, len(self), buffers)

    def blocks(self, size: int = BLOCK) -> Iterator[Text]:
        """Yield the cells in pieces of about `size` bytes, which stay in the processor's cache while they are used."""
        steps = np.searchsorted(self.offsets, np.arange(size, max(len(self.data), 1) + size, size), side="left")
        edges = [0, *np.unique(np.minimum(steps, len(self))).tolist()]
        for start, end in pairwise(edges):
            if end > start:
                first = self.offsets[start]
                yield Text(self.data[first : self.offsets[end]], self.offsets[start : end + 1] - first)

    def head(self, most: int) -> Text:
        """Return the first cells, at most so many."""
        return Text(self.data[: self.offsets[min(len(self), most)]], self.offsets[: most + 1])

    def take(self, rows: Places) -> Text:
        """Return the cells at these rows, in this order."""
        return Text.of(self.binary().take(to_rows(rows)))

    def matrix(self, rows: Places, width: int) -> Bytes:
        """Return cells that all have `width` bytes as the rows of a matrix."""
        starts = self.offsets[rows]
        if len(starts) and starts[-1] - starts[0] == width * (len(starts) - 1):
            return self.data[starts[0] : starts[0] + width * len(starts)].reshape(len(starts), width)
        if not len(starts) or not width:
            return np.zeros((len(starts), width), np.uint8)
        windows = np.ndarray((len(self.data) - width + 1,), f"V{width}", self.data, strides=(1,))
        return windows[starts].view(np.uint8).reshape(len(starts), width)

    def values(self, rows: Places) -> list[str]:
        """Return the cells at these rows as Python texts; bytes that are no UTF-8 as the replacement character."""
        data = self.data.tobytes() if len(rows) * 4 > len(self) else self.data
        ends = self.offsets.take(rows + 1).tolist()
        starts = self.offsets.take(rows).tolist()
        return [bytes(data[a:b]).decode("utf-8", "replace") for a, b in zip(starts, ends, strict=True)]

    def rows_at(self, places: Places) -> Places:
        """Return the rows, each once and in order, in which the bytes at these places, which are in order, lie."""
        rows = np.searchsorted(self.offsets, places, side="right") - 1
        return rows[np.flatnonzero(np.diff(rows, prepend=-1))]

    @classmethod
    def joined(cls, texts: Sequence[Text]) -> Text:
        """Return the cells of all texts, one text after the other."""
        if len(texts) == 1:
            return texts[0]
        ends = np.cumsum([0, *(len(text.data) for text in texts)])
        places = [text.offsets[1:] + end for text, end in zip(texts, ends.tolist(), strict=False)]
        data = np.concatenate([text.data for text in texts]) if texts else np.empty(0, np.uint8)
        return cls(data, np.concatenate([np.zeros(1, np.int64), *places]))

    def replaced(self, rows: Places, values: list[bytes]) -> Text:
        """Return a copy in which the cells at `rows`, which are in order, are these."""
        pieces: list[memoryview | bytes] = []
        source, last = memoryview(self.data.tobytes()), 0
        lengths = self.lengths.copy()
        for row, value in zip(rows.tolist(), values, strict=True):
            pieces += (source[last : self.offsets[row]], value)
            last, lengths[row] = int(self.offsets[row + 1]), len(value)
        pieces.append(source[last:])
        return Text(np.frombuffer(b"".join(pieces), np.uint8), np.concatenate(([0], np.cumsum(lengths))))
