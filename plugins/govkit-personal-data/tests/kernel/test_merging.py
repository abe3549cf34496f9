"""Counts and distinct values are the same however the rows are cut, merged and sent."""

from __future__ import annotations

import pickle
import random

import pyarrow as pa
import pytest

from govkit_personal_data.kernel.aggregate import TableCounts, merged
from govkit_personal_data.kernel.distinct import Distinct
from govkit_personal_data.kernel.kernel import Kernel


@pytest.fixture
def batch(column):
    """Return a function that makes so many rows of three columns."""

    def batch(rows):
        return pa.RecordBatch.from_pydict({kind: column(kind, rows, seed=1) for kind in ("mail", "note", "thirteen")})

    return batch


def test_the_merge_does_not_depend_on_how_rows_are_cut_or_in_which_order_they_come(batch):
    whole = batch(3_000)
    kernel = Kernel(seed=5, columns=5_000)
    alone = kernel.batch(whole)
    assert alone.columns[0].distinct.full
    cuts = [whole.slice(start, 700) for start in range(0, 3_000, 700)]
    parts = [kernel.batch(cut) for cut in cuts]
    assert merged(parts) == alone
    assert merged(reversed(parts)) == alone
    assert (parts[3] + parts[0]) + (parts[4] + (parts[1] + parts[2])) == alone
    running = TableCounts()
    for cut in cuts:
        running = running + kernel.batch(cut, running)
    assert running == alone


def test_a_slice_of_a_batch_is_its_rows_and_no_others(batch):
    whole = batch(400)
    part = whole.slice(100, 50)
    copied = pa.RecordBatch.from_pydict(part.to_pydict())
    assert Kernel().batch(part) == Kernel().batch(copied)


def test_the_kernel_and_its_counts_travel(batch):
    kernel = pickle.loads(pickle.dumps(Kernel(seed=5)))
    counts = kernel.batch(batch(50))
    assert pickle.loads(pickle.dumps(counts)) == counts
    assert TableCounts.from_json(counts.to_json()) == counts.bare


def test_the_distinct_values_are_an_even_choice_with_all_their_rows():
    values = [f"v{number}" for number in range(20_000) for _ in range(1 + number % 3)]
    random.Random(3).shuffle(values)
    (seen,) = Kernel(columns=5_000).batch(pa.RecordBatch.from_pydict({"v": values})).columns
    chosen = seen.distinct
    assert len(chosen.kept) == 300
    assert all(rows == 1 + int(value[1:]) % 3 for _, value, rows in chosen.kept)
    assert 17_000 < chosen.count < 23_000
    assert 100 < sum(int(value[1:]) < 10_000 for value in chosen.values) < 200


def test_a_value_has_one_hash_whatever_stands_beside_it():
    short = [f"value {number}" for number in range(40)]
    long = [f"a value of more than sixteen bytes {number}" for number in range(40)]
    alone = Kernel().batch(pa.RecordBatch.from_pydict({"v": short})) + Kernel().batch(
        pa.RecordBatch.from_pydict({"v": [*long, *short]})
    )
    assert alone.columns[0].distinct.count == 80
    assert sorted(alone.columns[0].distinct.rows) == [1] * 40 + [2] * 40


def test_values_of_one_hash_are_in_order_and_stay_together():
    same = [f"{'a' * 40}{mark}{'b' * 41}" for mark in "zxycb"]
    others = [f"value {number}" for number in range(300)]
    parts = [Kernel(columns=5_000).batch(pa.RecordBatch.from_pydict({"v": cut})) for cut in (same, others, same[::-1])]
    chosen = merged(parts).columns[0].distinct
    assert chosen == merged(reversed(parts)).columns[0].distinct
    assert chosen.kept == sorted(chosen.kept)
    assert {rows for _, value, rows in chosen.kept if value in same} <= {2}
    assert len(same) == sum(value in same for value in Distinct.restored(500, chosen.kept, None).values) or not (
        set(chosen.values) & set(same)
    )
