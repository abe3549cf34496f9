"""A full scan beside decoding the same Parquet file, a naive loop of the same patterns, and Presidio with them.

With `--size full` it also reads 1 and 10 million rows in processes of their own and prints the most memory each took.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.runner import Entry, Suite
from govkit_personal_data.examine import Look, Task, examine
from govkit_personal_data.executors import one_thread
from govkit_personal_data.identifiers import all_identifiers, as_read, bounded
from govkit_personal_data.kernel.aggregate import TableCounts, merged
from govkit_personal_data.kernel.kernel import forms
from govkit_personal_data.sources.parquet import open_parquet

ROWS = {"small": 20_000, "medium": 200_000, "full": 1_000_000}
GROUP = 100_000
_SEED = 20250117
_NAIVE, _PRESIDIO = 200, 25
_WORDS = (
    *("customer", "called", "about", "order", "delivery", "late", "refund", "please", "check", "account", "courier"),
    *("invoice", "ลูกค้า", "ที่อยู่", "ยืนยัน"),
)

_MOST_MB = 400


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite whose measure is to decode the file and do nothing with it."""
    one_thread()
    if size == "full":
        _print_memory()  # first: a process counts as its own what the one that started it held
    rows = ROWS[size]
    path = _file(rows)
    forms()
    sample = pq.ParquetFile(path).read_row_group(0).slice(0, _NAIVE)
    entries = (
        Entry("decode the Parquet file", lambda: [batch.num_rows for batch in _batches(path)]),
        Entry("full scan, decoding in it", lambda: _scan(path).rows),
        Entry(f"naive loop, {_NAIVE / rows:.2%} of the rows", lambda: _naive(sample)),
        Entry(f"Presidio, {_PRESIDIO / rows:.3%} of the rows", lambda: _presidio(sample.slice(0, _PRESIDIO))),
    )
    yield Suite(f"{len(forms().all)} identifiers over {rows * 10:,} cells", entries[0].name, entries)


def table(rows: int, seed: int = _SEED) -> pa.Table:
    """Return ten columns of text as registers hold them, with repeated values; the same for the same seed."""
    chance = random.Random(seed)

    def digits(count: int) -> str:
        return f"{chance.randrange(10**count):0{count}d}"

    def some(pool: list[str]) -> list[str]:
        return [pool[int(len(pool) * chance.random() ** 2)] for _ in range(rows)]

    many = range(max(rows // 2, 1))
    names = [
        f"{a.title()} {b.title()}"
        for a, b in zip(chance.choices(_WORDS, k=3000), chance.choices(_WORDS, k=3000), strict=True)
    ]
    mails = [f"{chance.choice(_WORDS[:11])}.{digits(5)}@shop.example" for _ in many]
    phones = [
        chance.choice(("+66 8{} {} {}", "08{}-{}-{}", "+65 8{}{} {}")).format(digits(1), digits(3), digits(4))
        for _ in many
    ]
    thai = [
        digits(13) if chance.random() < 0.6 else f"{digits(1)}-{digits(4)}-{digits(5)}-{digits(2)}-{digits(1)}"
        for _ in many
    ]
    mixed = [f"S{digits(7)}D" if chance.random() < 0.5 else digits(12) for _ in many]
    inside = ("", "", "", "", "", "", "email " + mails[0], "call " + phones[0], "id " + thai[0], "ip 10.1.2.7")
    notes = [" ".join([*chance.choices(_WORDS, k=chance.randrange(6, 28)), chance.choice(inside)]) for _ in many]
    hexes = ["-".join(f"{chance.getrandbits(4 * size):0{size}x}" for size in (8, 4, 4, 4, 12)) for _ in range(rows)]
    columns = {
        "name": some(names),
        "email": some(mails),
        "phone": some(phones),
        "th_id": some(thai),
        "sg_my_id": some(mixed),
        "note": some(notes),
        "uuid": hexes,
        "price": [f"{chance.randrange(2_000_000) / 100:.2f}" for _ in range(rows)],
        "ts": [
            f"2024-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}T{chance.randrange(24):02d}:00:00"
            for _ in range(rows)
        ],
        "address": [
            f"{chance.randrange(999)}/{chance.randrange(99)} {chance.choice(_WORDS[:11]).title()} Rd, Trat {digits(5)}"
            for _ in range(rows)
        ],
    }
    return pa.table(columns)


@lru_cache(maxsize=2)
def _file(rows: int) -> Path:
    path = Path(tempfile.mkdtemp(prefix="govkit-benchmark-")) / "table.parquet"
    pq.write_table(table(rows), path, row_group_size=GROUP)
    return path


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            yield from file.iter_batches(GROUP, [group], use_threads=False)


def _scan(path: Path) -> TableCounts:
    partitions = open_parquet(str(path), "table", "table").partitions
    return merged(examine(Task(partition, Look("s", "full"))).counts for partition in partitions)


def _naive(sample: pa.Table) -> int:
    patterns = [re.compile(bounded(identifier), re.ASCII) for identifier in all_identifiers()]
    cells = (as_read(cell) for column in sample.columns for cell in column.to_pylist())
    return sum(pattern.search(cell) is not None for cell in cells for pattern in patterns)


@lru_cache(maxsize=1)
def _recognizers() -> list[object]:
    from presidio_analyzer import Pattern, PatternRecognizer

    return [
        PatternRecognizer(identifier.id.upper(), patterns=[Pattern(identifier.id, bounded(identifier), 0.5)])
        for identifier in all_identifiers()
    ]


def _presidio(sample: pa.Table) -> int:
    cells = [cell for column in sample.columns for cell in column.to_pylist()]
    return sum(len(one.analyze(cell, one.supported_entities, None)) for cell in cells for one in _recognizers())  # type: ignore[attr-defined]


def _print_memory() -> None:
    for rows in (1_000_000, 10_000_000):
        command = [sys.executable, "-m", "benchmarks.personal_data_speed", str(rows)]
        peak = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(
            f"full scan of {rows:,} rows: {peak} MB at most ({'within' if peak <= _MOST_MB else 'ABOVE'} {_MOST_MB} MB)"
        )


def _measure_memory(rows: int) -> int:
    """Scan a file of so many rows in this process and return the most memory that it took, in megabytes."""
    one_thread()
    with tempfile.TemporaryDirectory(prefix="govkit-benchmark-") as folder:
        path = Path(folder) / "table.parquet"
        subprocess.run([sys.executable, "-c", _WRITE, str(path), str(rows)], check=True)
        seen = _scan(path).rows
        if seen != rows:
            raise ValueError(f"{seen} rows instead of {rows}")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024**2)


_WRITE = """
import sys
import pyarrow.parquet as pq
from benchmarks.personal_data_speed import GROUP, table

rows = int(sys.argv[2])
made = [table(GROUP, seed).select(["email", "note", "uuid", "th_id"]) for seed in range(4)]
with pq.ParquetWriter(sys.argv[1], made[0].schema) as writer:
    for group in range(rows // GROUP):
        writer.write_table(made[group % 4], row_group_size=GROUP)
"""

if __name__ == "__main__":
    print(_measure_memory(int(sys.argv[1])))
