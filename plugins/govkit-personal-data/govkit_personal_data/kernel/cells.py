"""From an Arrow array of any type to cells that can be looked at, with an account of those that can't, or not whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govkit_personal_data.kernel import LONGEST
from govkit_personal_data.kernel.fold import folded
from govkit_personal_data.kernel.shapes import BLANKS
from govkit_personal_data.kernel.text import Places, Text

_MOST_BYTES = 4
"""Bytes of the longest character."""
_LAST_BLANK, _DELETE = 0x20, 0x7F
_CONTROL = np.array([byte not in BLANKS and (byte < _LAST_BLANK or byte == _DELETE) for byte in range(256)])
_BLANK = np.array([byte in BLANKS for byte in range(256)])
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Cells:
    """The cells of a column: bounded, their digits folded; those that are blank or can't be read are empty texts."""

    text: Text
    blank: Places
    """Rows whose cell holds nothing but blanks, or nothing."""
    cut: Places
    """Rows whose cell goes on behind what is looked at."""
    unread: Places
    """Rows whose cell is no text."""

    @classmethod
    def of(cls, array: pa.Array) -> Cells:
        """Take an Arrow array of any flat type; numbers are looked at as they are written."""
        text = Text.of(_written(array))
        undecodable, controlled = _undecodable(text), _controlled(text)
        unread = np.union1d(undecodable, controlled) if len(undecodable) else controlled
        if len(unread):
            text = text.replaced(unread, [b""] * len(unread))
        text, cut = _clipped(text)
        text = _unblanked(folded(text))
        empty = text.lengths == 0
        empty[unread] = False
        return cls(text, np.flatnonzero(empty), cut, unread)


def _written(array: pa.Array) -> pa.Array:
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _written(array.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return array
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return array
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_binary_view(kind):
        return array.cast(pa.large_binary())
    if pa.types.is_floating(kind):
        return _numbers(array)
    if pa.types.is_null(kind) or pa.types.is_nested(kind) or isinstance(kind, pa.ExtensionType):
        plain = [None if value is None else str(value) for value in array.to_pylist()]
        return pa.array(plain, pa.large_string())
    return array.cast(pa.large_string())


def _numbers(array: pa.Array) -> pa.Array:
    """Return floating-point numbers as they are written; whole ones without a point, as the codes that they may be."""
    array = pc.if_else(pc.is_finite(array), array, None).cast(pa.float64())
    if array.null_count == len(array) or not pc.all(pc.equal(array, pc.floor(array))).as_py():
        return array.cast(pa.large_string())
    if pc.max(pc.abs(array)).as_py() >= 2.0**53:
        return array.cast(pa.large_string())
    return array.cast(pa.int64()).cast(pa.large_string())


def _undecodable(text: Text) -> Places:
    if not len(text.data) or text.data.max() < 0x80:
        return _NONE
    try:
        text.arrow().validate(full=True)
    except pa.ArrowInvalid:
        return np.array([row for row, cell in enumerate(_raw(text)) if not _decodes(cell)], np.int64)
    return _NONE


def _raw(text: Text) -> list[bytes]:
    raw: list[bytes] = text.raw()
    return raw


def _decodes(cell: bytes) -> bool:
    try:
        cell.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _controlled(text: Text) -> Places:
    """Return the rows with control characters, which show that it is no text."""
    greatest = np.int8(_DELETE)  # of all bytes that are not above ASCII, which are negative as signed ones
    if not len(text.data) or (text.data.min() >= _LAST_BLANK and text.data.view(np.int8).max() < greatest):
        return _NONE
    return text.rows_at(np.flatnonzero(_CONTROL[text.data]))


def _clipped(text: Text) -> tuple[Text, Places]:
    long = np.flatnonzero(text.lengths > LONGEST)
    if not len(long):
        return text, _NONE
    cut, values = [], []
    for row in long.tolist():
        start, end = int(text.offsets[row]), int(text.offsets[row + 1])
        if end - start <= LONGEST * _MOST_BYTES and len(text.data[start:end].tobytes().decode()) <= LONGEST:
            continue
        value = text.data[start : start + LONGEST * _MOST_BYTES].tobytes().decode("utf-8", "ignore")
        cut.append(row)
        values.append(value[:LONGEST].encode())
    rows = np.array(cut, np.int64)
    return (text.replaced(rows, values), rows) if cut else (text, rows)


def _unblanked(text: Text) -> Text:
    """Return the cells with those that are blanks only as empty ones."""
    if not len(text.data) or text.data.min() > _LAST_BLANK:
        return text
    filled = np.flatnonzero(text.lengths > 0)
    maybe = filled[_BLANK[text.data[text.offsets[filled]]]]
    blank = [
        row for row in maybe.tolist() if not text.data[text.offsets[row] : text.offsets[row + 1]].tobytes().strip()
    ]
    return text.replaced(np.array(blank, np.int64), [b""] * len(blank)) if blank else text
