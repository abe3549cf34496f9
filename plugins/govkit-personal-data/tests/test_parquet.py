"""Parquet files are read with dictionaries where values repeat, and that shows in nothing but the time it takes."""

from __future__ import annotations

import hashlib
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from govkit_personal_data.examine import Look, Task, examine
from govkit_personal_data.kernel.aggregate import merged
from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.sources import parquet

ROWS = 6_000


def repeating(rows, seed=2):
    chance = random.Random(seed)
    notes = [f"call +66 81 {number:03} 5678 ลูกค้า ๑{number:012}" for number in range(400)]
    return pa.table(
        {
            "note": [chance.choice([*notes, None, "", "S1234567D"]) for _ in range(rows)],
            "code": pa.array([f"{chance.randrange(10**13):013}" for _ in range(rows)], pa.string()),
            "raw": pa.array([chance.choice([b"a@b.example", b"\xff", b"x\0", None]) for _ in range(rows)], pa.binary()),
            "kind": pa.array([chance.choice("abc") for _ in range(rows)]).dictionary_encode(),
            "n": pa.array([chance.randrange(9) for _ in range(rows)], pa.int64()),
            "who": [{"mail": chance.choice(["ann@b.example", "bee@b.example"])} for _ in range(rows)],
        }
    )


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_WORTH", 100)
    table = repeating(ROWS)
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=2_500, dictionary_pagesize_limit=4_000)
    return table, parquet.open_parquet(str(tmp_path / "t.parquet"), "t", "t")


def all_of(opened_, mode, **options):
    return merged(examine(Task(part, Look("s", mode, **options))).counts for part in opened_.partitions)


def test_columns_whose_values_repeat_come_with_a_dictionary(opened):
    _, file = opened
    batch = next(file.partitions[1].batches())
    coded = [name for name in batch.schema.names if pa.types.is_dictionary(batch.schema.field(name).type)]
    assert coded == ["note", "raw", "kind"]


def test_a_full_scan_counts_what_it_would_count_in_plain_rows(opened):
    table, file = opened
    plain = table.set_column(3, "kind", table["kind"].cast(pa.string())).flatten()
    plain = plain.rename_columns([*plain.column_names[:-1], "who.mail"]).combine_chunks().to_batches()[0]
    found = all_of(file, "full")
    seed = int.from_bytes(hashlib.blake2b(b"s", digest_size=4).digest(), "big")
    assert found == Kernel(seed, columns=6).batch(plain)
    note, _, raw, *_ = found.columns
    assert note.hits["int.phone"].candidates > 5_000
    assert raw.unread > 2_000
    assert found.whole == ROWS - raw.unread


@pytest.mark.parametrize("mode", ["sample", "early"])
def test_a_sample_holds_no_dictionary(opened, mode, monkeypatch):
    _, file = opened
    kinds = set()
    inner = Kernel.batch

    def batch(self, rows, before=None):
        if self.search:
            kinds.update(map(str, rows.schema.types))
        return inner(self, rows, before)

    monkeypatch.setattr(Kernel, "batch", batch)
    assert all_of(file, mode, rows=100).rows
    assert kinds == {"string", "binary", "int64"}


def test_dictionaries_that_would_take_much_are_left_out(opened, monkeypatch):
    _, file = opened
    monkeypatch.setattr(parquet, "_HELD", 0)
    batch = next(file.partitions[0].batches())
    assert batch.schema.field("note").type == pa.string()


def test_a_row_group_is_not_held_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_BYTES", 100_000)
    rows, width = 100_000, 64
    values = pa.array([f"{number:0{width}d}" for number in range(rows)])
    options = {"use_dictionary": False, "compression": "none", "row_group_size": rows}
    pq.write_table(pa.table({"code": values}), tmp_path / "t.parquet", **options)
    (group,) = parquet.open_parquet(str(tmp_path / "t.parquet"), "t", "t").partitions
    before = pa.total_allocated_bytes()
    reading = group.batches()
    assert next(reading).num_rows < rows / 10
    assert pa.total_allocated_bytes() - before < rows * width / 2
    reading.close()


def test_files_and_groups_without_rows_are_empty(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_WORTH", 0)
    schema = repeating(3).schema
    with pq.ParquetWriter(tmp_path / "t.parquet", schema) as writer:
        writer.write_table(schema.empty_table())
        writer.write_table(repeating(3))
    file = parquet.open_parquet(str(tmp_path / "t.parquet"), "t", "t")
    assert [examine(Task(part, Look("s", "full"))).counts.rows for part in file.partitions] == [0, 3]
    pq.write_table(schema.empty_table(), tmp_path / "none.parquet")
    assert all_of(parquet.open_parquet(str(tmp_path / "none.parquet"), "t", "t"), "full").rows == 0


def test_a_broken_group_hides_no_whole_one(opened, tmp_path):
    _, file = opened
    path = tmp_path / "t.parquet"
    first = pq.ParquetFile(path).metadata.row_group(0).column(0)
    raw = bytearray(path.read_bytes())
    start = first.dictionary_page_offset or first.data_page_offset
    raw[start : start + first.total_compressed_size] = bytes(first.total_compressed_size)
    path.write_bytes(raw)
    parquet._repeating.cache_clear()
    states = [examine(Task(part, Look("s", "full"))).state for part in file.partitions]
    assert states == ["malformed", "read", "read"]
