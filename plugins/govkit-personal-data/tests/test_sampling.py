"""Which rows are chosen, and that memory does not grow with the rows."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import numpy as np
import pyarrow as pa
import pytest

from govkit_personal_data.modes import detection_limit
from govkit_personal_data.sampling import allotted, draw

PEAK_OVER_SMALL_MB = 48


def table(count, cell="", each=700):
    for start in range(0, count, each):
        numbers = range(start, min(start + each, count))
        yield pa.RecordBatch.from_pydict({"n": list(numbers), "text": [cell] * len(numbers)})


def sample(count, cell="", **options):
    return draw(table(count, cell), **{"seed": "s", "partition": "p", "size": 100} | options)


def chosen(count, **options):
    return [row for batch in sample(count, **options).batches for row in batch.column("n").to_pylist()]


def test_a_small_table_is_taken_whole_and_in_order():
    assert chosen(100) == list(range(100))


def test_a_large_table_gives_as_many_rows_as_were_asked_for():
    assert sample(5000).rows == 100
    assert sample(5000).total == 5000


def test_how_the_rows_come_in_batches_does_not_matter():
    one = [
        row
        for batch in draw(table(5000, each=5000), seed="s", partition="p", size=100).batches
        for row in batch.column("n").to_pylist()
    ]
    assert one == chosen(5000)


def test_shuffled_rows_are_the_same_rows_in_the_order_of_their_hashes():
    assert sorted(chosen(5000, shuffled=True)) == chosen(5000)
    assert chosen(5000, shuffled=True) != chosen(5000)


def test_the_choice_depends_on_seed_and_partition_and_on_nothing_else():
    assert chosen(5000) == chosen(5000)
    assert chosen(5000) != chosen(5000, seed="t")
    assert chosen(5000) != chosen(5000, partition="q")


def test_the_choice_is_not_the_head():
    rows = chosen(10_000)
    assert 30 <= sum(row >= 5000 for row in rows) <= 70


def test_a_larger_sample_holds_the_smaller_one():
    assert set(chosen(5000)) < set(chosen(5000, size=200))


def test_long_rows_make_a_smaller_sample_and_not_a_larger_memory():
    assert 20 <= sample(5000, cell="y" * 1000, size=1000, most=100_000).rows <= 100


@pytest.mark.parametrize(
    ("rows", "size", "shares"),
    [([10, 10], 4, [2, 2]), ([1, 99], 10, [1, 9]), ([3, 4], 10, [3, 4]), ([0, 5], 2, [0, 2])],
)
def test_a_sample_is_shared_out_by_the_rows_of_each_stratum(rows, size, shares):
    assert allotted(rows, size) == shares


def test_many_strata_share_a_small_sample():
    shares = allotted([1000] * 50, 20)
    assert sum(shares) == 20
    assert max(shares) == 1


def test_what_is_rare_and_only_in_the_newest_rows_is_seen_as_often_as_is_promised():
    def sees(seed):
        return any(row >= 19_980 for row in chosen(20_000, seed=str(seed), size=2_000))

    assert np.mean([sees(seed) for seed in range(60)]) > 0.75  # 1 - 0.9**20 = 0.88


def test_the_detection_limit_is_that_of_the_default():
    assert detection_limit(4603) == pytest.approx(0.001, rel=1e-3)
    assert detection_limit(0) == 1.0


MEASURE = textwrap.dedent(
    """
    import resource, sys
    from datetime import date
    from pathlib import Path
    from govkit.engine.normalise import inventory_from
    from govkit.engine.world import FolderWorld
    from govkit_personal_data.probe import columns

    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    with (folder / "a.csv").open("w") as stream:
        stream.write("id,email,phone,amount\\n")
        for n in range(rows):
            stream.write(f"{n},user{n}@shop.example,08{n % 10}-555-{n % 9999:04},{n / 7:.2f}\\n")
    inventory = inventory_from({"datasets": [{"id": "a", "data": [{"path": "a.csv"}]}]})
    world = FolderWorld(folder, inventory, date(2026, 11, 21), "s", {}, False)
    seen = columns(inventory.get("dataset:a"), world)
    print(seen.examined, seen.expected, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    """
)


def measure(folder, rows):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder), str(rows)], capture_output=True, text=True, check=True
    )
    return tuple(map(int, done.stdout.split()))


@pytest.mark.slow
def test_memory_is_flat_in_rows(tmp_path):
    examined, expected, small = measure(tmp_path, 300_000)
    assert (examined, expected) == (4603, 300_000)
    examined, expected, large = measure(tmp_path, 1_000_000)
    assert (examined, expected) == (4603, 1_000_000)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    assert large - small < PEAK_OVER_SMALL_MB * unit
