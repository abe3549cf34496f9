"""Which rows are chosen, and that memory does not grow with the rows."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from govkit_personal_data.sampling import draw
from govkit_personal_data.sources.table import Rows

PEAK_OVER_SMALL_MB = 24


def table(count, width=1, cell="x"):
    return Rows("t", [f"c{n}" for n in range(width)], iter(range(count)), lambda n: [f"{cell}{n}"] * width)


def chosen(count, **options):
    return [
        int(row[0][1:]) for row in draw(table(count), **{"seed": "s", "partition": "p", "size": 100} | options).rows
    ]


def test_a_small_table_is_taken_whole_and_in_order():
    assert chosen(100) == list(range(100))


def test_a_large_table_gives_as_many_rows_as_were_asked_for():
    sample = draw(table(5000), seed="s", partition="p", size=100)
    assert len(sample.rows) == 100
    assert sample.total == 5000


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
    rows = draw(table(5000, cell="y" * 1000), seed="s", partition="p", size=1000, most=50_000).rows
    assert 40 <= len(rows) <= 50
    assert [int(row[0][1000:]) for row in rows] == chosen(5000, size=len(rows))


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
    examined, expected, small = measure(tmp_path, 10_000)
    assert (examined, expected) == (4603, 10_000)
    examined, expected, large = measure(tmp_path, 1_000_000)
    assert (examined, expected) == (4603, 1_000_000)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    assert large - small < PEAK_OVER_SMALL_MB * unit
