"""Cells that are cut, no text, in other digits or no strings are counted as one by one, however they are laid out."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_personal_data.identifiers import as_read
from govkit_personal_data.kernel import LONGEST
from govkit_personal_data.kernel.aggregate import merged
from govkit_personal_data.kernel.cells import Cells
from govkit_personal_data.kernel.fold import folded
from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.kernel.text import Text

ODD = (
    "เลขบัตร1101700203450ครับ".encode(),
    "๑๑๐๑๗๐๐๒๐๓๔๕๐".encode(),
    "ID１１０１７００２０３４５０".encode(),
    "1101\u200b700203450".encode(),
    "1-1017\u201300203\u201145-0".encode(),
    "+66\u00a081\u202f234 5678".encode(),
    "\u0661\u0662 a.b@shop.example".encode(),
    b"S1234567D\0",
    b"\0",
    b"S1234567D\x7f",
    b"\xff S1234567D",
    "ลูกค้า S1234567D".encode("cp874"),
    "ลูกค้า S1234567D".encode("utf-16-le"),
    "บัตร S1234567D".encode()[:-10],
    b"x" * 20_000 + b" S1234567D",
    b"S1234567D " + b"y" * 20_000,
    "ก".encode() * 2_040 + b"S1234567D",
    b"0123456789" * 2_000,
    b" " * 2_050 + b"S1234567D",
    b" \t S1234567D \r\n",
    b"ann.bee00661234567@shop.example",
    b"HN 1234567",
    b" " * 30,
    b"",
    None,
    b"5f0a1234-0066-8123-4567-00aabbccddee",
    b"5F0A12340066ABCD",
)
"""Cells on which a short cut could go wrong: other digits, glued letters, no text, too long, cut in two."""


def seen_one_by_one(naive, cells):
    """Return blank, unread and cut cells and the counts, from Python's own reading of each cell."""
    blank = unread = cut = 0
    texts_ = []
    for cell in cells:
        try:
            text = (cell or b"").decode()
        except UnicodeDecodeError:
            unread += 1
            continue
        if any((ord(char) < 32 and char not in " \t\n\r\f\v") or char == "\x7f" for char in text):
            unread += 1
            continue
        cut += len(text) > LONGEST
        text = text[:LONGEST]
        blank += not text.encode().strip()
        texts_.append(text)
    return (blank, unread, cut), naive(texts_)


def as_seen(counts):
    (column_,) = counts.columns
    return (column_.blank, column_.unread, column_.cut), dict(column_.hits)


@pytest.mark.parametrize("filler", ["note", "thirteen", "hex", "mail", "caps"])
def test_odd_cells_are_counted_as_one_by_one_however_the_column_is_laid_out(column, naive, filler):
    cells = [*ODD, *(cell.encode() for cell in column(filler, 120, seed=5))]
    random.Random(4).shuffle(cells)
    expected = seen_one_by_one(naive, cells)
    plain = pa.array(cells, pa.binary())
    unused = pa.array([b"8888888888888", *dict.fromkeys(cells)], pa.binary())
    places = {cell: place for place, cell in enumerate(unused.to_pylist())}
    layouts = {
        "plain": plain,
        "slice": pa.concat_arrays([plain, plain]).slice(len(cells)),
        "dictionary": pa.concat_arrays([plain, pa.array([b"7777777777777"])]).dictionary_encode()[: len(cells)],
        "values unused": pa.DictionaryArray.from_arrays(pa.array([places[cell] for cell in cells], pa.int16()), unused),
    }
    counts = {name: Kernel().batch(pa.RecordBatch.from_arrays([array], ["c"])) for name, array in layouts.items()}
    for name, found in counts.items():
        assert as_seen(found) == expected, name
        assert found.columns[0].distinct == counts["plain"].columns[0].distinct, name
        assert found == counts["plain"], name
    tenfold = Kernel().batch(pa.RecordBatch.from_arrays([pa.concat_arrays([plain] * 10)], ["c"]))
    assert tenfold.columns[0].distinct.rows == [10 * rows for rows in counts["plain"].columns[0].distinct.rows]
    assert tenfold.bare == merged([counts["plain"]] * 10).bare


def test_cells_that_are_no_text_or_too_long_are_counted_and_never_clean():
    cells = Cells.of(
        pa.array([b"ok", b"\xff\xfe", b"a\0b", b"x" * 3000, "ก".encode() * 2048, None, b"  "], pa.binary())
    )
    assert cells.unread.tolist() == [1, 2]
    assert cells.cut.tolist() == [3]
    assert cells.blank.tolist() == [5, 6]
    assert cells.text.lengths.tolist() == [2, 0, 0, 2048, 6144, 0, 0]
    counts = Kernel().batch(
        pa.RecordBatch.from_arrays([pa.array([b"ok", b"\xff\xfe", b"x" * 3000], pa.binary())], ["c"])
    )
    assert (counts.rows, counts.whole) == (3, 1)


@pytest.mark.parametrize(
    "array",
    [
        pa.array([1101700203450, 2, None]),
        pa.array([1101700203450.0, float("nan"), None]),
        pa.array(["1101700203450", "x"]).dictionary_encode(),
        pa.array(["1101700203450"], pa.string_view()),
        pa.chunked_array([["1101700203450"]]).combine_chunks(),
    ],
)
def test_numbers_are_looked_at_as_they_are_written(array):
    (seen,) = Kernel().batch(pa.RecordBatch.from_arrays([array], ["c"])).columns
    assert seen.hits["th.national-id"].valid == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=12))
def test_folding_a_buffer_is_folding_each_text(cells):
    text = folded(Text.of(pa.array(cells, pa.large_string())))
    assert text.values(np.arange(len(text))) == [as_read(cell) for cell in cells]
