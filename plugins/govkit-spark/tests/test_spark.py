"""Spark gives the same counts as one process: over a DataFrame, and over the partitions of files."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.places import given, table_names
from govkit_personal_data.scan import Plan, scan

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def table() -> pa.Table:
    chance = random.Random(7)
    rows = 6_000
    return pa.table(
        {
            "id": list(range(rows)),
            "mail": [
                f"user{chance.randrange(3000)}@shop.example" if chance.random() < 0.9 else None for _ in range(rows)
            ],
            "code": [f"{chance.randrange(10**13):013d}" for _ in range(rows)],
            "note": [
                f"โทร 08{chance.randrange(10**8):08d} ครับ" if chance.random() < 0.1 else "nothing" for _ in range(rows)
            ],
        }
    )


@pytest.fixture(scope="module")
def file(table: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spark") / "people.parquet"
    pq.write_table(table, path, row_group_size=1_500)
    return path


def counts_of(counts):
    return counts.rows, counts.whole, {column.name: column for column in counts.columns}


def test_a_data_frame_gives_what_the_kernel_gives_for_the_whole_table(spark, table, file):
    from govkit_spark import count_frame

    frame = spark.read.parquet(str(file)).repartition(3)
    alone = Kernel(0, table.num_columns).batch(table.combine_chunks().to_batches()[0])
    rows, whole, found = counts_of(count_frame(frame))
    assert (rows, whole) == (alone.rows, alone.whole)
    for column in alone.columns:
        other = found[column.name]
        assert other.hits == column.hits
        assert (other.rows, other.blank, other.size, other.longest) == (
            column.rows,
            column.blank,
            column.size,
            column.longest,
        )
        assert other.distinct == column.distinct


def test_the_executor_gives_what_this_process_gives(spark, file):
    from govkit_spark.executor import OnSpark

    places = given([str(file)])
    here = Plan(seed="s", latest_year=2026, mode="full")
    there = Plan(seed="s", latest_year=2026, mode="full", executor=OnSpark(spark))
    assert scan(places, table_names(places), there) == scan(places, table_names(places), here)


def test_a_data_frame_is_judged(spark, file):
    from govkit_spark import scan_frame

    found = {column.name: column for column in scan_frame(spark.read.parquet(str(file)), "people", latest_year=2026)}
    assert found["mail"].detections[0].category == "email"
    assert found["mail"].examined == found["mail"].expected == 6_000
