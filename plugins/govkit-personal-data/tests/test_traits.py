"""What is told of all cells of a column, whether their value is kept for the judgement or not."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit_personal_data.kernel.aggregate import ColumnCounts
from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.kernel.months import months_of
from govkit_personal_data.kernel.text import Text
from govkit_personal_data.kernel.traits import Traits, traits_of

LETTERS, WORDS = Traits(lettered=True), Traits(lettered=True, wordy=True)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12.50", Traits()),
        ("1,234,567.89", Traits()),
        ("1.250,00 €", Traits(wordy=True)),
        ("12 €", Traits()),
        ("99999", Traits()),
        ("100000", Traits(wordy=True)),
        ("AB-1234", LETTERS),
        ("OK", LETTERS),
        ("ร้าน", LETTERS),
        ("Somchai Jaidee", WORDS),
        ("SOMCHAI JAIDEE", WORDS),
        ("Jaidee, Somchai", WORDS),
        ("สมชาย ใจดี", WORDS),
        ("Somchai.Jaidee", WORDS),
        ("he was told to wait", WORDS),
        ("ก" * 40, WORDS),
        ("2024-05-06", Traits(oldest=2024 * 12 + 4)),
        ("2024-05-06T07:08:09Z", Traits(oldest=2024 * 12 + 4)),
        ("2024-05-06 07:08:09 PM", Traits(oldest=2024 * 12 + 4)),
        ("06/05/2567", Traits(oldest=2024 * 12 + 4)),
        ("2024-05-06 Somchai Jaidee", Traits(lettered=True, wordy=True, oldest=2024 * 12 + 4)),
        ("2024-13-06", Traits(wordy=True)),
        ("9999-12-31", Traits()),
        ("9999-11-30", Traits(wordy=True)),
        ("0000-00-00 00:00:00", Traits()),
        *((word, Traits()) for word in ("NULL", "NA", "N/A", "nan", "None", "#N/A", "\\N", "inf")),
        ("ANNA", LETTERS),
        ("Anna", LETTERS),
        ("2024-05-06 10:00 น.", Traits(oldest=2024 * 12 + 4)),
        ("2024-05-06 07:08:09 ICT", Traits(oldest=2024 * 12 + 4)),
        ("06/05/2024 Anna", Traits(lettered=True, wordy=True, oldest=2024 * 12 + 4)),
        ("2024-05-06 10:00 ANNA", Traits(lettered=True, wordy=True, oldest=2024 * 12 + 4)),
        ("2024-05-06 มาลี", Traits(lettered=True, wordy=True, oldest=2024 * 12 + 4)),
        ("1970-01-01", Traits()),
        ("", Traits()),
    ],
)
def test_one_cell(cell, expected):
    assert traits_of(Text.of_values(["7", cell, "8"])) == expected


@pytest.mark.parametrize(
    ("cell", "month"),
    [("2024-5-6", 5), ("2024/05", 5), ("6.5.2024", 5), ("16-5-2024", 5), ("6/12/2024", 12), ("16/12/2024 10:00", 12)],
)
def test_layouts_of_dates(cell, month):
    assert months_of(Text.of_values([cell])).oldest == 2024 * 12 + month - 1


def test_what_only_looks_like_a_date_gives_no_month():
    assert months_of(Text.of_values(["10.20.30.40", "20245-06", "081-234-5678", "2024", ""])).oldest is None


CELLS = st.lists(st.sampled_from(["1", "OK", "Anan Lim", "2020-01-02", "1.5 €", "ก ข", "123456", "", "05/06/2550"]))


@given(CELLS, CELLS)
def test_they_add_up(one, other):
    assert traits_of(Text.of_values(one)) + traits_of(Text.of_values(other)) == traits_of(Text.of_values(one + other))


def test_the_kernel_brings_them_and_json_keeps_them():
    rows = pa.RecordBatch.from_pydict({"a": ["1", "Anan Lim", "2020-01-02"] * 500})
    (column,) = Kernel().batch(rows).columns
    assert column.traits == Traits(lettered=True, wordy=True, oldest=2020 * 12)
    assert column.traits.oldest_month == (2020, 1)
    assert ColumnCounts.from_json(column.to_json()).traits == column.traits
