"""Between Arrow and numpy by their buffers: nothing is copied, nor is pandas imported, as pyarrow's conversions do."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_INTEGERS = {pa.int32(): np.int32, pa.int64(): np.int64}


def to_rows(places: NDArray[np.int64]) -> pa.Array:
    """Return places as an Arrow array of integers."""
    return pa.Array.from_buffers(pa.int64(), len(places), [None, pa.py_buffer(np.ascontiguousarray(places, np.int64))])


def to_mask(flags: NDArray[np.bool_]) -> pa.Array:
    """Return flags as an Arrow array of booleans."""
    bits = np.packbits(flags, bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(flags), [None, pa.py_buffer(bits)])


def flags_of(array: pa.Array) -> NDArray[np.bool_]:
    """Return an Arrow array of booleans, none of them null, as flags."""
    bits = np.frombuffer(array.buffers()[1], np.uint8)
    end = array.offset + len(array)
    return np.unpackbits(bits, count=end, bitorder="little")[array.offset :].view(np.bool_)


def indices_of(indices: pa.Array) -> NDArray[np.int64]:
    """Return the indices of a dictionary array, none of them null."""
    numbers = np.frombuffer(indices.buffers()[1], _INTEGERS[indices.type])
    return numbers[indices.offset : indices.offset + len(indices)].astype(np.int64)


@lru_cache(maxsize=4)
def _nothing(kind: pa.DataType) -> pa.Scalar:
    text = pa.Array.from_buffers(pa.large_binary(), 1, [None, pa.py_buffer(bytes(16)), pa.py_buffer(b"")])
    return text.cast(kind)[0]


def without_nulls(array: pa.Array) -> pa.Array:
    """Return an Arrow array of texts or bytes in which a null is an empty one."""
    return pc.fill_null(array, _nothing(array.type)) if array.null_count else array
